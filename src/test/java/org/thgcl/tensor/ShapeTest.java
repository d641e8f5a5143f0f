package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void rows_are_all_axes_but_the_last() {
        Shape shape = Shape.of(2, 3, 4);
        assertThat(shape.rank()).isEqualTo(3);
        assertThat(shape.size(1)).isEqualTo(3);
        assertThat(shape.elements()).isEqualTo(24);
        assertThat(shape.rows()).isEqualTo(6);
        assertThat(shape.columns()).isEqualTo(4);
    }

    @Test
    void a_scalar_is_one_row_of_one_column() {
        assertThat(Shape.of()).isEqualTo(Shape.scalar());
        assertThat(Shape.scalar().elements()).isEqualTo(1);
        assertThat(Shape.scalar().rows()).isEqualTo(1);
        assertThat(Shape.scalar().columns()).isEqualTo(1);
    }

    @Test
    void a_vector_is_one_row() {
        assertThat(Shape.of(5).rows()).isEqualTo(1);
        assertThat(Shape.of(5).columns()).isEqualTo(5);
    }

    @Test
    void sizes_are_copied_in_and_out() {
        int[] sizes = {2, 3};
        Shape shape = Shape.of(sizes);
        sizes[0] = 9;
        shape.toArray()[1] = 9;
        assertThat(shape).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
        assertThat(shape).isNotEqualTo(Shape.of(3, 2)).isNotEqualTo("[2, 3]");
        assertThat(shape).hasToString("[2, 3]");
    }

    @Test
    void a_negative_size_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(2, -3))
                .withMessage("shape [2, -3]: an axis can't have size -3");
    }

    @Test
    void the_position_of_an_element_is_its_index_on_each_axis() {
        Shape shape = Shape.of(2, 3, 4);
        assertThat(shape.position(0)).containsExactly(0, 0, 0);
        assertThat(shape.position(6)).containsExactly(0, 1, 2);
        assertThat(shape.position(23)).containsExactly(1, 2, 3);
        assertThat(Shape.scalar().position(0)).isEmpty();
    }

    @Test
    void more_elements_than_an_array_can_hold_are_refused() {
        assertThat(Shape.of(Integer.MAX_VALUE).elements()).isEqualTo(Integer.MAX_VALUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(65536, 32768))
                .withMessage("shape [65536, 32768]: a tensor holds at most 2147483647 elements");
        int max = Integer.MAX_VALUE;
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(max, max, max, max));
    }

    @Test
    void a_size_of_0_empties_even_a_large_shape() {
        int max = Integer.MAX_VALUE;
        assertThat(Shape.of(max, max, max, 0).elements()).isZero();
        assertThat(Shape.of(0, max, max, max).elements()).isZero();
    }

    @Test
    void an_axis_that_does_not_fit_is_named() {
        assertThatThrownBy(
                        () -> Shape.of(101, 64).require("audio features", Axis.any("segment"), Axis.of("feature", 128)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("audio features: axis feature is 64, expected 128");
    }

    @Test
    void a_wrong_number_of_axes_is_refused_with_the_names_expected() {
        assertThatThrownBy(() -> Shape.of(64).require("audio features", Axis.any("segment"), Axis.of("feature", 128)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("audio features: has 1 axes [64], expected [segment, feature 128]");
    }

    @Test
    void axes_that_fit_are_accepted() {
        assertThatCode(() -> Shape.of(101, 128).require("x", Axis.any("segment"), Axis.of("feature", 128)))
                .doesNotThrowAnyException();
        assertThatCode(() -> Shape.scalar().require("x")).doesNotThrowAnyException();
    }
}
