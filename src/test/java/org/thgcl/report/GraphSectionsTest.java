package org.thgcl.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thgcl.model.Configuration;
import org.thgcl.page.MatrixDrawing;
import org.thgcl.thgn.Preset;
import org.w3c.dom.Element;

/// Matrices and graph: as many marks as there are edges and nodes.
class GraphSectionsTest {
    private static long marks(Element svg, String path) {
        return Markup.elements(svg.getOwnerDocument(), "path").stream()
                .filter(element -> svg.equals(element.getParentNode()))
                .mapToLong(element -> element.getAttribute("d").split(path, -1).length - 1)
                .sum();
    }

    @Test
    void matrices_have_a_cell_for_each_edge() {
        List<Element> drawings = Markup.elements(Markup.parse(new AdjacencySection().html()), "svg");
        assertThat(drawings).hasSize(3);
        // 101 audio nodes with 13 neighbours, 40 video nodes with 9 and with 3 audio nodes
        assertThat(marks(drawings.get(0), "z")).isEqualTo(101 * 13);
        assertThat(marks(drawings.get(1), "z")).isEqualTo(40 * 9);
        assertThat(marks(drawings.get(2), "z")).isEqualTo(40 * 3);
    }

    @Test
    void audio_segments_by_incoming_edges_are_counted() {
        // starts of 40 lists of 3 are 2 or 3 apart: none is missed, and 120 edges to 101 nodes leave 19 with two
        assertThat(new AdjacencySection().html())
                .contains("Of the 101 audio segments 0 receive no edge and 82 exactly one");
    }

    @Test
    void graph_has_a_node_for_each_segment_and_a_line_for_each_edge() {
        Configuration c = Preset.PAPER.configuration();
        List<Element> drawings = Markup.elements(Markup.parse(new GraphSection(c, "the preset").html()), "svg");
        assertThat(drawings).hasSize(1);
        assertThat(Markup.elements(drawings.getFirst().getOwnerDocument(), "circle"))
                .hasSize(101 + 40);
        assertThat(marks(drawings.getFirst(), "L")).isEqualTo(120);
    }

    @Test
    void clip_without_video_has_audio_alone() {
        Configuration c = Preset.PAPER.configuration().with(Map.of("video_features", 0, "video_segments", 0));
        String html = new GraphSection(c, "a run").html();
        assertThat(Markup.elements(Markup.parse(html), "circle")).hasSize(101);
        assertThat(html).contains("0 video segments");
    }

    @Test
    void equal_weights_are_drawn_dark() {
        String svg = MatrixDrawing.of(
                "m", "t", "rows", "columns", 1, 2, new int[] {0, 0}, new int[] {0, 1}, new double[] {0.5, 0.5});
        assertThat(svg)
                .contains("<path d=\"M56 30H276V250H56zM276 30H496V250H276z\" class=\"heat5\"/>")
                .contains("0.5000");
    }
}
