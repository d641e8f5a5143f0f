package org.thgcl.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.thgcl.data.DataSet;
import org.thgcl.data.Hdf5DataSet;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
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

    Path checkpoint() {
        return checkpoint;
    }

    Path data() {
        return data;
    }

    TrainedModel model(Workers workers) throws IOException {
        return TrainedModel.load(checkpoint, Kernels.of(DType.FLOAT64, workers));
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
