package org.thgcl.golden;

import java.util.List;
import java.util.Map;

/// The outputs of another implementation for the inputs of a suite.
///
/// @param suite version of the suite
/// @param implementation name, version, language, arithmetic
/// @param files the suite's files that it computed
public record Results(String suite, String implementation, List<ResultFile> files) {
    /// The format's name and version, field `format`.
    public static final String FORMAT = "thgcl-results/1";

    /// Results for one file.
    ///
    /// @param file its path in the suite's folder, with `/`
    /// @param sha256 of the file that the inputs were read from, 64 hexadecimal digits
    /// @param cases results for its cases
    public record ResultFile(String file, String sha256, List<ResultCase> cases) {}

    /// Results for one case.
    ///
    /// @param id of the case
    /// @param outputs by name
    /// @param gradients by input
    public record ResultCase(String id, Map<String, GoldenTensor> outputs, Map<String, GoldenTensor> gradients) {}
}
