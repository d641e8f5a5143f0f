package org.thgcl.teach;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.Edges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.page.Hue;

/// The two modalities with the paper's sizes, spans and dilations (3.1.2), as preset `paper` has them.
///
/// @param word what its segments are called
/// @param hue its colour on the page
/// @param segments of a clip
/// @param span neighbours on each side
/// @param dilation segments from one neighbour to the next
/// @param hop seconds from the start of one segment to that of the next
record Modality(String word, Hue hue, int segments, int span, int dilation, double hop) {
    static final Modality AUDIO = new Modality("audio", Hue.BLUE, 101, 6, 3, 0.09);
    static final Modality VIDEO = new Modality("video", Hue.ORANGE, 40, 4, 4, 0.25);

    /// The controls of a modality's graph, first two that set them as the paper does.
    ///
    /// @param more what these two set besides, for audio and for video
    static List<Control> controls(List<String> more, List<String> moreForVideo) {
        return List.of(
                AUDIO.recipe(more),
                VIDEO.recipe(moreForVideo),
                new Control.Choice("modality", "modality", List.of(AUDIO.option(), VIDEO.option()), AUDIO.word),
                new Control.Range("span", "span S: neighbours on each side", 0, 12, 1, AUDIO.span),
                new Control.Range("dilation", "dilation D: from one neighbour to the next", 1, 8, 1, AUDIO.dilation),
                new Control.Choice(
                        "boundary",
                        "at the ends of the clip (A4)",
                        List.of(
                                new Control.Option("shift", "make up at the other side"),
                                new Control.Option("clip", "leave out")),
                        "shift"));
    }

    /// That of the controls.
    static Modality of(Values values) {
        return values.text("modality").equals(VIDEO.word) ? VIDEO : AUDIO;
    }

    /// The edges among so many segments, with the span, dilation and boundary of the controls.
    static Edges edges(Values values, int segments) {
        Boundary boundary = values.text("boundary").equals("clip") ? Boundary.CLIP : Boundary.SHIFT;
        return TemporalNeighbourhood.of(segments, values.whole("span"), values.whole("dilation"), boundary);
    }

    /// The edges of the paper's clip.
    Edges edges() {
        return TemporalNeighbourhood.of(segments, span, dilation, Boundary.SHIFT);
    }

    private Control.Recipe recipe(List<String> more) {
        List<String> sets =
                new ArrayList<>(List.of("modality=" + word, "span=" + span, "dilation=" + dilation, "boundary=shift"));
        sets.addAll(more);
        return new Control.Recipe("paper_" + word, word + ", as in the paper", sets);
    }

    private Control.Option option() {
        return new Control.Option(word, word + ", a segment every " + Words.number(hop, 2) + " s");
    }
}
