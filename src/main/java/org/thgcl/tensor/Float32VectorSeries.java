package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Series.A3;
import static org.thgcl.tensor.Float32Series.A5;
import static org.thgcl.tensor.Float32Series.A7;
import static org.thgcl.tensor.Float32Series.A9;
import static org.thgcl.tensor.Float32Series.F2;
import static org.thgcl.tensor.Float32Series.F3;
import static org.thgcl.tensor.Float32Series.F4;
import static org.thgcl.tensor.Float32Series.F5;
import static org.thgcl.tensor.Float32Series.F6;
import static org.thgcl.tensor.Float32Series.F7;
import static org.thgcl.tensor.Float32Series.F8;

import jdk.incubator.vector.FloatVector;

/// The series of [Float32Series] lane by lane, with the same bits.
final class Float32VectorSeries {
    private Float32VectorSeries() {}

    /// [Float32Series#exp] in each lane.
    static FloatVector exp(FloatVector r) {
        FloatVector z = r.mul(r);
        FloatVector q = z.fma(FloatVector.broadcast(z.species(), F8), r.fma(F7, F6));
        q = q.fma(z, r.fma(F5, F4));
        return q.fma(z, r.fma(F3, F2));
    }

    /// [Float32Series#atanh] in each lane.
    static FloatVector atanh(FloatVector z) {
        return z.fma(A9, A7).fma(z.mul(z), z.fma(A5, A3));
    }
}
