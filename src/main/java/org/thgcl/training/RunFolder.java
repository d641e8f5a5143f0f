package org.thgcl.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files of one training run.
///
/// | file | content |
/// |---|---|
/// | `configuration.yaml` | the complete configuration |
/// | `metrics.jsonl` | loss and rate of each iteration, metrics of each validation |
/// | `best.safetensors` | the parameters with the best validation so far |
/// | `last.safetensors` | all that the run needs to go on |
/// | `result.json` | what came out, once the run has ended |
///
/// @param path the folder
public record RunFolder(Path path) {
    public Path configuration() {
        return path.resolve("configuration.yaml");
    }

    public Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    public Path best() {
        return path.resolve("best.safetensors");
    }

    public Path last() {
        return path.resolve("last.safetensors");
    }

    public Path result() {
        return path.resolve("result.json");
    }

    /// Creates the folder for a new run.
    ///
    /// @throws IllegalArgumentException if it holds a run already, which would be lost
    /// @throws IOException if it can't be created or written to
    void create() throws IOException {
        if (Files.exists(metrics()) || Files.exists(last()) || Files.exists(result())) {
            throw new IllegalArgumentException(
                    path + ": holds a run already; go on with it (--resume) or choose another folder (--out)");
        }
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new IOException(path + ": is a file, the output goes to a folder; choose another --out");
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new IOException(path + ": the output folder can't be created (" + e + ")", e);
        }
        if (!Files.isWritable(path)) {
            throw new IOException(path + ": the output folder is not writable");
        }
    }
}
