package org.thgcl.golden;

/// How far the numbers of a case may be from the expected ones.
///
/// @param real of real numbers
/// @param whole of whole numbers: indices, labels, counts and random words
record CaseTolerance(Tolerance real, Tolerance whole) {
    /// The tolerance of one tensor.
    ///
    /// @param right the tensor whose form is known to be right: the suite's or the computed one
    Tolerance of(GoldenTensor right) {
        return right.whole() ? whole : real;
    }
}
