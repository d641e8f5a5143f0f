package org.thgcl.cli;

import org.thgcl.golden.Profile;
import picocli.CommandLine.Option;

/// The tolerances by which golden numbers are compared.
final class ProfileOption {
    @Option(
            names = "--profile",
            paramLabel = "float64",
            defaultValue = "FLOAT64",
            description = "Tolerances: float64 for those of the files, float32 for numbers computed in float32 "
                    + "(golden/kinds.json has them, with reasons).")
    private Profile profile;

    /// The tolerances that were asked for.
    Profile profile() {
        return profile;
    }
}
