package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.thgcl.data.Fingerprint;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Workers;
import org.thgcl.training.RunFolder;
import org.thgcl.training.TrainedFeatures;
import org.thgcl.training.TrainedModel;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A trained model and the clips that it is applied to.
final class ModelOptions {
    @Mixin
    private ModelFile named;

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
        return named.file();
    }

    /// The files that are named: the model's, and that of the clips.
    List<Path> files() {
        return Stream.of(checkpoint(), data).filter(Objects::nonNull).toList();
    }

    /// The recordings that the model is to be applied to instead of clips of a file: everything behind RUN,
    /// or behind --checkpoint.
    ///
    /// @param behind what stands behind the first argument
    /// @throws ParameterException if clips of a file are named, too
    List<Path> recordings(List<Path> behind) {
        List<Path> recordings = new ArrayList<>(behind);
        named.notAModel().ifPresent(recordings::addFirst);
        require(
                recordings.isEmpty() || (data == null && part == null),
                "--data and --part choose clips of a file; leave them out, or " + recordings);
        return recordings;
    }

    /// Loads the model.
    ///
    /// @throws ParameterException if none is named, or two are
    TrainedModel model(Workers workers) throws IOException {
        named.requireOne(spec, " and --data");
        require(
                named.run() != null || data != null,
                "--checkpoint names a model alone; name the clips, too: --data FILE");
        return load(workers);
    }

    /// Loads the model, whose clips are named in another way.
    ///
    /// @throws ParameterException if none is named, or two are
    TrainedModel modelAlone(Workers workers) throws IOException {
        named.requireOne(spec, "");
        return load(workers);
    }

    private TrainedModel load(Workers workers) throws IOException {
        TrainedModel loaded = TrainedModel.load(checkpoint(), workers, trained -> dtype == null ? trained : dtype);
        Configuration trained = loaded.configuration();
        if (dtype != null && dtype != trained.training().dtype()) {
            note(checkpoint() + ": trained in " + trained.text("dtype") + ", computed in "
                    + trained.with("dtype", dtype).text("dtype") + ": scores differ a little.");
        }
        loaded.features().flatMap(Fingerprint::warning).ifPresent(warning -> note(checkpoint() + ": " + warning + "."));
        return loaded;
    }

    private void require(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
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
        ChosenClips clips = ChosenClips.of(new RunFolder(named.run()), model, part);
        note(named.run() + ": "
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
