package org.thgcl.golden;

/// How far a number may be from the expected one.
///
/// @param absolute at least 0, finite
/// @param relative at least 0, finite
public record Tolerance(double absolute, double relative) {
    /// Checks the bounds.
    public Tolerance {
        require("absolute", absolute);
        require("relative", relative);
    }

    private static void require(String name, double bound) {
        if (!(bound >= 0 && bound < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "tolerance." + name + ": must be a finite number of at least 0, got " + bound);
        }
    }

    /// The largest difference from an expected value that passes.
    public double allowed(double expected) {
        return absolute + relative * Math.abs(expected);
    }

    /// Whether `|value - expected| <= absolute + relative |expected|`; infinities and NaN pass if they are the same.
    public boolean accepts(double value, double expected) {
        if (!Double.isFinite(value) || !Double.isFinite(expected)) {
            return Double.compare(value, expected) == 0;
        }
        return Math.abs(value - expected) <= allowed(expected);
    }
}
