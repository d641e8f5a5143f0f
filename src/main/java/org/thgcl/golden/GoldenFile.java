package org.thgcl.golden;

import java.util.List;
import java.util.Map;

/// A golden file: cases of one kind of computation. What the file leaves out is empty.
///
/// @param kind the computation, see [Kinds]
/// @param equation `1` to `5`, or a section such as `2.3`
/// @param version of the suite in which the file changed last, `MAJOR.MINOR.PATCH`
/// @param implementation the class that implements it, field `class`
/// @param source who computed it, with what
/// @param tolerance of every case that has none of its own
/// @param toleranceWhy how the tolerance follows from the number of roundings
/// @param reading register ids of the open points that the file fixes
/// @param flags what the flags of the cases mean
/// @param cases the cases
public record GoldenFile(
        String kind,
        String equation,
        String version,
        String implementation,
        String source,
        Tolerance tolerance,
        String toleranceWhy,
        List<String> reading,
        Map<String, String> flags,
        List<GoldenCase> cases) {
    /// The format's name and version, field `format`.
    public static final String FORMAT = "thgcl-golden/1";
}
