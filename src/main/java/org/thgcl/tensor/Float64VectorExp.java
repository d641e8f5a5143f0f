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
import static org.thgcl.tensor.Float64Vectors.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/// The exponential in vectors, with the bits of [Float64Exp] in each lane.
final class Float64VectorExp {
    private Float64VectorExp() {}

    /// e^x in each lane. What this calls last belongs to the Vector API: the compiler stops inlining other methods
    /// when a method has become large, and a vector that is passed to a method which isn't inlined goes through
    /// memory. So there is room for one call of this in a compiled loop, and before much else.
    static DoubleVector exp(DoubleVector x) {
        DoubleVector clamped = x.blend(EXP_OVERFLOW, x.compare(VectorOperators.GT, EXP_OVERFLOW));
        clamped = clamped.blend(EXP_UNDERFLOW, x.compare(VectorOperators.LT, EXP_UNDERFLOW));
        DoubleVector rounded = clamped.fma(LOG2_E, ROUNDER);
        DoubleVector k = rounded.sub(ROUNDER);
        DoubleVector high = k.fma(DoubleVector.broadcast(x.species(), -LN2_HIGH), clamped);
        DoubleVector low = k.mul(LN2_LOW);
        DoubleVector r = high.sub(low);
        DoubleVector c = high.sub(r).sub(low);
        DoubleVector small = r.mul(r).fma(Float64VectorSeries.exp(r), c);
        DoubleVector one = DoubleVector.broadcast(x.species(), 1);
        DoubleVector sum = one.add(r);
        DoubleVector power = sum.add(one.sub(sum).add(r).add(small));
        LongVector both = rounded.reinterpretAsLongs().add(2 * BIAS - ROUNDER_BITS);
        LongVector half = both.lanewise(VectorOperators.LSHR, 1);
        LongVector other = both.sub(half);
        DoubleVector y = power.mul(
                        half.lanewise(VectorOperators.LSHL, SIGNIFICAND_BITS).reinterpretAsDoubles())
                .mul(other.lanewise(VectorOperators.LSHL, SIGNIFICAND_BITS).reinterpretAsDoubles());
        return y.blend(Double.NaN, x.compare(VectorOperators.NE, x));
    }

    /// `y[i] = exp(x[i])` for the elements `from ... to - 1`; y may be x.
    static void exp(double[] x, int from, int to, double[] y) {
        int i = from;
        for (int end = from + SPECIES.loopBound(to - from); i < end; i += SPECIES.length()) {
            exp(DoubleVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = Float64Exp.exp(x[i]);
        }
    }
}
