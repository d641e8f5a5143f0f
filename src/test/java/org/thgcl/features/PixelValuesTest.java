package org.thgcl.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.features.PixelValues.Colours;
import org.thgcl.media.Picture;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

class PixelValuesTest {
    /// The values of red 255, green 51 = 0.2 * 255 and blue 0, by hand: (p / 255 - mean) / deviation. With the order
    /// turned round the first mean belongs to blue.
    @ParameterizedTest
    @CsvSource({
        "UNIT, RGB, 1, 0.2, 0",
        "UNIT, BGR, 0, 0.2, 1",
        "SYMMETRIC, RGB, 1, -0.6, -1",
        "IMAGENET, RGB, 2.2489082969432315, -1.1428571428571428, -1.8044444444444445",
        "IMAGENET, BGR, -2.1179039301310043, -1.1428571428571428, 2.6400000000000001",
        "KINETICS, RGB, 2.4901986580713062, -0.8790517046737413, -1.7348805699828103",
    })
    void pixels_are_scaled_by_their_channel(PixelValues values, Colours colours, double a, double b, double c) {
        Tensor into = Tensor.zeros(DType.FLOAT64, Shape.of(7));
        values.write(new Picture(1, 1, new byte[] {(byte) 255, 51, 0}), colours, into, 2);
        // three roundings of numbers below 4
        assertThat(into.toArray()).containsExactly(new double[] {0, 0, a, b, c, 0, 0}, within(3 * 4 * 0x1p-53));
    }
}
