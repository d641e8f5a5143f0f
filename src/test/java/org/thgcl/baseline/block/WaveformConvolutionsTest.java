package org.thgcl.baseline.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.autodiff.Tape;
import org.thgcl.baseline.Drawn;
import org.thgcl.equation.Samples;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

class WaveformConvolutionsTest {
    private static final WaveformConvolutions BASE =
            new WaveformConvolutions(512, List.of(10, 3, 3, 3, 3, 2, 2), List.of(5, 2, 2, 2, 2, 2, 2));
    private static final WaveformConvolutions SMALL = new WaveformConvolutions(4, List.of(5, 3, 2), List.of(3, 2, 2));

    @Test
    void apply_is_the_definition_for_every_clip() {
        Drawn drawn = Drawn.of(SMALL.parameters("convolutions"));
        Tensor waveform = Samples.uniform(1, -1, 1, 2, 60);
        Tape tape = Samples.tape();
        Tensor y = SMALL.apply(tape.constant(waveform), drawn.weights(tape).at("convolutions"), 1e-5)
                .value();
        assertThat(y.shape()).isEqualTo(Shape.of(2, 4, 4));
        for (int clip = 0; clip < 2; clip++) {
            double[] own = Arrays.copyOfRange(waveform.toArray(), 60 * clip, 60 * (clip + 1));
            double[][] expected = SMALL.definition(own, name -> drawn.numbers().apply("convolutions." + name), 1e-5);
            double[] flat =
                    Arrays.stream(expected).flatMapToDouble(Arrays::stream).toArray();
            // sums of at most 12 products below 4, three times in a row, and a division by a deviation above 0.3
            assertThat(Arrays.copyOfRange(y.toArray(), 16 * clip, 16 * (clip + 1)))
                    .containsExactly(flat, within(1e-12));
        }
    }

    @Test
    void gradients_are_right() {
        Drawn drawn = Drawn.of(SMALL.parameters("convolutions"));
        Samples.assertGradient(
                v -> SMALL.apply(v.getLast(), drawn.weights(v).at("convolutions"), 1e-5),
                drawn.and(Samples.uniform(1, -1, 1, 2, 31)));
    }

    @ParameterizedTest
    @CsvSource({"160000, 499", "5120, 15", "400, 1", "719, 1", "720, 2"})
    void steps_of_a_waveform(int samples, int steps) {
        // 160000: 31999, 15999, 7999, 3999, 1999, 999, 499; a step sees 400 samples, the next begins 320 later
        assertThat(BASE.steps(samples)).isEqualTo(steps);
    }

    @Test
    void the_base_model_has_4200448_parameters() {
        // 512 x 10 + 4 x 512 x 512 x 3 + 2 x 512 x 512 x 2 + 2 x 512
        assertThat(BASE.parameters("convs").stream()
                        .mapToInt(spec -> spec.shape().elements())
                        .sum())
                .isEqualTo(4_200_448);
        assertThat(BASE.parameters("convs").getFirst().shape()).isEqualTo(Shape.of(512, 1, 10));
        assertThat(BASE.parameters("convs").getLast().name()).isEqualTo("convs.6.weight");
    }

    @Test
    void a_constant_added_to_the_waveform_changes_nothing() {
        // the first layer's channels are normalised over time; epsilon alone would not show it
        Drawn drawn = Drawn.of(SMALL.parameters("convolutions"));
        double[] waveform = Samples.uniform(1, -1, 1, 60).toArray();
        double[] raised = Arrays.stream(waveform).map(x -> x + 5).toArray();
        double[][] plain = SMALL.definition(waveform, name -> drawn.numbers().apply("convolutions." + name), 1e-5);
        Tape tape = Samples.tape();
        Tensor y = SMALL.apply(
                        tape.constant(Tensor.of(Shape.of(1, 60), raised)),
                        drawn.weights(tape).at("convolutions"),
                        1e-5)
                .value();
        // the sums of 5 products of up to 6 lose three bits
        assertThat(y.toArray())
                .containsExactly(
                        Arrays.stream(plain).flatMapToDouble(Arrays::stream).toArray(), within(1e-11));
    }

    @Test
    void too_short_a_waveform_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BASE.steps(399))
                .withMessage("waveform: 399 samples are too few for one step, must be at least 400");
        Tape tape = Samples.tape();
        Drawn drawn = Drawn.of(SMALL.parameters("convolutions"));
        // 5 + (3 - 1) 3 + (2 - 1) 2 3
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SMALL.apply(
                        tape.constant(Samples.uniform(1, -1, 1, 2, 16)),
                        drawn.weights(tape).at("convolutions"),
                        1e-5))
                .withMessage("waveform: 16 samples are too few for one step, must be at least 17");
        assertThat(SMALL.steps(17)).isEqualTo(1);
    }

    @Test
    void as_many_strides_as_kernels_are_needed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WaveformConvolutions(4, List.of(5, 3), List.of(3)))
                .withMessage("strides: 1 for 2 kernels isn't allowed, must be as many, at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WaveformConvolutions(4, List.of(), List.of()))
                .withMessage("strides: 0 for 0 kernels isn't allowed, must be as many, at least one");
    }
}
