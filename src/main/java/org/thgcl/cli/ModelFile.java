package org.thgcl.cli;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.thgcl.training.RunFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// A trained model, named by its run or its file.
final class ModelFile {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            description = "Folder of a run, for its best parameters.")
    private Path run;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description =
                    "The model, instead of RUN: best.safetensors or last.safetensors of a run, or a run's folder.")
    private Path checkpoint;

    /// The file.
    Path file() {
        return run == null ? checkpoint : new RunFolder(run).best();
    }

    /// The run's folder; `null` if the model is named by its file.
    Path run() {
        return run;
    }

    /// The first argument, if --checkpoint names the model and this is none; from now on it counts as another argument.
    Optional<Path> notAModel() {
        if (checkpoint == null || run == null || Files.exists(new RunFolder(run).best())) {
            return Optional.empty();
        }
        Path other = run;
        run = null;
        return Optional.of(other);
    }

    /// Requires that one model is named, and that a run has one.
    ///
    /// @param spec of the command
    /// @param besides what must be given with --checkpoint
    /// @throws ParameterException if none is named, or two are
    /// @throws NoSuchFileException if the run has no best parameters
    void requireOne(CommandSpec spec, String besides) throws NoSuchFileException {
        require(spec, run == null || checkpoint == null, "RUN and --checkpoint both name a model; give only one");
        require(spec, run != null || checkpoint != null, "a model is missing: give RUN, or --checkpoint" + besides);
        if (run == null && Files.isDirectory(checkpoint)) {
            run = checkpoint;
            checkpoint = null;
        }
        if (run != null) {
            requireRun(run);
        }
    }

    private static void require(CommandSpec spec, boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    /// Refuses what isn't the folder of a run that has best parameters.
    static void requireRun(Path run) throws NoSuchFileException {
        if (!Files.isDirectory(run)) {
            throw new NoSuchFileException(
                    run.toString(),
                    null,
                    "there is no such folder; give the folder of a run, which train --out has written");
        }
        if (!Files.exists(new RunFolder(run).best())) {
            throw new NoSuchFileException(
                    new RunFolder(run).best().toString(),
                    null,
                    "no such file, a run has no best parameters before its first validation; give the folder that "
                            + "train --out has written");
        }
    }
}
