package org.thgcl.training;

import java.util.Map;
import org.thgcl.data.Subset;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Tensor;

/// Refuses scores that are no numbers: no class can be read off them.
final class UsableScores {
    private UsableScores() {}

    /// Checks the scores of some clips.
    ///
    /// @param scores `[clips, classes]`, rows in the order of the part's positions
    /// @param first position of the first row's clip
    /// @param parameters of the model that gave them, by name
    /// @throws IllegalArgumentException that names the first clip without scores, and the cause
    static void require(
            Tensor scores, int first, Subset part, Configuration configuration, Map<String, Tensor> parameters) {
        int classes = scores.shape().size(1);
        for (int row = 0; row < scores.shape().size(0); row++) {
            for (int category = 0; category < classes; category++) {
                if (!Double.isFinite(scores.get(row * classes + category))) {
                    int clip = part.clip(first + row);
                    throw new IllegalArgumentException(part.data().name() + ": clip " + clip + " ("
                            + part.data().id(clip) + "): the model's scores are no numbers; "
                            + cause(part, clip, configuration, parameters));
                }
            }
        }
    }

    private static String cause(Subset part, int clip, Configuration configuration, Map<String, Tensor> parameters) {
        for (Map.Entry<String, Tensor> parameter : parameters.entrySet()) {
            Tensor tensor = parameter.getValue();
            for (int i = 0; i < tensor.shape().elements(); i++) {
                if (!Double.isFinite(tensor.get(i))) {
                    return "a number of its parameter " + parameter.getKey() + " is " + tensor.get(i)
                            + ": train it again, or take an earlier checkpoint";
                }
            }
        }
        return "numbers within the network are beyond the range of " + configuration.text("dtype")
                + "; the clip's largest feature is " + FeatureScale.largest(part.data(), clip)
                + ": scale the features as those that the model was trained on"
                + (configuration.training().dtype() == DType.FLOAT32 ? ", or compute with dtype float64" : "");
    }
}
