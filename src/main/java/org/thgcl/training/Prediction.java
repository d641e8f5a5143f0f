package org.thgcl.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a model says of a clip.
///
/// @param predicted the class of the highest score, the first of them if several are
/// @param scores the score of each class by name, in the order of the classes: the softmax, whose scores sum to 1, or
///     with `focal_form` sigmoid (A43) the sigmoids, which may all be high or all low
public record Prediction(String predicted, Map<String, Double> scores) {
    public Prediction {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    /// The highest scores with their classes, from the highest on; equal ones in the order of the classes.
    ///
    /// @param count of them at most
    public List<Map.Entry<String, Double>> best(int count) {
        return scores.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(count)
                .toList();
    }

    /// The score of the predicted class.
    public double score() {
        return scores.get(predicted);
    }
}
