package org.thgcl.training;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.thgcl.metric.CrossEntropy;

/// What the log of a run says, read back from `metrics.jsonl`: see [MetricsLog].
///
/// @param updates in the order of the file
/// @param validations in the order of the file
public record MetricsHistory(List<Update> updates, List<Validation> validations) {
    public MetricsHistory {
        updates = List.copyOf(updates);
        validations = List.copyOf(validations);
    }

    /// One update of the parameters.
    ///
    /// @param iteration updates made, this one included
    /// @param loss Eq. 5 of the batch, before the update
    public record Update(int iteration, double loss) {}

    /// One look at the validation part.
    ///
    /// @param iteration updates made before it
    /// @param metrics NaN where a metric has no value
    /// @param crossEntropy see [CrossEntropy]; NaN in logs of older versions
    public record Validation(int iteration, RunResult.Metrics metrics, double crossEntropy) {}

    /// Reads a log. A last line that a killed process has cut is left out.
    ///
    /// @throws IllegalArgumentException that names file and line, if a line is neither an update nor a validation
    /// @throws IOException if the file can't be read
    public static MetricsHistory read(Path file) throws IOException {
        String text = Files.readString(file);
        List<Update> updates = new ArrayList<>();
        List<Validation> validations = new ArrayList<>();
        int number = 0;
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            number++;
            try {
                JsonObject record = JsonParser.parseString(line).getAsJsonObject();
                int iteration = record.get("iteration").getAsInt();
                if (record.has("loss")) {
                    updates.add(new Update(iteration, number(record, "loss")));
                } else {
                    JsonObject metrics = record.getAsJsonObject("validation");
                    validations.add(new Validation(
                            iteration,
                            new RunResult.Metrics(
                                    number(metrics, "map"), number(metrics, "auc"), number(metrics, "accuracy")),
                            record.has("cross_entropy") ? number(record, "cross_entropy") : Double.NaN));
                }
            } catch (JsonParseException
                    | IllegalStateException
                    | NumberFormatException
                    | NullPointerException
                    | ClassCastException
                    | UnsupportedOperationException e) {
                throw new IllegalArgumentException(
                        file + ": line " + number + " is neither an update (iteration, loss) nor a validation "
                                + "(iteration, validation with map, auc, accuracy): " + line,
                        e);
            }
        }
        return new MetricsHistory(updates, validations);
    }

    /// A number, NaN for `null`, which stands for what JSON can't write.
    private static double number(JsonObject record, String name) {
        JsonElement value = record.get(name);
        return value.isJsonNull() ? Double.NaN : value.getAsDouble();
    }
}
