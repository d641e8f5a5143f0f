package org.thgcl.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.thgcl.tensor.RandomTensors.gaussian;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Dropout;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

class TapeTest {
    private final Tape tape = new Tape(Kernels.of(DType.FLOAT64, Workers.one()));

    @Test
    void the_gradient_of_a_sum_of_squares_is_twice_the_vector() {
        Variable x = tape.parameter(Tensor.vector(1, -2, 3));
        tape.backward(x.squared().sum());
        assertThat(x.gradient().toArray()).containsExactly(2, -4, 6);
    }

    /// z = y^2 + 3 y with y = x^2: two ways from y to z, so dz/dx = (2 x^2 + 3) 2 x.
    @Test
    void contributions_over_several_ways_add() {
        Variable x = tape.parameter(Tensor.vector(2, -1));
        Variable y = x.squared();
        tape.backward(y.times(y).plus(y.times(3)).sum());
        assertThat(x.gradient().toArray()).containsExactly(44, -10);
    }

    @Test
    void several_cotangents_add_also_where_one_output_depends_on_another() {
        Variable x = tape.parameter(Tensor.vector(2, 3));
        Variable y = x.squared();
        Variable z = y.times(5);
        tape.backward(Map.of(y, Tensor.vector(10, 100), z, Tensor.vector(1, 2), x, Tensor.vector(0.5, 0.25)));
        // 2 x (u_y + 5 u_z) + u_x
        assertThat(x.gradient().toArray()).containsExactly(60.5, 660.25);
    }

    @Test
    void a_parameter_that_nothing_depends_on_has_no_gradient() {
        Variable x = tape.parameter(Tensor.vector(1));
        Variable unused = tape.parameter(Tensor.vector(1));
        tape.backward(x.sum());
        assertThat(unused.gradient()).isNull();
    }

    /// x (2 x + 1) by three operations: one buffer of the three stays, and the next part takes the others.
    @Test
    void a_part_without_gradient_keeps_its_result_alone() {
        Variable x = tape.constant(Tensor.vector(2, -1));
        Variable y = x;
        for (int i = 0; i < 3; i++) {
            Variable before = y;
            y = tape.part(() -> before.times(before.times(2).plus(x)));
        }
        // 2, 12, 312, 195312 and -1, 3, 15, 435
        assertThat(y.value().toArray()).containsExactly(195_312, 435);
        assertThat(tape.bytes()).isEqualTo((3 + 2) * 2 * 8);
        assertThat(tape.operations()).hasSize(9);
    }

    @Test
    void a_part_with_a_gradient_keeps_all() {
        Variable x = tape.parameter(Tensor.vector(2, -1));
        tape.backward(tape.part(() -> x.squared().times(x)).sum());
        assertThat(x.gradient().toArray()).containsExactly(12, 3);
    }

    @Test
    void a_part_whose_result_is_a_view_keeps_all() {
        Variable x = tape.constant(Tensor.vector(2, -1));
        Variable view = tape.part(() -> x.times(2).reshape(Shape.of(1, 2)));
        x.times(3);
        assertThat(view.value().toArray()).containsExactly(4, -2);
    }

    @Test
    void nothing_is_computed_for_what_needs_no_gradient() {
        AtomicInteger asked = new AtomicInteger();
        Variable constant = tape.constant(Tensor.vector(3));
        Variable parameter = tape.parameter(Tensor.vector(2));
        Variable product =
                parameter.zip("multiply", constant, (x, y) -> x * y, (x, y) -> y, (x, y) -> asked.incrementAndGet());
        tape.backward(product.plus(constant.exp()).sum());
        assertThat(parameter.gradient().item()).isEqualTo(3);
        assertThat(constant.gradient()).isNull();
        assertThat(asked).hasValue(0);
    }

    @Test
    void gradients_of_intermediate_results_are_given_back() {
        Variable x = tape.parameter(Tensor.vector(1, 2));
        Variable y = x.squared();
        tape.backward(y.sum());
        assertThat(y.gradient()).isNull();
        tape.reset();
        assertThat(x.gradient()).isNull();
    }

