package org.thgcl.tensor;

/// The logistic function 1 / (1 + e^-x), with the same bits one by one, in vectors of any width
/// ([Float64VectorSigmoid]), interpreted and compiled.
///
/// **Special cases.** 1/2 at 0; 1 and 0 at the infinities; 0 where e^-x overflows, which leaves out most of the
/// denormal results; NaN gives NaN.
///
/// **Accuracy.** Below 3 units in the last place: e^-x, off by 0.75, a sum and a quotient, off by 1/2 each, where a
/// unit counts up to twice if it goes from a significand near 1 to one near 2.
final class Float64Sigmoid {
    private Float64Sigmoid() {}

    /// The logistic function.
    static double sigmoid(double x) {
        return 1 / (1 + Float64Exp.exp(-x));
    }
}
