package org.thgcl.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.CrossEntropy;
import org.thgcl.data.Labels;
import org.thgcl.equation.Samples;
import org.thgcl.model.Clips;
import org.thgcl.model.Model;
import org.thgcl.model.Moment;
import org.thgcl.model.Pass;
import org.thgcl.model.Weights;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Tensor;

/// VAED, HGCN and SSL graph as models that are trained, on clips that their features tell apart.
class GraphModelsTest {
    private static final int CLIPS = 9;
    private static final int CLASSES = 3;
    private static final ClipSizes SIZES = new ClipSizes(4, 4, 6, 5, CLASSES, 1);

    private static Model model(String name) {
        Settings<VaedSettings> vaed = Settings.of(VaedSettings.class);
        Settings<HgcnSettings> hgcn = Settings.of(HgcnSettings.class);
        Settings<SslGraphSettings> ssl = Settings.of(SslGraphSettings.class);
        Map<String, Object> small = Map.of("hidden", 8, "layers", 2, "fusion_layers", List.of(1));
        return switch (name) {
            case "vaed" -> new Vaed(SIZES, vaed.with(vaed.defaults(), small));
            case "hgcn" -> new Hgcn(SIZES, hgcn.with(hgcn.defaults(), small));
            default ->
                new SslGraphModel(
                        8, CLASSES, ssl.with(ssl.defaults(), Map.of("hidden", 8, "layers", 1, "neighbours", 2)));
        };
    }

    private static int[] labels() {
        return IntStream.range(0, CLIPS).map(clip -> clip % CLASSES).toArray();
    }

    /// Noise, and in the feature with the number of the class 2 more.
    private static Tensor features(long seed, int segments) {
        Tensor features = Samples.uniform(seed, -1, 1, CLIPS, segments, 4);
        for (int clip = 0; clip < CLIPS; clip++) {
            for (int segment = 0; segment < segments; segment++) {
                int e = (clip * segments + segment) * 4 + clip % CLASSES;
                features.set(e, features.get(e) + 2);
            }
        }
        return features;
    }

    private static Clips clips(Tape tape) {
        return new Clips(
                tape.constant(features(1, 6)),
                tape.constant(features(2, 5)),
                IntStream.range(0, CLIPS).mapToObj(Integer::toString).toList());
    }

    private static Pass pass(Model model, Tape tape, Map<String, Tensor> parameters, Moment moment) {
        Map<String, Variable> weights = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> weights.put(name, tape.parameter(tensor)));
        return model.apply(new Weights(weights), clips(tape), moment);
    }

    private static Map<String, Tensor> drawn(Model model) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        model.parameters().forEach(spec -> parameters.put(spec.name(), spec.draw(5, DType.FLOAT64)));
        return parameters;
    }

    /// Steepest descent on one batch, dropout and all.
    @ParameterizedTest
    @ValueSource(strings = {"vaed", "hgcn", "ssl"})
    void the_loss_falls(String name) {
        Model model = model(name).trainedOn(Labels.one(labels()));
        Map<String, Tensor> parameters = drawn(model);
        double first = 0;
        double last = 0;
        for (int step = 0; step < 60; step++) {
            Tape tape = Samples.tape();
            Map<String, Variable> weights = new LinkedHashMap<>();
            parameters.forEach((key, tensor) -> weights.put(key, tape.parameter(tensor)));
            Variable loss = model.apply(new Weights(weights), clips(tape), Moment.update(3, step))
                    .losses(Labels.one(labels()))
                    .lastEntry()
                    .getValue();
            first = step == 0 ? loss.value().item() : first;
            last = loss.value().item();
            tape.backward(loss);
            weights.forEach((key, weight) -> {
                if (weight.gradient() != null) {
                    Tensor parameter = parameters.get(key);
                    for (int e = 0; e < parameter.shape().elements(); e++) {
                        parameter.set(
                                e, parameter.get(e) - 0.3 * weight.gradient().get(e));
                    }
                }
            });
        }
        assertThat(last).isLessThan(0.8 * first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vaed", "hgcn", "ssl"})
    void training_is_random_by_seed_and_step_and_evaluation_is_not(String name) {
        Model model = model(name);
        Map<String, Tensor> parameters = drawn(model);
        double[] evaluated = pass(model, Samples.tape(), parameters, Moment.evaluation(1))
                .logits()
                .value()
                .toArray();
        double[] update = pass(model, Samples.tape(), parameters, Moment.update(1, 4))
                .logits()
                .value()
                .toArray();
        assertThat(pass(model, Samples.tape(), parameters, Moment.evaluation(2))
                        .logits()
                        .value()
                        .toArray())
                .isEqualTo(evaluated);
        assertThat(pass(model, Samples.tape(), parameters, Moment.update(1, 4))
                        .logits()
                        .value()
                        .toArray())
                .isEqualTo(update)
                .isNotEqualTo(evaluated);
        assertThat(pass(model, Samples.tape(), parameters, Moment.update(1, 5))
                        .logits()
                        .value()
                        .toArray())
                .isNotEqualTo(update);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vaed", "hgcn", "ssl"})
    void clips_of_several_classes_are_refused(String name) {
        Model model = model(name);
        Pass pass = pass(model, Samples.tape(), drawn(model), Moment.evaluation(1));
        int[][] none = new int[CLIPS][0];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pass.losses(Labels.several(none)))
                .withMessageContaining("its loss takes clips of one class each");
    }

    /// 4, 2 and 0 clips of the classes of a training part of 6: weights 6 / (3 4), 6 / (3 2) and 0.
    @Test
    void hgcn_weighs_classes_as_they_are_rare_in_training() {
        Model model = model("hgcn");
        Map<String, Tensor> parameters = drawn(model);
        int[] two = IntStream.range(0, CLIPS).map(clip -> clip % 2).toArray();
        Labels labels = Labels.one(two);
        Pass weighted =
                pass(model.trainedOn(Labels.one(0, 0, 1, 0, 1, 0)), Samples.tape(), parameters, Moment.evaluation(1));
        Variable expected = new CrossEntropy(0.3, 0.5, 1, 0).apply(weighted.logits(), two);
        assertThat(weighted.losses(labels).get("loss").value().item())
                .isCloseTo(expected.value().item(), within(1e-15));
        Pass plain = pass(model, Samples.tape(), parameters, Moment.evaluation(1));
        assertThat(plain.losses(labels).get("loss").value().item())
                .isNotEqualTo(expected.value().item());
    }

    /// A batch is a subgraph: without the others, a clip is a graph of its own.
    @Test
    void a_clip_of_ssl_graph_is_joined_to_others() {
        Model model = model("ssl");
        Map<String, Tensor> parameters = drawn(model);
        Tape tape = Samples.tape();
        Map<String, Variable> weights = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> weights.put(name, tape.constant(tensor)));
        Tensor audio = Samples.uniform(1, -1, 1, 1, 6, 4);
        Tensor video = Samples.uniform(2, -1, 1, 1, 5, 4);
        Clips alone = new Clips(tape.constant(audio), tape.constant(video), List.of("alone"));
        double[] logits = model.apply(new Weights(weights), alone, Moment.evaluation(1))
                .logits()
                .value()
                .toArray();
        assertThat(logits).hasSize(CLASSES);
        Pass together = pass(model, Samples.tape(), parameters, Moment.evaluation(1));
        assertThat(together.logits().shape().rows()).isEqualTo(CLIPS);
    }
}
