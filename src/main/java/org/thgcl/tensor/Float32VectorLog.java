// Generated from Float64VectorLog.java by tools/format: change that file, not this one.
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
import static org.thgcl.tensor.Float32Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The natural logarithm in vectors, with the bits of [Float32Log] in each lane.
final class Float32VectorLog {
    private Float32VectorLog() {}

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
        FloatVector small = s.mul(z.fma(Float32VectorSeries.atanh(z), h));
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
            y[i] = Float32Log.log(x[i]);
        }
    }
}
