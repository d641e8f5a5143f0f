package org.thgcl.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.thgcl.data.DataSet;
import org.thgcl.data.SplitSettings;
import org.thgcl.data.Standardisation;
import org.thgcl.file.Sha256;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.optimise.TrainingSettings;
import org.thgcl.tensor.ShapeException;

/// The trained or imported parameters that a run begins with, see [Trainer#from].
///
/// The standardisation of the features comes along: the parameters know the features in its scale alone.
///
/// @param file the checkpoint
/// @param sha256 of its bytes
/// @param checkpoint what it holds
/// @param configuration that it was made with
public record StartingPoint(Path file, String sha256, Checkpoint checkpoint, Configuration configuration) {
    /// Reads a checkpoint, or the best one of a run.
    ///
    /// @param place a checkpoint's file, or a run's folder
    /// @throws IllegalArgumentException that names the file, if it is no checkpoint, cut or altered
    /// @throws IOException if it can't be opened or read
    public static StartingPoint read(Path place) throws IOException {
        Path file = Files.isDirectory(place) ? new RunFolder(place).best() : place;
        Checkpoint checkpoint = Checkpoint.load(file);
        try {
            Configuration configuration = Models.configuration(ConfigurationFile.parse(checkpoint.configuration()));
            return new StartingPoint(file, Sha256.of(file), checkpoint, configuration);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /// Where a run began that was stopped before it had a checkpoint of its own; empty if it has one, or its seed drew
    /// its parameters.
    ///
    /// @throws IllegalArgumentException as [#read]; also if the file has changed since
    /// @throws IOException as [#read]
    public static Optional<StartingPoint> ofBegun(RunFolder folder) throws IOException {
        Optional<Origin> origin = Files.exists(folder.last())
                ? Optional.empty()
                : RunData.read(folder).map(RunData::origin).filter(from -> !from.imported());
        if (origin.isEmpty()) {
            return Optional.empty();
        }
        StartingPoint point = read(Path.of(origin.get().file()));
        if (!point.sha256.equals(origin.get().sha256())) {
            throw new IllegalArgumentException(folder.path() + ": the run began from " + origin.get()
                    + "; the file has changed since; begin another run (--out)");
        }
        return Optional.of(point);
    }

    /// What the run's files say of it.
    Origin origin() {
        return new Origin(
                file.toAbsolutePath().normalize().toString(),
                sha256,
                null,
                checkpoint.origin().orElse(null));
    }

    /// The parameters, in a configuration's type.
    Parameters parameters(Configuration other) {
        return Parameters.of(other, checkpoint.parameters());
    }

    /// `null` for none.
    Standardisation standardisation() {
        return StandardisationTensors.read(checkpoint.standardisation());
    }

    /// Checks that a run can begin here.
    ///
    /// @throws IllegalArgumentException that names the first thing that doesn't fit
    void requireFits(Configuration other, DataSet train) {
        for (String key : List.of("model", "standardise", "audio_features", "video_features")) {
            if (!other.text(key).equals(configuration.text(key))) {
                throw new IllegalArgumentException(file + ": its " + key + " is " + configuration.text(key)
                        + ", that of the run is " + other.text(key) + "; they must be the same");
            }
        }
        try {
            DataFit.requireClasses(checkpoint.classes(), train);
            parameters(other);
        } catch (ShapeException e) {
            throw new IllegalArgumentException(
                    file + ": " + e.getMessage() + differences(other, "; settings that differ: "), e);
        }
    }

    /// What somebody should know who begins here.
    List<String> notes(Configuration other, DataSet train) {
        List<String> notes = new ArrayList<>();
        notes.add("beginning from " + this.origin() + ".");
        String differences = differences(other, "");
        if (!differences.isEmpty()) {
            notes.add(file + ": its parameters come to other settings of the model: " + differences + ".");
        }
        TrainedFeatures.difference(checkpoint.features(), train.fingerprint())
                .ifPresent(difference -> notes.add(train.name() + ": its features were made in another way than those"
                        + " that " + file + " was trained on: " + difference + "."));
        return notes;
    }

    /// The settings of the model that differ, such as `hidden: 8 instead of 4`, after a text; nothing if none does.
    private String differences(Configuration other, String before) {
        String text = other.differences(configuration).stream()
                .filter(key -> !TrainingSettings.SETTINGS.keys().contains(key)
                        && !SplitSettings.SETTINGS.keys().contains(key))
                .map(key -> key + ": " + other.text(key) + " instead of " + configuration.text(key))
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "" : before + text;
    }
}
