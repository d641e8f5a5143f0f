package org.thgcl.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.thgcl.autodiff.Tape;
import org.thgcl.data.DataSet;
import org.thgcl.data.Fingerprint;
import org.thgcl.data.Subset;
import org.thgcl.metric.Evaluation;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// A model as a [Checkpoint] holds it, ready to be applied to clips.
///
/// @param configuration what it was trained with
/// @param classes names of the classes, by number
/// @param predictor applies it
/// @param features how the features were made that it was trained on; empty if nobody says
public record TrainedModel(
        Configuration configuration, List<String> classes, Predictor predictor, Optional<Fingerprint> features) {
    /// Loads a checkpoint, to compute on the calling thread alone. A program that predicts on several threads loads a
    /// model for each; one that predicts many clips at once gives [Workers].
    ///
    /// @param file `best.safetensors` of a run, or what [Trained#save] wrote
    /// @throws IllegalArgumentException as [#load(Path, Workers, UnaryOperator)]
    /// @throws IOException if it can't be opened or read
    public static TrainedModel load(Path file) throws IOException {
        return load(file, Workers.one());
    }

    /// Loads a checkpoint, to compute in the type that it was trained in.
    ///
    /// @param workers that do the work; to be closed after the last prediction
    /// @throws IllegalArgumentException as [#load(Path, Workers, UnaryOperator)]
    /// @throws IOException if it can't be opened or read
    public static TrainedModel load(Path file, Workers workers) throws IOException {
        return load(file, workers, trained -> trained);
    }

    /// Loads a checkpoint. Its parameters are rounded to the type to compute in.
    ///
    /// @param dtype the type to compute in, given the one that it was trained in
    /// @throws IllegalArgumentException that names the file, if it is no checkpoint, cut or altered, or its
    /// parts
    ///     don't fit each other
    /// @throws IOException if it can't be opened or read
    public static TrainedModel load(Path file, Workers workers, UnaryOperator<DType> dtype) throws IOException {
        Checkpoint checkpoint = Checkpoint.load(file);
        try {
            // what an older checkpoint doesn't say has its default
            return of(
                    Models.configuration(ConfigurationFile.parse(checkpoint.configuration())),
                    checkpoint,
                    workers,
                    dtype);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /// @param configuration what the checkpoint was trained with
    static TrainedModel of(
            Configuration configuration, Checkpoint checkpoint, Workers workers, UnaryOperator<DType> dtype) {
        Configuration computed =
                configuration.with("dtype", dtype.apply(configuration.training().dtype()));
        Kernels kernels = Kernels.of(computed.training().dtype(), workers);
        Predictor predictor = new Predictor(
                computed,
                computed.model(),
                Parameters.of(computed, checkpoint.parameters()),
                StandardisationTensors.read(checkpoint.standardisation()),
                new Tape(kernels));
        return new TrainedModel(configuration, checkpoint.classes(), predictor, checkpoint.features());
    }

    /// Applies the model to clips.
    ///
    /// @return one prediction for each clip, in their order
    /// @throws IllegalArgumentException if the clips don't fit the model, or a clip's scores are no numbers
    public List<Prediction> predict(DataSet clips) {
        requireFits(clips);
        return predict(Subset.all(clips));
    }

    /// Applies the model to some clips of a data set that fits it.
    ///
    /// @return one prediction for each clip, in the order of the part's positions
    /// @throws IllegalArgumentException if a clip's scores are no numbers
    public List<Prediction> predict(Subset clips) {
        List<Prediction> predictions = new ArrayList<>();
        predict(clips, clip -> predictions.add(clip.prediction()));
        return predictions;
    }

    /// Applies the model to some clips of a data set that fits it, and hands each on as soon as its batch is scored, in
    /// the order of the part's positions. However many clips there are, no more than a batch of them is held, see
    /// [Predictor#scores(Subset, Predictor.Scored)].
    ///
    /// @throws X whatever the taker throws, which ends the work
    /// @throws IllegalArgumentException if a clip's scores are no numbers; the batches before it were handed on
    public <X extends Exception> void predict(Subset clips, ClipPrediction.Taker<X> taker) throws X {
        DataSet data = clips.data();
        predictor.scores(clips, (first, scores) -> {
            for (int row = 0; row < scores.shape().size(0); row++) {
                int clip = clips.clip(first + row);
                taker.take(new ClipPrediction(clip, data.id(clip), data.classNames(clip), prediction(scores, row)));
            }
        });
    }

    private Prediction prediction(Tensor scores, int row) {
        Map<String, Double> byClass = new LinkedHashMap<>();
        for (int category = 0; category < classes.size(); category++) {
            byClass.put(classes.get(category), scores.get(row * classes.size() + category));
        }
        return new Prediction(classes.get(Evaluation.predicted(scores, row)), byClass);
    }

    /// Applies the model to clips that are given as arrays.
    ///
    /// @param audio `[clip, segment, feature]`
    /// @param video likewise
    /// @throws IllegalArgumentException as [#predict(DataSet)], and for arrays that [DataSet#of] refuses
    public List<Prediction> predict(float[][][] audio, float[][][] video) {
        return predict(DataSet.unlabelled(audio, video, classes));
    }

    /// Applies the model to clips without video.
    ///
    /// @param audio `[clip, segment, feature]`
    public List<Prediction> predict(float[][][] audio) {
        return predict(DataSet.unlabelled(audio, classes));
    }

    /// Checks that the model can be applied to a data set.
    ///
    /// @throws IllegalArgumentException that names the data set, what differs, and both values
    public void requireFits(DataSet data) {
        DataFit.require(configuration, data);
        DataFit.requireClasses(classes, data);
    }
}
