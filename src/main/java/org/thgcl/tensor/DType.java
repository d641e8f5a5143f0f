package org.thgcl.tensor;

/// Storage type of a tensor's elements.
public enum DType {
    /// IEEE 754 binary64, the reference precision.
    FLOAT64(Double.BYTES),

    /// IEEE 754 binary32, for training at size: half the memory, twice the numbers in a vector.
    FLOAT32(Float.BYTES);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /// Size of one element in bytes.
    public int bytes() {
        return bytes;
    }
}
