package org.thgcl.cli;

import java.nio.file.Path;
import java.util.List;
import org.thgcl.tensor.DType;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// What a model is applied to where others do the work: see [Archive].
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Applies a trained model to an archive: HDF5 files of clips, recordings, folders of either. Writes Parquet:"
                    + " one row for each clip with its source, number, id, label, predicted class and scores, the"
                    + " same numbers as thgcl predict.",
            "",
            "The work is cut into pieces, each a file that appears whole. A command that was stopped goes on from there"
                    + " when it is repeated. Another model, other options, or files that were changed aren't mixed"
                    + " into the same folder.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  predict --checkpoint runs/first /data/clips.h5 --out scores",
            "  predict --checkpoint runs/first /data/clips /data/films --vggish v.safetensors --s3d s.safetensors "
                    + "--out scores",
            ""
        })
final class ArchiveOptions {
    @Option(
            names = "--checkpoint",
            paramLabel = "RUN",
            required = true,
            description =
                    "The model: the folder of a run, or its best.safetensors. Executors read it by the same path.")
    Path checkpoint;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "HDF5 files of clips, recordings, folders of both, or lists of recordings (.txt).")
    List<Path> files;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the Parquet files.")
    Path out;

    @Option(
            names = "--clips",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Clips of an HDF5 file in a piece, rounded up to whole batches. Default: ${DEFAULT-VALUE}.")
    int clips;

    @Option(
            names = "--recordings",
            paramLabel = "N",
            defaultValue = "16",
            description = "Recordings in a piece. Default: ${DEFAULT-VALUE}.")
    int recordings;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            converter = DTypeName.class,
            description = "Type of the numbers to compute with: float64 (f64) or float32 (f32). Default: the type "
                    + "that the model was trained in.")
    DType dtype;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads for each piece; results don't depend on it. Default: ${DEFAULT-VALUE}.")
    int threads;

    @Option(
            names = "--force",
            description = "Apply the model to recordings though it learnt from features made in another way.")
    boolean force;

    @Mixin
    ExtractionOptions extraction;

    /// Reads a command line.
    ///
    /// @param words behind the command's name
    /// @throws IllegalArgumentException if something is missing, unknown or out of range
    static ArchiveOptions of(List<String> words) {
        ArchiveOptions options = new ArchiveOptions();
        try {
            new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(words.toArray(String[]::new));
        } catch (ParameterException e) {
            throw new IllegalArgumentException("predict: " + e.getMessage() + " ('predict --help' explains)", e);
        }
        require("--clips", options.clips);
        require("--recordings", options.recordings);
        require("--threads", options.threads);
        return options;
    }

    private static void require(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + ": " + value + " isn't allowed, must be at least 1");
        }
    }
}
