package org.thgcl.training;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.thgcl.file.Appending;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Json;
import org.thgcl.metric.CrossEntropy;
import org.thgcl.metric.Evaluation;

/// The log of a run, `metrics.jsonl`: one JSON object a line, each with the field `iteration`, the number of updates
/// made when it was written.
public final class MetricsLog {
    private static final String ITERATION = "iteration";

    private final Path file;

    /// The log in a file that may not exist yet.
    public MetricsLog(Path file) {
        this.file = file;
    }

    /// What is recorded of an update: the loss, then its parts.
    ///
    /// @param losses the parts by name, the whole last
    static Map<String, Object> update(SequencedMap<String, Double> losses, double learningRate) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("loss", losses.lastEntry().getValue());
        losses.forEach(record::putIfAbsent);
        record.put("learning_rate", learningRate);
        return record;
    }

    /// What is recorded of a validation.
    ///
    /// @param crossEntropy of the validation part, see [CrossEntropy]
    static Map<String, Object> validation(Evaluation evaluation, double crossEntropy, boolean best) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("validation", RunResult.Metrics.of(evaluation));
        record.put("cross_entropy", crossEntropy);
        record.put("best", best);
        return record;
    }

    /// Appends one record; it is in the hands of the operating system when this returns, so that a killed process
    /// loses no earlier line.
    ///
    /// @param iteration updates made so far
    /// @param values what to record, by name, in the order wanted, see [Json]
    /// @return the line, without its end
    /// @throws IOException that names the file
    public String append(int iteration, Map<String, ?> values) throws IOException {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put(ITERATION, iteration);
        record.putAll(values);
        String line = Json.line(record);
        Appending.to(file, (line + "\n").getBytes(StandardCharsets.UTF_8));
        return line;
    }

    /// Drops the records beyond an iteration, so that a run which goes on from a checkpoint writes them again. A
    /// last line that a killed process has cut is dropped, too. Without a file there is nothing to do.
    ///
    /// @param iteration updates made at the checkpoint
    /// @throws IllegalArgumentException if another line is no record
    public void truncateAfter(int iteration) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        StringBuilder kept = new StringBuilder();
        int number = 0;
        int from = 0;
        while (from < text.length()) {
            int newline = text.indexOf('\n', from);
            if (newline < 0) {
                break; // a whole line ends with a newline: this one was cut
            }
            String line = text.substring(from, newline);
            from = newline + 1;
            number++;
            if (iteration(line, number) <= iteration) {
                kept.append(line).append('\n');
            }
        }
        AtomicFile.write(file, kept.toString());
    }

    private int iteration(String line, int number) {
        try {
            JsonElement record = JsonParser.parseString(line);
            if (record.isJsonObject() && record.getAsJsonObject().get(ITERATION) instanceof JsonPrimitive iteration) {
                return Integer.parseInt(iteration.getAsString());
            }
            throw notARecord(line, number, null);
        } catch (JsonParseException | NumberFormatException e) {
            throw notARecord(line, number, e);
        }
    }

    private IllegalArgumentException notARecord(String line, int number, Throwable cause) {
        return new IllegalArgumentException(
                file + ": line " + number + " is not a record of this log (a JSON object with a whole number `"
                        + ITERATION + "`): " + line + "; remove the line or the file",
                cause);
    }
}
