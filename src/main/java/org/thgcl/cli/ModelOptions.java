package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.thgcl.data.DataSet;
import org.thgcl.data.Hdf5DataSet;
import org.thgcl.model.Configuration;
import org.thgcl.model.Settings;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Workers;
import org.thgcl.training.TrainedModel;
import picocli.CommandLine.Option;

/// A trained model and the clips that it is applied to.
final class ModelOptions {
    @Option(
            names = "--checkpoint",
            required = true,
            paramLabel = "FILE",
            description = "The model: best.safetensors or last.safetensors of a run.")
    private Path checkpoint;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "HDF5 file of clips like those that the model was trained on: as many segments and "
                    + "features, labels, if any, among its classes.")
    private Path data;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            converter = DTypeName.class,
            description = "Type of the numbers to compute with: float64 (f64) or float32 (f32). Default: the one that "
                    + "the model was trained in; another one is noted, as scores differ a little.")
    private DType dtype;

    Path checkpoint() {
        return checkpoint;
    }

    Path data() {
        return data;
    }

    /// Loads the model.
    ///
    /// @param err where it is noted that the model is computed in another type than it was trained in
    TrainedModel model(Workers workers, PrintWriter err) throws IOException {
        TrainedModel model = TrainedModel.load(checkpoint, workers, trained -> dtype == null ? trained : dtype);
        Configuration trained = model.configuration();
        if (dtype != null && dtype != trained.dtype()) {
            err.println(checkpoint + ": trained in " + Settings.text(trained, "dtype") + ", computed in "
                    + Settings.text(trained.with("dtype", dtype), "dtype") + ": scores differ a little.");
            err.flush();
        }
        return model;
    }

    /// Opens the clips, numbered by the model's classes, and checks that the model can take them in.
    ///
    /// @param labelled whether they must have labels
    DataSet open(TrainedModel model, boolean labelled) {
        DataSet clips =
                labelled ? Hdf5DataSet.open(data, model.classes()) : Hdf5DataSet.openUnlabelled(data, model.classes());
        try {
            model.requireFits(clips);
        } catch (IllegalArgumentException e) {
            clips.close();
            throw e;
        }
        return clips;
    }
}
