package org.thgcl.tensor;

/// A named axis and the size expected of it, see [Shape#require].
///
/// @param name the axis in the words of the caller, such as `clip`, `segment`, `feature`
/// @param size the expected size, or [#ANY]
public record Axis(String name, int size) {
    /// Matches every size.
    public static final int ANY = -1;

    /// An axis of the given size.
    public static Axis of(String name, int size) {
        return new Axis(name, size);
    }

    /// An axis of any size.
    public static Axis any(String name) {
        return new Axis(name, ANY);
    }

    @Override
    public String toString() {
        return size == ANY ? name : name + " " + size;
    }
}
