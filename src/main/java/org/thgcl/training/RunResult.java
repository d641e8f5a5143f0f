package org.thgcl.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.thgcl.file.Json;
import org.thgcl.metric.Evaluation;

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
/// @param data what the data hold, by role, see [RunData]; empty if nobody asked, as in runs of older versions
/// @param origin where the parameters came from that the run began with; `null` if its seed drew them
public record RunResult(
        Metrics validation,
        Metrics test,
        int iterations,
        int bestIteration,
        double seconds,
        double secondsPerIteration,
        double clipsPerSecond,
        long parameters,
        Map<String, DataIdentity> data,
        Origin origin) {

    public RunResult {
        Objects.requireNonNull(validation, "validation");
        data = data == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /// The three numbers that sum up an [Evaluation].
    public record Metrics(double map, double auc, double accuracy) {
        /// Those of an evaluation.
        public static Metrics of(Evaluation evaluation) {
            return new Metrics(evaluation.map(), evaluation.auc(), evaluation.accuracy());
        }
    }

    /// Reads the results of a run, `result.json`.
    ///
    /// @throws IllegalArgumentException that names the file, if it holds something else
    /// @throws IOException if it can't be read
    public static RunResult read(Path file) throws IOException {
        try {
            return Json.read(Files.readString(file), RunResult.class);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": is not the result of a run: " + e.getMessage(), e);
        }
    }
}
