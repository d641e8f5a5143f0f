package org.thgcl.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.thgcl.data.DataSet;
import org.thgcl.data.Split;
import org.thgcl.data.Subset;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;

/// Training as a method of a library: data and model stay in memory, no file is read or written.
///
/// The numbers are those that `thgcl train` computes from a file with the same clips, settings and seed.
public final class Training {
    private Training() {}

    /// Learns from clips on all processors and tells nobody, see [#run(Configuration, DataSet, Workers,
    /// Progress)].
    public static Trained run(Configuration configuration, DataSet data) {
        try (Workers workers = Workers.all()) {
            return run(configuration, data, workers, Progress.SILENT);
        }
    }

    /// Splits clips by the configuration's fractions into what is learnt from, validated on and tested on;
    /// trains; tests the best parameters.
    ///
    /// @param configuration its sizes (`audio_segments` and so on, `classes`) don't matter: those of the data
    /// are taken
    /// @param workers that do the work; the model computes without them afterwards
    /// @param progress is told what happens
    /// @throws IllegalArgumentException if the configuration doesn't fit the data, or a class has no clip to
    /// learn from
    /// @throws TrainingDivergedException if the loss or a parameter is no longer finite
    public static Trained run(Configuration configuration, DataSet data, Workers workers, Progress progress) {
        Subset.all(data).requireEveryClass("training");
        Configuration c = configuration.with(ClipShape.sizes(data));
        Split.Parts parts = TrainingData.split(data, c);
        RunMemory run = new RunMemory();
        try {
            Kernels kernels = Kernels.of(c.training().dtype(), workers);
            RunResult result = new Trainer(c, parts, run, kernels, progress, System::nanoTime).run(false);
            return new Trained(TrainedModel.of(c, run.best(), Workers.one(), trained -> trained), result, run.best());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
