package org.thgcl.golden;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.thgcl.baseline.ClipSizes;
import org.thgcl.baseline.Hgcn;
import org.thgcl.baseline.HgcnSettings;
import org.thgcl.baseline.Lhgnn;
import org.thgcl.baseline.LhgnnSettings;
import org.thgcl.baseline.NodeSizes;
import org.thgcl.baseline.SslGraph;
import org.thgcl.baseline.SslGraphSettings;
import org.thgcl.baseline.Tmac;
import org.thgcl.baseline.TmacSettings;
import org.thgcl.baseline.Vaed;
import org.thgcl.baseline.VaedSettings;
import org.thgcl.model.Network;
import org.thgcl.settings.Settings;

/// The systems of Table 1 that are networks on graphs.
final class GraphNetworkKinds {
    private static final Settings<ClipSizes> CLIPS = Settings.of(ClipSizes.class);
    private static final Settings<NodeSizes> NODES = Settings.of(NodeSizes.class);
    private static final Settings<LhgnnSettings> LHGNN = Settings.of(LhgnnSettings.class);

    /// The features of HGCN's trunks, and its numbers of windows (G5).
    private static final ClipSizes TRUNKS = CLIPS.with(
            CLIPS.defaults(),
            Map.of("audio_features", 512, "video_features", 512, "audio_segments", 30, "video_segments", 20));

    static final List<SystemKind> ALL = List.of(
            onClips(
                    "baseline_tmac",
                    "thgn with TMac's weights on all edges, attention in every layer, no embedding, audio's pooling",
                    CLIPS.defaults(),
                    TmacSettings.class,
                    List.of(),
                    Tmac::new),
            onClips(
                    "baseline_vaed",
                    "X_m = norm(relu(A_m X_m psi + bias)), A of zeros and ones; for audio plus gat_av in a fused layer,"
                            + " else twice with stale; logits of audio's pooling",
                    CLIPS.defaults(),
                    VaedSettings.class,
                    VaedSettings.OF_TRAINING,
                    Vaed::new),
            onClips(
                    "baseline_hgcn",
                    "X_m = silu(batch norm(mean(neighbours) neighbour + bias + X_m self)) + X_m; for audio plus gat_av"
                            + " over nearest edges in a fused layer, else twice with stale; logits of both poolings",
                    TRUNKS,
                    HgcnSettings.class,
                    HgcnSettings.OF_TRAINING,
                    Hgcn::new),
            new SizedNetworkKind<>(
                    "baseline_ssl_graph",
                    "a proposal: X = relu(D^-1/2 (A + I) D^-1/2 X psi + bias), logits = X weight + bias",
                    NODES,
                    NODES.defaults(),
                    Settings.of(SslGraphSettings.class),
                    SslGraphSettings.OF_TRAINING,
                    SslGraph::new),
            new NetworkKind<>(
                    "baseline_lhgnn",
                    "blocks on a map: max-relative to the nearest positions and to the heaviest of fuzzy centroids,"
                            + " mixed channel by channel, and an inverted bottleneck; each plus its input",
                    LHGNN,
                    LHGNN.defaults(),
                    Lhgnn::new));

    private GraphNetworkKinds() {}

    private static <S extends Record> SystemKind onClips(
            String name,
            String formula,
            ClipSizes sizes,
            Class<S> record,
            List<String> ofTraining,
            BiFunction<ClipSizes, S, Network> create) {
        return new SizedNetworkKind<>(name, formula, CLIPS, sizes, Settings.of(record), ofTraining, create);
    }
}
