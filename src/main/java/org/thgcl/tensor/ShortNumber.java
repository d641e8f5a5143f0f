package org.thgcl.tensor;

import java.util.Arrays;
import java.util.List;

/// Numbers for the eye: five digits, and below each other in columns. What is to be read back is printed by
/// [Double#toString].
public final class ShortNumber {
    private static final int DIGITS = 5;
    private static final double LARGEST = 1e5;
    private static final double SMALLEST = 1e-3;

    private ShortNumber() {}

    /// A number by itself: `3`, `0.12346`, `-1.2346e-7`.
    public static String of(double x) {
        return all(x).getFirst();
    }

    /// Numbers that stand together. Whole ones up to 99,999 are written as such; others get as many decimals as the
    /// largest needs for five digits, or powers of 10 if that is out of the range of 0.001 to 99,999.
    static List<String> all(double... numbers) {
        double largest = 0;
        boolean whole = true;
        for (double x : numbers) {
            if (Double.isFinite(x)) {
                largest = Math.max(largest, Math.abs(x));
                whole &= x == Math.rint(x);
            }
        }
        boolean scientific = largest != 0 && !(largest >= SMALLEST && largest < LARGEST);
        int decimals = whole ? 0 : DIGITS - 1 - exponent(largest);
        return Arrays.stream(numbers)
                .mapToObj(x -> scientific && Double.isFinite(x) ? scientific(x) : fixed(x, decimals))
                .toList();
    }

    /// The power of 10 of a number's first digit.
    private static int exponent(double x) {
        int exponent = 0;
        double rest = Math.abs(x);
        while (rest >= 10) {
            rest /= 10;
            exponent++;
        }
        while (rest > 0 && rest < 1) {
            rest *= 10;
            exponent--;
        }
        return exponent;
    }

    /// A number with so many decimals; what rounds to 0 has no sign.
    ///
    /// @param x at most 2^53 when multiplied by 10^decimals
    /// @param decimals 0 to 15
    public static String fixed(double x, int decimals) {
        if (!Double.isFinite(x)) {
            return String.valueOf(x);
        }
        long power = 1;
        for (int d = 0; d < decimals; d++) {
            power *= 10;
        }
        long scaled = Math.round(Math.abs(x) * power);
        String sign = x < 0 && scaled != 0 ? "-" : "";
        String rest = decimals == 0
                ? ""
                : "." + String.valueOf(power + scaled % power).substring(1);
        return sign + scaled / power + rest;
    }

    private static String scientific(double x) {
        double mantissa = x;
        int exponent = 0;
        for (; Math.abs(mantissa) >= 10; exponent++) {
            mantissa /= 10;
        }
        for (; x != 0 && Math.abs(mantissa) < 1; exponent--) {
            mantissa *= 10;
        }
        String digits = fixed(mantissa, DIGITS - 1);
        if (digits.contains("10.")) { // rounded up
            return digits.replace("10.", "1.") + "e" + (exponent + 1);
        }
        return x == 0 ? "0" : digits + "e" + exponent;
    }
}
