package org.thgcl.thgn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thgcl.autodiff.GradientCheck;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Configuration;
import org.thgcl.model.Moment;
import org.thgcl.model.Parameters;
import org.thgcl.model.Weights;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

@Tag("slow")
class ThgnTest {
    private static final Kernels KERNELS = Kernels.of(DType.FLOAT64, Workers.one());
    private static final int BATCH = 3;
    private static final int[] LABELS = {2, 0, 1};

    /// About 4 audio and 2 video segments a clip would leave nothing to shift; 9 and 4 do.
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
                    Map.entry("batch", BATCH),
                    Map.entry("audio_span", 2),
                    Map.entry("audio_dilation", 2),
                    Map.entry("video_span", 1),
                    Map.entry("video_dilation", 2)));

    private static Stream<Map<String, Object>> readings() {
        return Stream.of(
                Map.of(),
                Map.of("boundary", "clip"),
                Map.of("alignment", "hops", "hops", List.of(0, 1, 5, 8)),
                Map.of("noise", "logit", "position", "neighbour", "sign", -1, "tau_place", "inside", "tau", 0.7),
                Map.of("noise", "none", "position", "aligned"),
                Map.of("fusion", "multiply"),
                Map.of("fusion", "none"),
                Map.of("normalisation", "none", "adjacency", "row"),
                Map.of("adjacency", "symmetric"),
                Map.of("graph_embedding", "concat"),
                Map.of("graph_embedding", "audio"),
                Map.of("negatives", "with_positive"),
                Map.of("negatives", "within_modality"),
                Map.of("bias", false),
                Map.of("alpha", 1, "gamma", 0),
                Map.of("embedding", 0),
                Map.of("intra_weight", "tmac", "cross_weight", "tmac", "weight_contrastive", 0),
                Map.of("cross_weight", "gaussian"),
                Map.of("alignment", "window_time", "audio_hop_seconds", 0.3, "video_hop_seconds", 0.7),
                Map.of("cross_dilation", 2),
                Map.of("current", "source"),
                Map.of("current", "source", "boundary", "clip", "adjacency", "symmetric"),
                Map.of("primes", "clip"),
                Map.of("primes", "audio", "position", "neighbour"),
                Map.of("cross_layers", "last"),
                Map.of("cross_layers", "last", "layers", 3, "bias", false),
                Map.of("video_segments", 0, "video_features", 0));
    }

    /// Every reading of the register that changes the network: the gradient of the objective with respect to every
    /// parameter and both features agrees with differences of the objective.
    @ParameterizedTest
    @MethodSource("readings")
    void gradients_agree_with_differences_in_every_reading(Map<String, Object> reading) {
        Inputs inputs = new Inputs(SMALL.with(reading));
        Thgn model = Thgn.of(inputs.configuration);
        GradientCheck check = GradientCheck.of(
                KERNELS,
                1e-5, // a hundred times nearer to the point than usual, so that no rectifier's kink lies between
                variables -> inputs.loss(model, variables).total(),
                inputs.all());
        assertThat(check.failures()).isEmpty();
        assertThat(check.comparisons())
                .isEqualTo(1
                        + Arrays.stream(inputs.all())
                                .mapToInt(t -> t.shape().elements())
                                .sum());
    }

    @ParameterizedTest
    @MethodSource("readings")
    void the_network_is_the_composition_of_the_equations_definitions(Map<String, Object> reading) {
        Inputs inputs = new Inputs(SMALL.with(reading));
        Thgn model = Thgn.of(inputs.configuration);
        Tape tape = new Tape(KERNELS);
        Thgn.Output output = inputs.forward(model, inputs.constants(tape));
        ThgnDefinition definition = new ThgnDefinition(inputs.configuration, inputs.parameters.tensors());
        for (int clip = 0; clip < BATCH; clip++) {
            ThgnDefinition.Embeddings expected = definition.of(
                    row(inputs.audio, clip),
                    inputs.configuration.clips().hasVideo() ? row(inputs.video, clip) : null,
                    row(inputs.xi, clip));
            assertRow(output.logits().value(), clip, expected.logits());
            assertRow(output.audio().embedding().value(), clip, expected.audio());
            if (inputs.configuration.clips().hasVideo()) {
                assertRow(output.video().orElseThrow().embedding().value(), clip, expected.video());
            }
        }
    }

    /// Numbers of order 1 after some 1000 roundings each, amplified by the normalisation of nearly equal features
    /// by less than 100: 1000 x 2^-53 x 100 = 1e-11.
    private static void assertRow(Tensor actual, int row, double[] expected) {
        for (int c = 0; c < expected.length; c++) {
            assertThat(actual.get(row * expected.length + c)).isCloseTo(expected[c], within(1e-11));
        }
    }

    /// [ThgnLayer] rounds in the same order in both forms. So the bits are the same: of the loss, and of the
    /// gradient by each parameter.
    @ParameterizedTest
    @MethodSource("readings")
    void the_layers_as_written_and_the_fused_ones_have_the_same_bits(Map<String, Object> reading) {
        Inputs inputs = new Inputs(SMALL.with(reading).with("dropout", 0.25));
        Thgn fused = Thgn.of(inputs.configuration);
        for (Moment moment : List.of(Moment.evaluation(1), Moment.update(1, 2))) {
            Map<String, double[]> expected = lossAndGradients(inputs, fused, moment);
            Map<String, double[]> actual = lossAndGradients(inputs, fused.asWritten(), moment);
            assertThat(actual).containsOnlyKeys(expected.keySet());
            expected.forEach((name, bits) ->
                    assertThat(actual.get(name)).as("%s, %s", name, moment).containsExactly(bits));
        }
    }

    @Test
    void the_layers_as_written_have_an_operation_of_their_own_for_each_step() {
        Inputs inputs = new Inputs(SMALL);
        Thgn fused = Thgn.of(SMALL);
        assertThat(operations(inputs, fused)).contains("activate").doesNotContain("normalise");
        assertThat(operations(inputs, fused.asWritten()))
                .contains("add_bias", "add", "relu", "normalise")
                .doesNotContain("activate");
    }

    private static List<String> operations(Inputs inputs, Thgn model) {
        Tape tape = new Tape(KERNELS);
        inputs.forward(model, inputs.constants(tape));
        return tape.operations().stream().map(Tape.Operation::name).toList();
    }

    private static Map<String, double[]> lossAndGradients(Inputs inputs, Thgn model, Moment moment) {
        Tape tape = new Tape(KERNELS);
        Map<String, Variable> parameters = inputs.parameters.on(tape, true);
        Variable audio = tape.parameter(inputs.audio);
        Variable video = tape.parameter(inputs.video);
        Thgn.Output output = model.forward(new Weights(parameters), audio, video, tape.constant(inputs.xi), moment);
        Variable loss = model.loss(output, LABELS).total();
        tape.backward(loss);
        Map<String, double[]> results = new LinkedHashMap<>();
        results.put("loss", loss.value().toArray());
        results.put("logits", output.logits().value().toArray());
        parameters.forEach((name, parameter) -> results.put(name, elements(parameter.gradient())));
        results.put("audio", elements(audio.gradient()));
        results.put("video", elements(video.gradient()));
        return results;
    }

    /// Nothing for a parameter that the loss doesn't depend on.
    private static double[] elements(Tensor gradient) {
        return gradient == null ? new double[0] : gradient.toArray();
    }

    @Test
    void dropout_acts_in_training_and_depends_on_seed_and_step() {
        Inputs inputs = new Inputs(SMALL);
        Thgn model = Thgn.of(SMALL.with("dropout", 0.5));
        double none = lossWith(inputs, model, Moment.evaluation(1));
        double step0 = lossWith(inputs, model, Moment.update(1, 0));
        double step1 = lossWith(inputs, model, Moment.update(1, 1));
        assertThat(step0).isNotEqualTo(none).isNotEqualTo(step1);
        assertThat(lossWith(inputs, model, Moment.update(1, 0))).isEqualTo(step0);
    }

    private static double lossWith(Inputs inputs, Thgn model, Moment moment) {
        Tape tape = new Tape(KERNELS);
        Thgn.Output output = model.forward(
                new Weights(inputs.parameters.on(tape, false)),
                tape.constant(inputs.audio),
                tape.constant(inputs.video),
                tape.constant(inputs.xi),
                moment);
        return model.loss(output, LABELS).total().value().item();
    }

    @Test
    void features_of_another_size_are_refused_by_axis() {
        Inputs inputs = new Inputs(SMALL);
        Thgn wider = Thgn.of(SMALL.with("audio_features", 128));
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> inputs.forward(wider, inputs.constants(new Tape(KERNELS))))
                .withMessage("audio features: axis feature is 4, expected 128");
    }

    @Test
    void a_second_step_takes_no_new_buffers_and_gives_the_same_bits() {
        Inputs inputs = new Inputs(SMALL);
        Thgn model = Thgn.of(SMALL);
        Tape tape = new Tape(KERNELS);
        List<Double> losses = new ArrayList<>();
        for (int step = 0; step < 2; step++) {
            List<Variable> variables = inputs.constants(tape);
            losses.add(inputs.loss(model, variables).total().value().item());
            tape.reset();
        }
        assertThat(losses.get(0)).isEqualTo(losses.get(1));
    }

    private static Tensor row(Tensor tensor, int row) {
        int elements = tensor.shape().elements() / BATCH;
        int[] sizes = tensor.shape().toArray();
        sizes[0] = 1;
        return Tensor.of(Shape.of(sizes), Arrays.copyOfRange(tensor.toArray(), row * elements, (row + 1) * elements));
    }

    /// A batch of random clips and initial parameters.
    private static final class Inputs {
        private final Configuration configuration;
        private final Parameters parameters;
        private final Tensor audio;
        private final Tensor video;
        private final Tensor xi;

        Inputs(Configuration configuration) {
            this(
                    configuration,
                    Parameters.initial(configuration),
                    noise(configuration, "audio"),
                    noise(configuration, "video"),
                    HawkesNoise.eachStep(
                            new CounterRandom(5),
                            0,
                            Tensor.zeros(Shape.of(
                                    BATCH,
                                    Thgn.of(configuration).graph().cross().count()))));
        }

        private Inputs(Configuration configuration, Parameters parameters, Tensor audio, Tensor video, Tensor xi) {
            this.configuration = configuration;
            this.parameters = parameters;
            this.audio = audio;
            this.video = video;
            this.xi = xi;
            // biases start at 0, where their gradients are least telling
            parameters.tensors().forEach((name, tensor) -> {
                if (name.endsWith(".bias")) {
                    for (int i = 0; i < tensor.shape().elements(); i++) {
                        tensor.set(i, 0.1 * new CounterRandom(9).gaussian(0, CounterRandom.site(name), i));
                    }
                }
            });
        }

        private static Tensor noise(Configuration c, String modality) {
            Tensor tensor = Tensor.zeros(
                    "audio".equals(modality)
                            ? Shape.of(
                                    BATCH, c.clips().audioSegments(), c.clips().audioFeatures())
                            : Shape.of(
                                    BATCH, c.clips().videoSegments(), c.clips().videoFeatures()));
            for (int i = 0; i < tensor.shape().elements(); i++) {
                tensor.set(i, new CounterRandom(3).gaussian(0, CounterRandom.site(modality), i));
            }
            return tensor;
        }

        /// The parameters in their order, then audio and video.
        Tensor[] all() {
            List<Tensor> all = new ArrayList<>(parameters.tensors().values());
            all.add(audio);
            all.add(video);
            return all.toArray(Tensor[]::new);
        }

        List<Variable> constants(Tape tape) {
            return Arrays.stream(all()).map(tape::constant).toList();
        }

        Thgn.Output forward(Thgn model, List<Variable> variables) {
            Map<String, Variable> byName = new LinkedHashMap<>();
            int next = 0;
            for (String name : parameters.tensors().keySet()) {
                byName.put(name, variables.get(next++));
            }
            Variable audioFeatures = variables.get(next++);
            Variable videoFeatures = variables.get(next);
            Variable noise = audioFeatures.tape().constant(xi);
            return model.forward(new Weights(byName), audioFeatures, videoFeatures, noise, Moment.evaluation(0));
        }

        Thgn.Loss loss(Thgn model, List<Variable> variables) {
            return model.loss(forward(model, variables), LABELS);
        }
    }
}
