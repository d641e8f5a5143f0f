package org.thgcl.tensor;

/// The Taylor series behind exponential and logarithm, cut where the rest no longer counts in float64, and summed by
/// Horner's scheme over pairs of terms, in fused multiply-adds. [Float32Series] has fewer terms.
///
/// A minimax polynomial would save 2 of 12 and 3 of 10 terms; these coefficients explain themselves.
final class Float64Series {
    /// 1/n! for n = 2 ... 13.
    static final double F2 = 1.0 / 2;

    static final double F3 = 1.0 / 6;
    static final double F4 = 1.0 / 24;
    static final double F5 = 1.0 / 120;
    static final double F6 = 1.0 / 720;
    static final double F7 = 1.0 / 5040;
    static final double F8 = 1.0 / 40320;
    static final double F9 = 1.0 / 362880;
    static final double F10 = 1.0 / 3628800;
    static final double F11 = 1.0 / 39916800;
    static final double F12 = 1.0 / 479001600;
    static final double F13 = 1.0 / 6227020800.0;

    /// 2/n for n = 3, 5 ... 21.
    static final double A3 = 2.0 / 3;

    static final double A5 = 2.0 / 5;
    static final double A7 = 2.0 / 7;
    static final double A9 = 2.0 / 9;
    static final double A11 = 2.0 / 11;
    static final double A13 = 2.0 / 13;
    static final double A15 = 2.0 / 15;
    static final double A17 = 2.0 / 17;
    static final double A19 = 2.0 / 19;
    static final double A21 = 2.0 / 21;

    private Float64Series() {}

    /// (e^r - 1 - r) / r^2 = 1/2! + r/3! + ... + r^11/13!, for |r| <= ln 2 / 2. The first term left out is r^14/14! <
    /// 2^-57 in e^r.
    static double exp(double r) {
        double z = r * r;
        double q = Math.fma(r, F13, F12);
        q = Math.fma(q, z, Math.fma(r, F11, F10));
        q = Math.fma(q, z, Math.fma(r, F9, F8));
        q = Math.fma(q, z, Math.fma(r, F7, F6));
        q = Math.fma(q, z, Math.fma(r, F5, F4));
        return Math.fma(q, z, Math.fma(r, F3, F2));
    }

    /// (2 atanh(s) - 2 s) / s^3 = 2/3 + 2/5 z + ... + 2/21 z^9 with z = s^2, for |s| <= (sqrt(2) - 1) / (sqrt(2) + 1).
    /// The first term left out is s^23 2/23 < 2^-60 in a logarithm of 2 s or more.
    static double atanh(double z) {
        double w = z * z;
        double q = Math.fma(z, A21, A19);
        q = Math.fma(q, w, Math.fma(z, A17, A15));
        q = Math.fma(q, w, Math.fma(z, A13, A11));
        q = Math.fma(q, w, Math.fma(z, A9, A7));
        return Math.fma(q, w, Math.fma(z, A5, A3));
    }
}
