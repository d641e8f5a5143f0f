package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.file.Json;
import org.thgcl.statistics.ClipComparison;
import org.thgcl.statistics.Difference;
import org.thgcl.statistics.Interval;
import org.thgcl.training.RunResult;

class AblationResultTest {
    @TempDir
    Path folder;

    private static final Difference DIFFERENCE =
            new Difference(0.5, 0.25, -0.25, new Interval(-0.5, 0.125, 20), 0.25, 0.5);

    static AblationResult result() {
        RunResult.Metrics metrics = new RunResult.Metrics(0.1 + 0.2, Double.NaN, 1.0 / 3);
        SeedResult good = new SeedResult(0, "ab12", null, 40, 30, metrics, metrics);
        RunResult.Metrics none = new RunResult.Metrics(Double.NaN, Double.NaN, Double.NaN);
        SeedResult bad = new SeedResult(-3, "cd34", "training stopped: the loss is NaN", 7, -1, none, none);
        Curve curve = new Curve(List.of(new Curve.Point(1, 2, 0.5, 0.25, 0.25, 0.75)));
        Summary summary = Summary.of(0.1 + 0.2);
        VariantResult variant = new VariantResult(
                "a & b",
                Map.of("noise", "logit"),
                null,
                null,
                List.of("split"),
                List.of(good, bad),
                summary,
                summary,
                summary,
                new Comparison(List.of(0.25, -0.5), -0.125, -0.5, 0.25, 1, 0.5, 1),
                new ClipComparison(9, 20, 0.95, DIFFERENCE, DIFFERENCE, List.of(DIFFERENCE)),
                curve,
                curve,
                curve);
        DataFacts data = new DataFacts("x.h5", false, 9, 3, 4, 0, "0.7, 0.1, 0.2 of x.h5", Map.of(), "ff");
        return new AblationResult(
                "mine",
                "What matters?",
                data,
                "hidden: 16\n",
                "ee",
                "float64",
                List.of(-3L, 0L),
                "a & b",
                0.95,
                List.of(variant),
                List.of("a note"),
                List.of("a finding"));
    }

    @Test
    void a_result_of_an_older_version_is_read_without_what_it_lacks() {
        String older = Json.page(result())
                .replaceFirst("(?s),\\s*\"validation_cross_entropy\": \\{.*?\\]\\s*\\}", "")
                .replaceFirst("(?s)\"clips\": \\{.*?(?=\"loss\")", "");
        assertThat(older).doesNotContain("cross_entropy", "resamples");
        VariantResult variant =
                Json.read(older, AblationResult.class).variants().getFirst();
        assertThat(variant.validationCrossEntropy().points()).isEmpty();
        assertThat(variant.clips()).isNull();
        assertThat(variant.loss()).isEqualTo(result().variants().getFirst().loss());
    }

    @Test
    void what_is_written_is_read_as_an_equal_record() throws IOException {
        Path file = folder.resolve("ablation.json");
        result().write(file);
        assertThat(AblationResult.read(file)).isEqualTo(result());
        GridResult grid = new GridResult(List.of(new GridResult.Cell(3, 0.5, result())), List.of("a finding"));
        Path lag = folder.resolve("lag.json");
        grid.write(lag);
        assertThat(GridResult.read(lag)).isEqualTo(grid);
    }

    @Test
    void a_file_of_another_kind_is_refused_with_its_name() throws IOException {
        for (String text : List.of("", "null", "[]", "{}", "{\"sweep\": \"x\"}", "{\"variants\": 3}", "{", "7")) {
            Path file = folder.resolve("other.json");
            Files.writeString(file, text);
            assertThatThrownBy(() -> AblationResult.read(file))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("other.json: is not the result of a sweep");
            assertThatThrownBy(() -> GridResult.read(file))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("other.json: is not the result of a lag sweep");
        }
    }

    @Test
    void an_unknown_variant_is_refused_with_the_known_ones() {
        assertThatThrownBy(() -> result().variant("c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sweep mine has no variant 'c', only a & b");
    }
}
