package org.thgcl.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.ResNet1dModel.Modality;
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

class ResNet1dModelTest {
    private static final int CLIPS = 6;
    private static final int CLASSES = 2;
    private static final ClipSizes SIZES = new ClipSizes(7, 9, 3, 2, CLASSES, 1);
    private static final Settings<ResNet1dSettings> SETTINGS = Settings.of(ResNet1dSettings.class);
    private static final ResNet1dSettings SMALL = SETTINGS.with(
            SETTINGS.defaults(),
            Map.of("width", 4, "kernel", 3, "stride", 2, "blocks", 2, "start", List.of(), "norm_parameters", false));

    private static Tensor features(long seed, int segments, int features) {
        Tensor tensor = Samples.uniform(seed, -1, 1, CLIPS, segments, features);
        for (int i = 0; i < tensor.shape().elements(); i++) {
            int clip = i / (segments * features);
            tensor.set(i, tensor.get(i) + (i % features == clip % CLASSES ? 2 : 0));
        }
        return tensor;
    }

    private static Pass pass(Model model, Map<String, Variable> weights, Tape tape, Moment moment) {
        Clips clips = new Clips(
                tape.constant(features(1, 3, 7)),
                tape.constant(features(2, 2, 9)),
                IntStream.range(0, CLIPS).mapToObj(Integer::toString).toList());
        return model.apply(new Weights(weights), clips, moment);
    }

    private static Map<String, Tensor> drawn(Model model) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        model.parameters().forEach(spec -> parameters.put(spec.name(), spec.draw(5, DType.FLOAT64)));
        return parameters;
    }

    /// One of the sizes that G9 lists for both modalities, with 101 and 128 segments and 527 classes.
    @Test
    void both_modalities_have_one_of_the_sizes_near_that_of_table_1() {
        ResNet1dSettings settings = SETTINGS.with(SETTINGS.defaults(), Map.of("start", List.of()));
        Model model = new ResNet1dModel(new ClipSizes(128, 1024, 101, 128, 527, 1), settings, Modality.BOTH);
        assertThat(model.parameters().stream()
                        .mapToLong(spec -> spec.shape().elements())
                        .sum())
                .isEqualTo(81_209_359);
    }

    @Test
    void sound_alone_is_the_network() {
        Model model = new ResNet1dModel(new ClipSizes(128, 1024, 101, 40, 33, 1), SETTINGS.defaults(), Modality.AUDIO);
        assertThat(model.parameters()).isEqualTo(new ResNet1d(SETTINGS.defaults()).parameters());
    }

    /// The size of Table 1 less the unused 131,200 and 13,312.
    @Test
    void the_family_leaves_out_the_unused_parts() {
        assertThat(ResNet1dModel.FAMILY.configuration().model().parameters().stream()
                        .mapToLong(spec -> spec.shape().elements())
                        .sum())
                .isEqualTo(40_282_913);
    }

    /// Steepest descent on one batch.
    @ParameterizedTest
    @EnumSource(Modality.class)
    void the_loss_falls(Modality modality) {
        Model model = new ResNet1dModel(SIZES, SMALL, modality);
        Map<String, Tensor> parameters = drawn(model);
        int[] labels = IntStream.range(0, CLIPS).map(clip -> clip % CLASSES).toArray();
        double first = 0;
        double last = 0;
        for (int step = 0; step < 40; step++) {
            Tape tape = Samples.tape();
            Map<String, Variable> weights = new LinkedHashMap<>();
            parameters.forEach((key, tensor) -> weights.put(key, tape.parameter(tensor)));
            Variable loss = pass(model, weights, tape, Moment.update(3, step))
                    .losses(Labels.one(labels))
                    .get("loss");
            first = step == 0 ? loss.value().item() : first;
            last = loss.value().item();
            tape.backward(loss);
            weights.forEach((key, weight) -> {
                Tensor parameter = parameters.get(key);
                for (int e = 0; e < parameter.shape().elements(); e++) {
                    parameter.set(e, parameter.get(e) - 0.3 * weight.gradient().get(e));
                }
            });
        }
        assertThat(last).isLessThan(0.5 * first);
    }

    /// The gradient by the video of a clip is 0 where the sound alone decides.
    @ParameterizedTest
    @EnumSource(Modality.class)
    void video_counts_for_both_modalities_alone(Modality modality) {
        Model model = new ResNet1dModel(SIZES, SMALL, modality);
        Tape tape = Samples.tape();
        Map<String, Variable> weights = new LinkedHashMap<>();
        drawn(model).forEach((name, tensor) -> weights.put(name, tape.constant(tensor)));
        Variable video = tape.parameter(features(2, 2, 9));
        Clips clips = new Clips(
                tape.constant(features(1, 3, 7)),
                video,
                IntStream.range(0, CLIPS).mapToObj(Integer::toString).toList());
        tape.backward(model.apply(new Weights(weights), clips, Moment.evaluation(1))
                .logits()
                .sum());
        assertThat(video.gradient() != null).isEqualTo(modality == Modality.BOTH);
    }

    @Test
    void what_does_not_fit_is_refused() {
        ResNet1dSettings running =
                SETTINGS.with(SMALL, Map.of("norm_parameters", true, "normalise", true, "statistics", "running"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResNet1dModel(SIZES, running, Modality.AUDIO))
                .withMessageContaining("statistics: running, but training keeps no running statistics");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResNet1dModel(new ClipSizes(7, 0, 3, 0, 2, 1), SMALL, Modality.BOTH))
                .withMessage("modality: both, but the clips have no video segments");
        Model model = new ResNet1dModel(SIZES, SMALL, Modality.AUDIO);
        Tape tape = Samples.tape();
        Map<String, Variable> weights = new LinkedHashMap<>();
        drawn(model).forEach((name, tensor) -> weights.put(name, tape.constant(tensor)));
        Pass pass = pass(model, weights, tape, Moment.evaluation(1));
        int[][] none = new int[CLIPS][0];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pass.losses(Labels.several(none)))
                .withMessageContaining("its loss takes clips of one class each");
    }
}
