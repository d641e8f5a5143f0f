package org.thgcl.golden;

import java.util.List;

/// How the results of another implementation compare with a suite.
///
/// @param suite version of the suite
/// @param implementation that the results are of
/// @param profile whose tolerances count
/// @param files of the suite, in the order of their paths
/// @param errors what could not be compared: files, cases, names or shapes that the suite doesn't have
/// @param notCovered cases whose inputs the profile's arithmetic can't hold; they are not in `files`
public record Conformance(
        String suite,
        String implementation,
        Profile profile,
        List<JudgedFile> files,
        List<String> errors,
        int notCovered) {
    /// The outcome of a case.
    public enum Verdict {
        /// All numbers that the suite states are right.
        PASSED,
        /// A number is wrong.
        FAILED,
        /// No number is wrong, but some or all are missing.
        MISSING
    }

    /// A file of the suite.
    ///
    /// @param file its path in the suite's folder
    /// @param kind of its cases
    /// @param cases all of them
    public record JudgedFile(String file, String kind, List<JudgedCase> cases) {}

    /// A case of the suite.
    ///
    /// @param id in its file
    /// @param verdict what became of it
    /// @param numbers how many were compared
    /// @param wrong how many of them differ by more than the tolerance
    /// @param failures what differs; of a tensor, the first ones
    /// @param missing fields that the suite states and the results don't have
    public record JudgedCase(
            String id, Verdict verdict, long numbers, long wrong, List<Failure> failures, List<String> missing) {}

    /// How many cases have a verdict.
    public long count(Verdict verdict) {
        return files.stream()
                .flatMap(file -> file.cases().stream())
                .filter(c -> c.verdict() == verdict)
                .count();
    }

    /// Whether every case of the suite passed.
    public boolean passed() {
        return errors.isEmpty()
                && count(Verdict.PASSED) > 0
                && count(Verdict.FAILED) == 0
                && count(Verdict.MISSING) == 0;
    }
}
