package org.thgcl.golden;

import java.util.List;
import java.util.function.Function;
import org.thgcl.baseline.Hgcn;
import org.thgcl.baseline.HgcnSettings;
import org.thgcl.baseline.Lhgnn;
import org.thgcl.baseline.LhgnnSettings;
import org.thgcl.baseline.Network;
import org.thgcl.baseline.SslGraph;
import org.thgcl.baseline.SslGraphSettings;
import org.thgcl.baseline.Tmac;
import org.thgcl.baseline.TmacSettings;
import org.thgcl.baseline.Vaed;
import org.thgcl.baseline.VaedSettings;
import org.thgcl.settings.Settings;

/// The systems of Table 1 that are networks on graphs.
final class GraphNetworkKinds {
    static final List<Kind> ALL = List.of(
            kind(
                    "baseline_tmac",
                    "thgn with TMac's weights on all edges, attention in every layer, no embedding, audio's pooling",
                    TmacSettings.class,
                    Tmac::new),
            kind(
                    "baseline_vaed",
                    "X_m = norm(relu(A_m X_m psi + bias)), A of zeros and ones; for audio plus gat_av in a fused layer,"
                            + " else twice with stale; logits of audio's pooling",
                    VaedSettings.class,
                    Vaed::new),
            kind(
                    "baseline_hgcn",
                    "X_m = silu(batch norm(mean(neighbours) neighbour + bias + X_m self)) + X_m; for audio plus gat_av"
                            + " over nearest edges in a fused layer, else twice with stale; logits of both poolings",
                    HgcnSettings.class,
                    Hgcn::new),
            kind(
                    "baseline_ssl_graph",
                    "a proposal: X = relu(D^-1/2 (A + I) D^-1/2 X psi + bias), logits = X weight + bias",
                    SslGraphSettings.class,
                    SslGraph::new),
            kind(
                    "baseline_lhgnn",
                    "blocks on a map: max-relative to the nearest positions and to the heaviest of fuzzy centroids,"
                            + " mixed channel by channel, and an inverted bottleneck; each plus its input",
                    LhgnnSettings.class,
                    Lhgnn::new));

    private GraphNetworkKinds() {}

    private static <S extends Record> Kind kind(
            String name, String formula, Class<S> record, Function<S, Network> create) {
        Settings<S> settings = Settings.of(record);
        return new NetworkKind<>(name, formula, settings, settings.defaults(), create);
    }
}
