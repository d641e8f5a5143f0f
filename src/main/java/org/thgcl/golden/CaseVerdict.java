package org.thgcl.golden;

/// The verdict on one case.
///
/// @param file the file
/// @param index of the case in its file, from 0; -1 for a file as a whole, that can't be read or has no cases
/// @param id of the case; empty where it isn't known
/// @param outcome what came of it
public record CaseVerdict(String file, int index, String id, Outcome outcome) {
    /// Passed, failed, not to be verified at all, or with inputs that the profile doesn't cover.
    public enum Outcome {
        PASSED,
        FAILED,
        MALFORMED,
        NOT_COVERED
    }
}
