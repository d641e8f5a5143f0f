package org.thgcl.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Samples;
import org.thgcl.model.Clips;
import org.thgcl.model.Moment;
import org.thgcl.model.Weights;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.Tensor;

class HgcnTest {
    private static final ClipSizes CLIPS = new ClipSizes(3, 2, 6, 4, 3, 2);
    private static final Settings<HgcnSettings> SETTINGS = Settings.of(HgcnSettings.class);
    private static final HgcnSettings SMALL = SETTINGS.with(
            SETTINGS.defaults(),
            Map.of(
                    "hidden", 4,
                    "layers", 2,
                    "fusion_layers", List.of(1)));

    private static NetworkChecks checks() {
        Map<String, Tensor> features = new LinkedHashMap<>();
        features.put("audio", Samples.uniform(1, -1, 1, 2, 6, 3));
        features.put("video", Samples.uniform(2, -1, 1, 2, 4, 2));
        return new NetworkChecks(new Hgcn(CLIPS, SMALL), features, Map.of());
    }

    /// 4,810,785 of Table 1's 42.4 M.
    @Test
    void the_graph_network_of_the_configuration_has_4810785_parameters() {
        ClipSizes trunks = new ClipSizes(512, 512, 30, 20, 33, 1);
        assertThat(NetworkChecks.count(new Hgcn(trunks, SETTINGS.defaults()))).isEqualTo(4_810_785);
        assertThat(NetworkChecks.count(new Hgcn(new ClipSizes(128, 1024, 101, 40, 33, 1), SETTINGS.defaults())))
                .isEqualTo(4_932_897);
    }

    @Test
    void gradients_are_right() {
        checks().gradients();
    }

    @Test
    void the_same_bits_for_one_and_three_threads() {
        checks().sameBitsForOneAndThreeThreads();
    }

    @Test
    void float32_is_near() {
        // 2 layers of some 50 roundings each, enlarged up to 10 times where a normalisation divides
        checks().float32(1000);
    }

    private static double[] logits(Moment moment) {
        Hgcn hgcn = new Hgcn(CLIPS, SMALL);
        Tape tape = Samples.tape();
        Map<String, Variable> all = new LinkedHashMap<>();
        hgcn.parameters()
                .forEach(spec -> all.put(
                        spec.name(),
                        tape.constant(Samples.uniform(
                                spec.name().length(), -1, 1, spec.shape().toArray()))));
        Clips clips = new Clips(
                tape.constant(Samples.uniform(1, -1, 1, 2, 6, 3)),
                tape.constant(Samples.uniform(2, -1, 1, 2, 4, 2)),
                List.of("a", "b"));
        return hgcn.apply(new Weights(all), clips, moment).logits().value().toArray();
    }

    @Test
    void training_drops_features_and_edges_by_seed_and_step() {
        assertThat(logits(Moment.update(1, 5))).isEqualTo(logits(Moment.update(1, 5)));
        assertThat(logits(Moment.update(1, 5))).isNotEqualTo(logits(Moment.update(1, 6)));
        assertThat(logits(Moment.update(2, 5))).isNotEqualTo(logits(Moment.update(1, 5)));
        assertThat(logits(Moment.evaluation(1))).isEqualTo(logits(Moment.evaluation(2)));
    }
}
