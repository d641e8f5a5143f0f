package org.thgcl.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Eq3GraphConvolution.Activation;
import org.thgcl.equation.Eq3GraphConvolution.Adjacency;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.Edges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

class Eq3GraphConvolutionTest {
    @Property(tries = 300)
    void apply_is_the_definition_for_every_clip_of_a_batch(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int clips,
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 5) int in,
            @ForAll @IntRange(min = 1, max = 5) int out,
            @ForAll boolean shared,
            @ForAll Adjacency adjacency,
            @ForAll Activation activation) {
        SparsityPattern pattern =
                TemporalNeighbourhood.of(n, 1, 2, Boundary.SHIFT).pattern();
        int entries = pattern.entries();
        Tensor weights = Samples.uniform(seed, 0, 1, shared ? entries : clips * entries);
        Tensor x = Samples.uniform(seed + 1, -1, 1, clips * n, in);
        Tensor psi = Samples.uniform(seed + 2, -1, 1, in, out);
        Tensor bias = Samples.uniform(seed + 3, -1, 1, out);
        Tape tape = Samples.tape();
        Variable normalised = Eq3GraphConvolution.normalise(pattern, tape.constant(weights), adjacency);
        Tensor actual = Eq3GraphConvolution.apply(
                        pattern,
                        normalised,
                        tape.constant(x),
                        tape.constant(psi),
                        Optional.of(tape.constant(bias)),
                        activation)
                .value();
        SimpleMatrix expected = new SimpleMatrix(0, out);
        for (int clip = 0; clip < clips; clip++) {
            SimpleMatrix a = dense(pattern, weights, shared ? 0 : clip * entries);
            expected = expected.concatRows(Eq3GraphConvolution.definition(
                    Eq3GraphConvolution.definitionNormalise(a, adjacency),
                    Samples.rows(x, clip * n, n),
                    Samples.matrix(psi),
                    Samples.matrix(bias),
                    activation));
        }
        // The symmetric form has no simple bound on A's entries: theirs is taken from the sample.
        double largest = 1;
        for (int e = 0; e < normalised.shape().elements(); e++) {
            largest = Math.max(largest, normalised.value().get(e));
        }
        // 3 entries a row: |A||X||Psi| <= 3 largest in. Roundings of a term: 8 for the normalisation, 3, in and 1 for
        // the sums; on both sides.
        double tolerance = 2 * (8 + 3 + in + 1) * Samples.U * (3 * largest * in + 1);
        Samples.assertClose(actual, expected, tolerance);
    }

    @Property(tries = 300)
    void before_rho_and_without_bias_it_is_linear_in_x(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 5) int in,
            @ForAll @IntRange(min = 1, max = 5) int out,
            @ForAll @DoubleRange(min = -3, max = 3) @Scale(9) double factor) {
        SparsityPattern pattern =
                TemporalNeighbourhood.of(n, 1, 1, Boundary.SHIFT).pattern();
        Tape tape = Samples.tape();
        Variable weights = tape.constant(Samples.uniform(seed, 0, 1, pattern.entries()));
        Variable psi = tape.constant(Samples.uniform(seed + 1, -1, 1, in, out));
        Variable x = tape.constant(Samples.uniform(seed + 2, -1, 1, n, in));
        Variable y = tape.constant(Samples.uniform(seed + 3, -1, 1, n, in));
        UnaryOperator<Variable> f =
                v -> Eq3GraphConvolution.apply(pattern, weights, v, psi, Optional.empty(), Activation.NONE);
        Tensor whole = f.apply(x.times(factor).plus(y)).value();
        Tensor parts = f.apply(x).times(factor).plus(f.apply(y)).value();
        // 3 edges, in features, |factor x + y| <= 4: sums of size 12 in after 3 + in + 4 roundings, on both sides
        Samples.assertClose(whole, parts.toArray(), 2 * 12 * in * (7 + in) * Samples.U);
    }

    @Property(tries = 300)
    void permuting_the_nodes_permutes_the_result(
            @ForAll long seed,
            @ForAll("permutations") List<Integer> order,
            @ForAll Adjacency adjacency,
            @ForAll Activation activation) {
        int n = order.size();
        Edges edges = TemporalNeighbourhood.of(n, 1, 1, Boundary.CLIP);
        int[] row = edges.target();
        int[] column = edges.source();
        int[] newRow = Arrays.stream(row).map(order::get).toArray();
        int[] newColumn = Arrays.stream(column).map(order::get).toArray();
        Tensor x = Samples.uniform(seed, -1, 1, n, 2);
        Tensor moved = Tensor.zeros(x.shape());
        for (int i = 0; i < 2 * n; i++) {
            moved.set(2 * order.get(i / 2) + i % 2, x.get(i));
        }
        Tensor weights = Samples.uniform(seed + 1, 0, 1, edges.count());
        Tensor before = convolve(SparsityPattern.of(n, n, row, column), weights, x, seed, adjacency, activation);
        Tensor after =
                convolve(SparsityPattern.of(n, n, newRow, newColumn), weights, moved, seed, adjacency, activation);
        // Edges keep their order within a row: the same operations, the same bits.
        for (int i = 0; i < 3 * n; i++) {
            assertThat(after.get(3 * order.get(i / 3) + i % 3)).isEqualTo(before.get(i));
        }
    }

    @Provide
    Arbitrary<List<Integer>> permutations() {
        return Arbitraries.integers()
                .between(1, 7)
                .flatMap(n -> Arbitraries.shuffle(IntStream.range(0, n).boxed().toList()));
    }

    private static Tensor convolve(
            SparsityPattern pattern, Tensor weights, Tensor x, long seed, Adjacency adjacency, Activation activation) {
        Tape tape = Samples.tape();
        return Eq3GraphConvolution.apply(
                        pattern,
                        Eq3GraphConvolution.normalise(pattern, tape.constant(weights), adjacency),
                        tape.constant(x),
                        tape.constant(Samples.uniform(seed + 2, -1, 1, 2, 3)),
                        Optional.of(tape.constant(Samples.uniform(seed + 3, -1, 1, 3))),
                        activation)
                .value();
    }

    @Test
    void convolution_by_hand() {
        Tape tape = Samples.tape();
        SparsityPattern pattern = SparsityPattern.of(2, 2, new int[] {0, 0, 1}, new int[] {0, 1, 1});
        Variable a = tape.constant(Tensor.vector(0.5, 1, 2));
        Variable x = tape.constant(Tensor.of(Shape.of(2, 2), 1, 2, 3, 4));
        // A X = [3.5 5; 6 8]
        Variable narrow = tape.constant(Tensor.of(Shape.of(2, 1), 1, -1));
        Variable bias = tape.constant(Tensor.vector(1.75));
        assertThat(Eq3GraphConvolution.apply(pattern, a, x, narrow, Optional.of(bias), Activation.NONE)
                        .value()
                        .toArray())
                .containsExactly(0.25, -0.25);
        assertThat(Eq3GraphConvolution.apply(pattern, a, x, narrow, Optional.of(bias), Activation.RELU)
                        .value()
                        .toArray())
                .containsExactly(0.25, 0);
        Variable wide = tape.constant(Tensor.of(Shape.of(2, 3), 1, 0, -1, 0, 1, 1));
        assertThat(Eq3GraphConvolution.apply(pattern, a, x, wide, Optional.empty(), Activation.NONE)
                        .value()
                        .toArray())
                .containsExactly(3.5, 5, 1.5, 6, 8, 2);
    }

    @Test
    void row_and_symmetric_normalisation_by_hand_with_a_repeated_edge_and_an_empty_row() {
        SparsityPattern pattern = SparsityPattern.of(3, 3, new int[] {0, 0, 0, 1, 2}, new int[] {0, 1, 1, 1, 2});
        // A = [1 1+2 0; 0 4 0; 0 0 0], D = 4, 4, 0
        Tensor weights = Tensor.vector(1, 1, 2, 4, 0);
        Tape tape = Samples.tape();
        Variable a = tape.constant(weights);
        assertThat(Eq3GraphConvolution.normalise(pattern, a, Adjacency.RAW)).isSameAs(a);
        assertThat(Eq3GraphConvolution.normalise(pattern, a, Adjacency.ROW)
                        .value()
                        .toArray())
                .containsExactly(0.25, 0.25, 0.5, 1, 0);
        assertThat(Eq3GraphConvolution.normalise(pattern, a, Adjacency.SYMMETRIC)
                        .value()
                        .toArray())
                .containsExactly(0.25, 0.25, 0.5, 1, 0);
        SimpleMatrix dense = dense(pattern, weights, 0);
        SimpleMatrix expected = new SimpleMatrix(3, 3, true, 0.25, 0.75, 0, 0, 1, 0, 0, 0, 0);
        assertThat(Eq3GraphConvolution.definitionNormalise(dense, Adjacency.ROW).isIdentical(expected, 0))
                .isTrue();
        assertThat(Eq3GraphConvolution.definitionNormalise(dense, Adjacency.SYMMETRIC)
                        .isIdentical(expected, 0))
                .isTrue();
        // D = 1, 4: entry (0, 1) is 1 / (1 * 2)
        SparsityPattern corner = SparsityPattern.of(2, 2, new int[] {0, 1}, new int[] {1, 1});
        Variable b = tape.constant(Tensor.vector(1, 4));
        assertThat(Eq3GraphConvolution.normalise(corner, b, Adjacency.SYMMETRIC)
                        .value()
                        .toArray())
                .containsExactly(0.5, 1);
    }

    @Test
    void a_graph_without_edges_gives_the_bias() {
        Tape tape = Samples.tape();
        SparsityPattern pattern = SparsityPattern.of(2, 2, new int[0], new int[0]);
        Variable none = tape.parameter(Tensor.vector());
        for (Adjacency adjacency : Adjacency.values()) {
            Variable y = Eq3GraphConvolution.apply(
                    pattern,
                    Eq3GraphConvolution.normalise(pattern, none, adjacency),
                    tape.constant(Samples.uniform(1, -1, 1, 4, 2)),
                    tape.constant(Samples.uniform(2, -1, 1, 2, 1)),
                    Optional.of(tape.constant(Tensor.vector(0.5))),
                    Activation.RELU);
            assertThat(y.value().toArray()).containsExactly(0.5, 0.5, 0.5, 0.5);
        }
    }

    @Property(tries = 12)
    void gradient_is_right_in_weights_features_and_parameters(
            @ForAll Adjacency adjacency, @ForAll Activation activation, @ForAll boolean wide) {
        SparsityPattern pattern =
                TemporalNeighbourhood.of(4, 1, 1, Boundary.SHIFT).pattern();
        int out = wide ? 4 : 2;
        // a batch of two clips that share the weights; no pre-activation lies within the step of the kink at 0
        Samples.assertGradient(
                v -> Eq3GraphConvolution.apply(
                        pattern,
                        Eq3GraphConvolution.normalise(pattern, v.get(0), adjacency),
                        v.get(1),
                        v.get(2),
                        Optional.of(v.get(3)),
                        activation),
                Samples.uniform(1, 0.2, 1, pattern.entries()),
                Samples.uniform(2, -1, 1, 8, 3),
                Samples.uniform(3, -1, 1, 3, out),
                Samples.uniform(4, -1, 1, out));
    }

    @Test
    void the_symmetric_form_refuses_what_has_no_square_root() {
        Tape tape = Samples.tape();
        SparsityPattern wide = SparsityPattern.of(1, 2, new int[] {0}, new int[] {1});
        Variable one = tape.constant(Tensor.vector(1));
        assertThatThrownBy(() -> Eq3GraphConvolution.normalise(wide, one, Adjacency.SYMMETRIC))
                .isInstanceOf(ShapeException.class)
                .hasMessage("Eq. 3: symmetric normalisation needs a square adjacency matrix, this one is 1 x 2;"
                        + " use row or raw");
        SparsityPattern square = SparsityPattern.of(1, 1, new int[] {0}, new int[] {0});
        for (double bad : new double[] {-1, Double.NaN}) {
            Variable weight = tape.constant(Tensor.vector(bad));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Eq3GraphConvolution.normalise(square, weight, Adjacency.SYMMETRIC))
                    .withMessageStartingWith("Eq. 3: row 0 of the adjacency matrix sums to " + bad);
        }
    }

    private static SimpleMatrix dense(SparsityPattern pattern, Tensor values, int first) {
        SimpleMatrix a = new SimpleMatrix(pattern.rows(), pattern.columns());
        for (int e = 0; e < pattern.entries(); e++) {
            int row = pattern.row(e);
            int column = pattern.column(e);
            a.set(row, column, a.get(row, column) + values.get(first + e));
        }
        return a;
    }
}
