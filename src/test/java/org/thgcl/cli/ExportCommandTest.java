package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.data.DataSet;
import org.thgcl.data.Hdf5DataSet;
import org.thgcl.file.Sha256;
import org.thgcl.onnx.OnnxSession;
import org.thgcl.onnx.WireReader;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.training.Checkpoint;

/// A trained model, exported, gives what `thgcl predict` gives.
class ExportCommandTest {
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();
    private Path data;
    private Path run;
    private Path file;

    @BeforeEach
    void clips() {
        data = ClipFile.good().write(folder.resolve("clips.h5"));
        run = folder.resolve("run");
        file = folder.resolve("model.onnx");
    }

    private void train(String... settings) {
        List<Object> more = new ArrayList<>();
        for (String setting : settings) {
            more.addAll(List.of("--set", setting));
        }
        terminal.done(Terminal.train(data, run, more.toArray()).toArray());
    }

    @Test
    void features_are_standardised_in_the_file_and_scores_are_those_of_predict() throws IOException, OrtException {
        train("standardise=true");
        for (String dtype : List.of("f64", "f32")) {
            terminal.done("export", run, "--dtype", dtype, "--out", file);
            assertThat(terminal.out())
                    .contains("reads  audio [clips, ", ", video [clips, ", "gives  logits [clips, 3], scores");
            terminal.done("predict", run, "--dtype", dtype, "--part", "all", "--format", "json");
            JsonArray predictions = JsonParser.parseString(terminal.out()).getAsJsonArray();
            Map<String, Tensor> outputs;
            try (OnnxSession session = new OnnxSession(Files.readAllBytes(file))) {
                outputs = session.run(features());
            }
            // as in OnnxReadingsTest
            double tolerance = dtype.equals("f64") ? 1e-12 : 1e-5;
            for (int clip = 0; clip < predictions.size(); clip++) {
                JsonObject scores = predictions.get(clip).getAsJsonObject().getAsJsonObject("scores");
                int category = 0;
                for (String name : scores.keySet()) {
                    assertThat(outputs.get("scores").get(clip * ClipFile.CLASSES.length + category))
                            .isCloseTo(scores.get(name).getAsDouble(), within(tolerance));
                    category++;
                }
            }
        }
    }

    private Map<String, Tensor> features() throws IOException {
        try (DataSet clips = Hdf5DataSet.open(data)) {
            Tensor audio = Tensor.zeros(Shape.of(clips.size(), clips.audioSegments(), clips.audioFeatures()));
            Tensor video = Tensor.zeros(Shape.of(clips.size(), clips.videoSegments(), clips.videoFeatures()));
            for (int clip = 0; clip < clips.size(); clip++) {
                float[] one = new float[clips.audioSegments() * clips.audioFeatures()];
                clips.readAudio(clip, one, 0);
                audio.set(clip * one.length, one, 0, one.length);
                float[] other = new float[clips.videoSegments() * clips.videoFeatures()];
                clips.readVideo(clip, other, 0);
                video.set(clip * other.length, other, 0, other.length);
            }
            return Map.of("audio", audio, "video", video);
        }
    }

    /// Read by the numbers of the fields in `onnx.proto`, without the code that has written them.
    @Test
    void the_file_holds_the_parameters_under_their_names_and_says_what_it_is() throws IOException {
        train();
        terminal.done("export", run, "--out", file);
        WireReader model = new WireReader(Files.readAllBytes(file));
        assertThat(model.numbers(1)).containsExactly(8L);
        assertThat(model.all(2).getFirst().text()).isEqualTo("thgcl");
        WireReader opset = model.all(8).getFirst();
        assertThat(opset.numbers(2)).containsExactly(17L);
        Map<String, String> metadata = new TreeMap<>();
        model.all(14)
                .forEach(entry -> metadata.put(
                        entry.all(1).getFirst().text(), entry.all(2).getFirst().text()));
        Path best = run.resolve("best.safetensors");
        Checkpoint checkpoint = Checkpoint.load(best);
        assertThat(metadata)
                .containsEntry("thgcl.configuration", checkpoint.configuration())
                .containsEntry("thgcl.classes", "[\"dog\",\"cat, \\\"small\\\"\",\"cow\"]")
                .containsEntry("thgcl.checkpoint.sha256", Sha256.of(best))
                .containsKey("thgcl.data.train.sha256");
        Map<String, WireReader> initializers = new TreeMap<>();
        model.all(7)
                .getFirst()
                .all(5)
                .forEach(tensor -> initializers.put(tensor.all(8).getFirst().text(), tensor));
        assertThat(initializers.keySet()).containsAll(checkpoint.parameters().keySet());
        checkpoint.parameters().forEach((name, tensor) -> {
            WireReader written = initializers.get(name);
            assertThat(written.numbers(1).stream().mapToInt(Long::intValue).toArray())
                    .as(name)
                    .isEqualTo(tensor.shape().toArray());
            ByteBuffer numbers = written.all(9).getFirst().bytes();
            for (double number : tensor.toArray()) {
                assertThat(numbers.getDouble()).isEqualTo(number);
            }
            assertThat(numbers.hasRemaining()).isFalse();
        });
    }

    @Test
    void the_same_run_gives_the_same_bytes() throws IOException {
        train();
        Path other = folder.resolve("other.onnx");
        terminal.done("export", run, "--out", file);
        terminal.done("export", "--checkpoint", run.resolve("best.safetensors"), "--format", "onnx", "--out", other);
        assertThat(file).hasSameBinaryContentAs(other);
    }

    @Test
    void what_cannot_be_exported_is_refused_and_nothing_is_written() {
        train("noise_draw=once_per_graph");
        terminal.refused(
                List.of("export", run, "--out", file),
                "best.safetensors: the model thgn can't be exported: operation add (step ",
                "differ from clip to clip");
        terminal.refused(List.of("export", "--out", file), "a model is missing: give RUN, or --checkpoint");
        terminal.refused(List.of("export", run, "--checkpoint", run, "--out", file), "both name a model");
        terminal.refused(List.of("export", run), "--out");
        terminal.refused(List.of("export", run, "--out", folder), "it is a folder");
        Path best = run.resolve("best.safetensors");
        terminal.refused(List.of("export", run, "--out", best), "is one of the inputs");
        terminal.refused(List.of("predict", run, "--out", best), "is one of the inputs");
        terminal.refused(List.of("export", run, "--format", "tflite", "--out", file), "--format");
        terminal.refused(List.of("export", data, "--out", file), "there is no such folder");
        assertThat(file).doesNotExist();
    }
}
