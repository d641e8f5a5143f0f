package org.thgcl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.thgcl.data.DataSet;
import org.thgcl.data.Hdf5DataSet;
import org.thgcl.data.Labels;
import org.thgcl.data.Split;
import org.thgcl.data.Subset;
import org.thgcl.tensor.Tensor;
import org.thgcl.training.DataFit;
import org.thgcl.training.Predictor;
import org.thgcl.training.RunData;
import org.thgcl.training.RunFolder;
import org.thgcl.training.TrainedModel;
import org.thgcl.training.TrainingData;

/// The clips that a model is applied to, in open files that are closed with it.
///
/// @param data the files' names, as they were given or as the run knows them
/// @param part which clips of them
/// @param subsets the clips
/// @param closing closes the files
record ChosenClips(String data, Part part, List<Subset> subsets, Runnable closing) implements AutoCloseable {
    ChosenClips {
        subsets = List.copyOf(subsets);
    }

    /// Clips of a file, all of them or a part as training would have split this file.
    ///
    /// @param labelled whether they must have labels; parts always must
    static ChosenClips of(Path file, TrainedModel model, Part part, boolean labelled) {
        DataSet data = labelled || part != Part.ALL
                ? Hdf5DataSet.open(file, model.classes())
                : Hdf5DataSet.openUnlabelled(file, model.classes());
        try {
            model.requireFits(data);
            if (labelled) {
                DataFit.requireLabels(model.configuration(), data);
            }
            Subset subset =
                    part == Part.ALL ? Subset.all(data) : of(TrainingData.split(data, model.configuration()), part);
            return new ChosenClips(file.toString(), part, List.of(subset), data::close);
        } catch (IllegalArgumentException e) {
            data.close();
            throw e;
        }
    }

    /// Clips of a run's own data.
    ///
    /// @param part `null` for those held out: the test part, or the validation part of a run that doesn't test
    /// @throws IllegalArgumentException if the run doesn't have the part, or its data aren't what they were
    static ChosenClips of(RunFolder run, TrainedModel model, Part part) throws IOException {
        RunData known = RunData.read(run)
                .orElseThrow(() -> new IllegalArgumentException(run.path()
                        + ": doesn't say which data the run was given (an older version made it); add --data FILE"));
        TrainingData files = open(run, known, "--data FILE");
        try {
            Split.Parts parts = files.parts(model.configuration());
            Part chosen = part != null ? part : parts.test() != null ? Part.TEST : Part.VALIDATION;
            List<Subset> subsets = chosen == Part.ALL ? whole(RunData.byRole(parts)) : List.of(own(run, parts, chosen));
            List<String> names = new ArrayList<>();
            for (Map.Entry<String, DataSet> set : RunData.byRole(parts).entrySet()) {
                if (subsets.stream().anyMatch(subset -> subset.data().equals(set.getValue()))) {
                    model.requireFits(set.getValue());
                    known.requireSame(set.getKey(), set.getValue(), InstantSource.system());
                    names.add(known.path(run, set.getKey()).orElseThrow().toString());
                }
            }
            return new ChosenClips(String.join(", ", names), chosen, subsets, files::close);
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /// Opens the files of a run.
    ///
    /// @param other the option that names other files
    /// @throws IllegalArgumentException if the run was given none
    /// @throws NoSuchFileException if one isn't where it was
    static TrainingData open(RunFolder run, RunData known, String other) throws NoSuchFileException {
        for (Path file : known.paths(run)) {
            if (!Files.exists(file)) {
                throw new NoSuchFileException(
                        run.path().toString(),
                        null,
                        "its data were in " + file + ", where there is no file any more; name it where it is now: "
                                + other);
            }
        }
        Path train = known.path(run, RunData.TRAIN)
                .orElseThrow(() -> new IllegalArgumentException(run.path()
                        + (known.sources().isEmpty()
                                ? ": its parameters were imported, without clips"
                                : ": the run learnt from clips that are in no file")
                        + "; add " + other));
        return new TrainingData(
                train,
                known.path(run, RunData.VALIDATION).orElse(null),
                known.path(run, RunData.TEST).orElse(null));
    }

    private static List<Subset> whole(Map<String, DataSet> sets) {
        return sets.values().stream().map(Subset::all).toList();
    }

    private static Subset own(RunFolder run, Split.Parts parts, Part part) {
        Subset subset = of(parts, part);
        if (subset == null) {
            throw new IllegalArgumentException(
                    run.path() + ": the run has no " + part.word() + " part; it was given none to test on");
        }
        return subset;
    }

    private static Subset of(Split.Parts parts, Part part) {
        return switch (part) {
            case ALL -> throw new IllegalArgumentException("all clips are no part");
            case TRAIN -> parts.train();
            case VALIDATION -> parts.validation();
            case TEST -> parts.test();
        };
    }

    /// Number of clips.
    int size() {
        return subsets.stream().mapToInt(Subset::size).sum();
    }

    /// Scores of all clips, `[clips, classes]`, in their order.
    Tensor scores(Predictor predictor) {
        return predictor.scores(subsets);
    }

    /// The classes of all clips, in their order.
    Labels labels() {
        return Labels.joined(subsets.stream().map(Subset::labels).toList());
    }

    @Override
    public void close() {
        closing.run();
    }
}
