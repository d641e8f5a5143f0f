package org.thgcl.media;

import java.math.BigDecimal;
import java.math.BigInteger;

/// A number as a fraction in lowest terms, such as a time in seconds. Containers give times as multiples of a
/// fraction; only an exact time falls on the right side of a border.
///
/// @param numerator any
/// @param denominator at least 1
public record Rational(long numerator, long denominator) implements Comparable<Rational> {
    /// Zero.
    public static final Rational ZERO = new Rational(0, 1);

    /// Brings the fraction to its lowest terms.
    ///
    /// @throws IllegalArgumentException if the denominator is below 1
    public Rational {
        if (denominator < 1) {
            throw new IllegalArgumentException(
                    "fraction: " + numerator + "/" + denominator + ": the denominator must be at least 1");
        }
        long divisor = gcd(numerator, denominator);
        numerator /= divisor;
        denominator /= divisor;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? Math.abs(a) : gcd(b, a % b);
    }

    /// A whole number.
    public static Rational of(long whole) {
        return new Rational(whole, 1);
    }

    /// A decimal number, exactly.
    ///
    /// @throws ArithmeticException if it doesn't fit
    public static Rational of(BigDecimal decimal) {
        BigInteger power = BigInteger.TEN.pow(Math.max(0, decimal.scale()));
        BigInteger numerator = decimal.multiply(new BigDecimal(power)).toBigIntegerExact();
        BigInteger divisor = numerator.gcd(power);
        return new Rational(
                numerator.divide(divisor).longValueExact(),
                power.divide(divisor).longValueExact());
    }

    /// The sum.
    ///
    /// @throws ArithmeticException if it doesn't fit
    public Rational plus(Rational other) {
        long divisor = gcd(denominator, other.denominator);
        long left = Math.multiplyExact(numerator, other.denominator / divisor);
        long right = Math.multiplyExact(other.numerator, denominator / divisor);
        return new Rational(Math.addExact(left, right), Math.multiplyExact(denominator / divisor, other.denominator));
    }

    /// The difference.
    ///
    /// @throws ArithmeticException if it doesn't fit
    public Rational minus(Rational other) {
        return plus(new Rational(Math.negateExact(other.numerator), other.denominator));
    }

    /// The product.
    ///
    /// @throws ArithmeticException if it doesn't fit
    public Rational times(Rational other) {
        // each numerator is first divided by what it shares with the other denominator
        long one = gcd(numerator, other.denominator);
        long two = gcd(other.numerator, denominator);
        return new Rational(
                Math.multiplyExact(numerator / one, other.numerator / two),
                Math.multiplyExact(denominator / two, other.denominator / one));
    }

    /// The quotient.
    ///
    /// @param other above 0
    /// @throws IllegalArgumentException if the other is 0 or below
    /// @throws ArithmeticException if it doesn't fit
    @SuppressWarnings("ArgumentSelectionDefectChecker") // the reciprocal
    public Rational dividedBy(Rational other) {
        return times(new Rational(/* numerator= */ other.denominator, /* denominator= */ other.numerator));
    }

    /// The largest whole number that is not above this.
    public long floor() {
        return Math.floorDiv(numerator, denominator);
    }

    /// The nearest float64.
    public double toDouble() {
        return (double) numerator / denominator;
    }

    @Override
    public int compareTo(Rational other) {
        return BigInteger.valueOf(numerator)
                .multiply(BigInteger.valueOf(other.denominator))
                .compareTo(BigInteger.valueOf(other.numerator).multiply(BigInteger.valueOf(denominator)));
    }

    /// `3`, or `1001/30000`.
    @Override
    public String toString() {
        return denominator == 1 ? Long.toString(numerator) : numerator + "/" + denominator;
    }
}
