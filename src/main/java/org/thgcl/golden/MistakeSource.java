package org.thgcl.golden;

import java.util.List;

/// The outputs of typical mistakes for the settings and inputs of a case.
@FunctionalInterface
public interface MistakeSource {
    /// Knows no mistakes.
    MistakeSource NONE = (kind, c) -> List.of();

    /// The mistakes that can be computed for a case.
    ///
    /// @param kind of the case
    List<Decoy> decoys(String kind, GoldenCase c);
}
