package org.thgcl.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.Comparison;
import org.thgcl.ablation.Curve;
import org.thgcl.ablation.DataFacts;
import org.thgcl.ablation.GridResult;
import org.thgcl.ablation.SeedResult;
import org.thgcl.ablation.Summary;
import org.thgcl.ablation.VariantResult;
import org.thgcl.training.RunResult;

class AblationSectionTest {
    private static Curve curve(double from) {
        return new Curve(IntStream.rangeClosed(1, 300)
                .mapToObj(i -> new Curve.Point(i, 2, from + 1.0 / i, 0.1, from, from + 1))
                .toList());
    }

    private static VariantResult variant(String name, double map, Comparison comparison) {
        RunResult.Metrics metrics = new RunResult.Metrics(map, 0.9, 0.5);
        return new VariantResult(
                name,
                comparison == null ? Map.of() : Map.of("noise", "none"),
                null,
                null,
                List.of(),
                List.of(
                        new SeedResult(1, "a", null, 300, 200, metrics, metrics),
                        new SeedResult(2, "b", "the loss was NaN", 3, -1, metrics, metrics)),
                Summary.of(map),
                Summary.of(0.9),
                Summary.of(0.5),
                comparison,
                null,
                curve(0),
                curve(map),
                curve(1));
    }

    /// A sweep with six variants, the last of which differs most.
    static AblationResult sweep() {
        List<VariantResult> variants = IntStream.range(0, 6)
                .mapToObj(k -> variant(
                        "v" + k,
                        0.5 + 0.01 * k,
                        k == 0 ? null : new Comparison(List.of(0.01 * k), 0.01 * k, -0.02, 0.04, 1, 1, 0.75)))
                .toList();
        return new AblationResult(
                "table2",
                "Does <it> matter?",
                new DataFacts("planted & more", true, 64, 4, 12, 6, "split", Map.of(), "ffff"),
                "noise: ratio\n",
                "abcd",
                "float64",
                List.of(1L, 2L),
                "v0",
                0.95,
                variants,
                List.of("left out"),
                List.of("nothing may be concluded"));
    }

    static Sweeps sweeps(int number) {
        return new Sweeps(Collections.nCopies(number, sweep()), List.of());
    }

    @Test
    void a_grid_has_a_row_for_each_lag_and_noise() {
        GridResult grid = new GridResult(
                List.of(new GridResult.Cell(3, 0.5, sweep()), new GridResult.Cell(8, 0.5, sweep())),
                List.of("it helps"));
        String html = new AblationSection(new Sweeps(List.of(), List.of(grid))).html();
        assertThat(Markup.row(html, "8, 0.5"))
                .containsExactly("8, 0.5", "0.500", "+0.010", "+0.020", "+0.030", "+0.040", "+0.050");
        assertThat(html).contains("it helps", "The data are synthetic.");
    }

    @Test
    void files_of_both_kinds_are_read(@TempDir Path folder) throws IOException {
        sweep().write(folder.resolve("ablation.json"));
        new GridResult(List.of(new GridResult.Cell(3, 0.5, sweep())), List.of()).write(folder.resolve("lag.json"));
        Sweeps read = Sweeps.read(List.of(folder.resolve("lag.json"), folder.resolve("ablation.json")));
        assertThat(read.results()).hasSize(1);
        assertThat(read.grids()).hasSize(1);
    }

    @Test
    void figures_are_those_of_the_sweep() {
        String html = new AblationSection(sweeps(1)).html();
        assertThat(Markup.row(html, "v3"))
                .containsExactly("v3", "0.530\u00a0±\u00a0–", "0.900", "+0.030", "[-0.020,\u00a0+0.040]", "0.750");
        assertThat(html)
                .contains("The data are synthetic.")
                .contains("failed: the loss was NaN")
                .contains("nothing may be concluded", "left out", "Does &lt;it&gt; matter?", "ffff", "abcd");
    }

    @Test
    void curves_of_many_variants_are_those_that_differ_most() {
        String html = new SweepCurves("s", sweep()).html();
        assertThat(Markup.texts(Markup.parse(html), "text"))
                .as("training loss, validation cross entropy, validation mAP")
                .filteredOn(text -> text.matches("v\\d"))
                .containsExactly("v0", "v5", "v4", "v3", "v0", "v5", "v4", "v3", "v0", "v5", "v4", "v3");
        assertThat(html).contains("the 3 variants whose mean mAP differs most from it, of 6");
    }

    @Test
    void two_sweeps_on_a_page_do_not_share_names() {
        String html = new AblationSection(sweeps(2)).html();
        List<String> ids = Markup.elements(Markup.parse(html), "*").stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }
}
