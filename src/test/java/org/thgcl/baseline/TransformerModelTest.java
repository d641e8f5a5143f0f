package org.thgcl.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.data.Labels;
import org.thgcl.equation.Samples;
import org.thgcl.model.Clips;
import org.thgcl.model.ModelFamily;
import org.thgcl.model.Moment;
import org.thgcl.model.Pass;
import org.thgcl.model.Weights;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

class TransformerModelTest {
    private static final int CLIPS = 6;
    private static final int FRAMES = 12;
    private static final int BANDS = 8;

    private static TransformerModel model(TransformerSystem system) {
        Settings<TransformerSize> settings = Settings.of(TransformerSize.class);
        Map<String, Integer> small = new LinkedHashMap<>();
        for (String key : List.of("patch_bands", "patch_frames", "stride_bands", "stride_frames")) {
            small.put(key, 4);
        }
        small.put("width", 16);
        small.put("mlp", 24);
        return new TransformerModel(system, settings.with(settings.defaults(), small), BANDS, FRAMES, 3);
    }

    /// Log-mels with a little noise: class 0 is loud in low bands, class 1 in high ones, class 2 at the beginning. The
    /// last three clips have two classes each.
    private static Tensor logMels() {
        Tensor x = Samples.uniform(7, -0.3, 0.3, CLIPS, FRAMES, BANDS);
        for (int i = 0; i < x.shape().elements(); i++) {
            int clip = i / (FRAMES * BANDS);
            boolean[] loud = {i % BANDS < 3, i % BANDS >= 5, i / BANDS % FRAMES < 5};
            for (int category : labels().of(clip)) {
                x.set(i, x.get(i) + (loud[category] ? 2 : 0));
            }
        }
        return x;
    }

    private static Labels labels() {
        return Labels.several(
                new int[] {0}, new int[] {1}, new int[] {2}, new int[] {0, 1}, new int[] {1, 2}, new int[] {0, 2});
    }

    private static Map<String, Tensor> initial(TransformerModel model) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        model.parameters().forEach(spec -> weights.put(spec.name(), spec.draw(1, DType.FLOAT64)));
        return weights;
    }

    private static Clips clips(Tape tape, Tensor audio) {
        List<String> ids =
                List.of("a", "b", "c", "d", "e", "f").subList(0, audio.shape().size(0));
        return new Clips(tape.constant(audio), tape.constant(Tensor.zeros(Shape.of(ids.size(), 0, 0))), ids);
    }

    private static Map<String, Variable> variables(Tape tape, Map<String, Tensor> weights) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> variables.put(name, tape.parameter(tensor)));
        return variables;
    }

    /// Gradient descent with momentum from the initial values, which all are small, brings the loss below a half.
    @ParameterizedTest
    @EnumSource
    void it_learns_what_distinguishes_small_spectrograms(TransformerSystem system) {
        TransformerModel model = model(system);
        Map<String, Tensor> weights = initial(model);
        Map<String, Tensor> momentum = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> momentum.put(name, Tensor.zeros(tensor.shape())));
        Tape tape = Samples.tape();
        double first = 0;
        double last = 0;
        for (int step = 0; step < 150; step++) {
            Map<String, Variable> variables = variables(tape, weights);
            Pass pass = model.apply(new Weights(variables), clips(tape, logMels()), Moment.update(1, step));
            Variable loss = pass.losses(labels()).get("loss");
            first = step == 0 ? loss.value().item() : first;
            last = loss.value().item();
            tape.backward(loss);
            variables.forEach((name, variable) -> {
                if (variable.gradient() != null) {
                    tape.kernels().momentum(variable.gradient(), 0.05, 0.9, 0, momentum.get(name), weights.get(name));
                }
            });
            tape.reset();
        }
        // all logits are near 0 at first, and each class counts: ln 2
        assertThat(first).isCloseTo(Math.log(2), within(0.1));
        assertThat(last).isLessThan(first / 2);
    }

    @ParameterizedTest
    @EnumSource
    void the_scores_of_a_clip_dont_depend_on_the_others(TransformerSystem system) {
        TransformerModel model = model(system);
        Map<String, Tensor> weights = initial(model);
        Tape tape = Samples.tape();
        Tensor x = logMels();
        double[] all = model.apply(new Weights(variables(tape, weights)), clips(tape, x), Moment.evaluation(1))
                .logits()
                .value()
                .toArray();
        for (int clip = 0; clip < CLIPS; clip++) {
            Tensor one = Tensor.zeros(Shape.of(1, FRAMES, BANDS));
            for (int i = 0; i < FRAMES * BANDS; i++) {
                one.set(i, x.get(clip * FRAMES * BANDS + i));
            }
            double[] own = model.apply(new Weights(variables(tape, weights)), clips(tape, one), Moment.evaluation(1))
                    .logits()
                    .value()
                    .toArray();
            for (int c = 0; c < 3; c++) {
                assertThat(own[c]).isEqualTo(all[clip * 3 + c]);
            }
        }
    }

    @Test
    void there_is_a_family_for_each_system() {
        assertThat(TransformerModel.FAMILIES.stream().map(ModelFamily::name))
                .containsExactly("ast", "passt", "asit", "audio_mae", "maskspec", "atst_clip", "vatt");
        assertThat(TransformerModel.FAMILIES)
                .allSatisfy(family -> assertThat(family.configuration().value("learning_rate"))
                        .isEqualTo(0.001));
    }

    @Test
    void a_class_that_doesnt_exist_and_other_sizes_are_refused() {
        TransformerModel model = model(TransformerSystem.AST);
        Tape tape = Samples.tape();
        Weights weights = new Weights(variables(tape, initial(model)));
        Pass pass = model.apply(weights, clips(tape, logMels()), Moment.evaluation(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pass.losses(Labels.one(0, 1, 2, 3, 0, 0)))
                .withMessage("labels: clip 3 has the class 3, must be 0 to 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        model.apply(weights, clips(tape, Tensor.zeros(Shape.of(1, FRAMES, 9))), Moment.evaluation(1)))
                .withMessage("transformer, input: axis band is 9, expected 8");
    }
}
