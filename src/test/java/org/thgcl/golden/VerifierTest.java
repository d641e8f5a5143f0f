package org.thgcl.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is compared, and what is said of it.
class VerifierTest {
    @TempDir
    Path folder;

    private Failure onlyFailure(Document document) {
        Verification found = document.verify(folder);
        assertThat(found.errors()).isEmpty();
        assertThat(found.failures()).hasSize(1);
        assertThat(found.passed()).isFalse();
        return found.failures().getFirst();
    }

    @Test
    void a_failure_tells_where_what_and_by_how_much() {
        Failure failure = onlyFailure(Document.of("contrastive_loss").with("-1.2", "-1.25"));
        assertThat(failure.file()).endsWith("document.json");
        assertThat(failure.id()).isEqualTo("printed");
        assertThat(failure.field()).isEqualTo("outputs.video_to_audio");
        assertThat(failure.index()).isEmpty();
        assertThat(failure.numbers().expected()).isEqualTo(-1.25);
        assertThat(failure.numbers().got()).isCloseTo(-1.2, within(1e-14));
        assertThat(failure.numbers().difference()).isCloseTo(0.05, within(1e-14));
        assertThat(failure.numbers().allowed()).isEqualTo(1e-14 + 1e-12 * 1.25);
        assertThat(failure.mistake()).isNull();
        assertThat(failure.toString())
                .contains("case 'printed'", "expected -1.25, got -1.2", "allowed 1.2599999999999999E-12");
    }

    @Test
    void the_index_counts_each_axis() {
        Failure failure = onlyFailure(Document.of("adam")
                .with(
                        "\"gradients\": {\"shape\": [1, 1], \"data\": [2]}",
                        "\"gradients\": {\"shape\": [2, 1], \"data\": [2, 0]}")
                .with(
                        "\"trajectory\": {\"shape\": [1, 1], \"data\": [0.9333333333333333]}",
                        "\"trajectory\": {\"shape\": [2, 1], \"data\": [0.9333333333333333, 0]}"));
        assertThat(failure.index()).containsExactly(1, 0);
    }

    @Test
    void a_decoy_that_explains_the_computed_number_is_named() {
        String weight = "0.8824969025845955";
        String mistaken = Double.toString(Math.exp(-0.25));
        Document exchanged = Document.of("gaussian_weight")
                .with("\"data\": [" + weight + "]", "\"data\": [0.5]")
                .with(mistaken, weight);
        Failure failure = onlyFailure(exchanged);
        assertThat(failure.mistake().decoy().name()).isEqualTo("missing-half");
        assertThat(failure.toString()).contains("'missing-half'", "without the 2 in the denominator");
    }

    /// Three numbers of which one is 1e308: divided by their deviation, a gradient of 0.1 is below the normal numbers.
    @Test
    void what_has_no_result_in_the_range_of_numbers_is_refused() {
        Document.of("graph_layer_norm")
                .with("[1, 3, 5]", "[1, 1e308, 5]")
                .with(
                        "\"outputs\"",
                        "\"cotangents\": {\"x_out\": {\"shape\": [3, 1], \"data\": [0.1, 0, 0]}}, \"outputs\"")
                .notComputed(
                        folder,
                        "case 'gap': settings, inputs and cotangents",
                        "divides by a deviation of 5",
                        "takes gradients of 0.1 out of the range of float64");
    }

    @Test
    void a_case_may_have_its_own_tolerance() {
        Document off = Document.of("joint_objective").with("0.7", "0.71");
        assertThat(off.verify(folder).passed()).isFalse();
        assertThat(off.with("\"comment\"", "\"tolerance\": {\"absolute\": 0.02, \"relative\": 0}, \"comment\"")
                        .verify(folder)
                        .passed())
                .isTrue();
        assertThat(off.with("\"comment\"", "\"tolerance\": {\"absolute\": 0, \"relative\": 0.02}, \"comment\"")
                        .verify(folder)
                        .passed())
                .isTrue();
    }

