package org.thgcl.golden;

/// How the cases of one kind compare.
///
/// @param kind the kind
/// @param cases how many were computed
/// @param comparisons how many numbers and invariants were compared
/// @param failed how many of them failed
/// @param absolute the largest difference between finite numbers
/// @param relative the largest difference in units of an expected number that isn't 0
public record KindSummary(String kind, int cases, long comparisons, long failed, double absolute, double relative) {

    /// With one more case.
    KindSummary plus(KindSummary other) {
        return new KindSummary(
                kind,
                cases + other.cases,
                comparisons + other.comparisons,
                failed + other.failed,
                Math.max(absolute, other.absolute),
                Math.max(relative, other.relative));
    }

    /// Whether nothing failed.
    public boolean passed() {
        return failed == 0;
    }
}
