package org.thgcl.training;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What came out of a run. Numbers that don't exist, such as the AUC of a part with one class, are NaN here and `null`
/// in JSON.
///
/// @param validation metrics of the best parameters on the validation part
/// @param test the same on the test part; `null` without one
/// @param iterations updates made
/// @param bestIteration updates after which the validation was best
/// @param seconds wall time of this process's part of the run
/// @param secondsPerIteration mean time of an update, without validations
/// @param clipsPerSecond clips that the updates went through in a second
/// @param parameters number of learnable numbers
public record Result(
        Metrics validation,
        Metrics test,
        int iterations,
        int bestIteration,
        double seconds,
        double secondsPerIteration,
        double clipsPerSecond,
        long parameters) {

    /// The three numbers that sum up an [Evaluation].
    public record Metrics(double map, double auc, double accuracy) {
        /// Those of an evaluation.
        public static Metrics of(Evaluation evaluation) {
            return new Metrics(evaluation.map(), evaluation.auc(), evaluation.accuracy());
        }

        /// Reads what [Json] has written.
        static Metrics of(JsonObject object) {
            return new Metrics(
                    Json.number(object, "map"), Json.number(object, "auc"), Json.number(object, "accuracy"));
        }
    }

    /// Reads the results of a run, `result.json`.
    ///
    /// @throws IllegalArgumentException that names the file, if it holds something else
    /// @throws IOException if it can't be read
    public static Result read(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            JsonObject object = JsonParser.parseString(text).getAsJsonObject();
            JsonElement test = object.get("test");
            return new Result(
                    Metrics.of(object.getAsJsonObject("validation")),
                    test.isJsonNull() ? null : Metrics.of(test.getAsJsonObject()),
                    object.get("iterations").getAsInt(),
                    object.get("best_iteration").getAsInt(),
                    Json.number(object, "seconds"),
                    Json.number(object, "seconds_per_iteration"),
                    Json.number(object, "clips_per_second"),
                    object.get("parameters").getAsLong());
        } catch (JsonParseException
                | IllegalStateException
                | NumberFormatException
                | NullPointerException
                | ClassCastException
                | UnsupportedOperationException e) {
            throw new IllegalArgumentException(
                    file + ": is not the result of a run, as train writes it: " + text.lines().findFirst().orElse("empty"), e);
        }
    }
}
