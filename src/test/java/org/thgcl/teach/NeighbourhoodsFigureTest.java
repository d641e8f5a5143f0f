package org.thgcl.teach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.model.Configuration;
import org.thgcl.report.Markup;
import org.thgcl.thgn.Preset;

class NeighbourhoodsFigureTest {
    private final Figure figure = new NeighbourhoodsFigure();
    private final Values initial = Values.initial(figure);

    /// A graph's settings and a segment.
    private record Case(int segments, int span, int dilation, Boundary boundary, int node, int layers) {
        SortedSet<Integer> neighbours(int of) {
            return TemporalNeighbourhood.definition(of, segments, span, dilation, boundary);
        }

        SortedSet<Integer> heard() {
            SortedSet<Integer> heard = new TreeSet<>(List.of(node));
            for (int layer = 0; layer < layers; layer++) {
                for (int j : List.copyOf(heard)) {
                    heard.addAll(neighbours(j));
                }
            }
            return heard;
        }
    }

    @Test
    void the_first_sentence_is_that_of_the_paper_s_audio_graph() {
        assertThat(figure.draw(initial).answer())
                .isEqualTo("Audio segment 50 hears 13 segments, itself included, the nearest other one 3 segments"
                        + " (0.27 s) away, the farthest 18 segments (1.62 s). Through 4 layers it hears 33 of the"
                        + " clip’s 101, but never the two beside it. The clip has 1,313 edges.");
    }

    @TestFactory
    Stream<DynamicTest> the_sentence_has_the_numbers_of_the_definition() {
        return Stream.of(
                        new Case(40, 4, 4, Boundary.SHIFT, 20, 4),
                        new Case(101, 6, 3, Boundary.CLIP, 1, 2),
                        new Case(101, 2, 1, Boundary.SHIFT, 100, 3),
                        new Case(7, 1, 2, Boundary.CLIP, 3, 1),
                        new Case(9, 12, 8, Boundary.SHIFT, 8, 4))
                .map(test -> DynamicTest.dynamicTest(test.toString(), () -> {
                    String answer = figure.draw(values(test)).answer();
                    SortedSet<Integer> neighbours = test.neighbours(test.node);
                    int[] distances = neighbours.stream()
                            .mapToInt(j -> Math.abs(j - test.node))
                            .filter(distance -> distance > 0)
                            .sorted()
                            .toArray();
                    int edges = IntStream.range(0, test.segments)
                            .map(i -> test.neighbours(i).size())
                            .sum();
                    assertThat(answer)
                            .contains("segment " + test.node + " hears " + neighbours.size() + " segments")
                            .containsPattern("nearest other one " + distances[0] + " segments?")
                            .containsPattern("farthest " + distances[distances.length - 1] + " segments?")
                            .contains("The clip has " + Words.grouped(edges) + " edges")
                            .contains("hears " + test.heard().size() + " of the clip’s " + test.segments);
                    assertThat(figure.draw(values(test)).html())
                            .contains(", from " + neighbours.first() + " to " + neighbours.last() + ";");
                }));
    }

    @Test
    void a_dilation_of_one_joins_the_segments_beside_it() {
        assertThat(figure.draw(initial.with("dilation", 1)).answer()).contains("among them both beside it.");
        assertThat(figure.draw(initial.with("dilation", 1).with("node", 0)).answer())
                .contains("among them the one beside it.");
        assertThat(figure.draw(initial.with("node", 100)).answer()).contains("but never the one beside it.");
    }

    @Test
    void without_a_span_a_segment_hears_itself_alone() {
        assertThat(figure.draw(initial.with("span", 0)).answer())
                .startsWith("Audio segment 50 hears itself alone. Through 4 layers ")
                .endsWith("The clip has 101 edges.")
                .contains("hears 1 of the clip’s 101");
    }

    /// Every edge is a cell of the matrix: one square in the path of its row's colour.
    @Test
    void the_matrix_has_a_cell_for_each_edge() {
        for (Values values : List.of(initial, initial.with("segments", 9), initial.with("node", 0))) {
            int cells = Markup.elements(Markup.parse(figure.draw(values).html()), "path").stream()
                    .map(path -> path.getAttribute("d"))
                    .mapToInt(d -> d.split("h1v1h-1z", -1).length - 1)
                    .sum();
            String answer = figure.draw(values).answer();
            assertThat(answer).contains("The clip has " + Words.grouped(cells) + " edges");
        }
    }

    @Test
    void the_two_modalities_are_those_of_preset_paper() {
        for (Modality modality : List.of(Modality.AUDIO, Modality.VIDEO)) {
            Configuration paper = Preset.PAPER.configuration();
            assertThat(List.of(modality.segments(), modality.span(), modality.dilation(), modality.hop()))
                    .isEqualTo(Stream.of("segments", "span", "dilation", "hop_seconds")
                            .map(key -> paper.value(modality.word() + "_" + key))
                            .toList());
        }
    }

    private Values values(Case test) {
        return initial.with("segments", test.segments)
                .with("span", test.span)
                .with("dilation", test.dilation)
                .with("boundary", test.boundary == Boundary.CLIP ? "clip" : "shift")
                .with("node", test.node)
                .with("layers", test.layers);
    }
}
