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
                Kind.Answer result = Kinds.of(file.kind()).evaluate(c, DType.FLOAT32);
                CaseTolerance own = Profile.FLOAT64.ofCase(file.kind(), file.tolerance(), c.tolerance());
                CaseTolerance tolerance = Profile.FLOAT32.ofCase(file.kind(), file.tolerance(), c.tolerance());
                for (Map.Entry<String, GoldenTensor> y : c.outputs().entrySet()) {
                    GoldenTensor x = result.outputs().get(y.getKey());
                    computed += x.shape().elements();
                    beyondFloat64 += Comparison.of(y.getValue(), x, own.of(y.getValue()))
                            .wrong()
                            .size();
                    wrong(wrong, path, c, y.getKey(), Comparison.of(y.getValue(), x, tolerance.of(y.getValue())));
                }
                for (Map.Entry<String, GoldenTensor> y : c.gradients().entrySet()) {
                    GoldenTensor x = result.gradients().get(y.getKey());
                    wrong(wrong, path, c, y.getKey(), Comparison.of(y.getValue(), x, tolerance.of(y.getValue())));
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
        Tolerance wide = Profile.FLOAT32
                .ofCase("graph_layer_norm", file, new Tolerance(1e-10, 1e-10))
                .real();
        Tolerance usual = Profile.FLOAT32.ofCase("graph_layer_norm", file, null).real();
        assertThat(usual).isEqualTo(new Tolerance(64 * 0x1p-24, 64 * 0x1p-24));
        assertThat(wide.absolute() / usual.absolute()).isBetween(999.0, 1001.0);
    }

    @Test
    void every_kind_has_an_allowance_of_its_own() {
        assertThat(Kinds.all()).allSatisfy(kind -> {
            assertThat(Profile.float32(kind.name()).relative()).isLessThan(1e-3);
            assertThat(Profile.why(kind.name())).isNotEmpty();
        });
    }

    /// The words of Philox are up to 2^32: a relative tolerance would let thousands of wrong ones pass.
    @Test
    void whole_numbers_must_be_the_same() {
        CaseTolerance float32 = Profile.FLOAT32.ofCase("philox", new Tolerance(1e-14, 1e-14), null);
        GoldenTensor word = GoldenTensor.whole(Integer.MAX_VALUE);
        GoldenTensor next = GoldenTensor.whole(Integer.MAX_VALUE - 1);
        assertThat(Comparison.of(word, next, float32.of(word)).passed()).isFalse();
        assertThat(Comparison.of(word, next, float32.real()).passed()).isTrue();
    }
}
