package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Format.BIAS;
import static org.thgcl.tensor.Float64Format.EXP_OVERFLOW;
import static org.thgcl.tensor.Float64Format.EXP_UNDERFLOW;
import static org.thgcl.tensor.Float64Format.LN2_HIGH;
import static org.thgcl.tensor.Float64Format.LN2_LOW;
import static org.thgcl.tensor.Float64Format.LOG2_E;
import static org.thgcl.tensor.Float64Format.ROUNDER;
import static org.thgcl.tensor.Float64Format.ROUNDER_BITS;
import static org.thgcl.tensor.Float64Format.SIGNIFICAND_BITS;

/// The exponential e^x, with the same bits one by one, in vectors of any width ([Float64VectorExp]), interpreted and
/// compiled.
///
/// **Method.** x = k ln 2 + r with an integer k and |r| <= ln 2 / 2, so e^x = 2^k e^r.
/// * ln 2 is taken in two parts. k times the first, taken from x by one fused multiply-add, leaves less than 1/2 in
///   steps of half a unit of the first part at the least: it is exact. The second part is taken off next; what that
///   rounds away is c, so e^x = 2^k (e^r + c) to all digits that matter.
/// * e^r = 1 + r + r^2 q(r), q from [Float64Series]. The rounding error of 1 + r is computed and added to the small
///   terms.
/// * 2^k is multiplied as two powers of nearly equal exponents, so that neither overflows where e^x doesn't. The
///   first product is exact, the second is where a denormal result is rounded.
///
/// **Special cases.** e^0 = 1 exactly, for -0, too; e^infinity = infinity, e^-infinity = 0; overflow gives infinity,
/// underflow goes through the denormal numbers to 0; NaN gives the NaN of all other bits 0.
///
/// **Accuracy.** Below 0.75 units in the last place for normal results: 1/2 for the last rounding, the rest for
/// those of the small terms and for the end of the series. Below 0.85 for denormal ones, which are rounded twice.
/// Tested against arithmetic in whole numbers.
///
/// Only additions, multiplications, fused multiply-adds, comparisons and operations on bits are used, each of which
/// IEEE 754 or two's complement defines.
final class Float64Exp {
    private Float64Exp() {}

    /// e^x.
    static double exp(double x) {
        double clamped = x > EXP_OVERFLOW ? EXP_OVERFLOW : x < EXP_UNDERFLOW ? EXP_UNDERFLOW : x;
        double rounded = Math.fma(clamped, LOG2_E, ROUNDER);
        double k = rounded - ROUNDER;
        double high = Math.fma(k, -LN2_HIGH, clamped);
        double low = k * LN2_LOW;
        double r = high - low;
        double c = high - r - low;
        double small = Math.fma(r * r, Float64Series.exp(r), c);
        double sum = 1 + r;
        double power = sum + (1 - sum + r + small);
        // k + 2 BIAS halved is the stored exponent of 2^(k/2), rounded down
        long both = Double.doubleToRawLongBits(rounded) - ROUNDER_BITS + 2 * BIAS;
        long half = both >>> 1;
        long other = both - half;
        double y = power
                * Double.longBitsToDouble(half << SIGNIFICAND_BITS)
                * Double.longBitsToDouble(other << SIGNIFICAND_BITS);
        return Double.isNaN(x) ? Double.NaN : y;
    }
}
