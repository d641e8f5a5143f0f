package org.thgcl.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Clips;
import org.thgcl.model.Configuration;
import org.thgcl.model.Model;
import org.thgcl.model.Moment;
import org.thgcl.model.Parameters;
import org.thgcl.model.Pass;
import org.thgcl.model.Weights;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// A model with drawn parameters, in this program and, by its file, in ONNX Runtime.
final class ExportedModel {
    private final Configuration configuration;
    private final Parameters parameters;

    ExportedModel(Configuration configuration) {
        this.configuration = configuration;
        Map<String, Tensor> drawn = new LinkedHashMap<>();
        Parameters.shapes(configuration).forEach((name, shape) -> drawn.put(name, gaussian(name, 0.5, shape)));
        this.parameters = Parameters.of(configuration, drawn);
    }

    private Tensor gaussian(String site, double deviation, Shape shape) {
        Tensor tensor = Tensor.zeros(configuration.training().dtype(), shape);
        CounterRandom random = new CounterRandom(4);
        for (int i = 0; i < shape.elements(); i++) {
            tensor.set(i, deviation * random.gaussian(0, CounterRandom.site(site), i));
        }
        return tensor;
    }

    byte[] file() {
        return new OnnxExport(configuration, parameters, Map.of(), Map.of())
                .file("test", Workers.one())
                .bytes();
    }

    /// The features of some clips.
    Map<String, Tensor> features(int clips) {
        ClipShape sizes = configuration.clips();
        return Map.of(
                "audio", gaussian("audio", 1, Shape.of(clips, sizes.audioSegments(), sizes.audioFeatures())),
                "video", gaussian("video", 1, Shape.of(clips, sizes.videoSegments(), sizes.videoFeatures())));
    }

    /// What this program makes of features.
    Map<String, Tensor> expected(Map<String, Tensor> features) {
        Tape tape = new Tape(Kernels.of(configuration.training().dtype(), Workers.one()));
        Model model = configuration.model();
        Clips clips = new Clips(
                tape.constant(features.get("audio")),
                tape.constant(features.get("video")),
                IntStream.range(0, features.get("audio").shape().size(0))
                        .mapToObj(i -> "clip " + i)
                        .toList());
        Pass pass = model.apply(new Weights(parameters.on(tape, false)), clips, Moment.evaluation(7));
        Map<String, Variable> outputs = new LinkedHashMap<>(pass.views());
        outputs.put("logits", pass.logits());
        outputs.put("scores", model.activation().apply(pass.logits()));
        Map<String, Tensor> numbers = new LinkedHashMap<>();
        outputs.forEach((name, variable) -> numbers.put(name, variable.value()));
        return numbers;
    }

    /// Holds ONNX Runtime to this program, for 1, 2 and 5 clips.
    ///
    /// Each computes a number of order 1 with at most 133 roundings: Float32ModelTest counts them for sums of
    /// 5 terms. So they differ by 266 x 2^-24 = 1.6e-5 in float32, and by 3e-14 in float64, at most. The
    /// derivative of a score by the logits is at most 1/2. As roundings cancel, 1e-5 and 1e-12 hold for longer
    /// sums, too, relative to the largest number of an output that isn't of order 1.
    ///
    /// @param name of the file that is left in `target/onnx`, for tools/check_onnx.py
    /// @return the largest difference, likewise relative
    double agrees(String name) throws OrtException, IOException {
        byte[] file = file();
        Path folder = Files.createDirectories(Path.of("target", "onnx"));
        String type = configuration.text("dtype");
        Files.write(folder.resolve(name.replaceAll("[^a-z0-9_]+", "-") + "-" + type + ".onnx"), file);
        double tolerance = configuration.training().dtype() == DType.FLOAT64 ? 1e-12 : 1e-5;
        double largest = 0;
        try (OnnxSession session = new OnnxSession(file)) {
            for (int clips : new int[] {1, 2, 5}) {
                Map<String, Tensor> features = features(clips);
                Map<String, Tensor> expected = expected(features);
                Map<String, Tensor> outputs = session.run(features);
                assertThat(outputs.keySet()).isEqualTo(expected.keySet());
                for (String output : outputs.keySet()) {
                    assertThat(outputs.get(output).shape().size(0)).as(output).isEqualTo(clips);
                    largest =
                            Math.max(largest, difference(output, outputs.get(output), expected.get(output), tolerance));
                }
            }
        }
        return largest;
    }

    private static double difference(String name, Tensor output, Tensor expected, double tolerance) {
        double[] numbers = expected.toArray();
        double scale = Arrays.stream(numbers).map(Math::abs).reduce(1, Math::max);
        assertThat(output.toArray())
                .as(name)
                .usingComparatorWithPrecision(tolerance * scale)
                .containsExactly(numbers);
        double largest = 0;
        for (int i = 0; i < numbers.length; i++) {
            largest = Math.max(largest, Math.abs(output.get(i) - numbers[i]) / scale);
        }
        return largest;
    }
}
