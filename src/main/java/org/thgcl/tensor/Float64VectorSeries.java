package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Series.A11;
import static org.thgcl.tensor.Float64Series.A13;
import static org.thgcl.tensor.Float64Series.A15;
import static org.thgcl.tensor.Float64Series.A17;
import static org.thgcl.tensor.Float64Series.A19;
import static org.thgcl.tensor.Float64Series.A21;
import static org.thgcl.tensor.Float64Series.A3;
import static org.thgcl.tensor.Float64Series.A5;
import static org.thgcl.tensor.Float64Series.A7;
import static org.thgcl.tensor.Float64Series.A9;
import static org.thgcl.tensor.Float64Series.F10;
import static org.thgcl.tensor.Float64Series.F11;
import static org.thgcl.tensor.Float64Series.F12;
import static org.thgcl.tensor.Float64Series.F13;
import static org.thgcl.tensor.Float64Series.F2;
import static org.thgcl.tensor.Float64Series.F3;
import static org.thgcl.tensor.Float64Series.F4;
import static org.thgcl.tensor.Float64Series.F5;
import static org.thgcl.tensor.Float64Series.F6;
import static org.thgcl.tensor.Float64Series.F7;
import static org.thgcl.tensor.Float64Series.F8;
import static org.thgcl.tensor.Float64Series.F9;

import jdk.incubator.vector.DoubleVector;

/// The series of [Float64Series] lane by lane, with the same bits.
final class Float64VectorSeries {
    private Float64VectorSeries() {}

    /// [Float64Series#exp] in each lane.
    static DoubleVector exp(DoubleVector r) {
        DoubleVector z = r.mul(r);
        DoubleVector q = r.fma(F13, F12);
        q = q.fma(z, r.fma(F11, F10));
        q = q.fma(z, r.fma(F9, F8));
        q = q.fma(z, r.fma(F7, F6));
        q = q.fma(z, r.fma(F5, F4));
        return q.fma(z, r.fma(F3, F2));
    }

    /// [Float64Series#atanh] in each lane.
    static DoubleVector atanh(DoubleVector z) {
        DoubleVector w = z.mul(z);
        DoubleVector q = z.fma(A21, A19);
        q = q.fma(w, z.fma(A17, A15));
        q = q.fma(w, z.fma(A13, A11));
        q = q.fma(w, z.fma(A9, A7));
        return q.fma(w, z.fma(A5, A3));
    }
}
