package org.thgcl.baseline.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.autodiff.Tape;
import org.thgcl.baseline.Drawn;
import org.thgcl.equation.Samples;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

class ConvolutionalPositionsTest {
    @ParameterizedTest
    @CsvSource({"4, 2", "3, 2", "1, 6", "6, 1", "11, 3"})
    void apply_is_the_definition_for_every_clip(int kernel, int groups) {
        ConvolutionalPositions positions = new ConvolutionalPositions(6, kernel, groups);
        Drawn drawn = Drawn.of(positions.parameters("position"));
        Tensor x = Samples.uniform(1, -1, 1, 2, 5, 6);
        Tape tape = Samples.tape();
        Tensor y = positions
                .apply(tape.constant(x), drawn.weights(tape).at("position"))
                .value();
        assertThat(y.shape()).isEqualTo(x.shape());
        for (int clip = 0; clip < 2; clip++) {
            double[][] own = new double[5][6];
            for (int i = 0; i < 30; i++) {
                own[i / 6][i % 6] = x.get(30 * clip + i);
            }
            double[] expected = Arrays.stream(
                            positions.definition(own, name -> drawn.numbers().apply("position." + name)))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            // sums of at most 66 products below 1
            assertThat(Arrays.copyOfRange(y.toArray(), 30 * clip, 30 * (clip + 1)))
                    .containsExactly(expected, within(1e-13));
        }
    }

    @Test
    void gradients_are_right() {
        ConvolutionalPositions positions = new ConvolutionalPositions(4, 4, 2);
        Drawn drawn = Drawn.of(positions.parameters("position"));
        Samples.assertGradient(
                v -> positions.apply(v.getLast(), drawn.weights(v).at("position")),
                drawn.and(Samples.uniform(1, -1, 1, 2, 5, 4)));
    }

    @Test
    void one_place_by_hand() {
        // w = gain v / |v| = 10 (0.6, 0.8; 0, 0), so the sum is 6 x[t, 0] + 8 x[t, 1] + bias; GELU of 40 is 40
        ConvolutionalPositions positions = new ConvolutionalPositions(2, 1, 1);
        Tape tape = Samples.tape();
        Drawn drawn = Drawn.of(positions.parameters("p"));
        drawn.tensors().put("p.direction", Tensor.of(Shape.of(2, 2, 1), 3, 4, 0, 0));
        drawn.tensors().put("p.gain", Tensor.vector(10));
        drawn.tensors().put("p.bias", Tensor.vector(6, 0));
        Tensor y = positions
                .apply(
                        tape.constant(Tensor.of(Shape.of(1, 1, 2), 3, 2)),
                        drawn.weights(tape).at("p"))
                .value();
        assertThat(y.toArray()).containsExactly(new double[] {40, 0}, within(1e-13));
    }

    @Test
    void a_longer_direction_changes_nothing() {
        ConvolutionalPositions positions = new ConvolutionalPositions(4, 3, 2);
        Drawn drawn = Drawn.of(positions.parameters("p"));
        double[][] x = {{1, 2, -1, 0.5}, {0, 1, 1, 2}};
        double[][] once = positions.definition(x, name -> drawn.numbers().apply("p." + name));
        double[][] twice = positions.definition(
                x,
                name -> name.equals("direction")
                        ? Arrays.stream(drawn.numbers().apply("p.direction"))
                                .map(v -> 2 * v)
                                .toArray()
                        : drawn.numbers().apply("p." + name));
        assertThat(twice).isDeepEqualTo(once);
    }

    @Test
    void groups_must_divide_the_width() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConvolutionalPositions(6, 3, 4))
                .withMessage("position_groups: 4 isn't allowed, must divide the width, 6");
    }
}
