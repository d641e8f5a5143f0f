package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.thgcl.data.Fingerprint;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Workers;
import org.thgcl.training.RunFolder;
import org.thgcl.training.TrainedFeatures;
import org.thgcl.training.TrainedModel;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// A trained model and the clips that it is applied to.
final class ModelOptions {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            description = "Folder of a run: its best parameters and, unless --data is given, its own clips.")
    private Path run;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description =
                    "The model, instead of RUN: best.safetensors or last.safetensors of a run, or a run's folder.")
    private Path checkpoint;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "HDF5 file of other clips. Numbers of segments and features must be the model's; labels, "
                    + "if any, must be among its classes.")
    private Path data;

    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "Clips to use: all, or the part train, validation or test. A file given by --data is "
                    + "split as train would split it alone. Default: all clips of --data; without --data the "
                    + "run's test part, or its validation part if it wasn't tested.")
    private Part part;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            converter = DTypeName.class,
            description = "Type of the numbers to compute with: float64 (f64) or float32 (f32). Default: the type "
                    + "that the model was trained in. With the other type, scores differ a little; a note says "
                    + "so.")
    private DType dtype;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /// The model's file.
    Path checkpoint() {
        return run == null ? checkpoint : new RunFolder(run).best();
    }

    /// The recordings that the model is to be applied to instead of clips of a file: everything behind RUN,
    /// or behind --checkpoint.
    ///
    /// @param behind what stands behind the first argument
    /// @throws ParameterException if clips of a file are named, too
    List<Path> recordings(List<Path> behind) {
        List<Path> recordings = new ArrayList<>(behind);
        if (checkpoint != null && run != null && !Files.exists(new RunFolder(run).best())) {
            recordings.addFirst(run);
            run = null;
        }
        require(
                recordings.isEmpty() || (data == null && part == null),
                "--data and --part choose clips of a file; leave them out, or " + recordings);
        return recordings;
    }

    /// Loads the model.
    ///
    /// @throws ParameterException if none is named, or two are
    TrainedModel model(Workers workers) throws IOException {
        requireOne(" and --data");
        require(run != null || data != null, "--checkpoint names a model alone; name the clips, too: --data FILE");
        return load(workers);
    }

    /// Loads the model, whose clips are named in another way.
    ///
    /// @throws ParameterException if none is named, or two are
    TrainedModel modelAlone(Workers workers) throws IOException {
        requireOne("");
        return load(workers);
    }

    private void requireOne(String besides) {
        require(run == null || checkpoint == null, "RUN and --checkpoint both name a model; give only one");
        require(run != null || checkpoint != null, "a model is missing: give RUN, or --checkpoint" + besides);
        if (run == null && Files.isDirectory(checkpoint)) {
            run = checkpoint;
            checkpoint = null;
        }
    }

    private TrainedModel load(Workers workers) throws IOException {
        if (run != null) {
            requireRun(run);
        }
        TrainedModel model = TrainedModel.load(checkpoint(), workers, trained -> dtype == null ? trained : dtype);
        Configuration trained = model.configuration();
        if (dtype != null && dtype != trained.training().dtype()) {
            note(checkpoint() + ": trained in " + trained.text("dtype") + ", computed in "
                    + trained.with("dtype", dtype).text("dtype") + ": scores differ a little.");
        }
        model.features().flatMap(Fingerprint::warning).ifPresent(warning -> note(checkpoint() + ": " + warning + "."));
        return model;
    }

    private void require(boolean right, String otherwise) {
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

    /// Opens the clips, numbered by the model's classes, and checks that the model can take them in. Of a
    /// run's own clips it is said which they are.
    ///
    /// @param labelled whether they must have labels
    ChosenClips open(TrainedModel model, boolean labelled) throws IOException {
        if (data != null) {
            ChosenClips clips = ChosenClips.of(data, model, part == null ? Part.ALL : part, labelled);
            TrainedFeatures.difference(
                            model.features(), clips.subsets().getFirst().data().fingerprint())
                    .ifPresent(difference -> note(data + ": its features were made in another way than those that "
                            + checkpoint() + " was trained on: " + difference + "; the scores mean little."));
            return clips;
        }
        ChosenClips clips = ChosenClips.of(new RunFolder(run), model, part);
        note(run + ": "
                + (clips.part() == Part.ALL ? "all" : "the " + clips.part().word() + " part") + " of " + clips.data()
                + ", " + clips.size() + " clips.");
        return clips;
    }

    /// Says something on standard error.
    void note(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(text);
        err.flush();
    }
}
