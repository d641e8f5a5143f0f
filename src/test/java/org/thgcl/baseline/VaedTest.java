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

class VaedTest {
    private static final ClipSizes RELEASED = Settings.of(ClipSizes.class).defaults();
    private static final ClipSizes CLIPS = new ClipSizes(3, 2, 7, 4, 3, 2);
    private static final Settings<VaedSettings> SETTINGS = Settings.of(VaedSettings.class);
    private static final VaedSettings SMALL = SETTINGS.with(
            SETTINGS.defaults(),
            Map.ofEntries(
                    Map.entry("hidden", 4),
                    Map.entry("layers", 2),
                    Map.entry("audio_span", 2),
                    Map.entry("audio_dilation", 1),
                    Map.entry("video_span", 1),
                    Map.entry("video_dilation", 1),
                    Map.entry("fusion_layers", List.of(0, 1)),
                    Map.entry("share", false)));

    private static VaedSettings small(Map<String, ?> changes) {
        return SETTINGS.with(SMALL, changes);
    }

    private static Map<String, Tensor> features() {
        Map<String, Tensor> features = new LinkedHashMap<>();
        features.put("audio", Samples.uniform(1, -1, 1, 2, 7, 3));
        features.put("video", Samples.uniform(2, -1, 1, 2, 4, 2));
        return features;
    }

    private static NetworkChecks checks(VaedSettings settings) {
        return new NetworkChecks(new Vaed(CLIPS, settings), features(), Map.of());
    }

    /// Table 1 has 2.1 M.
    @Test
    void the_released_configuration_has_2184737_parameters() {
        assertThat(NetworkChecks.count(new Vaed(RELEASED, SETTINGS.defaults()))).isEqualTo(2_184_737);
    }

    @Test
    void with_attention_in_every_layer_it_has_the_size_of_tmac() {
        Map<String, Object> fused = Map.of("fusion_layers", List.of(0, 1, 2, 3), "share", false);
        assertThat(NetworkChecks.count(new Vaed(RELEASED, SETTINGS.with(SETTINGS.defaults(), fused))))
                .isEqualTo(4_353_569);
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
        // 2 layers of some 50 roundings each, enlarged up to 10 times where a normalisation divides
        checks(SMALL).float32(1000);
    }

    @Test
    void a_shared_layer_has_one_psi() {
        assertThat(new Vaed(new ClipSizes(3, 3, 7, 4, 3, 2), small(Map.of("share", true)))
                        .parameters().stream().map(ParameterSpec::name))
                .contains("layers.0.both.psi", "layers.1.both.bias", "layers.1.cross.source")
                .doesNotContain("layers.0.audio.psi", "layers.1.video.psi");
    }

    private static double[] logits(VaedSettings settings, Map<String, Tensor> inputs) {
        Vaed vaed = new Vaed(CLIPS, settings);
        Tape tape = Samples.tape();
        Map<String, Variable> all = new LinkedHashMap<>();
        vaed.parameters()
                .forEach(spec -> all.put(
                        spec.name(),
                        tape.constant(Samples.uniform(
                                spec.name().length(), -1, 1, spec.shape().toArray()))));
        inputs.forEach((name, tensor) -> all.put(name, tape.constant(tensor)));
        return vaed.apply(new Weights(all), all).get("logits").value().toArray();
    }

    /// Without fusion the video reaches no logit, which is the released configuration.
    @Test
    void without_fusion_video_does_not_count() {
        Map<String, Tensor> other = features();
        other.put("video", Samples.uniform(9, -1, 1, 2, 4, 2));
        VaedSettings unfused = small(Map.of("fusion_layers", List.of()));
        assertThat(logits(unfused, other)).isEqualTo(logits(unfused, features()));
        assertThat(logits(SMALL, other)).isNotEqualTo(logits(SMALL, features()));
    }

    /// Twice the audio update is the same up to the epsilon of the normalisation.
    @Test
    void a_stale_update_counts_twice() {
        Map<String, Object> one = Map.of("fusion_layers", List.of(1), "stale", false);
        Map<String, Object> two = Map.of("fusion_layers", List.of(1), "stale", true);
        assertThat(logits(small(one), features())).isNotEqualTo(logits(small(two), features()));
    }

    @Test
    void starts_may_be_given() {
        Map<String, Tensor> inputs = features();
        // time stamps: floor(7 i / 4)
        inputs.put("hops", Tensor.vector(0, 1, 3, 5));
        assertThat(logits(SMALL, inputs)).isEqualTo(logits(SMALL, features()));
        inputs.put("hops", Tensor.vector(0, 1, 2, 5));
        assertThat(logits(SMALL, inputs)).isNotEqualTo(logits(SMALL, features()));
    }

    @Test
    void edges_may_be_those_to_the_nearest() {
        Map<String, Object> given = Map.of("fusion_layers", List.of(1));
        Map<String, Object> nearest = Map.of("fusion_layers", List.of(1), "matching", "nearest");
        assertThat(logits(small(nearest), features())).isNotEqualTo(logits(small(given), features()));
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Vaed(CLIPS, small(Map.of("fusion_layers", List.of(2)))))
                .withMessage("fusion_layers: there is no layer 2, the layers are 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Vaed(CLIPS, small(Map.of("fusion_layers", List.of(1, 1)))))
                .withMessageContaining("a layer stands twice in [1, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Vaed(CLIPS, small(Map.of("share", true))))
                .withMessageContaining("share: layer 0 has one Psi for 3 audio and 2 video features");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Vaed(CLIPS, small(Map.of("matching", "nearest"))))
                .withMessageContaining("matching: layer 0 has distances between 3 audio and 2 video features");
    }
}