    /// z = (x^2 + x^2) 3, watched at y = x^2, whose gradient both summands share, and at the sum.
    @Test
    void a_watched_gradient_stays_until_the_reset() {
        Variable x = tape.parameter(Tensor.vector(1, -2));
        Variable y = x.squared();
        Variable sum = y.plus(y);
        Variable z = sum.times(3).sum();
        tape.watch(y);
        tape.watch(sum);
        tape.backward(z);
        assertThat(x.gradient().toArray()).containsExactly(12, -24);
        assertThat(y.gradient().toArray()).containsExactly(6, 6);
        assertThat(sum.gradient().toArray()).containsExactly(3, 3);
        tape.backward(z);
        assertThat(x.gradient().toArray()).containsExactly(24, -48);
        assertThat(y.gradient().toArray()).containsExactly(12, 12);
        tape.reset();
        assertThat(y.gradient()).isNull();
    }

    /// u' (x + x W) v: x and the product share a gradient when the product adds to that of x.
    @Test
    void a_gradient_that_others_still_need_is_not_added_to() {
        Variable x = tape.parameter(Tensor.of(Shape.of(1, 2), 2, 3));
        Variable w = tape.parameter(Tensor.of(Shape.of(2, 2), 1, 10, 100, 1000));
        Variable sum = x.plus(Dense.matmul(x, w));
        tape.backward(Map.of(sum, Tensor.of(Shape.of(1, 2), 5, 7)));
        // g + g W' and x' g
        assertThat(x.gradient().toArray()).containsExactly(5 + 75, 7 + 7500);
        assertThat(w.gradient().toArray()).containsExactly(10, 14, 15, 21);
    }

    /// The operands of [Dense#activate] share two gradients, to which each then adds an own term, x^2.
    @Test
    void shared_gradients_are_added_to_apart_and_given_back() {
        Tensor bias = gaussian(4, 100);
        Tensor other = gaussian(5, 1000, 100);
        List<double[]> alone = activated(bias, other, false);
        List<double[]> twice = activated(bias, other, true);
        long taken = tape.bytes();
        List<Tensor> operands = List.of(features, bias, other, bias);
        for (int v = 0; v < operands.size(); v++) {
            double[] expected = alone.get(v);
            for (int i = 0; i < expected.length; i++) {
                expected[i] += (v + 1) * (2 * operands.get(v).get(i));
            }
            assertThat(twice.get(v)).as("operand %d", v).containsExactly(expected);
        }
        activated(bias, other, true);
        assertThat(tape.bytes()).isEqualTo(taken);
    }

    /// The gradients of `activate(x, b, z, c)` and, if asked for, of x^2 + 2 b^2 + 3 z^2 + 4 c^2.
    private List<double[]> activated(Tensor bias, Tensor other, boolean squares) {
        List<Variable> v =
                Stream.of(features, bias, other, bias).map(tape::parameter).toList();
        Map<Variable, Tensor> cotangents = new LinkedHashMap<>();
        for (int i = 0; i < v.size() && squares; i++) {
            cotangents.put(v.get(i).squared().sum(), Tensor.scalar(i + 1));
        }
        Dropout none = new Dropout(0, new CounterRandom(1), 1, 1);
        Optional<Dense.Summand> second = Optional.of(new Dense.Summand(v.get(2), v.get(3)));
        Variable y = Dense.activate(new Dense.Summand(v.get(0), v.get(1)), second, none, groups, 1e-5);
        cotangents.put(y, gaussian(6, 1000, 100));
        tape.backward(cotangents);
        List<double[]> gradients = v.stream().map(x -> x.gradient().toArray()).toList();
        tape.reset();
        return gradients;
    }

    @Test
    void watching_changes_no_bit_and_gives_its_buffers_back() {
        double[] plain = step(false);
        double[] watched = step(true);
        long taken = tape.bytes();
        assertThat(watched).containsExactly(plain);
        assertThat(step(true)).containsExactly(plain);
        assertThat(tape.bytes()).isEqualTo(taken);
    }

