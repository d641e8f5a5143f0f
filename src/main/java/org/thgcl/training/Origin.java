package org.thgcl.training;

import java.util.Objects;

/// Where the parameters came from that a run has or began with, if its seed didn't draw them. It stands in the run's
/// `data.json`, `result.json` and checkpoints.
///
/// @param file absolute path, as it was
/// @param sha256 of its bytes
/// @param layout of the matrices in a file that was imported, see [org.thgcl.model.Layout]; `null` for a checkpoint
///     that training began from
/// @param before where the parameters of that checkpoint came from in turn; `null` if its seed drew them
public record Origin(String file, String sha256, String layout, Origin before) {
    public Origin {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(sha256, "sha256");
    }

    /// Whether the run was made by an import, not by training.
    public boolean imported() {
        return layout != null;
    }

    @Override
    public String toString() {
        return file + " (SHA-256 " + sha256 + ")";
    }
}
