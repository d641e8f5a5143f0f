package org.thgcl.training;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.thgcl.file.Appending;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Json;
import org.thgcl.file.Protobuf;

/// The numbers of a run's log as TensorBoard reads them.
///
/// | tag | of |
/// |---|---|
/// | `train/loss`, `train/learning_rate` and the loss's parts, such as `train/focal` | each update |
/// | `validation/map`, `validation/auc`, `validation/accuracy`, `validation/cross_entropy` | each validation |
/// | `test/map`, `test/auc`, `test/accuracy` | the kept parameters, at the iteration that they are from |
///
/// The step of an event is the number of updates made. A number that doesn't exist has no event. Numbers are rounded to
/// float32, the type of TensorBoard's scalars; the log has them whole. Events have no time (wall time 0), so that the
/// same run writes the same bytes.
///
/// The file is a sequence of records: length (8 bytes, little-endian), checksum of these bytes, an `Event` of
/// TensorFlow's `event.proto`, its checksum. A checksum is CRC-32C, rotated right by 15 bits, plus a constant.
///
/// @param file its name must contain `tfevents`
record EventFile(Path file) {
    private static final int CHECKSUM_ROTATION = 15;
    private static final int CHECKSUM_CONSTANT = 0xA282EAD8;

    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;

    private static final String ITERATION = "iteration";

    /// Writes the file anew, with the events of a log.
    ///
    /// @param log see [MetricsLog]; there may be none yet
    void write(Path log) throws IOException {
        ByteArrayOutputStream events = new ByteArrayOutputStream();
        events.writeBytes(record(new Protobuf().text(FILE_VERSION, "brain.Event:2")));
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        lines.forEach(line -> events.writeBytes(record(event(line))));
        AtomicFile.write(file, channel -> {
            ByteBuffer bytes = ByteBuffer.wrap(events.toByteArray());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        });
    }

    /// Appends the event of a line of the log.
    void append(String line) throws IOException {
        Appending.to(file, record(event(line)));
    }

    /// Appends what came out of the run, if it was tested.
    void append(RunResult result) throws IOException {
        if (result.test() != null) {
            append(Json.line(Map.of(ITERATION, result.bestIteration(), "test", result.test())));
        }
    }

    /// The numbers of a record in the log.
    private static Protobuf event(String line) {
        JsonObject record = JsonParser.parseString(line).getAsJsonObject();
        String group = record.has("loss") ? "train" : "validation";
        Protobuf summary = new Protobuf();
        for (Map.Entry<String, JsonElement> entry : record.entrySet()) {
            if (entry.getValue().isJsonObject()) {
                entry.getValue()
                        .getAsJsonObject()
                        .asMap()
                        .forEach((name, value) -> add(summary, entry.getKey() + "/" + name, value));
            } else if (!entry.getKey().equals(ITERATION)) {
                add(summary, group + "/" + entry.getKey(), entry.getValue());
            }
        }
        return new Protobuf().number(STEP, record.get(ITERATION).getAsLong()).message(SUMMARY, summary);
    }

    private static void add(Protobuf summary, String tag, JsonElement value) {
        if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
            summary.message(VALUE, new Protobuf().text(TAG, tag).float32(SIMPLE_VALUE, value.getAsFloat()));
        }
    }

    private static byte[] record(Protobuf event) {
        byte[] content = event.toByteArray();
        ByteBuffer record = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + content.length + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(content.length);
        record.putInt(checksum(record.array(), Long.BYTES));
        record.put(content);
        record.putInt(checksum(content, content.length));
        return record.array();
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return Integer.rotateRight((int) crc.getValue(), CHECKSUM_ROTATION) + CHECKSUM_CONSTANT;
    }
}
