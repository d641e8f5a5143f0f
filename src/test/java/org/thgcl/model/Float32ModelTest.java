package org.thgcl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.autodiff.Scores;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.OutOfRangeException;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.HawkesNoise;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.Thgn;

/// The whole network in float32 against itself in float64, from the same float32 numbers.
class Float32ModelTest {
    private static final int[] LABELS = {2, 0, 1};

    /// How many roundings of a number of order 1 lie on the way to a gradient, at most. Forward: 6 for the
    /// alignment (products of length 5, and the bias), in each layer 5 for X Psi, 5 for the neighbours, 8 for
    /// GAT-AV, 3 for the sums, 45 / 8 + 4 for each of mean and variance (8 lanes) and 4 to normalise, so 45
    /// each; then 12 to pool, 10 for the head, 15 for the losses: 133. The gradient takes the same way back:
    /// 266. Each rounding of a number of order 1 is 2^-25 at most, and what is made of it later is again of
    /// order 1: the normalisation divides by deviations near 1, and everything else has a derivative of 2 at
    /// most, which the factor between 2^-25 and 2^-24 stands for. This is the bound of a first-order error
    /// analysis: the errors seen are below 5, as roundings cancel.
    private static final double ROUNDINGS = 266;

    private static final Configuration SMALL = Preset.PAPER
            .configuration()
            .with(Map.ofEntries(
                    Map.entry("audio_segments", 9),
                    Map.entry("audio_features", 4),
                    Map.entry("video_segments", 4),
                    Map.entry("video_features", 5),
                    Map.entry("classes", 3),
                    Map.entry("embedding", 4),
                    Map.entry("hidden", 5),
                    Map.entry("layers", 2),
                    Map.entry("batch", 3),
                    Map.entry("audio_span", 2),
                    Map.entry("video_span", 1),
                    Map.entry("dtype", "float32")));

    static List<Map<String, Object>> readings() {
        return List.of(
                Map.of(),
                Map.of("noise", "logit", "position", "neighbour", "sign", -1, "tau_place", "inside"),
                Map.of("fusion", "multiply", "adjacency", "row"),
                Map.of("graph_embedding", "concat", "negatives", "within_modality"),
                Map.of("intra_weight", "tmac", "cross_weight", "tmac", "embedding", 0),
                Map.of("normalisation", "none", "adjacency", "row"),
                Map.of("video_segments", 0, "video_features", 0));
    }

    @ParameterizedTest
    @MethodSource("readings")
    void scores_and_gradients_agree_with_float64(Map<String, Object> reading) {
        Configuration c = SMALL.with(reading);
        Map<String, Tensor> inputs = inputs(c);
        Map<String, Tensor> single = results(c, inputs);
        Map<String, Tensor> exact = results(c.with("dtype", "float64"), inputs);
        double tolerance = ROUNDINGS * 0x1p-24;
        assertThat(single.keySet()).isEqualTo(exact.keySet());
        exact.forEach((name, tensor) -> {
            assertThat(single.get(name).dtype()).as(name).isEqualTo(DType.FLOAT32);
            assertThat(single.get(name).toArray())
                    .as(name)
                    .usingComparatorWithPrecision(tolerance)
                    .containsExactly(tensor.toArray());
        });
        // and it is not float64 in disguise
        assertThat(single.get("loss").item()).isNotEqualTo(exact.get("loss").item());
    }

