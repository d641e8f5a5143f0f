package org.thgcl.features;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.thgcl.media.Rational;

/// Times as people read them.
public final class Seconds {
    private static final int DECIMALS = 3;

    private Seconds() {}

    /// A time with up to three decimals, such as `9.75` or `10`.
    public static String of(Rational time) {
        BigDecimal number = BigDecimal.valueOf(time.numerator())
                .divide(BigDecimal.valueOf(time.denominator()), MathContext.DECIMAL64)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return number.signum() == 0 ? "0" : number.toPlainString();
    }

    /// Reads a time such as `9.75`.
    ///
    /// @param what names it in messages
    /// @throws IllegalArgumentException if it is no number of at most nine decimals, or out of range
    public static Rational parse(String what, String text) {
        try {
            BigDecimal number = new BigDecimal(text.strip());
            long scaled = number.movePointRight(9).longValueExact();
            return new Rational(scaled, 1_000_000_000);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    what + ": '" + text + "' isn't allowed, must be seconds such as 9.75, with at most 9 decimals", e);
        }
    }
}
