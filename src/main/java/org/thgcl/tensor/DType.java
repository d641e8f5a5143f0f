package org.thgcl.tensor;

/// Storage type of a tensor's elements.
public enum DType {
    /// IEEE 754 binary64, the reference precision.
    FLOAT64(Double.BYTES);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /// Size of one element in bytes.
    public int bytes() {
        return bytes;
    }
}
