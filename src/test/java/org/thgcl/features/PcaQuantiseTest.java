package org.thgcl.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.features.PcaQuantise.Rounding;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

class PcaQuantiseTest {
    private static final Tensor ONE = Tensor.of(Shape.of(1, 1), 1);

    @Test
    void by_hand() {
        // e - mu = (1, -2), (0.5, 0): z = (1 - 4, 1/4 + 1, -2), (0.5, 1/8, 0)
        PcaQuantise.Result result = new PcaQuantise(Rounding.TRUNCATE, -2, 2)
                .apply(
                        Tensor.of(Shape.of(2, 2), 3, -1, 2.5, 1),
                        Tensor.of(Shape.of(3, 2), 1, 2, 0.25, -0.5, 0, 1),
                        Tensor.vector(2, 1));
        assertThat(result.projected().shape()).isEqualTo(Shape.of(2, 3));
        assertThat(result.projected().toArray()).containsExactly(-3, 1.25, -2, 0.5, 0.125, 0);
        // 63.75 times 0, 3.25, 0, 2.5, 2.125, 2
        assertThat(result.quantised().toArray()).containsExactly(0, 207, 0, 159, 135, 127);
    }

    @ParameterizedTest
    @CsvSource({"TRUNCATE, 127, 255, 0, 159", "HALF_EVEN, 128, 255, 0, 159", "NONE, 127.5, 255, 0, 159.375"})
    void roundings(Rounding rounding, double at0, double atMost, double atLeast, double atHalf) {
        PcaQuantise quantise = new PcaQuantise(rounding, -2, 2);
        assertThat(quantise.quantise(0)).isEqualTo(at0);
        assertThat(quantise.quantise(2)).isEqualTo(atMost);
        assertThat(quantise.quantise(1e300)).isEqualTo(atMost);
        assertThat(quantise.quantise(-2)).isEqualTo(atLeast);
        assertThat(quantise.quantise(-1e300)).isEqualTo(atLeast);
        assertThat(quantise.quantise(0.5)).isEqualTo(atHalf);
    }

    @Test
    void a_tie_goes_to_the_even_number() {
        // 63.75 * 2 (k + 1/2) / 127.5 = k + 1/2; 255/4 and the quotients with a power of 2 below are exact
        PcaQuantise quantise = new PcaQuantise(Rounding.HALF_EVEN, 0, 255);
        assertThat(quantise.quantise(2.5)).isEqualTo(2);
        assertThat(quantise.quantise(3.5)).isEqualTo(4);
    }

    @Property(tries = 300)
    void what_is_restored_is_within_a_step(@ForAll @DoubleRange(min = -2, max = 2) double z) {
        double step = 4 / 255.0;
        // and within rounding of numbers up to 255, 2^-44 of a step
        double rounding = step * 0x1p-44;
        assertThat(back(Rounding.HALF_EVEN, z)).isCloseTo(z, within(step / 2 + rounding));
        assertThat(back(Rounding.NONE, z)).isCloseTo(z, within(rounding));
        assertThat(back(Rounding.TRUNCATE, z)).isBetween(z - step - rounding, z + rounding);
    }

    private static double back(Rounding rounding, double z) {
        PcaQuantise quantise = new PcaQuantise(rounding, -2, 2);
        return quantise.restore(quantise.quantise(z));
    }

    @Test
    void what_comes_out_is_of_the_embeddings_type() {
        PcaQuantise.Result result =
                new PcaQuantise(Rounding.NONE, -2, 2).apply(ONE.to(DType.FLOAT32), ONE, Tensor.vector(0));
        assertThat(result.projected().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(result.quantised().dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void no_patch_gives_no_row() {
        PcaQuantise.Result result = new PcaQuantise(Rounding.NONE, -2, 2)
                .apply(Tensor.zeros(Shape.of(0, 2)), Tensor.zeros(Shape.of(3, 2)), Tensor.zeros(Shape.of(2)));
        assertThat(result.quantised().shape()).isEqualTo(Shape.of(0, 3));
    }

    @Test
    void shapes_that_do_not_fit_are_refused() {
        PcaQuantise quantise = new PcaQuantise(Rounding.NONE, -2, 2);
        assertThatThrownBy(() -> quantise.apply(ONE, Tensor.zeros(Shape.of(1, 2)), Tensor.vector(0)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("principal components: axis feature is 2, expected 1");
        assertThatThrownBy(() -> quantise.apply(ONE, ONE, Tensor.vector(0, 0)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("means: axis feature is 2, expected 1");
    }

    @Test
    void numbers_that_are_none_are_refused() {
        PcaQuantise quantise = new PcaQuantise(Rounding.NONE, -2, 2);
        Tensor bad = Tensor.of(Shape.of(1, 1), Double.NaN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quantise.apply(bad, ONE, Tensor.vector(0)))
                .withMessage("PCA: element 0 of the embedding is NaN, must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quantise.apply(ONE, bad, Tensor.vector(0)))
                .withMessage("PCA: element 0 of the principal components is NaN, must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quantise.apply(ONE, ONE, Tensor.vector(Double.NEGATIVE_INFINITY)))
                .withMessage("PCA: element 0 of the means is -Infinity, must be finite");
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "2, -2", "NaN, 2", "-2, NaN", "-Infinity, 2", "-2, Infinity", "-1e308, 1e308"})
    void a_range_that_is_none_is_refused(double minimum, double maximum) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PcaQuantise(Rounding.NONE, minimum, maximum))
                .withMessage("8 bits: the range is " + minimum + " ... " + maximum
                        + ", it must be finite and its minimum below its maximum");
    }
}
