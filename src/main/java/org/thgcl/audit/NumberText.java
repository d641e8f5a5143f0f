package org.thgcl.audit;

import java.util.Locale;

/// How the audit writes numbers.
final class NumberText {
    private NumberText() {}

    /// A whole number, such as 4,813,345.
    static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// A real number with the given decimals.
    static String decimal(double number, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }

    /// A real number with its sign and the given decimals.
    static String signed(double number, int decimals) {
        return String.format(Locale.ROOT, "%+." + decimals + "f", number);
    }

    /// A real number with the given significant digits.
    static String digits(double number, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "g", number);
    }

    /// A part of a whole, such as `34 of 120 (28 %)`.
    static String part(long part, long whole) {
        return whole(part) + " of " + whole(whole) + " (" + Math.round(100.0 * part / whole) + " %)";
    }

    /// A number of parameters in millions as Table 1 writes it, rounded half up to one decimal.
    static String millions(long parameters) {
        return decimal(Math.round(parameters / 1e5) / 10.0, 1) + " M";
    }
}
