package org.thgcl.tensor;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Exponential, logarithm and error function to 150 bits after the point, from their series in whole numbers: an
/// oracle that shares nothing with floating point.
///
/// @param digits the value is digits 2^exponent
record HighPrecision(BigInteger digits, int exponent) {
    private static final int BITS = 160;
    private static final BigInteger ONE = BigInteger.ONE.shiftLeft(BITS);

    /// ln 2 = 2 atanh(1/3).
    private static final BigInteger LN2 = twiceAtanh(ONE.divide(BigInteger.valueOf(3)));

    /// 2/sqrt(pi).
    private static final BigInteger TWO_BY_ROOT_PI = ONE.shiftLeft(BITS + 1)
            .divide(new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494459")
                    .multiply(new BigDecimal(ONE.shiftLeft(BITS)))
                    .toBigInteger()
                    .sqrt());

    /// e^x for a finite x whose exponential isn't far outside float64.
    static HighPrecision exp(double x) {
        return exp(fixed(x));
    }

    private static HighPrecision exp(BigInteger fixed) {
        int k = new BigDecimal(fixed)
                .divide(new BigDecimal(LN2), 0, RoundingMode.HALF_EVEN)
                .intValue();
        BigInteger r = fixed.subtract(LN2.multiply(BigInteger.valueOf(k)));
        BigInteger sum = BigInteger.ZERO;
        BigInteger term = ONE;
        for (int n = 1; term.signum() != 0; n++) {
            sum = sum.add(term);
            term = times(term, r).divide(BigInteger.valueOf(n));
        }
        return new HighPrecision(sum, k - BITS);
    }

    /// The natural logarithm of a positive, finite x.
    static HighPrecision log(double x) {
        int k = Math.getExponent(x * (x < Double.MIN_NORMAL ? 0x1p52 : 1)) - (x < Double.MIN_NORMAL ? 52 : 0);
        BigInteger f = fixed(x, BITS - k).subtract(ONE);
        BigInteger log = twiceAtanh(f.shiftLeft(BITS).divide(f.add(ONE).add(ONE)));
        return new HighPrecision(log.add(LN2.multiply(BigInteger.valueOf(k))), -BITS);
    }

    /// 1 / (1 + e^-x) for a finite x.
    static HighPrecision sigmoid(double x) {
        HighPrecision t = exp(-Math.abs(x));
        BigInteger fixed = shift(t.digits, t.exponent + BITS);
        HighPrecision numerator = x < 0 ? t : new HighPrecision(ONE, -BITS);
        return new HighPrecision(numerator.digits.shiftLeft(BITS).divide(ONE.add(fixed)), numerator.exponent);
    }

    /// erf(x) = 2/sqrt(pi) e^(-x^2) (x + 2 x^3/3 + 4 x^5/15 + ...) for |x| up to 8: no two terms have different signs.
    static HighPrecision erf(double x) {
        BigInteger square = times(fixed(x), fixed(x));
        BigInteger sum = BigInteger.ZERO;
        BigInteger term = fixed(x);
        for (int n = 3; term.signum() != 0; n += 2) {
            sum = sum.add(term);
            term = times(term, square).shiftLeft(1).divide(BigInteger.valueOf(n));
        }
        HighPrecision exponential = exp(square.negate());
        return new HighPrecision(times(times(TWO_BY_ROOT_PI, exponential.digits), sum), exponential.exponent);
    }

    /// 1 - erf(x) for |x| up to 8; at 6, some 90 bits of it are right.
    static HighPrecision erfc(double x) {
        HighPrecision erf = erf(x);
        return new HighPrecision(ONE.subtract(shift(erf.digits, erf.exponent + BITS)), -BITS);
    }

    /// 2 (s + s^3/3 + s^5/5 + ...) with BITS bits after the point.
    private static BigInteger twiceAtanh(BigInteger s) {
        BigInteger z = times(s, s);
        BigInteger sum = BigInteger.ZERO;
        BigInteger power = s;
        for (int n = 1; power.signum() != 0; n += 2) {
            sum = sum.add(power.divide(BigInteger.valueOf(n)));
            power = times(power, z);
        }
        return sum.shiftLeft(1);
    }

    private static BigInteger times(BigInteger a, BigInteger b) {
        BigInteger product = a.multiply(b);
        // towards 0, so that powers of a negative number end at 0
        return product.signum() < 0 ? product.negate().shiftRight(BITS).negate() : product.shiftRight(BITS);
    }

    private static BigInteger fixed(double x) {
        return fixed(x, BITS);
    }

    /// x 2^bits, what is behind the point cut off.
    private static BigInteger fixed(double x, int bits) {
        long raw = Double.doubleToRawLongBits(x);
        int stored = (int) (raw >>> 52) & 0x7ff;
        long significand = (raw & 0xfffffffffffffL) | (stored == 0 ? 0 : 1L << 52);
        BigInteger whole = shift(BigInteger.valueOf(significand), Math.max(stored, 1) - 1075 + bits);
        return raw < 0 ? whole.negate() : whole;
    }

    private static BigInteger shift(BigInteger whole, int bits) {
        return bits >= 0 ? whole.shiftLeft(bits) : whole.shiftRight(-bits);
    }

    /// How far a result is from this, in float64's units in the last place at this value.
    double float64Error(double result) {
        return error(result, 53, -1074);
    }

    /// How far a result is from this, in float32's units in the last place at this value.
    double float32Error(float result) {
        return error(result, 24, -149);
    }

    private double error(double result, int precision, int smallest) {
        int unit = Math.max(digits.abs().bitLength() - precision + exponent, smallest);
        BigInteger difference = fixed(result, -exponent).subtract(digits).abs();
        return Math.scalb(new BigDecimal(difference).doubleValue(), exponent - unit);
    }

    BigDecimal toBigDecimal() {
        return exponent >= 0
                ? new BigDecimal(digits.shiftLeft(exponent))
                : new BigDecimal(digits).divide(new BigDecimal(BigInteger.ONE.shiftLeft(-exponent)));
    }
}
