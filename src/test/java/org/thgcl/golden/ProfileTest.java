package org.thgcl.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thgcl.tensor.DType;

/// The tolerances of profile float32, tried with the program's own float32 kernels.
class ProfileTest {
    @Test
    void the_suite_passes_in_float32_and_not_by_a_wide_margin_of_float64() throws IOException {
        List<String> wrong = new ArrayList<>();
        long computed = 0;
        long beyondFloat64 = 0;
        int left = 0;
        for (Path path : Verifier.goldenFiles(Path.of("golden"))) {
            GoldenFile file = GoldenReader.read(path);
            for (GoldenCase c : file.cases()) {
                if (!Profile.FLOAT32.covers(c)) {
                    left++;
                    continue;
                }
                Kind.Result result = Kinds.of(file.kind()).evaluate(c, DType.FLOAT32);
                Tolerance own = Profile.FLOAT64.of(file.kind(), file.tolerance(), c.tolerance());
                Tolerance tolerance = Profile.FLOAT32.of(file.kind(), file.tolerance(), c.tolerance());
                for (Map.Entry<String, GoldenTensor> y : c.outputs().entrySet()) {
                    GoldenTensor x = result.outputs().get(y.getKey());
                    computed += x.shape().elements();
                    beyondFloat64 += Comparison.of(y.getValue(), x, own).wrong().size();
                    wrong(wrong, path, c, y.getKey(), Comparison.of(y.getValue(), x, tolerance));
                }
                for (Map.Entry<String, GoldenTensor> y : c.gradients().entrySet()) {
                    GoldenTensor x = result.gradients().get(y.getKey());
                    wrong(wrong, path, c, y.getKey(), Comparison.of(y.getValue(), x, tolerance));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(computed).isGreaterThan(5000);
        // it is float32, not float64 in disguise
        assertThat(beyondFloat64).isGreaterThan(1000);
        assertThat(left).isBetween(1, 30);
    }

    private static void wrong(List<String> wrong, Path path, GoldenCase c, String name, Comparison comparison) {
        if (!comparison.passed()) {
            wrong.addAll(comparison.failures(path.toString(), c.id(), name, null).stream()
                    .map(Failure::toString)
                    .toList());
        }
    }

    @Test
    void a_case_with_a_wider_tolerance_is_allowed_as_many_times_more() {
        Tolerance file = new Tolerance(1e-13, 1e-12);
        Tolerance wide = Profile.FLOAT32.of("graph_layer_norm", file, new Tolerance(1e-10, 1e-10));
        Tolerance usual = Profile.FLOAT32.of("graph_layer_norm", file, null);
        assertThat(usual).isEqualTo(new Tolerance(64 * 0x1p-24, 64 * 0x1p-24));
        assertThat(wide.absolute() / usual.absolute()).isBetween(999.0, 1001.0);
    }

    @Test
    void a_kind_that_isnt_listed_is_allowed_as_many_roundings_as_in_float64() {
        assertThat(Profile.FLOAT32.of("no such kind", new Tolerance(0x1p-50, 0), null))
                .isEqualTo(new Tolerance(0x1p-21, 0));
    }
}
