// Generated from Float64VectorExp.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Format.BIAS;
import static org.thgcl.tensor.Float32Format.EXP_OVERFLOW;
import static org.thgcl.tensor.Float32Format.EXP_UNDERFLOW;
import static org.thgcl.tensor.Float32Format.LN2_HIGH;
import static org.thgcl.tensor.Float32Format.LN2_LOW;
import static org.thgcl.tensor.Float32Format.LOG2_E;
import static org.thgcl.tensor.Float32Format.ROUNDER;
import static org.thgcl.tensor.Float32Format.ROUNDER_BITS;
import static org.thgcl.tensor.Float32Format.SIGNIFICAND_BITS;
import static org.thgcl.tensor.Float32Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// The exponential in vectors, with the bits of [Float32Exp] in each lane.
final class Float32VectorExp {
    private Float32VectorExp() {}

    /// e^x in each lane. What this calls last belongs to the Vector API: the compiler stops inlining other methods
    /// when a method has become large, and a vector that is passed to a method which isn't inlined goes through
    /// memory. So there is room for one call of this in a compiled loop, and before much else.
    static FloatVector exp(FloatVector x) {
        FloatVector clamped = x.blend(EXP_OVERFLOW, x.compare(VectorOperators.GT, EXP_OVERFLOW));
        clamped = clamped.blend(EXP_UNDERFLOW, x.compare(VectorOperators.LT, EXP_UNDERFLOW));
        FloatVector rounded = clamped.fma(LOG2_E, ROUNDER);
        FloatVector k = rounded.sub(ROUNDER);
        FloatVector high = k.fma(FloatVector.broadcast(x.species(), -LN2_HIGH), clamped);
        FloatVector low = k.mul(LN2_LOW);
        FloatVector r = high.sub(low);
        FloatVector c = high.sub(r).sub(low);
        FloatVector small = r.mul(r).fma(Float32VectorSeries.exp(r), c);
        FloatVector one = FloatVector.broadcast(x.species(), 1);
        FloatVector sum = one.add(r);
        FloatVector power = sum.add(one.sub(sum).add(r).add(small));
        IntVector both = rounded.reinterpretAsInts().add(2 * BIAS - ROUNDER_BITS);
        IntVector half = both.lanewise(VectorOperators.LSHR, 1);
        IntVector other = both.sub(half);
        FloatVector y = power.mul(
                        half.lanewise(VectorOperators.LSHL, SIGNIFICAND_BITS).reinterpretAsFloats())
                .mul(other.lanewise(VectorOperators.LSHL, SIGNIFICAND_BITS).reinterpretAsFloats());
        return y.blend(Float.NaN, x.compare(VectorOperators.NE, x));
    }

    /// `y[i] = exp(x[i])` for the elements `from ... to - 1`; y may be x.
    static void exp(float[] x, int from, int to, float[] y) {
        int i = from;
        for (int end = from + SPECIES.loopBound(to - from); i < end; i += SPECIES.length()) {
            exp(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = Float32Exp.exp(x[i]);
        }
    }
}
