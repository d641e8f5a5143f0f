package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void values_are_row_major_and_copied_in_and_out() {
        double[] values = {1, 2, 3, 4, 5, 6};
        Tensor tensor = Tensor.of(Shape.of(2, 3), values);
        values[0] = 9;
        tensor.toArray()[1] = 9;
        assertThat(tensor.toArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(tensor.get(3)).isEqualTo(4);
        assertThat(tensor.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(tensor.dtype().bytes()).isEqualTo(8);
        assertThat(Tensor.vector(1, 2).shape()).isEqualTo(Shape.of(2));
    }

    @Test
    void a_wrong_number_of_values_is_refused() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Tensor.of(Shape.of(2, 3), 1, 2))
                .withMessage("tensor of shape [2, 3] needs 6 values, got 2");
    }

    @Test
    void only_a_single_element_is_an_item() {
        assertThat(Tensor.scalar(7).item()).isEqualTo(7);
        assertThat(Tensor.of(Shape.of(1, 1), 7).item()).isEqualTo(7);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Tensor.vector(1, 2).item());
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Tensor.vector().item());
    }

    @Test
    void float32_values_are_set_exactly() {
        Tensor tensor = Tensor.zeros(Shape.of(4));
        tensor.set(1, new float[] {9, 0.1f, Float.NEGATIVE_INFINITY}, 1, 2);
        assertThat(tensor.toArray()).containsExactly(0, (double) 0.1f, Double.NEGATIVE_INFINITY, 0);
    }

    @Test
    void a_reshaped_tensor_shares_its_elements_and_a_copy_does_not() {
        Tensor tensor = Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        Tensor view = tensor.reshape(Shape.of(6));
        Tensor copy = tensor.copy();
        tensor.set(0, -1);
        assertThat(view.get(0)).isEqualTo(-1);
        assertThat(copy.get(0)).isEqualTo(1);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> tensor.reshape(Shape.of(5)))
                .withMessage("reshape: [2, 3] has 6 elements, [5] has 5");
    }

    @Test
    void copying_needs_equal_shapes() {
        Tensor target = Tensor.zeros(Shape.of(2));
        target.copyFrom(Tensor.vector(3, 4));
        assertThat(target.toArray()).containsExactly(3, 4);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> target.copyFrom(Tensor.of(Shape.of(2, 1), 3, 4)));
    }

    @Test
    void a_tensor_prints_its_first_numbers() {
        assertThat(Tensor.vector(1, 2)).hasToString("Tensor[2] float64 1 2");
        assertThat(Tensor.scalar(-0.5)).hasToString("Tensor[] float64 -0.50000");
        assertThat(Tensor.zeros(DType.FLOAT32, Shape.of(17))).hasToString("Tensor[17] float32 0 0 0 0 0 0 0 0 ...");
        assertThat(Tensor.zeros(Shape.of(0))).hasToString("Tensor[0] float64");
        assertThat(Tensor.of(Shape.of(2, 2), 1, -12.5, Double.NaN, 3)).hasToString("""
            Tensor[2, 2] float64
                1.000 -12.500
                  NaN   3.000\
            """);
        assertThat(Tensor.zeros(Shape.of(5, 2, 1)).toString()).endsWith("\n  0\n  0\n  ... 2 more rows");
    }
}
