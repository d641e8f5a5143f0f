package org.thgcl.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thgcl.equation.Samples;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.Tensor;

class TmacTest {
    private static final ClipSizes CLIPS = new ClipSizes(3, 2, 6, 4, 3, 2);
    private static final Settings<TmacSettings> SETTINGS = Settings.of(TmacSettings.class);
    private static final TmacSettings SMALL = SETTINGS.with(
            SETTINGS.defaults(),
            Map.of(
                    "hidden", 4,
                    "layers", 2,
                    "cross_span", 3));

    private static NetworkChecks checks() {
        Map<String, Tensor> features = new LinkedHashMap<>();
        features.put("audio", Samples.uniform(1, -1, 1, 2, 6, 3));
        features.put("video", Samples.uniform(2, -1, 1, 2, 4, 2));
        return new NetworkChecks(new Tmac(CLIPS, SMALL), features, Map.of("hops", Tensor.vector(0, 1, 1, 4)));
    }

    /// Table 1 has 4.3 M.
    @Test
    void tmac_has_4353569_parameters() {
        ClipSizes clips = Settings.of(ClipSizes.class).defaults();
        assertThat(NetworkChecks.count(new Tmac(clips, SETTINGS.defaults()))).isEqualTo(4_353_569);
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
}
