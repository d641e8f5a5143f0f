package org.thgcl.baseline.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.thgcl.baseline.block.FuzzyCentroids.Order;
import org.thgcl.equation.Samples;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

class FuzzyCentroidsTest {
    @Property(tries = 100)
    void apply_is_the_definition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 5) int c,
            @ForAll @IntRange(min = 1, max = 4) int count,
            @ForAll Order order) {
        Tensor x = Samples.uniform(seed, -1, 1, n, c);
        Tensor start = Samples.uniform(seed + 1, -1, 1, c, count);
        FuzzyCentroids centroids = new FuzzyCentroids(order);
        FuzzyCentroids.Clusters result = centroids.apply(x, start);
        double[][] weight = centroids.definitionWeight(Neighbours.rows(x), Neighbours.rows(start));
        // a distance takes 3 c roundings, a share of it as many as there are centroids, the fourth power four times
        // that: 4 (15 + 6) of numbers below 1; a centroid below 1 takes twice as many relative to its weights
        Neighbours.assertRows(result.weight(), weight, 128 * Samples.U);
        Neighbours.assertRows(result.centroids(), centroids.definition(Neighbours.rows(x), weight), 512 * Samples.U);
    }

    /// Two positions with two channels: read by rows, the memory by channels gives the columns.
    @Test
    void scrambled_rows_are_made_of_one_channel() {
        Tensor x = Tensor.of(Shape.of(2, 2), 1, 2, 3, 4);
        Tensor start = Tensor.of(Shape.of(2, 1), 1, 3);
        // z = (1, 3), (2, 4); with a single centroid each weight is 1 and the centroid is their mean
        FuzzyCentroids.Clusters result = new FuzzyCentroids(Order.SCRAMBLED).apply(x, start);
        assertThat(result.weight().toArray()).containsExactly(1, 1);
        assertThat(result.centroids().toArray()).containsExactly(1.5, 3.5);
        assertThat(new FuzzyCentroids(Order.TRANSPOSED)
                        .apply(x, start)
                        .centroids()
                        .toArray())
                .containsExactly(2, 3);
    }

    /// Distances 0 and 1: a = 1e10 and 1 / (1 + 1e-10), so the weights are nearly 1 and nearly 1e-40.
    @Test
    void a_position_on_a_centroid_is_its_own() {
        Tensor weight = new FuzzyCentroids(Order.TRANSPOSED)
                .apply(Tensor.of(Shape.of(1, 1), 2), Tensor.of(Shape.of(1, 2), 2, 3))
                .weight();
        assertThat(weight.get(0)).isCloseTo(1, within(5e-10));
        assertThat(weight.get(1)).isCloseTo(1e-40, within(1e-49));
    }

    @Test
    void the_result_has_the_type_of_its_input() {
        Tensor x = Samples.uniform(1, -1, 1, 3, 2).to(DType.FLOAT32);
        FuzzyCentroids.Clusters result = new FuzzyCentroids(Order.TRANSPOSED).apply(x, Samples.uniform(2, -1, 1, 2, 2));
        assertThat(result.centroids().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(result.weight().dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void another_width_is_refused() {
        FuzzyCentroids centroids = new FuzzyCentroids(Order.SCRAMBLED);
        assertThatThrownBy(() -> centroids.apply(Tensor.zeros(Shape.of(3, 2)), Tensor.zeros(Shape.of(3, 2))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("fuzzy centroids, start");
    }
}
