package org.thgcl.tensor;

import java.util.Locale;

/// Storage type of a tensor's elements.
public enum DType {
    /// IEEE 754 binary64, the reference precision.
    FLOAT64(Double.BYTES, Double.MIN_NORMAL, Double.MAX_VALUE, "2.23e-308 to 1.80e+308"),

    /// IEEE 754 binary32, for training at size: half the memory, twice the numbers in a vector.
    FLOAT32(Float.BYTES, Float.MIN_NORMAL, Float.MAX_VALUE, "1.18e-38 to 3.40e+38");

    private final int bytes;
    private final double smallest;
    private final double largest;
    private final String range;

    DType(int bytes, double smallest, double largest, String range) {
        this.bytes = bytes;
        this.smallest = smallest;
        this.largest = largest;
        this.range = range;
    }

    /// Size of one element in bytes.
    public int bytes() {
        return bytes;
    }

    /// The smallest number above 0 that has all its digits, 1.18e-38 or 2.23e-308.
    public double smallest() {
        return smallest;
    }

    /// The largest number, 3.40e38 or 1.80e308.
    public double largest() {
        return largest;
    }

    /// Whether a constant can be stored without becoming infinite, 0 or short of digits; 0 itself can.
    public boolean holds(double constant) {
        return constant == 0 || (Math.abs(constant) >= smallest && Math.abs(constant) <= largest);
    }

    /// Refuses a constant that this type doesn't hold.
    ///
    /// @param what the constant's name and, if it follows from a setting, how
    /// @throws IllegalArgumentException with name, value and range
    public void requireHolds(String what, double constant) {
        if (!holds(constant)) {
            throw new IllegalArgumentException(what + " is " + constant + ", but " + name().toLowerCase(Locale.ROOT)
                    + " holds 0 and " + range
                    + (this == FLOAT32 ? "; choose another value or dtype=float64" : "; choose another value"));
        }
    }
}
