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
import static org.thgcl.tensor.Float32Format.SPECIES;
import static org.thgcl.tensor.Float32Format.SQRT_HALF_BITS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The natural logarithm, with the same bits one by one, in vectors of any width, interpreted and compiled.
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

    /// The logarithm, by definition: the other forms give the same bits.
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

    /// The logarithm in each lane.
    static FloatVector log(FloatVector x) {
        VectorMask<Float> denormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
        IntVector bits = x.blend(x.mul(DENORMAL_SCALE), denormal).reinterpretAsInts();
        IntVector exponent = bits.sub(SQRT_HALF_BITS - ONE_BITS).lanewise(VectorOperators.LSHR, SIGNIFICAND_BITS);
        FloatVector f = bits.sub(exponent.sub(BIAS).lanewise(VectorOperators.LSHL, SIGNIFICAND_BITS))
                .reinterpretAsFloats()
                .sub(1);
        FloatVector k = exponent.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER + BIAS);
        FloatVector y = sum(k.blend(k.sub(SIGNIFICAND_BITS), denormal), f);
        y = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
        y = y.blend(x, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
        return FloatVector.broadcast(x.species(), Float.NaN).blend(y, x.compare(VectorOperators.GE, 0));
    }

    private static FloatVector sum(FloatVector k, FloatVector f) {
        FloatVector s = f.div(f.add(2));
        FloatVector z = s.mul(s);
        FloatVector half = f.mul(HALF);
        FloatVector h = f.mul(half);
        FloatVector small = s.mul(z.fma(Float32Series.atanh(z), h));
        FloatVector high = f.sub(h);
        small = f.sub(high).sub(h).add(small.sub(f.fma(half, h.neg())));
        FloatVector ln2 = FloatVector.broadcast(f.species(), LN2_HIGH);
        FloatVector sum = k.fma(ln2, high);
        FloatVector rest = k.fma(ln2, sum.neg()).add(high);
        return sum.add(rest.add(k.fma(FloatVector.broadcast(f.species(), LN2_LOW), small)));
    }

    /// `y[i] = log(x[i])` for the elements `from ... to - 1`; y may be x.
    static void log(float[] x, int from, int to, float[] y) {
        int i = from;
        for (int end = from + SPECIES.loopBound(to - from); i < end; i += SPECIES.length()) {
            log(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = log(x[i]);
        }
    }
}
