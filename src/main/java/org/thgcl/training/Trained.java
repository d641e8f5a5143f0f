package org.thgcl.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.thgcl.data.DataSet;

/// What [Training#run] gives: the best parameters as a model, and what they are worth.
///
/// @param model ready to be applied to clips, by one thread at a time
/// @param result metrics on the validation and the test part, and how training went
/// @param checkpoint the model as a file holds it
public record Trained(TrainedModel model, RunResult result, Checkpoint checkpoint) {
    /// Writes the model, for [TrainedModel#load(Path)] and for `thgcl predict --checkpoint`.
    ///
    /// @param file `model.safetensors`, for instance; it appears whole or not at all, and an older one is replaced
    /// @throws IOException if it can't be written
    public void save(Path file) throws IOException {
        checkpoint.save(file);
    }

    /// The model's predictions, see [TrainedModel#predict(DataSet)].
    public List<Prediction> predict(DataSet clips) {
        return model.predict(clips);
    }

    /// The model's predictions, see [TrainedModel#predict(float\[\]\[\]\[\], float\[\]\[\]\[\])].
    public List<Prediction> predict(float[][][] audio, float[][][] video) {
        return model.predict(audio, video);
    }

    /// The model's predictions for clips without video.
    public List<Prediction> predict(float[][][] audio) {
        return model.predict(audio);
    }
}
