package org.thgcl.tensor;

/// The Taylor series behind exponential and logarithm, cut where the rest no longer counts in float32: see
/// [Float64Series].
final class Float32Series {
    /// 1/n! for n = 2 ... 8.
    static final float F2 = 1f / 2;

    static final float F3 = 1f / 6;
    static final float F4 = 1f / 24;
    static final float F5 = 1f / 120;
    static final float F6 = 1f / 720;
    static final float F7 = 1f / 5040;
    static final float F8 = 1f / 40320;

    /// 2/n for n = 3, 5 ... 9.
    static final float A3 = 2f / 3;

    static final float A5 = 2f / 5;
    static final float A7 = 2f / 7;
    static final float A9 = 2f / 9;

    private Float32Series() {}

    /// (e^r - 1 - r) / r^2 = 1/2! + r/3! + ... + r^6/8!, for |r| <= ln 2 / 2. The first term left out is r^9/9! < 2^-32
    /// in e^r.
    static float exp(float r) {
        float z = r * r;
        float q = Math.fma(z, F8, Math.fma(r, F7, F6));
        q = Math.fma(q, z, Math.fma(r, F5, F4));
        return Math.fma(q, z, Math.fma(r, F3, F2));
    }

    /// (2 atanh(s) - 2 s) / s^3 = 2/3 + 2/5 z + 2/7 z^2 + 2/9 z^3 with z = s^2, for |s| <= (sqrt(2) - 1) / (sqrt(2) +
    /// 1). The first term left out is s^11 2/11 < 2^-29 in a logarithm of 2 s or more.
    static float atanh(float z) {
        return Math.fma(Math.fma(z, A9, A7), z * z, Math.fma(z, A5, A3));
    }
}
