package org.thgcl.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thgcl.equation.Samples;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.Tensor;

class SslGraphTest {
    private static final Settings<SslGraphSettings> SETTINGS = Settings.of(SslGraphSettings.class);
    private static final SslGraphSettings SMALL = SETTINGS.with(SETTINGS.defaults(), Map.of("hidden", 4, "layers", 2));

    private static NetworkChecks checks() {
        Map<String, Tensor> edges = new LinkedHashMap<>();
        // 0 -> 1 stands twice, nothing goes to node 3
        edges.put("source", Tensor.vector(0, 0, 2, 3, 1));
        edges.put("target", Tensor.vector(1, 1, 0, 0, 2));
        SslGraph network = new SslGraph(new NodeSizes(3, 3), SMALL);
        return new NetworkChecks(network, Map.of("x", Samples.uniform(1, -1, 1, 4, 3)), edges);
    }

    @Test
    void the_proposal_has_217761_parameters() {
        assertThat(NetworkChecks.count(new SslGraph(new NodeSizes(1280, 33), SETTINGS.defaults())))
                .isEqualTo(217_761);
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
        // 2 layers of some 20 roundings of numbers below their largest
        checks().float32(100);
    }
}
