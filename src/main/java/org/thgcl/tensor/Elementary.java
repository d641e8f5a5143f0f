package org.thgcl.tensor;

/// Elementary functions with the same bits on every machine, interpreted or compiled.
///
/// They are those of [StrictMath], fdlibm's algorithms by definition, so errors are below 1 unit in the last place
/// for each call. Definitions of equations use them; kernels use [Float64Exp] and its like, which vectors can compute.
public final class Elementary {
    private Elementary() {}

    /// e^x.
    public static double exp(double x) {
        return StrictMath.exp(x);
    }

    /// e^x - 1, accurate near 0.
    public static double expm1(double x) {
        return StrictMath.expm1(x);
    }

    /// The natural logarithm.
    public static double log(double x) {
        return StrictMath.log(x);
    }

    /// ln(1 + x), accurate near 0.
    public static double log1p(double x) {
        return StrictMath.log1p(x);
    }

    /// x^y.
    public static double pow(double x, double y) {
        return StrictMath.pow(x, y);
    }

    /// The logistic function 1 / (1 + e^-x). Results below the smallest normal number, where e^-x overflows, are 0.
    public static double sigmoid(double x) {
        return 1 / (1 + exp(-x));
    }
}
