package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Format.BIAS;
import static org.thgcl.tensor.Float64Format.DENORMAL_SCALE;
import static org.thgcl.tensor.Float64Format.HALF;
import static org.thgcl.tensor.Float64Format.LN2_HIGH;
import static org.thgcl.tensor.Float64Format.LN2_LOW;
import static org.thgcl.tensor.Float64Format.ONE_BITS;
import static org.thgcl.tensor.Float64Format.ROUNDER;
import static org.thgcl.tensor.Float64Format.ROUNDER_BITS;
import static org.thgcl.tensor.Float64Format.SIGNIFICAND_BITS;
import static org.thgcl.tensor.Float64Format.SQRT_HALF_BITS;
import static org.thgcl.tensor.Float64Vectors.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The natural logarithm in vectors, with the bits of [Float64Log] in each lane.
final class Float64VectorLog {
    private Float64VectorLog() {}

    /// The logarithm in each lane.
    static DoubleVector log(DoubleVector x) {
        VectorMask<Double> denormal = x.compare(VectorOperators.LT, Double.MIN_NORMAL);
        LongVector bits = x.blend(x.mul(DENORMAL_SCALE), denormal).reinterpretAsLongs();
        LongVector exponent = bits.sub(SQRT_HALF_BITS - ONE_BITS).lanewise(VectorOperators.LSHR, SIGNIFICAND_BITS);
        DoubleVector f = bits.sub(exponent.sub(BIAS).lanewise(VectorOperators.LSHL, SIGNIFICAND_BITS))
                .reinterpretAsDoubles()
                .sub(1);
        DoubleVector k = exponent.add(ROUNDER_BITS).reinterpretAsDoubles().sub(ROUNDER + BIAS);
        DoubleVector y = sum(k.blend(k.sub(SIGNIFICAND_BITS), denormal), f);
        y = y.blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
        y = y.blend(x, x.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
        return DoubleVector.broadcast(x.species(), Double.NaN).blend(y, x.compare(VectorOperators.GE, 0));
    }

    private static DoubleVector sum(DoubleVector k, DoubleVector f) {
        DoubleVector s = f.div(f.add(2));
        DoubleVector z = s.mul(s);
        DoubleVector half = f.mul(HALF);
        DoubleVector h = f.mul(half);
        DoubleVector small = s.mul(z.fma(Float64VectorSeries.atanh(z), h));
        DoubleVector high = f.sub(h);
        small = f.sub(high).sub(h).add(small.sub(f.fma(half, h.neg())));
        DoubleVector ln2 = DoubleVector.broadcast(f.species(), LN2_HIGH);
        DoubleVector sum = k.fma(ln2, high);
        DoubleVector rest = k.fma(ln2, sum.neg()).add(high);
        return sum.add(rest.add(k.fma(DoubleVector.broadcast(f.species(), LN2_LOW), small)));
    }

    /// `y[i] = log(x[i])` for the elements `from ... to - 1`; y may be x.
    static void log(double[] x, int from, int to, double[] y) {
        int i = from;
        for (int end = from + SPECIES.loopBound(to - from); i < end; i += SPECIES.length()) {
            log(DoubleVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = Float64Log.log(x[i]);
        }
    }
}
