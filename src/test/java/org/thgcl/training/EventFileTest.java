package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;
import org.thgcl.training.RecordedScalars.Scalar;

class EventFileTest {
    private static final Configuration SETTINGS =
            SmallRun.configuration(Map.of("iterations", 8, "validate_every", 3, "checkpoint_minutes", 0));

    @TempDir
    private Path folder;

    @Test
    void a_run_records_every_number_of_its_log_and_of_its_test() throws IOException {
        RunFolder run = new RunFolder(folder, true);
        RunResult result = run(run, Interruption.NONE);
        List<Scalar> expected = scalars(run.metrics());
        expected.add(new Scalar(
                result.bestIteration(), "test/map", (float) result.test().map()));
        expected.add(new Scalar(
                result.bestIteration(), "test/auc", (float) result.test().auc()));
        expected.add(new Scalar(
                result.bestIteration(), "test/accuracy", (float) result.test().accuracy()));
        RecordedScalars events = RecordedScalars.read(run.events());
        assertThat(events.version()).isEqualTo("brain.Event:2");
        assertThat(events.scalars()).containsExactlyElementsOf(expected);
        // 8 updates: loss, focal, contrastive, learning rate; 3 validations: 4 numbers; 3 of the test
        assertThat(events.scalars()).hasSize(8 * 4 + 3 * 4 + 3);
    }

    /// Tags and numbers, as the log's lines have them.
    private static List<Scalar> scalars(Path log) throws IOException {
        List<Scalar> scalars = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            JsonObject record = JsonParser.parseString(line).getAsJsonObject();
            long step = record.get("iteration").getAsLong();
            if (record.has("validation")) {
                for (String metric : List.of("map", "auc", "accuracy")) {
                    JsonElement value = record.getAsJsonObject("validation").get(metric);
                    scalars.add(new Scalar(step, "validation/" + metric, (float) value.getAsDouble()));
                }
                scalars.add(new Scalar(step, "validation/cross_entropy", number(record, "cross_entropy")));
            } else {
                for (String part : List.of("loss", "focal", "contrastive", "learning_rate")) {
                    scalars.add(new Scalar(step, "train/" + part, number(record, part)));
                }
            }
        }
        return scalars;
    }

    private static float number(JsonObject record, String name) {
        return (float) record.get(name).getAsDouble();
    }

    @Test
    void a_run_in_pieces_writes_the_same_bytes() throws IOException {
        RunFolder whole = new RunFolder(folder.resolve("whole"), true);
        RunFolder pieces = new RunFolder(folder.resolve("pieces"), true);
        run(whole, Interruption.NONE);
        assertThatExceptionOfType(TrainingStoppedException.class)
                .isThrownBy(() -> run(pieces, new TrainerTest.Stop(4)));
        // killed afterwards, while it wrote another update and its event
        Files.write(
                pieces.metrics(),
                "{\"iteration\":6,\"loss\":1.0}\n{\"iter".getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.APPEND);
        Files.write(pieces.events(), new byte[] {30, 0, 0}, StandardOpenOption.APPEND);
        // who forgets the option when going on doesn't lose the rest
        run(new RunFolder(pieces.path()), Interruption.NONE);
        assertThat(pieces.events()).hasSameBinaryContentAs(whole.events());
        // a run that has ended may be asked to go on, too
        run(pieces, Interruption.NONE);
        assertThat(pieces.events()).hasSameBinaryContentAs(whole.events());
    }

    @Test
    void events_that_are_wanted_later_are_those_of_the_whole_run() throws IOException {
        RunFolder whole = new RunFolder(folder.resolve("whole"), true);
        RunFolder later = new RunFolder(folder.resolve("later"));
        run(whole, Interruption.NONE);
        run(later, Interruption.NONE);
        assertThat(later.events()).doesNotExist();
        run(new RunFolder(later.path(), true), Interruption.NONE);
        assertThat(later.events()).hasSameBinaryContentAs(whole.events());
    }

    @Test
    void a_number_that_does_not_exist_has_no_event() throws IOException {
        Path file = folder.resolve("events");
        EventFile events = new EventFile(file);
        events.write(folder.resolve("none"));
        events.append("{\"iteration\":70000,\"validation\":{\"map\":1.0,\"auc\":null},\"best\":true}");
        assertThat(RecordedScalars.read(file).scalars()).containsExactly(new Scalar(70000, "validation/map", 1f));
    }

    @Test
    void a_file_that_can_not_be_written_is_named() {
        EventFile events = new EventFile(folder.resolve("none/events"));
        assertThatIOException()
                .isThrownBy(() -> events.append("{\"iteration\":1,\"loss\":1.0}"))
                .withMessageContaining("events: could not be written");
    }

    private static RunResult run(RunFolder folder, Interruption interruption) throws IOException {
        return new Trainer(
                        SETTINGS,
                        SmallRun.parts(SETTINGS),
                        folder,
                        Kernels.of(DType.FLOAT64, Workers.one()),
                        Progress.SILENT)
                .run(true, interruption);
    }
}
