package org.thgcl.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Samples;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.Tensor;

class ResNet1dTest {
    private static final Settings<ResNet1dSettings> SETTINGS = Settings.of(ResNet1dSettings.class);
    private static final ResNet1dSettings SMALL = SETTINGS.with(
            SETTINGS.defaults(),
            Map.of(
                    "channels", 2,
                    "width", 2,
                    "kernel", 3,
                    "stride", 2,
                    "blocks", 3,
                    "widen_every", 2,
                    "classes", 2,
                    "start", List.of(),
                    "norm_parameters", false));

    private static ResNet1dSettings small(Map<String, ?> changes) {
        return SETTINGS.with(SMALL, changes);
    }

    private static NetworkChecks checks(ResNet1dSettings settings) {
        return new NetworkChecks(new ResNet1d(settings), Map.of("x", Samples.uniform(1, -1, 1, 2, 2, 7)), Map.of());
    }

    private static long count(Map<String, ?> changes) {
        return NetworkChecks.count(new ResNet1d(SETTINGS.with(SETTINGS.defaults(), changes)));
    }

    /// Table 1 has 40.4 M, which three readings give (G8).
    @Test
    void sizes_are_those_of_table_1() {
        assertThat(count(Map.of())).isEqualTo(40_427_425);
        assertThat(count(Map.of("channels", 40, "classes", 527))).isEqualTo(40_430_991);
        assertThat(count(Map.of("channels", 128, "start", List.of()))).isEqualTo(40_406_817);
    }

    /// Of these, 131,200 are the linear map's and 13,312 the normalisations'.
    @Test
    void unused_parts_are_counted_and_change_no_logit() {
        assertThat(count(Map.of("start", List.of()))).isEqualTo(40_427_425 - 131_200);
        assertThat(count(Map.of("norm_parameters", false))).isEqualTo(40_427_425 - 13_312);
        assertThat(logits(small(Map.of("start", List.of(3, 4), "norm_parameters", true))))
                .isEqualTo(logits(SMALL));
    }

    private static double[] logits(ResNet1dSettings settings) {
        ResNet1d network = new ResNet1d(settings);
        Tape tape = Samples.tape();
        Map<String, Variable> all = new LinkedHashMap<>();
        for (ParameterSpec spec : network.parameters()) {
            all.put(spec.name(), tape.constant(spec.draw(1, tape.kernels().dtype())));
        }
        for (ParameterSpec spec : network.statistics()) {
            all.put(spec.name(), tape.constant(spec.draw(1, tape.kernels().dtype())));
        }
        Tensor x = Samples.uniform(1, -1, 1, 2, 2, 7);
        return network.apply(new Weights(all), Map.of("x", tape.constant(x)))
                .get("logits")
                .value()
                .toArray();
    }

    @Test
    void normalisations_act_where_asked_to() {
        double[] batch = logits(small(Map.of("norm_parameters", true, "normalise", true, "statistics", "batch")));
        double[] running = logits(small(Map.of("norm_parameters", true, "normalise", true)));
        assertThat(batch).isNotEqualTo(logits(SMALL)).isNotEqualTo(running);
        // a running mean of 0 and variance of 1 change numbers by 1 / sqrt(1 + 1e-5) alone
        Samples.assertClose(Tensor.vector(running), logits(SMALL), 1e-3);
    }

    @Test
    void gradients_are_right() {
        checks(SMALL).gradients();
    }

    @Test
    void the_same_bits_for_one_and_three_threads() {
        checks(SMALL).sameBitsForOneAndThreeThreads();
    }

    @Test
    void float32_is_near() {
        // 7 convolutions of at most 12 products each, whose roundings add up along the shortcuts
        checks(SMALL).float32(500);
    }

    /// A padding that is larger than a short axis is still right: the axis of 3 becomes 1, and stays 1.
    @Test
    void short_axes_stay_at_least_one() {
        ResNet1d network = new ResNet1d(small(Map.of("stride", 5, "blocks", 4)));
        new NetworkChecks(network, Map.of("x", Samples.uniform(1, -1, 1, 1, 2, 3)), Map.of()).gradients();
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small(Map.of("start", List.of(3))))
                .withMessage("start: [3] must be the numbers of inputs and outputs, or [] for no linear map");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small(Map.of("normalise", true)))
                .withMessage("normalise: true needs norm_parameters true");
        Tape tape = Samples.tape();
        Map<String, Variable> all = new LinkedHashMap<>();
        for (ParameterSpec spec : new ResNet1d(SMALL).parameters()) {
            all.put(spec.name(), tape.constant(Tensor.zeros(spec.shape())));
        }
        Map<String, Variable> wrong = Map.of("x", tape.constant(Samples.uniform(1, -1, 1, 2, 3, 7)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResNet1d(SMALL).apply(new Weights(all), wrong))
                .withMessageContaining("must be [2, 3, 3] for 3 input channels");
    }
}
