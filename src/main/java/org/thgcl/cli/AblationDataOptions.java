package org.thgcl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.thgcl.ablation.ClipFiles;
import org.thgcl.ablation.SweepData;
import org.thgcl.ablation.SweepSettings;
import org.thgcl.ablation.SyntheticClips;
import picocli.CommandLine.Option;

/// Options for the data that a sweep learns from.
final class AblationDataOptions {
    private static final String SYNTHETIC = "synthetic";

    /// The same in earlier versions.
    private static final String EMBEDDED = "embedded";

    @Option(
            names = {"--data", "--train"},
            paramLabel = "FILE",
            defaultValue = SYNTHETIC,
            description = "Training clips. Without other files this one is split by the setting fractions. The word "
                    + "synthetic stands for the clips of thgcl demo, computed anew for each seed. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Path train;

    @Option(
            names = "--validation",
            paramLabel = "FILE",
            description = "Validation clips. Default with --test: a tenth of --train.")
    private Path validation;

    @Option(names = "--test", paramLabel = "FILE", description = "Test clips, the same for every seed.")
    private Path test;

    /// Whether the clips are in files.
    boolean files() {
        return !train.equals(Path.of(SYNTHETIC)) && !train.equals(Path.of(EMBEDDED));
    }

    /// Opens the data.
    ///
    /// @throws IllegalArgumentException if there is a file to validate or test on and none to learn from
    SweepData open() throws IOException {
        if (files()) {
            return new ClipFiles(train, validation, test);
        }
        if (validation != null || test != null) {
            throw new IllegalArgumentException("--validation and --test need --train, the file to learn from");
        }
        return SyntheticClips.demo();
    }

    /// Settings that keep a sweep on these data short.
    Map<String, Object> settings() {
        return files() ? SweepSettings.FILES : SweepSettings.SYNTHETIC;
    }

    /// The name of the data in names of folders.
    String word() {
        return train.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }
}
