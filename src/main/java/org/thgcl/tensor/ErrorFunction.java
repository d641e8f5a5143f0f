package org.thgcl.tensor;

/// The error function erf(x) = 2/sqrt(pi) times the integral of e^(-t^2) from 0 to x, and erfc(x) = 1 - erf(x).
///
/// **Method.**
/// * |x| < 1: erf(x) = x P(x^2). P is the polynomial of degree 11 that equals erf(sqrt(z))/sqrt(z) at the Chebyshev
///   nodes of `0 ... 1`. Between them it is off by less than 1e-17.
/// * x >= 1: erfc(x) = e^(-x^2) Q(t) / (1 + 2x) with t = (x - 3)/(x + 3), and erf(x) = 1 - erfc(x). Q is the polynomial
///   of degree 20 that equals (1 + 2x) e^(x^2) erfc(x) at the Chebyshev nodes of 1 <= x <= 28. Between them it is off
///   by less than 2e-17. Beyond 28, erfc is 0 in float64.
/// * x <= -1: erf(x) = -erf(-x), erfc(x) = 2 - erfc(-x).
///
/// The square x^2 is rounded. What it lost, r, is computed by a fused multiply-add, and e^(-x^2) corrected by 1 - r:
/// otherwise erfc would lose a digit at x = 5 and three at x = 26.
///
/// **Special cases.** erf(0) = 0 with the sign of the argument, erf at the infinities is 1 and -1, erfc 0 and 2; NaN
/// gives NaN.
///
/// **Accuracy.** erf: below 1.5 units in the last place, so below 2e-16 absolute. erfc: below 6 units in the last
/// place where it is a normal number. Tested against arithmetic in whole numbers and a table.
///
/// Only additions, multiplications, divisions, fused multiply-adds and the operations of [Float64Exp] are used, so the
/// bits are the same on every machine.
public final class ErrorFunction {
    /// The coefficients of P, from that of z^0 on. The first is near 2/sqrt(pi).
    static final double[] CENTRE = {
        1.1283791670955126,
        -0.37612638903183543,
        0.11283791670945006,
        -0.02686617064323777,
        0.0052239776071164225,
        -0.0008548325975389692,
        0.00012055294904839707,
        -1.492473690741966e-05,
        1.6447424703317362e-06,
        -1.6208483801871705e-07,
        1.3720064546777686e-08,
        -7.795898827002142e-10
    };

    /// The coefficients of Q, from that of t^0 on.
    static final double[] TAIL = {
        1.2530080582697296,
        -0.13562110612458117,
        -0.04756229435345255,
        0.12964515870275942,
        -0.11927366341514863,
        0.0683080273440213,
        -0.023770514924158083,
        0.0025293918171539523,
        0.0018886904548306967,
        -0.0007798323354491311,
        -0.00010516073045237441,
        0.00012510040319467419,
        4.954662305540925e-06,
        -2.0109122442179304e-05,
        -7.465737555485466e-07,
        3.5097110842239623e-06,
        3.697644354779614e-07,
        -6.993241083952505e-07,
        -1.0514496651037887e-07,
        1.708108463654178e-07,
        -3.279078693609197e-08
    };

    /// From here on, erfc is 0 in float64.
    public static final double LAST = 28;

    private ErrorFunction() {}

    /// The coefficients of P, from that of z^0 on.
    public static double[] centre() {
        return CENTRE.clone();
    }

    /// The coefficients of Q, from that of t^0 on.
    public static double[] tail() {
        return TAIL.clone();
    }

    /// erf(x).
    static double erf(double x) {
        if (Math.abs(x) < 1) {
            return centre(x);
        }
        return x < 0 ? tail(-x) - 1 : 1 - tail(x);
    }

    /// erfc(x) = 1 - erf(x), without the cancellation for large x.
    static double erfc(double x) {
        if (Math.abs(x) < 1) {
            return 1 - centre(x);
        }
        return x < 0 ? 2 - tail(-x) : tail(x);
    }

    /// erf(x) for |x| < 1.
    private static double centre(double x) {
        return x * polynomial(CENTRE, x * x);
    }

    /// erfc(x) for x >= 1.
    private static double tail(double x) {
        double y = Math.min(x, LAST);
        double square = y * y;
        double exponential = Float64Exp.exp(-square);
        double lost = Math.fma(y, y, -square);
        double corrected = Math.fma(-lost, exponential, exponential);
        return corrected * polynomial(TAIL, (y - 3) / (y + 3)) / Math.fma(2, y, 1);
    }

    /// Horner's scheme in fused multiply-adds.
    private static double polynomial(double[] coefficients, double t) {
        double sum = 0;
        for (int n = coefficients.length - 1; n >= 0; n--) {
            sum = Math.fma(sum, t, coefficients[n]);
        }
        return sum;
    }
}