    @Test
    void tolerance_is_absolute_plus_relative_and_infinities_must_match() {
        Tolerance tolerance = new Tolerance(1, 0.5);
        assertThat(tolerance.accepts(8, 4)).isFalse();
        assertThat(tolerance.accepts(7, 4)).isTrue();
        assertThat(tolerance.accepts(1, 4)).isTrue();
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(tolerance.accepts(infinity, infinity)).isTrue();
        assertThat(tolerance.accepts(infinity, -infinity)).isFalse();
        assertThat(tolerance.accepts(1e308, infinity)).isFalse();
        assertThat(tolerance.accepts(infinity, 1)).isFalse();
        assertThat(tolerance.accepts(Double.NaN, Double.NaN)).isTrue();
        assertThat(tolerance.accepts(Double.NaN, 1)).isFalse();
        assertThat(tolerance.accepts(1, Double.NaN)).isFalse();
        assertThat(new Tolerance(0, 0).accepts(-0.0, 0.0)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new Tolerance(Double.NaN, 0));
    }

    private static final String RANGE = "range(weight, 0, 1)";

    private Document withInvariant(String formula) {
        return Document.of("gaussian_weight").with(RANGE, formula);
    }

    @Test
    void invariants_that_hold_pass() {
        for (String formula : List.of(
                "range(weight, 0.88, 0.89)",
                "range( weight , -Infinity , 1e3 )",
                "ascending(weight)",
                "descending(weight)",
                "finite(weight)",
                "sums_to(i, 0)",
                "rows_sum_to(j, 2)")) {
            assertThat(withInvariant(formula).verify(folder).passed())
                    .as(formula)
                    .isTrue();
        }
    }

    @Test
    void invariants_that_dont_hold_fail() {
        for (String formula : List.of("range(weight, 0, 0.5)", "range(weight, 0.9, 1)", "sums_to(weight, 1)")) {
            Failure failure = onlyFailure(withInvariant(formula));
            assertThat(failure.field()).isEqualTo("invariants[0]");
            assertThat(failure.message()).contains("'" + formula + "' doesn't hold");
        }
        Document edges = Document.of("temporal_neighbourhood");
        assertThat(onlyFailure(edges.with("ascending(target)", "ascending(source)"))
                        .message())
                .contains("element 3 is 0.0");
        assertThat(onlyFailure(edges.with("ascending(target)", "descending(target)"))
                        .message())
                .contains("element 3 is 1.0");
        assertThat(onlyFailure(Document.of("average_precision")
                                .with("\"outputs\"", "\"invariants\": [\"finite(per_class)\"], \"outputs\""))
                        .message())
                .contains("element 2 is NaN");
        assertThat(onlyFailure(Document.of("gat_av").with("rows_sum_to(alpha, 1)", "rows_sum_to(alpha, 2)"))
                        .message())
                .contains("row 0 sums to 1.0");
    }

    @Test
    void unknown_invariants_are_refused() {
        for (String formula : List.of(
                "positive(weight)", "range(weight)", "range(weight, a, 1)", "range(w, 0, 1)", "weight > 0", "")) {
            withInvariant(formula).notComputed(folder, "invariants[0]");
        }
    }

    @Test
    void a_case_that_expects_nothing_is_a_failure() {
        Document nothing = Document.of("parameter_count")
                .with("\"outputs\": {\n        \"total\": {\"shape\": [], \"data\": [20]}\n      }", "\"outputs\": {}");
        assertThat(onlyFailure(nothing).message()).contains("nothing was verified");
    }

