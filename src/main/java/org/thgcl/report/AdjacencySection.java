package org.thgcl.report;

import java.util.Locale;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Edges;
import org.thgcl.page.Html;
import org.thgcl.page.MatrixDrawing;
import org.thgcl.page.Section;
import org.thgcl.thgn.Preset;

/// The adjacency matrices of the paper's configuration.
final class AdjacencySection implements Section {
    @Override
    public String id() {
        return "adjacency";
    }

    @Override
    public String title() {
        return "Adjacency matrices of the paper's configuration";
    }

    @Override
    public String html() {
        GraphWeights weights = GraphWeights.of(Preset.PAPER.configuration());
        CrossModalEdges cross = weights.graph().cross();
        String across = MatrixDrawing.of(
                "across",
                "Cross-modal adjacency matrix with the weights of Eq. 2",
                "target: audio segment",
                "source: video segment",
                cross.audioNodes(),
                cross.videoNodes(),
                cross.audio(),
                cross.video(),
                weights.cross());
        return Html.paragraph("Rows are targets, columns are sources. A darker square is a larger weight, an empty one "
                        + "is no edge. The scale of each matrix goes from its smallest to its largest weight.")
                + Html.gallery(
                        within("audio", weights.graph().audio(), weights.audio()),
                        within("video", weights.graph().video(), weights.video()),
                        Html.figure(across, crossCaption(cross)));
    }

    private static String within(String modality, Edges edges, double[] weights) {
        String svg = MatrixDrawing.of(
                "within" + modality,
                "Adjacency matrix of the " + modality + " segments with the weights of Eq. 1",
                "target: " + modality + " segment",
                "source: " + modality + " segment",
                edges.nodes(),
                edges.nodes(),
                edges.target(),
                edges.source(),
                weights);
        String caption = String.format(
                Locale.ROOT,
                "%s, %d × %d: %d edges, weights of Eq. 1. At the clip's ends neighbourhoods are shifted inwards (A4).",
                modality,
                edges.nodes(),
                edges.nodes(),
                edges.count());
        return Html.figure(svg, caption);
    }

    private static String crossCaption(CrossModalEdges cross) {
        int[] incoming = new int[cross.audioNodes()];
        for (int audio : cross.audio()) {
            incoming[audio]++;
        }
        int none = 0;
        int one = 0;
        for (int count : incoming) {
            none += count == 0 ? 1 : 0;
            one += count == 1 ? 1 : 0;
        }
        return String.format(
                Locale.ROOT,
                "cross-modal, %d × %d: %d edges, weights of Eq. 2 at the median of its noise. Of the %d audio segments"
                        + " %d receive no edge and %d exactly one. For a single edge, GAT-AV's softmax is 1 whatever "
                        + "the network has learnt.",
                cross.audioNodes(),
                cross.videoNodes(),
                cross.count(),
                cross.audioNodes(),
                none,
                one);
    }
}