    /// At every scale float32 gives what float64 gives, relative to the largest gradient of each parameter, or
    /// shows that it can't: numbers that are none, or an exception.
    ///
    /// Next to 0 a rounding is up to 2^-150 instead of 2^-25 of a number; the normalisation makes at most 1000
    /// times as much of it, 1 / sqrt(1e-5).
    @ParameterizedTest
    @ValueSource(doubles = {1e-44, 1e-40, 1e-38, 1e-20, 1e10, 1e18, 1e19, 1e25, 1e30, 1e34, 1e36, 3e37, 1e38})
    void features_of_any_scale_give_the_numbers_of_float64_or_none(double scale) {
        Map<String, Tensor> inputs = inputs(SMALL);
        inputs.put("audio", scaled(inputs.get("audio"), scale));
        inputs.put("video", scaled(inputs.get("video"), scale));
        Map<String, Tensor> exact = results(SMALL.with("dtype", "float64"), inputs);
        Map<String, Tensor> single;
        try {
            single = results(SMALL, inputs);
        } catch (OutOfRangeException e) {
            assertThat(scale).as(e.getMessage()).isGreaterThan(1e34);
            assertThat(e).hasMessageContaining("the graph normalisation divides by a deviation of");
            return;
        }
        if (!Double.isFinite(single.get("loss").item())) {
            assertThat(scale).as("overflow").isGreaterThan(1e36);
            return;
        }
        exact.forEach((name, tensor) -> {
            double[] expected = tensor.toArray();
            double largest = largest(exact.get(name.replace("target", "source")));
            assertThat(single.get(name).toArray())
                    .as(name)
                    .usingComparatorWithPrecision(ROUNDINGS * (0x1p-24 * largest + 1000 * 0x1p-150))
                    .containsExactly(expected);
        });
    }

    private static double largest(Tensor tensor) {
        return Arrays.stream(tensor.toArray()).map(Math::abs).max().orElseThrow();
    }

    private static Tensor scaled(Tensor features, double scale) {
        Tensor scaled = features.copy();
        for (int i = 0; i < features.shape().elements(); i++) {
            scaled.set(i, features.get(i) * scale);
        }
        return scaled;
    }

    /// Parameters, features and noise, all float32.
    private static Map<String, Tensor> inputs(Configuration c) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        Parameters.shapes(c).forEach((name, shape) -> inputs.put(name, gaussian(name, 0.5, shape)));
        inputs.put(
                "audio",
                gaussian(
                        "audio",
                        1,
                        Shape.of(
                                LABELS.length,
                                c.clips().audioSegments(),
                                c.clips().audioFeatures())));
        if (c.clips().hasVideo()) {
            inputs.put(
                    "video",
                    gaussian(
                            "video",
                            1,
                            Shape.of(
                                    LABELS.length,
                                    c.clips().videoSegments(),
                                    c.clips().videoFeatures())));
        }
        return inputs;
    }

    private static Tensor gaussian(String name, double deviation, Shape shape) {
        Tensor tensor = Tensor.zeros(DType.FLOAT32, shape);
        for (int i = 0; i < shape.elements(); i++) {
            tensor.set(i, deviation * new CounterRandom(3).gaussian(0, CounterRandom.site(name), i));
        }
        return tensor;
    }

    /// The scores, the loss, and the gradient of the loss by each input, computed in the configuration's type.
    private static Map<String, Tensor> results(Configuration c, Map<String, Tensor> inputs) {
        Kernels kernels = Kernels.of(c.training().dtype(), Workers.one());
        Tape tape = new Tape(kernels);
        Thgn model = Thgn.of(c);
        Map<String, Variable> variables = new LinkedHashMap<>();
        inputs.forEach((name, tensor) ->
                variables.put(name, tape.parameter(tensor.to(c.training().dtype()))));
        Tensor xi = HawkesNoise.eachStep(
                new CounterRandom(5),
                0,
                Tensor.zeros(
                        DType.FLOAT32,
                        Shape.of(LABELS.length, model.graph().cross().count())));
        Thgn.Output output = model.forward(
                new Weights(variables),
                variables.get("audio"),
                variables.get("video"),
                tape.constant(xi),
                Moment.evaluation(0));
        Variable loss = model.loss(output, LABELS).total();
        Map<String, Tensor> results = new LinkedHashMap<>();
        results.put("scores", Scores.logSoftmax(output.logits()).exp().value());
        results.put("loss", loss.value());
        tape.backward(loss);
        variables.forEach((name, variable) -> results.put(name, variable.gradient()));
        return results;
    }
}