    @Test
    void what_depends_on_no_parameter_cannot_be_watched() {
        Variable constant = tape.constant(Tensor.vector(1)).exp();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tape.watch(constant))
                .withMessageContaining("depends on no parameter");
    }

    @Test
    void operations_are_listed_with_their_inputs_and_those_of_constants_too() {
        Variable x = tape.constant(Tensor.of(Shape.of(1, 2), 1, 2));
        Variable w = tape.parameter(Tensor.of(Shape.of(2, 1), 3, 4));
        Variable root = x.exp();
        Variable product = Dense.matmul(root, w);
        Variable rectified = product.relu();
        assertThat(tape.operations())
                .containsExactly(
                        new Tape.Operation("exp", Detail.NONE, List.of(x), root),
                        new Tape.Operation("matmul", new Detail.Transposed(false, false), List.of(root, w), product),
                        new Tape.Operation("relu", new Detail.Scalar(0), List.of(product), rectified));
        tape.reset();
        assertThat(tape.operations()).isEmpty();
    }

    @Test
    void a_buffer_is_lent_to_one_at_a_time() {
        tape.allocate(Shape.of(3));
        tape.reset();
        tape.reset();
        assertThat(tape.allocate(Shape.of(3))).isNotSameAs(tape.allocate(Shape.of(3)));
    }

    @Test
    void only_a_scalar_has_a_gradient_without_a_cotangent() {
        Variable x = tape.parameter(Tensor.vector(1, 2));
        assertThatExceptionOfType(ShapeException.class).isThrownBy(() -> tape.backward(x.squared()));
        Variable single = tape.parameter(Tensor.of(Shape.of(1, 1), 3));
        tape.backward(single.squared());
        assertThat(single.gradient()).hasToString("Tensor[1, 1] float64\n  6");
    }

    @Test
    void a_cotangent_of_another_shape_is_refused() {
        Variable y = tape.parameter(Tensor.vector(1, 2)).squared();
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> tape.backward(Map.of(y, Tensor.vector(1, 2, 3))))
                .withMessage("cotangent of shape [3] for an output of shape [2]");
    }

    @Test
    void operands_on_different_tapes_are_refused() {
        Variable here = tape.parameter(Tensor.vector(1));
        Variable there = new Tape(tape.kernels()).parameter(Tensor.vector(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> here.plus(there))
                .withMessageContaining("different tapes");
    }

    /// That operations take tensors from the tape alone, `ArchitectureTest` holds.
    @Test
    void from_the_second_step_on_no_tensors_are_allocated() {
        double[] first = step(false);
        long taken = tape.bytes();
        assertThat(taken).isPositive();
        for (int repeat = 0; repeat < 3; repeat++) {
            assertThat(step(false)).containsExactly(first);
            assertThat(tape.bytes()).isEqualTo(taken);
        }
    }

    private final Tensor features = gaussian(1, 1000, 100);
    private final Tensor weights = gaussian(2, 100, 100);
    private final Tensor bias = gaussian(3, 100);
    private final RowGroups groups = RowGroups.uniform(10, 100);
    private final SparsityPattern ring = ring(100);

    /// One layer of a network and its gradient with respect to the weights.
    private double[] step(boolean watch) {
        Variable w = tape.parameter(weights);
        Variable b = tape.parameter(bias);
        Variable x = tape.constant(features);
        Variable y = Dense.addBias(Dense.matmul(x, w), b).relu();
        Variable values = Sparse.softmaxRows(ring, Dense.matvec(y, b).times(0).plus(1));
        Variable z = Sparse.spmm(ring, values, y).plus(y.leakyRelu(0.1));
        z = Dense.normalise(z, groups, 1e-5);
        if (watch) {
            tape.watch(y);
            tape.watch(z);
        }
        tape.backward(z.times(x).exp().mean());
        double[] gradient = w.gradient().toArray();
        tape.reset();
        return gradient;
    }

    private static SparsityPattern ring(int n) {
        int[] row = new int[n];
        int[] column = new int[n];
        for (int i = 0; i < n; i++) {
            row[i] = i;
            column[i] = (i + 1) % n;
        }
        return SparsityPattern.of(n, n, row, column);
    }

    /// d/dx of x exp(x) sigmoid(x) at 1 is e s (1 + 1 + (1 - s)), s = sigmoid(1), e s = 1.98722322: a few
    /// roundings.
    @Test
    void products_of_functions_follow_the_product_rule() {
        Variable x = tape.parameter(Tensor.scalar(1));
        tape.backward(x.times(x.exp()).times(x.sigmoid()));
        double s = 0.7310585786300049;
        assertThat(x.gradient().item()).isCloseTo(Math.E * s * (3 - s), within(16 * Math.ulp(4.0)));
    }
}
