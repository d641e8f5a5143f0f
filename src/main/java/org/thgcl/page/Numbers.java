package org.thgcl.page;

/// Numbers as text: the same on every machine and in a browser, and quick enough for the coordinates of a
/// drawing.
public final class Numbers {
    /// Powers of ten, all of which are exact.
    private static final double[] POWERS = {1, 10, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14
    };

    /// From here on a double has no fraction.
    private static final double WHOLE = 1L << 53;

    private Numbers() {}

    /// A power of ten, exact up to 1e22.
    ///
    /// @param exponent from 0 on
    static double power(int exponent) {
        double power = POWERS[Math.min(exponent, POWERS.length - 1)];
        for (int k = POWERS.length; k <= exponent; k++) {
            power *= 10;
        }
        return power;
    }

    /// A number with a fixed count of decimals, halves rounded away from 0. What rounds to 0 has no sign. A
    /// number too large for that, an infinity and NaN are as Java writes them.
    ///
    /// @param decimals from 0 to 14
    public static String fixed(double value, int decimals) {
        double scaled = Math.abs(value) * POWERS[decimals];
        if (!(scaled < WHOLE)) {
            return String.valueOf(value);
        }
        long units = (long) scaled;
        if (scaled - units >= 0.5) {
            units++;
        }
        StringBuilder text = new StringBuilder().append(units);
        if (decimals > 0) {
            while (text.length() <= decimals) {
                text.insert(0, '0');
            }
            text.insert(text.length() - decimals, '.');
        }
        return (value < 0 && units > 0 ? "-" : "") + text;
    }

    /// A number with at most so many decimals: those that are 0 at its end are left out.
    ///
    /// @param decimals from 0 to 14
    public static String shortest(double value, int decimals) {
        String text = fixed(value, decimals);
        if (decimals == 0 || text.indexOf('.') < 0 || text.indexOf('E') >= 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    /// A number with so many significant digits, fewer if the rest is 0; whole numbers below a million as they
    /// are. Below 1e-4 and from ten millions on it has an exponent, such as `1.110e-16`.
    ///
    /// @param digits from 1 to 7
    public static String significant(double value, int digits) {
        double size = Math.abs(value);
        if (size < 1e6 && value == Math.rint(value)) {
            return Long.toString((long) value);
        }
        if (size < 1e-4 || !(size < 1e7)) {
            String exact = String.valueOf(value);
            int e = exact.indexOf('E');
            return e < 0
                    ? exact
                    : fixed(Double.parseDouble(exact.substring(0, e)), digits - 1) + "e" + exact.substring(e + 1);
        }
        int decimals = digits - 1;
        for (double bound = 10; bound <= size; bound *= 10) {
            decimals--;
        }
        for (double whole = size; whole < 1; whole *= 10) {
            decimals++;
        }
        return shortest(value, Math.clamp(decimals, 0, 7));
    }

    /// A number as a reader sees it: with a minus sign instead of a hyphen.
    public static String shown(String number) {
        return number.replace('-', '−');
    }
}
