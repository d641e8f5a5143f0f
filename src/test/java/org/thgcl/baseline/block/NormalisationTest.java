package org.thgcl.baseline.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.BatchNorm.Running;
import org.thgcl.baseline.block.BatchNorm.Statistics;
import org.thgcl.equation.Samples;
import org.thgcl.model.Weights;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

/// Batch and layer normalisation, and the scale and shift that they share.
class NormalisationTest {
    /// Both sides take some 60 roundings of numbers up to 6, and divide by a deviation of at least sqrt(0.1).
    private static final double TOLERANCE = 1200 * Samples.U;

    private static Weights weights(Tape tape, long seed, int channels) {
        Map<String, Variable> byName = new LinkedHashMap<>();
        byName.put("scale", tape.constant(Samples.uniform(seed, -1, 1, channels)));
        byName.put("shift", tape.constant(Samples.uniform(seed + 1, -1, 1, channels)));
        byName.put("mean", tape.constant(Samples.uniform(seed + 2, -1, 1, channels)));
        byName.put("variance", tape.constant(Samples.uniform(seed + 3, 0, 1, channels)));
        return new Weights(byName);
    }

    private static double[] values(Weights weights, String name) {
        return weights.get(name).value().toArray();
    }

    @Property(tries = 50)
    void batch_normalisation_is_its_definition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int clips,
            @ForAll @IntRange(min = 1, max = 4) int positions,
            @ForAll @IntRange(min = 1, max = 4) int channels) {
        Tape tape = Samples.tape();
        Tensor x = Samples.uniform(seed, -3, 3, clips, positions, channels);
        Weights weights = weights(tape, seed + 1, channels);
        BatchNorm norm = new BatchNorm(0.1);
        double[] scale = values(weights, "scale");
        double[] shift = values(weights, "shift");
        Variable batch = norm.apply(tape.constant(x), Statistics.BATCH, weights);
        Variable running = norm.apply(tape.constant(x), Statistics.RUNNING, weights);
        assertThat(batch.shape()).isEqualTo(x.shape());
        Neighbours.assertRows(batch.value(), norm.definition(Neighbours.rows(x), scale, shift), TOLERANCE);
        Neighbours.assertRows(
                running.value(),
                norm.definition(Neighbours.rows(x), values(weights, "mean"), values(weights, "variance"), scale, shift),
                TOLERANCE);
    }

    @Property(tries = 50)
    void layer_normalisation_is_its_definition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int axes,
            @ForAll @IntRange(min = 1, max = 3) int rows,
            @ForAll @IntRange(min = 1, max = 4) int last) {
        Tape tape = Samples.tape();
        Tensor x = Samples.uniform(seed, -3, 3, rows, 2, last);
        int width = axes == 1 ? last : axes == 2 ? 2 * last : rows * 2 * last;
        Tensor scale = Samples.uniform(seed + 1, -1, 1, width);
        Tensor shift = Samples.uniform(seed + 2, -1, 1, width);
        LayerNorm norm = new LayerNorm(axes, 0.1);
        Variable y = norm.apply(tape.constant(x), new Affine(tape.constant(scale), tape.constant(shift)));
        assertThat(y.shape()).isEqualTo(x.shape());
        double[][] expected = norm.definition(
                Neighbours.rows(x.reshape(Shape.of(x.shape().elements() / width, width))),
                scale.toArray(),
                shift.toArray());
        Neighbours.assertRows(y.value(), expected, TOLERANCE);
    }

    @Test
    void gradients_are_right() {
        Samples.assertGradient(
                v -> new Affine(v.get(1), v.get(2))
                        .apply(new BatchNorm(0.1).byBatch(v.get(0)).value()),
                Samples.uniform(1, -1, 1, 2, 3, 2),
                Samples.uniform(2, -1, 1, 2),
                Samples.uniform(3, -1, 1, 2));
        Samples.assertGradient(
                v -> new LayerNorm(2, 0.1).apply(v.get(0), new Affine(v.get(1), v.get(2))),
                Samples.uniform(1, -1, 1, 3, 2, 2),
                Samples.uniform(2, -1, 1, 2, 2),
                Samples.uniform(3, -1, 1, 2, 2));
    }

    /// Means 2 and 1, biased variances 2/3 and 0, unbiased 1 and 0.
    @Test
    void running_statistics_move_by_the_momentum_towards_the_unbiased_variance() {
        Tape tape = Samples.tape();
        Variable x = tape.constant(Tensor.of(Shape.of(3, 2), 1, 1, 2, 1, 3, 1));
        Columns.Normalised batch = BatchNorm.STANDARD.byBatch(x);
        Running before = new Running(Tensor.vector(10, 1), Tensor.vector(5, 4));
        Running after = BatchNorm.update(before, batch, 0.25);
        Samples.assertClose(after.mean(), new double[] {8, 1}, 4 * Math.ulp(8.0));
        Samples.assertClose(after.variance(), new double[] {4, 3}, 4 * Math.ulp(4.0));
        assertThat(before.mean().toArray()).containsExactly(10, 1);
        assertThat(before.variance().toArray()).containsExactly(5, 4);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        Tape tape = Samples.tape();
        Variable row = tape.constant(Tensor.of(Shape.of(1, 2), 1, 2));
        assertThatThrownBy(() -> BatchNorm.update(
                        new Running(Tensor.vector(0, 0), Tensor.vector(1, 1)), BatchNorm.STANDARD.byBatch(row), 0.1))
                .hasMessageContaining("at least 2 elements of each channel, this batch has 1");
        assertThatThrownBy(() -> new BatchNorm(Double.NaN))
                .hasMessageContaining("epsilon")
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> new LayerNorm(1, 0))
                .hasMessageContaining("epsilon")
                .hasMessageContaining("got 0.0");
        assertThatThrownBy(() -> new LayerNorm(0, 1)).hasMessageContaining("axes must be at least 1, got 0");
        assertThatThrownBy(() -> new LayerNorm(3, 1).apply(row))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("over the last 3 axes of shape [1, 2]");
        assertThatThrownBy(
                        () -> new Affine(tape.constant(Tensor.vector(1)), tape.constant(Tensor.vector(1))).apply(row))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void parameters_start_as_the_identity() {
        assertThat(BatchNorm.parameters("norm", 2))
                .extracting(
                        spec -> spec.name() + " " + spec.draw(1, DType.FLOAT64).get(1))
                .containsExactly("norm.scale 1.0", "norm.shift 0.0");
        assertThat(BatchNorm.statistics("norm", 2))
                .extracting(
                        spec -> spec.name() + " " + spec.draw(1, DType.FLOAT64).get(1))
                .containsExactly("norm.mean 0.0", "norm.variance 1.0");
    }

    private static double[] large(Tape tape) {
        Variable x = tape.constant(Samples.uniform(1, -1, 1, 4, 200, 67));
        Weights weights = weights(tape, 2, 67);
        Variable batch = BatchNorm.STANDARD.apply(x, Statistics.BATCH, weights);
        return new LayerNorm(2, 1e-5).apply(batch).value().toArray();
    }

    @Test
    void the_same_bits_for_one_and_three_threads() {
        Neighbours.assertSameBits(NormalisationTest::large);
    }

    /// A column of 800 numbers has four blocks of at most 256: 260 roundings of sums, over a deviation of 0.6, most of
    /// which cancel.
    @Test
    void float32_is_near() {
        Neighbours.assertFloat32(NormalisationTest::large, 128);
    }
}
