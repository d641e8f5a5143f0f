package org.thgcl.tensor;

/// IEEE binary64 as the elementary functions and sums see it. [Float32Format] has the same names for binary32.
final class Float64Format {
    /// Logical lanes of sums, whatever the machine's vectors: 128 bytes.
    static final int LANES = 16;

    /// Stored bits of the significand.
    static final int SIGNIFICAND_BITS = 52;

    /// What is added to an exponent to store it.
    static final int BIAS = 1023;

    /// 2^52, which makes every denormal number normal.
    static final double DENORMAL_SCALE = 0x1p52;

    /// 1.5 2^52: numbers near it are integers, and their lowest bits are those of the integer in two's complement.
    static final double ROUNDER = 0x1.8p52;

    static final long ROUNDER_BITS = Double.doubleToRawLongBits(ROUNDER);
    static final double HALF = 0.5;
    static final long ONE_BITS = Double.doubleToRawLongBits(1);

    /// The square root of 1/2, 0.70710678118654752.
    static final long SQRT_HALF_BITS = Double.doubleToRawLongBits(0x1.6a09e667f3bcdp-1);

    /// 1 / ln 2, 1.4426950408889634.
    static final double LOG2_E = 0x1.71547652b82fep0;

    /// ln 2 in two parts, 0.69314718055994531 and 2.3190468138462996e-17: the nearest number, and the number nearest
    /// to what is missing.
    static final double LN2_HIGH = 0x1.62e42fefa39efp-1;

    static final double LN2_LOW = 0x1.abc9e3b39803fp-56;

    /// e^x is infinite above ln 2^1024 = 709.78...
    static final double EXP_OVERFLOW = 710;

    /// e^x is 0 below ln 2^-1075 = -745.13...
    static final double EXP_UNDERFLOW = -746;

    static final double LARGEST = Double.MAX_VALUE;

    /// What numbers with squares above [#LARGEST] are taken times: squares of up to 2^1025 this are below 2^850, so
    /// that any number of them can be summed up; and squares that are as large as those which overflow, 2^1024 in
    /// the sum, stay far above the smallest number.
    static final double SCALE_DOWN = 0x1p-600;

    /// What numbers are taken times whose mean square is below [#SMALL_SQUARE].
    static final double SCALE_UP = 0x1p700;

    /// Below this, sums of squares lose digits to the end of the range: 2^52 times the smallest normal number.
    static final double SMALL_SQUARE = 0x1p-970;

    /// From here on, a mean may come from a sum that nearly overflows; a number minus a smaller mean never does,
    /// since half a unit of the largest number's last place is 2^970.
    static final double LARGE_MEAN = 0x1p968;

    /// The smallest number above 0 that has all its digits.
    static final double SMALLEST_NORMAL = Double.MIN_NORMAL;

    /// Gradients that are multiplied by this, or more, keep their digits unless they hardly count anyhow.
    static final double SMALL_INVERSE = 0x1p-500;

    private Float64Format() {}

    /// A number as it is stored.
    static double round(double x) {
        return x;
    }

    /// What [#round] leaves of a number.
    static double rest(double x) {
        return 0;
    }

    /// The square root, correctly rounded.
    static double sqrt(double x) {
        return Math.sqrt(x);
    }
}
