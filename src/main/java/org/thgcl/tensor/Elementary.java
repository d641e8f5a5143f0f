package org.thgcl.tensor;

/// Elementary functions with the same bits on every machine, interpreted or compiled.
///
/// Those that [StrictMath] has are its own, fdlibm's algorithms by definition, so errors are below 1 unit in the last
/// place for each call. Definitions of equations use them; kernels use [Float64Exp] and its like, which vectors can
/// compute. [ErrorFunction] is the project's own.
public final class Elementary {
    static final double SQRT_HALF = Math.sqrt(0.5);

    static final double INVERSE_SQRT_TWO_PI = 1 / Math.sqrt(2 * Math.PI);

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

    /// The error function, 2/sqrt(pi) times the integral of e^(-t^2) from 0 to x. The error is below 2e-16.
    public static double erf(double x) {
        return ErrorFunction.erf(x);
    }

    /// Phi(x) = (1 + erf(x / sqrt 2)) / 2, the distribution function of the standard normal distribution. For x < 0
    /// nothing cancels: the relative error is below 1e-15 (1 + x^2) where the result is a normal number.
    public static double normalDistribution(double x) {
        return ErrorFunction.erfc(-SQRT_HALF * x) / 2;
    }

    /// phi(x) = e^(-x^2/2) / sqrt(2 pi), the density of the standard normal distribution.
    public static double normalDensity(double x) {
        return INVERSE_SQRT_TWO_PI * Float64Exp.exp(-x * x / 2);
    }
}
