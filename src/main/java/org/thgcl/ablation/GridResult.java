package org.thgcl.ablation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Json;

/// A sweep repeated on synthetic clips of several lags and noise levels: the content of `lag.json`.
///
/// @param cells by lag, then by noise; p values are corrected for the comparisons of all cells together
/// @param findings where each variant helps and where not, in sentences
public record GridResult(List<Cell> cells, List<String> findings) {
    public GridResult {
        cells = List.copyOf(cells);
        findings = List.copyOf(findings);
    }

    /// One kind of clips.
    ///
    /// @param lag audio segments by which an event is heard after it is seen
    /// @param noise standard deviation of each feature
    /// @param result of the sweep on such clips
    public record Cell(int lag, double noise, AblationResult result) {}

    /// Writes `lag.json`, whole or not at all.
    public void write(Path file) throws IOException {
        AtomicFile.write(file, Json.page(this));
    }

    /// Reads what [#write] has written, to an equal record.
    ///
    /// @throws IllegalArgumentException that names the file, if it is something else
    /// @throws IOException if it can't be read
    public static GridResult read(Path file) throws IOException {
        try {
            return Json.read(Files.readString(file), GridResult.class);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": is not the result of a lag sweep: " + e.getMessage(), e);
        }
    }
}
