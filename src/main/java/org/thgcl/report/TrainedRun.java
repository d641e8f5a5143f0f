package org.thgcl.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.thgcl.data.Split;
import org.thgcl.data.Subset;
import org.thgcl.metric.Evaluation;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Workers;
import org.thgcl.training.Inspection;
import org.thgcl.training.MetricsHistory;
import org.thgcl.training.Predictor;
import org.thgcl.training.RunFolder;
import org.thgcl.training.RunResult;
import org.thgcl.training.TrainedModel;

/// A training run as the report shows it: what its folder says, and what its best parameters make of clips.
///
/// @param folder its files
/// @param model the best parameters, ready to be applied
/// @param history losses and validations
/// @param result what came out; `null` if the run hasn't ended
/// @param clips what the model makes of clips; `null` without data
public record TrainedRun(RunFolder folder, TrainedModel model, MetricsHistory history, RunResult result, Clips clips) {

    /// The model's predictions for clips that it didn't learn from.
    ///
    /// @param part their name: `test` or `validation`
    /// @param subset the clips
    /// @param sizes numbers of clips by part, in words
    /// @param files the data files
    /// @param before with the parameters that training began with
    /// @param after with the best ones
    /// @param validation chance on the validation part
    public record Clips(
            String part,
            Subset subset,
            String sizes,
            List<Path> files,
            Inspection before,
            Inspection after,
            Chance validation) {
        public Clips {
            files = List.copyOf(files);
        }

        /// How well the first parameters did.
        public Evaluation evaluationBefore() {
            return Evaluation.of(before.scores(), subset.labels());
        }

        /// How well the best parameters do.
        public Evaluation evaluation() {
            return Evaluation.of(after.scores(), subset.labels());
        }
    }

    /// Reads the folder of a run.
    ///
    /// @throws IllegalArgumentException that names the file, if one is not of a run
    /// @throws IOException if one is missing or can't be read
    public static TrainedRun read(RunFolder folder, Workers workers) throws IOException {
        if (!Files.exists(folder.best())) {
            throw new NoSuchFileException(
                    folder.best().toString(),
                    null,
                    "no such file, a run has no best parameters before its first validation; give the folder that "
                            + "train --out has written");
        }
        return new TrainedRun(
                folder,
                TrainedModel.load(folder.best(), workers),
                MetricsHistory.read(folder.metrics()),
                Files.exists(folder.result()) ? RunResult.read(folder.result()) : null,
                null);
    }

    /// The same run with what its model makes of the clips held out: the test part, or the validation part of a run
    /// that didn't test.
    ///
    /// @param parts as the run was given them
    /// @param files that the parts are from
    /// @throws IllegalArgumentException if the model can't be applied to them
    public TrainedRun on(Split.Parts parts, List<Path> files) {
        boolean tested = parts.test() != null;
        Subset subset = tested ? parts.test() : parts.validation();
        model.requireFits(subset.data());
        Predictor predictor = model.predictor();
        Clips clips = new Clips(
                tested ? "test" : "validation",
                subset,
                parts.train().size() + " to train, " + parts.validation().size() + " to validate"
                        + (tested ? ", " + subset.size() + " to test" : ""),
                files,
                predictor.untrained().inspect(subset),
                predictor.inspect(subset),
                Chance.of(parts.validation().labels(), model.classes().size()));
        return new TrainedRun(folder, model, history, result, clips);
    }

    /// The configuration that the best parameters were trained with.
    public Configuration configuration() {
        return model.configuration();
    }

    /// Whether the metrics computed now are those that the run wrote down; true if there is nothing to compare.
    public boolean agrees() {
        if (result == null || clips == null) {
            return true;
        }
        RunResult.Metrics written = clips.part().equals("test") ? result.test() : result.validation();
        return RunResult.Metrics.of(clips.evaluation()).equals(written);
    }
}
