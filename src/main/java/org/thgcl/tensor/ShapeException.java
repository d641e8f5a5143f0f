package org.thgcl.tensor;

/// Tensors whose shapes don't fit together, or not the place that they were brought to.
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ShapeException(String message) {
        super(message);
    }
}
