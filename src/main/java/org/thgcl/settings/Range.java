package org.thgcl.settings;

/// Checks of settings. None of them lets a NaN through.
public final class Range {
    private Range() {}

    public static void requireNotNegative(String what, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " is " + value + ", must be a finite number of at least 0");
        }
    }

    public static void requirePositive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " is " + value + ", must be a finite number above 0");
        }
    }

    public static void requireFraction(String what, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(what + " is " + value + ", must be at least 0 and below 1");
        }
    }

    public static void requireAtLeast(int least, String what, int value) {
        if (value < least) {
            throw new IllegalArgumentException(what + " is " + value + ", must be at least " + least);
        }
    }
}
