package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.NetworkCases.list;
import static org.thgcl.golden.suite.NetworkCases.settings;
import static org.thgcl.golden.suite.Numbers.indices;

import java.util.List;
import java.util.Map;
import org.thgcl.baseline.Hgcn;
import org.thgcl.baseline.Lhgnn;
import org.thgcl.baseline.SslGraph;
import org.thgcl.baseline.Tmac;
import org.thgcl.baseline.Vaed;
import org.thgcl.model.Network;

/// The systems of Table 1 that are networks on graphs, on two or three small clips.
final class GraphNetworkFiles {
    private GraphNetworkFiles() {}

    static List<Document> all() {
        return List.of(tmac(), vaed(), hgcn(), sslGraph(), lhgnn());
    }

    /// Small sizes; all widths differ.
    private static Map<String, Object> small(Object... others) {
        Map<String, Object> small = settings(
                "audio_features", 3,
                "video_features", 4,
                "audio_segments", 7,
                "video_segments", 4,
                "hidden", 5,
                "layers", 2,
                "classes", 3,
                "batch", 2,
                "audio_span", 2,
                "audio_dilation", 1,
                "video_span", 1,
                "video_dilation", 1);
        small.putAll(settings(others));
        return small;
    }

    private static Document file(NetworkCases cases, Class<? extends Network> network) {
        return cases.file(network)
                .decoy(
                        "attention-exchanged",
                        "the attention vectors of source and target are exchanged",
                        cases.exchanged("cross.attention_source", "cross.attention_target"))
                .decoy(
                        "gates-exchanged",
                        "each modality is pooled by the other's gate",
                        cases.exchanged("pool.audio.gate", "pool.video.gate"));
    }

    private static Document tmac() {
        NetworkCases cases = new NetworkCases("baseline_tmac", small("cross_span", 3), Map.of());
        return file(cases, Tmac.class)
                .decoy("cut-edges", "video nodes have one audio node less", cases.set("cross_span", 2))
                .decoy("dilated", "every second audio neighbour", cases.set("audio_dilation", 2))
                .decoy(
                        "starts-not-looked-at",
                        "time stamps, though the starts are given",
                        cases.changed(in -> in.remove("hops")))
                .add(cases.draft("timestamp", Map.of()))
                .add(cases.draft("hops", Map.of())
                        .input("hops", indices(0, 0, 3, 5))
                        .comment("the starts are given; the last video node has two audio nodes"));
    }

    private static Document vaed() {
        NetworkCases cases = new NetworkCases("baseline_vaed", small("cross_span", 3), Map.of());
        return file(cases, Vaed.class)
                .decoy("once", "audio counts once in a layer without fusion", cases.set("stale", false))
                .decoy("twice", "audio counts twice in a layer without fusion", cases.set("stale", true))
                .decoy("self-loops", "each node is its own neighbour", cases.set("self_loops", true))
                .decoy("by-time", "edges between modalities by time", cases.set("matching", "given"))
                .decoy("by-angle", "nearest by the angle", cases.set("distance", "cosine"))
                .add(cases.draft("released", Map.of())
                        .comment("as the released configuration runs: no layer is fused, audio counts twice, video"
                                + " reaches no logit"))
                .add(cases.draft("every-layer", Map.of("fusion_layers", list(0, 1), "share", false))
                        .comment("attention in every layer"))
                .add(cases.draft(
                                "last-layer-nearest",
                                Map.of("fusion_layers", list(1), "matching", "nearest", "neighbours", 2))
                        .comment("one Psi for both modalities in the last layer, edges to the nearest audio nodes"))
                .add(cases.draft("not-stale", Map.of("stale", false, "fusion_layers", list(1), "self_loops", true))
                        .comment("audio counts once in layer 0"));
    }

    private static Document hgcn() {
        NetworkCases cases =
                new NetworkCases("baseline_hgcn", small("fusion_layers", list(1), "neighbours", 2), Map.of());
        return file(cases, Hgcn.class)
                .decoy("once", "audio counts once in a layer without fusion", cases.set("stale", false))
                .decoy("no-residual", "a layer's input isn't added", cases.set("residual", false))
                .decoy("self-loops", "each node is its own neighbour", cases.set("self_loops", true))
                .decoy("by-distance", "nearest by the Euclidean distance", cases.set("distance", "euclidean"))
                .decoy(
                        "neighbour-and-self-exchanged",
                        "the neighbours' map is the node's own",
                        cases.exchanged(".neighbour", ".self"))
                .add(cases.draft("released", Map.of())
                        .comment("attention in the last layer; batch statistics, the same for all clips"))
                .add(cases.draft("plain", Map.of("fusion_layers", list(), "stale", false, "residual", false))
                        .comment("no attention, nothing twice, no residual"));
    }

    private static Document sslGraph() {
        NetworkCases cases = new NetworkCases(
                "baseline_ssl_graph",
                settings("features", 3, "hidden", 4, "layers", 2, "classes", 3),
                Map.of("n", 5, "E", 5));
        return cases.file(SslGraph.class)
                .decoy("against-the-edges", "messages run against the edges", cases.exchanged("source", "target"))
                .decoy("repeated-edges-once", "an edge that stands twice counts once", cases.changed(in -> {
                    in.put("source", indices(0, 2, 3, 1));
                    in.put("target", indices(1, 0, 0, 2));
                }))
                .add(cases.draft("directed", Map.of())
                        .input("source", indices(0, 0, 2, 3, 1))
                        .input("target", indices(1, 1, 0, 0, 2))
                        .comment("a proposal: the network is not published. The edge 0 -> 1 stands twice"));
    }

    private static Document lhgnn() {
        NetworkCases cases = new NetworkCases(
                "baseline_lhgnn",
                settings(
                        "bands", 16,
                        "frames", 16,
                        "widths", list(4, 8),
                        "depths", list(4, 1),
                        "reduce", list(2, 1),
                        "head", 3,
                        "classes", 2,
                        "neighbours", 2,
                        "max_dilation", 2,
                        "clusters", 3,
                        "top_clusters", 2),
                Map.of("B", 3));
        return cases.file(Lhgnn.class)
                .decoy("transposed", "the features of each position are clustered", cases.set("order", "transposed"))
                .decoy("scrambled", "memory by channels, read by rows, is clustered", cases.set("order", "scrambled"))
                .decoy("not-dilated", "the nearest neighbours, none left out", cases.set("max_dilation", 1))
                .decoy("one-centroid", "the heaviest centroid alone", cases.set("top_clusters", 1))
                .decoy("batch-statistics", "the statistics of the batch", cases.set("statistics", "batch"))
                .decoy("position-left-out", "without positions", cases.changed(NetworkCases.times(0), "position"))
                .add(behindTheLastCentroids(cases.draft("released", Map.of("statistics", "batch")))
                        .comment("block 4 takes every second neighbour"))
                .add(behindTheLastCentroids(
                                cases.draft("running", Map.of("statistics", "running", "order", "transposed")))
                        .comment("as the text means the clustering, by running statistics"));
    }

    /// Gradients of what the centroids don't depend on: through those, which have none, differences of the network
    /// would go.
    private static Draft behindTheLastCentroids(Draft draft) {
        draft.gradients.removeIf(name -> !name.startsWith("head.")
                && (!name.startsWith("stages.1.0.") || name.startsWith("stages.1.0.before.")));
        return draft;
    }
}
