package org.thgcl.tensor;

/// IEEE binary32 as the elementary functions and sums see it: [Float64Format], of which only the numbers differ.
final class Float32Format {
    /// 128 bytes.
    static final int LANES = 32;

    static final int SIGNIFICAND_BITS = 23;
    static final int BIAS = 127;
    static final float DENORMAL_SCALE = 0x1p23f;
    static final float ROUNDER = 0x1.8p23f;
    static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);
    static final float HALF = 0.5f;
    static final int ONE_BITS = Float.floatToRawIntBits(1);

    /// The square root of 1/2, 0.70710677.
    static final int SQRT_HALF_BITS = Float.floatToRawIntBits(0x1.6a09e6p-1f);

    /// 1 / ln 2, 1.442695.
    static final float LOG2_E = 0x1.715476p0f;

    /// ln 2 in two parts, 0.6931472 and -1.9046543e-9.
    static final float LN2_HIGH = 0x1.62e43p-1f;

    static final float LN2_LOW = -0x1.05c61p-29f;

    /// Above ln 2^128 = 88.72...
    static final float EXP_OVERFLOW = 89;

    /// Below ln 2^-150 = -103.97...
    static final float EXP_UNDERFLOW = -105;

    static final float LARGEST = Float.MAX_VALUE;

    /// Squares of up to 2^129 this are below 2^98.
    static final float SCALE_DOWN = 0x1p-80f;

    static final float SCALE_UP = 0x1p100f;

    /// 2^23 times the smallest normal number.
    static final float SMALL_SQUARE = 0x1p-103f;

    /// Half a unit of the largest number's last place is 2^103.
    static final float LARGE_MEAN = 0x1p100f;

    static final float SMALLEST_NORMAL = Float.MIN_NORMAL;
    static final float SMALL_INVERSE = 0x1p-60f;

    private Float32Format() {}

    /// A number as it is stored.
    ///
    /// @throws IllegalArgumentException if it is finite and would become infinite, 0 or short of digits
    static float round(double x) {
        if (Double.isFinite(x)) {
            DType.FLOAT32.requireHolds("a factor of the computation", x);
        }
        return (float) x;
    }

    /// What [#round] leaves of a number.
    static float rest(double x) {
        return (float) (x - (float) x);
    }

    /// The square root, correctly rounded: binary64 has more than twice the digits, so that rounding twice is harmless.
    static float sqrt(float x) {
        return (float) Math.sqrt(x);
    }
}
