package org.thgcl.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Dense.Summand;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
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

class LayerUpdateTest {
    private static final int CLIPS = 3;
    private static final int NODES = 5;
    private static final int FEATURES = 4;
    private static final RowGroups GRAPHS = RowGroups.uniform(CLIPS, NODES);

    private final Tensor x = Samples.uniform(1, -1, 1, CLIPS * NODES, FEATURES);
    private final Tensor messages = Samples.uniform(2, -1, 1, CLIPS * NODES, FEATURES);
    private final Tensor bias = Samples.uniform(3, -1, 1, FEATURES);
    private final Tensor other = Samples.uniform(4, -1, 1, FEATURES);

    private static Dropout dropout(double rate) {
        return new Dropout(rate, new CounterRandom(7), 3, CounterRandom.site("layer"));
    }

    @Property(tries = 100)
    void apply_is_the_definition_for_every_graph(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 2) int count,
            @ForAll boolean normalised,
            @ForAll boolean dropped) {
        LayerUpdate update = new LayerUpdate(normalised, 1e-5);
        Dropout dropout = dropout(dropped ? 0.25 : 0);
        Tape tape = Samples.tape();
        List<Tensor> sums = List.of(
                        Samples.uniform(seed, -1, 1, CLIPS * NODES, FEATURES),
                        Samples.uniform(seed + 1, -1, 1, CLIPS * NODES, FEATURES))
                .subList(0, count);
        List<Summand> summands = sums.stream()
                .map(sum -> new Summand(tape.constant(sum), tape.constant(bias)))
                .toList();
        Tensor actual = update.apply(
                        summands.getFirst(), summands.stream().skip(1).findFirst(), dropout, GRAPHS)
                .value();
        Tensor ones = Tensor.zeros(x.shape());
        ones.fill(1);
        Tensor kept = Dense.dropout(tape.constant(ones), dropout).value();
        SimpleMatrix expected = new SimpleMatrix(0, FEATURES);
        for (int g = 0; g < CLIPS; g++) {
            int row = GRAPHS.offset(g);
            expected = expected.concatRows(update.definition(
                    sums.stream().map(sum -> Samples.rows(sum, row, NODES)).toList(),
                    sums.stream().map(_ -> Samples.matrix(bias)).toList(),
                    Samples.rows(kept, row, NODES)));
        }
        // sums of 4 numbers in [-1, 1], times 4 / 3: below 6, right to 8 x 6 U; normalised as in GraphLayerNormTest,
        // 20 numbers: the mean is right to 6 x 28 U, a deviation to 40 x 6 U, divided by at least sqrt(1e-5)
        double tolerance = (normalised ? 2 * 40 * 6 * 7 / Math.sqrt(1e-5) : 50) * Samples.U;
        Samples.assertClose(actual, expected, tolerance);
    }

    /// The equations that it is made of, one by one: Eq. 3 with bias and ReLU, dropout, the normalisation.
    @Test
    void one_summand_has_the_bits_of_equation_3_and_the_normalisation() {
        SparsityPattern ring = SparsityPattern.of(NODES, NODES, new int[] {0, 1, 2, 3, 4}, new int[] {1, 2, 3, 4, 0});
        Tape tape = Samples.tape();
        Variable weights = tape.constant(Samples.uniform(5, 0, 1, NODES));
        Variable nodes = tape.constant(x);
        Variable psi = tape.constant(Samples.uniform(6, -1, 1, FEATURES, FEATURES));
        Variable b = tape.constant(bias);
        Variable convolved = Eq3GraphConvolution.apply(
                ring, weights, nodes, psi, Optional.of(b), Eq3GraphConvolution.Activation.RELU);
        Variable sum = Eq3GraphConvolution.apply(
                ring, weights, nodes, psi, Optional.empty(), Eq3GraphConvolution.Activation.NONE);
        for (double rate : new double[] {0, 0.25}) {
            Variable dropped = Dense.dropout(convolved, dropout(rate));
            Summand summand = new Summand(sum, b);
            assertThat(bits(new LayerUpdate(false, 1e-5).apply(summand, Optional.empty(), dropout(rate), GRAPHS)))
                    .containsExactly(bits(dropped));
            assertThat(bits(new LayerUpdate(true, 1e-5).apply(summand, Optional.empty(), dropout(rate), GRAPHS)))
                    .containsExactly(bits(GraphLayerNorm.apply(dropped, GRAPHS, 1e-5)));
        }
    }

    @Test
    void two_summands_have_the_bits_of_their_sum_normalised() {
        Tape tape = Samples.tape();
        Variable sum = Dense.addBias(tape.constant(x), tape.constant(bias)).plus(tape.constant(messages));
        Summand biased = new Summand(tape.constant(x), tape.constant(bias));
        Optional<Summand> other = Optional.of(new Summand(tape.constant(messages)));
        assertThat(bits(new LayerUpdate(true, 1e-5).apply(biased, other, dropout(0.25), GRAPHS)))
                .containsExactly(bits(GraphLayerNorm.apply(Dense.dropout(sum.relu(), dropout(0.25)), GRAPHS, 1e-5)));
    }

    private static double[] bits(Variable y) {
        return y.value().toArray();
    }

    @Test
    void gradients_are_right() {
        for (boolean normalised : new boolean[] {false, true}) {
            Samples.assertGradient(
                    v -> new LayerUpdate(normalised, 1e-5)
                            .apply(
                                    new Summand(v.get(0), v.get(1)),
                                    Optional.of(new Summand(v.get(2), v.get(3))),
                                    dropout(0.25),
                                    GRAPHS),
                    x,
                    bias,
                    messages,
                    other);
        }
    }

    @Test
    void the_number_of_threads_changes_no_bit() {
        double[] one = run(DType.FLOAT64, 1);
        assertThat(run(DType.FLOAT64, 3)).containsExactly(one);
        assertThat(run(DType.FLOAT32, 3)).containsExactly(run(DType.FLOAT32, 1));
    }

    /// In float32 the deviations are right to 40 x 6 roundings of 2^-24 and divided by some 0.5: 3e-5.
    @Test
    void float32_is_float64_rounded() {
        double[] exact = run(DType.FLOAT64, 1);
        double[] rounded = run(DType.FLOAT32, 1);
        for (int e = 0; e < exact.length; e++) {
            assertThat(rounded[e]).as("element %d", e).isCloseTo(exact[e], within(3e-5));
        }
    }

    private double[] run(DType dtype, int threads) {
        try (Workers workers = new Workers(threads)) {
            Tape tape = new Tape(Kernels.of(dtype, workers));
            Summand first = new Summand(tape.constant(x), tape.constant(bias));
            Summand second = new Summand(tape.constant(messages), tape.constant(other));
            return bits(new LayerUpdate(true, 1e-5).apply(first, Optional.of(second), dropout(0.25), GRAPHS));
        }
    }

    @Test
    void what_does_not_fit_is_refused() {
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LayerUpdate(true, bad))
                    .withMessage("layer update: epsilon must be a finite number of at least 0, got " + bad);
        }
        LayerUpdate update = new LayerUpdate(true, 1e-5);
        Tape tape = Samples.tape();
        Summand tooShort = new Summand(tape.constant(Tensor.zeros(Shape.of(2, FEATURES))));
        assertThatThrownBy(() -> update.apply(tooShort, Optional.empty(), dropout(0), GRAPHS))
                .isInstanceOf(ShapeException.class);
    }
}
