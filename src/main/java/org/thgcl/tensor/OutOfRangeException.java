package org.thgcl.tensor;

/// A computation whose result isn't among the numbers of its type, nor near one.
public final class OutOfRangeException extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    OutOfRangeException(String message) {
        super(message);
    }
}
