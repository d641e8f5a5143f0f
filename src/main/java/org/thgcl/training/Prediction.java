package org.thgcl.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a model says of a clip.
///
/// @param predicted the class of the highest score, the first of them if several are
/// @param scores the softmax score of each class by name, in the order of the classes; they sum to 1
public record Prediction(String predicted, Map<String, Double> scores) {
    public Prediction {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    /// The score of the predicted class.
    public double score() {
        return scores.get(predicted);
    }
}
