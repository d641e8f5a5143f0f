package org.thgcl.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

class GraphLayerNormTest {
    @Property(tries = 300)
    void apply_is_the_definition_for_every_graph(
            @ForAll long seed,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 2) Integer> steps,
            @ForAll @IntRange(min = 1, max = 4) int features,
            @ForAll boolean large) {
        RowGroups graphs = Samples.graphs(steps);
        double epsilon = large ? 1 : 1e-5;
        Tensor x = Samples.uniform(seed, -1, 1, steps.size(), features);
        Tape tape = Samples.tape();
        Tensor actual = GraphLayerNorm.apply(tape.constant(x), graphs, epsilon).value();
        SimpleMatrix expected = new SimpleMatrix(0, features);
        for (int g = 0; g < graphs.count(); g++) {
            int n = graphs.offset(g + 1) - graphs.offset(g);
            if (n > 0) {
                expected =
                        expected.concatRows(GraphLayerNorm.definition(Samples.rows(x, graphs.offset(g), n), epsilon));
            }
        }
        // N <= 32 numbers in [-1, 1], s = sqrt(variance + epsilon): the mean is right to 32 U, a deviation to 34 U, so
        // the result to 34 U / s (1 + |y|) + 20 U |y| with |y| <= sqrt(32) < 6; on both sides.
        double tolerance = 2 * (34 * 7 / Math.sqrt(epsilon) + 20 * 6) * Samples.U;
        Samples.assertClose(actual, expected, tolerance);
    }

    @Test
    void normalisation_by_hand() {
        Tape tape = Samples.tape();
        // graph 0: 1, 3 has mean 2 and variance 1; graph 1 is a single number; graph 2 is empty; graph 3: mean 0,
        // variance 1
        Variable x = tape.constant(Tensor.of(Shape.of(5, 1), 1, 3, 5, -1, 1));
        RowGroups graphs = RowGroups.ofAscending(0, 0, 1, 3, 3);
        double third = 1 / Math.sqrt(1.25);
        Samples.assertClose(
                GraphLayerNorm.apply(x, graphs, 0.25).value(),
                new double[] {-third, third, 0, -third, third},
                2 * Samples.U);
    }

    @Test
    void equal_numbers_give_zeros() {
        Tape tape = Samples.tape();
        Variable x = tape.constant(Tensor.of(Shape.of(2, 2), 0.1, 0.1, 0.1, 0.1));
        assertThat(GraphLayerNorm.apply(x, RowGroups.uniform(1, 2), 1e-5)
                        .value()
                        .toArray())
                .containsOnly(0);
    }

    @Test
    void a_common_offset_changes_nothing_but_its_own_rounding() {
        Tensor x = Samples.uniform(1, -1, 1, 4, 3);
        Tensor shifted = x.copy();
        for (int i = 0; i < 12; i++) {
            shifted.set(i, x.get(i) + 1e6);
        }
        Tape tape = Samples.tape();
        RowGroups graph = RowGroups.uniform(1, 4);
        Tensor y = GraphLayerNorm.apply(tape.constant(x), graph, 1e-5).value();
        Tensor z = GraphLayerNorm.apply(tape.constant(shifted), graph, 1e-5).value();
        for (int i = 0; i < 12; i++) {
            // numbers near 1e6 are rounded to 1e6 U, a mean of 12 to 12 times that; deviations are near 0.5
            assertThat(z.get(i)).isCloseTo(y.get(i), within(100 * 1e6 * Samples.U));
        }
    }

    @Test
    void gradient_is_right() {
        RowGroups graphs = RowGroups.ofAscending(0, 0, 0, 2, 2);
        Samples.assertGradient(v -> GraphLayerNorm.apply(v.get(0), graphs, 1e-5), Samples.uniform(1, -1, 1, 5, 3));
    }

    @Test
    void epsilon_out_of_range_and_groups_that_dont_fit_are_refused() {
        Tape tape = Samples.tape();
        Variable x = tape.constant(Samples.uniform(1, -1, 1, 4, 2));
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> GraphLayerNorm.apply(x, RowGroups.uniform(2, 2), bad))
                    .withMessage(
                            "graph layer normalisation: epsilon must be a finite number of at least 0, got " + bad);
        }
        assertThat(GraphLayerNorm.apply(x, RowGroups.uniform(2, 2), 0).shape()).isEqualTo(x.shape());
        assertThatThrownBy(() -> GraphLayerNorm.apply(x, RowGroups.uniform(2, 3), 1e-5))
                .isInstanceOf(ShapeException.class);
    }
}