    @Test
    void many_wrong_numbers_are_counted_but_not_all_listed() {
        String zeros = "0, ".repeat(99) + "0";
        String ones = "1, ".repeat(99) + "1";
        Document document = Document.of("learning_rate")
                .with("{\"shape\": [2], \"data\": [0, 10]}", "{\"shape\": [100], \"data\": [" + zeros + "]}")
                .with("{\"shape\": [2], \"data\": [0.25, 0.25]}", "{\"shape\": [100], \"data\": [" + ones + "]}");
        Verification found = document.verify(folder);
        assertThat(found.failed()).isEqualTo(100);
        assertThat(found.failures()).hasSize(21);
        assertThat(found.failures().getLast().message()).isEqualTo("80 more of its 100 numbers differ");
    }

    @Test
    void folders_are_searched_in_order_and_one_bad_file_doesnt_hide_the_others() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/good.json"), Document.of("adam").text());
        Files.writeString(folder.resolve("a/bad.json"), "{");
        Files.writeString(
                folder.resolve("a/worse.json"),
                Document.of("adam").with("\"adam\"", "\"adams\"").text());
        Files.writeString(folder.resolve("a/golden.schema.json"), "{}");
        Files.writeString(folder.resolve("a/notes.txt"), "{");
        Verification found = Verifier.verify(List.of(folder, folder.resolve("a")));
        assertThat(found.files()).isEqualTo(3);
        assertThat(found.cases()).isEqualTo(1);
        assertThat(found.errors()).hasSize(2);
        assertThat(found.errors().get(0)).contains("bad.json: ", "the file ends here");
        assertThat(found.errors().get(1)).contains("worse.json: kind: there is no kind 'adams'", "nearest is adam");
        assertThat(found.passed()).isFalse();
    }

    @Test
    void a_case_that_cant_be_read_doesnt_hide_the_others() throws IOException {
        String good = Document.of("tmac_weight").text();
        String wrong = good.replaceFirst(
                        "\"cases\": \\[", "\"cases\": [5, {\"id\": \"x\", \"inputs\": {\"xi\": [[1]]}},")
                .replaceFirst("\"case_count\": \\d+,", "");
        Files.writeString(folder.resolve("wrong.json"), wrong);
        Verification found = Verifier.verify(List.of(folder));
        assertThat(found.errors()).hasSize(2);
        assertThat(found.errors().get(0)).contains("cases[0]: must be an object { }, is a number");
        assertThat(found.errors().get(1)).contains("case 'x': cases[1].inputs.xi");
        assertThat(found.verdicts().stream().map(CaseVerdict::outcome))
                .startsWith(CaseVerdict.Outcome.MALFORMED, CaseVerdict.Outcome.MALFORMED, CaseVerdict.Outcome.PASSED);
        assertThat(found.verdicts().getLast().index()).isEqualTo(found.cases() + 1);
    }

    @Test
    void text_that_isnt_json_ends_a_file() throws IOException {
        String good = Document.of("tmac_weight").text();
        Files.writeString(folder.resolve("wrong.json"), good.replaceFirst("\"settings\": ", "\"settings\": 1.e"));
        Verification found = Verifier.verify(List.of(folder));
        assertThat(found.errors()).hasSize(1);
        assertThat(found.verdicts()).hasSize(1);
        assertThat(found.verdicts().getFirst().index()).isEqualTo(-1);
    }

    @Test
    void an_empty_set_doesnt_pass() throws IOException {
        assertThat(Verifier.verify(List.of(folder)).passed()).isFalse();
        Document none = Document.of("parameter_count");
        GoldenFile file = GoldenReader.parse(none.text());
        GoldenFile empty = new GoldenFile(
                file.kind(),
                file.equation(),
                "",
                "",
                file.source(),
                file.tolerance(),
                "",
                List.of(),
                file.flags(),
                List.of());
        Files.writeString(folder.resolve("none.json"), GoldenWriter.write(empty));
        Files.writeString(folder.resolve("good.json"), none.text());
        Verification found = Verifier.verify(List.of(folder));
        assertThat(found.passed()).isFalse();
        assertThat(found.failures().getFirst().message()).isEqualTo("there are none");
    }
}
