package org.thgcl.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.thgcl.model.Configuration;
import org.thgcl.training.ConfigurationFile;
import org.thgcl.training.DataIdentity;
import org.thgcl.training.MetricsHistory;
import org.thgcl.training.Models;
import org.thgcl.training.RunData;
import org.thgcl.training.RunFolder;
import org.thgcl.training.RunResult;

/// One run of a comparison, as its folder tells it.
///
/// @param name what the page calls it
/// @param result what came out; `null` if the run hasn't ended
/// @param data what its data hold, by role; empty if the run doesn't say
record ComparedRun(
        String name,
        Configuration configuration,
        MetricsHistory history,
        RunResult result,
        Map<String, DataIdentity> data) {

    /// Reads the folder of a run.
    ///
    /// @throws IllegalArgumentException that names the file, if one is not of a run
    /// @throws IOException if one is missing or can't be read
    static ComparedRun read(String name, Path path) throws IOException {
        RunFolder folder = new RunFolder(path);
        return new ComparedRun(
                name,
                Models.configuration(ConfigurationFile.read(folder.configuration())),
                MetricsHistory.read(folder.metrics()),
                Files.exists(folder.result()) ? RunResult.read(folder.result()) : null,
                RunData.read(folder).map(RunData::contents).orElse(Map.of()));
    }
}
