package org.thgcl.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.thgcl.autodiff.Tape;
import org.thgcl.data.DataSet;
import org.thgcl.model.Configuration;
import org.thgcl.model.ConfigurationFile;
import org.thgcl.model.Parameters;
import org.thgcl.model.Preset;
import org.thgcl.model.Thgn;
import org.thgcl.tensor.Kernels;

/// A model as a [Checkpoint] holds it, ready to be applied to clips.
///
/// @param configuration what it was trained with
/// @param classes names of the classes, by number
/// @param predictor applies it
public record TrainedModel(Configuration configuration, List<String> classes, Predictor predictor) {
    /// Loads a checkpoint.
    ///
    /// @throws IllegalArgumentException that names the file, if it is no checkpoint, cut or altered, or its parts
    ///     don't fit each other
    /// @throws IOException if it can't be opened or read
    public static TrainedModel load(Path file, Kernels kernels) throws IOException {
        Checkpoint checkpoint = Checkpoint.load(file);
        try {
            // a checkpoint's configuration is complete: nothing of the preset is left
            Configuration configuration =
                    Preset.PAPER.configuration().with(ConfigurationFile.parse(checkpoint.configuration()));
            Predictor predictor = new Predictor(
                    configuration,
                    new Thgn(configuration, kernels),
                    Parameters.of(configuration, checkpoint.parameters()),
                    StandardisationTensors.read(checkpoint.standardisation()),
                    new Tape(kernels));
            return new TrainedModel(configuration, checkpoint.classes(), predictor);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /// Checks that the model can be applied to a data set.
    ///
    /// @throws IllegalArgumentException that names the data set, what differs, and both values
    public void requireFits(DataSet data) {
        DataFit.require(configuration, data);
        DataFit.requireClasses(classes, data);
    }
}
