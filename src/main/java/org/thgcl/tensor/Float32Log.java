// Generated from Float64Log.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Format.BIAS;
import static org.thgcl.tensor.Float32Format.DENORMAL_SCALE;
import static org.thgcl.tensor.Float32Format.HALF;
import static org.thgcl.tensor.Float32Format.LN2_HIGH;
import static org.thgcl.tensor.Float32Format.LN2_LOW;
import static org.thgcl.tensor.Float32Format.ONE_BITS;
import static org.thgcl.tensor.Float32Format.ROUNDER;
import static org.thgcl.tensor.Float32Format.ROUNDER_BITS;
import static org.thgcl.tensor.Float32Format.SIGNIFICAND_BITS;
import static org.thgcl.tensor.Float32Format.SQRT_HALF_BITS;

/// The natural logarithm, with the same bits one by one, in vectors of any width ([Float32VectorLog]), interpreted and
/// compiled.
///
/// **Method.** x = 2^k (1 + f) with an integer k and 1 + f in [sqrt(1/2), sqrt(2)), so log x = k ln 2 + log(1 + f). A
/// denormal x is scaled first.
/// * With s = f / (2 + f), 1 + f is (1 + s) / (1 - s) and log(1 + f) = 2 atanh(s). As f - s f = 2 s, this is
///   f - h + s (h + R) with h = f^2 / 2 and R = 2 atanh(s) / s - 2, from [Float32Series]: s, which two roundings have
///   touched, stands in a small term only.
/// * The rounding errors of h, of f - h and of k ln 2 + (f - h) are computed and added to the small terms.
///
/// **Special cases.** log 1 = 0; log 0 = -infinity, of -0, too; log infinity = infinity; the logarithm of negative
/// numbers and NaN is the NaN of all other bits 0.
///
/// **Accuracy.** Below 0.75 units in the last place: 1/2 for the last rounding, the rest for those of the small terms.
/// Tested against arithmetic in whole numbers.
///
/// Only additions, multiplications, divisions, fused multiply-adds, comparisons and operations on bits are used, each
/// of which IEEE 754 or two's complement defines.
final class Float32Log {
    private Float32Log() {}

    /// The logarithm.
    static float log(float x) {
        boolean denormal = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(denormal ? x * DENORMAL_SCALE : x);
        // k + BIAS: 0 just where the significand passes sqrt(1/2)
        int exponent = (bits - (SQRT_HALF_BITS - ONE_BITS)) >>> SIGNIFICAND_BITS;
        float f = Float.intBitsToFloat(bits - ((exponent - BIAS) << SIGNIFICAND_BITS)) - 1;
        float k = Float.intBitsToFloat(exponent + ROUNDER_BITS) - (ROUNDER + BIAS);
        float y = sum(denormal ? k - SIGNIFICAND_BITS : k, f);
        y = x == 0 ? Float.NEGATIVE_INFINITY : y;
        y = x == Float.POSITIVE_INFINITY ? x : y;
        return x >= 0 ? y : Float.NaN;
    }

    /// k ln 2 + log(1 + f).
    private static float sum(float k, float f) {
        float s = f / (f + 2);
        float z = s * s;
        float half = f * HALF;
        float h = f * half;
        float small = s * Math.fma(z, Float32Series.atanh(z), h);
        float high = f - h;
        small = f - high - h + (small - Math.fma(f, half, -h));
        float sum = Math.fma(k, LN2_HIGH, high);
        float rest = Math.fma(k, LN2_HIGH, -sum) + high;
        return sum + (rest + Math.fma(k, LN2_LOW, small));
    }
}
