package org.thgcl.golden;

import java.util.List;

/// The results of verifying golden files.
///
/// @param files how many golden files there were
/// @param kinds one line for each kind, in the order of [Kinds]
/// @param failures what is not as a file expects; of a tensor, the first ones
/// @param errors what could not be verified: files or cases that don't follow the format
/// @param verdicts one for each case, and one for each file that is refused as a whole
/// @param notCovered cases whose inputs the profile's arithmetic can't hold
public record Verification(
        int files,
        List<KindSummary> kinds,
        List<Failure> failures,
        List<String> errors,
        List<CaseVerdict> verdicts,
        int notCovered) {
    /// Number of cases.
    public int cases() {
        return kinds.stream().mapToInt(KindSummary::cases).sum();
    }

    /// Number of comparisons.
    public long comparisons() {
        return kinds.stream().mapToLong(KindSummary::comparisons).sum();
    }

    /// Number of comparisons that failed.
    public long failed() {
        return kinds.stream().mapToLong(KindSummary::failed).sum();
    }

    /// Whether there was something to verify, and all of it is as expected.
    public boolean passed() {
        return cases() > 0 && failures.isEmpty() && errors.isEmpty();
    }
}
