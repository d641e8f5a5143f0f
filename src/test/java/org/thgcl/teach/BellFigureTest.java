package org.thgcl.teach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.page.Numbers;

class BellFigureTest {
    private static final Pattern PAIRS = Pattern.compile("weighs more in (\\d+) of (\\d+) pairs");

    private final Figure figure = new BellFigure();
    private final Values initial = Values.initial(figure);

    @Test
    void the_first_sentence_is_that_of_the_paper_s_audio_graph() {
        assertThat(figure.draw(initial).answer())
                .isEqualTo("The farthest neighbour of audio segment 50, 18 segments away, still weighs 0.888, the"
                        + " clip’s lowest edge 0.623. To fall to 0.01, as Figure 1’s bell does, the width would"
                        + " have to be 5.9 segments instead of 37, that of i’s neighbourhood.");
    }

    /// A graph's settings and a segment.
    private record Case(Modality modality, int span, int dilation, Boundary boundary, int node) {
        SortedSet<Integer> neighbours(int of) {
            return TemporalNeighbourhood.definition(of, modality.segments(), span, dilation, boundary);
        }

        double weight(int i, int j) {
            SortedSet<Integer> neighbours = neighbours(i);
            return Eq1GaussianWeight.definition(i, j, neighbours.first(), neighbours.last());
        }

        double lowest(int i) {
            return neighbours(i).stream().mapToDouble(j -> weight(i, j)).min().orElseThrow();
        }
    }

    @TestFactory
    Stream<DynamicTest> the_sentence_has_the_weights_of_the_definition() {
        return Stream.of(
                        new Case(Modality.VIDEO, 4, 4, Boundary.SHIFT, 20),
                        new Case(Modality.AUDIO, 6, 3, Boundary.CLIP, 4),
                        new Case(Modality.AUDIO, 12, 8, Boundary.SHIFT, 100),
                        new Case(Modality.VIDEO, 1, 1, Boundary.SHIFT, 0))
                .map(test -> DynamicTest.dynamicTest(test.toString(), () -> {
                    double clip = IntStream.range(0, test.modality.segments())
                            .mapToDouble(test::lowest)
                            .min()
                            .orElseThrow();
                    SortedSet<Integer> own = test.neighbours(test.node);
                    assertThat(figure.draw(values(test)).answer())
                            .contains("still weighs " + Numbers.fixed(test.lowest(test.node), 3))
                            .contains("the clip’s lowest edge " + Numbers.fixed(clip, 3))
                            .endsWith("instead of " + (own.last() - own.first() + 1) + ", that of i’s neighbourhood.");
                }));
    }

    /// The bell ends where Figure 1's does: its width gives the farthest neighbour the weight 0.01.
    @Test
    void the_bell_s_width_gives_the_farthest_neighbour_a_hundredth() {
        double width = 18 / Math.sqrt(2 * Math.log(100));
        // A width of about 6 is rounded a few times: 1e-14 is hundreds of its last places.
        assertThat(Eq1GaussianWeight.definition(0, 18, 0, width - 1))
                .isCloseTo(BellFigure.END, org.assertj.core.api.Assertions.within(1e-14));
        assertThat(figure.draw(initial).answer())
                .contains("would have to be " + Numbers.fixed(width, 1) + "" + " segments");
    }

    /// The audit counts all pairs of edges into one node, of both modalities: claim eq1-closer.
    @Test
    void over_all_segments_the_pairs_are_those_of_the_audit() {
        assertThat(pairs("shift", "target")).isEqualTo(List.of(8758, 8758));
        assertThat(pairs("clip", "target")).isEqualTo(List.of(6896, 6896));
        assertThat(pairs("clip", "source")).isEqualTo(List.of(6778, 6896));
    }

    private List<Integer> pairs(String boundary, String current) {
        int ordered = 0;
        int all = 0;
        for (Modality modality : List.of(Modality.AUDIO, Modality.VIDEO)) {
            Values values = initial.with("modality", modality.word())
                    .with("span", modality.span())
                    .with("dilation", modality.dilation())
                    .with("boundary", boundary)
                    .with("current", current);
            for (int node = 0; node < modality.segments(); node++) {
                Matcher matcher =
                        PAIRS.matcher(figure.draw(values.with("node", node)).html());
                assertThat(matcher.find()).isTrue();
                ordered += Integer.parseInt(matcher.group(1));
                all += Integer.parseInt(matcher.group(2));
            }
        }
        return List.of(ordered, all);
    }

    /// At segment 4 the clip's end makes i's neighbourhood narrower than that of j, 18 segments on: 8 neighbours from
    /// 1 to 22 and 13 from 4 to 40.
    @Test
    void the_width_is_that_of_the_current_node() {
        Values values = initial.with("boundary", "clip").with("node", 4);
        assertThat(figure.draw(values).answer()).endsWith("instead of 22, that of i’s neighbourhood.");
        assertThat(figure.draw(values.with("current", "source")).answer())
                .endsWith("instead of 37, that of j’s neighbourhood.");
    }

    @Test
    void without_a_span_nothing_is_far() {
        assertThat(figure.draw(initial.with("span", 0)).answer())
                .isEqualTo("Audio segment 50 hears itself alone, with weight 1: raise the span.");
    }

    private Values values(Case test) {
        return initial.with("modality", test.modality.word())
                .with("span", test.span)
                .with("dilation", test.dilation)
                .with("boundary", test.boundary == Boundary.CLIP ? "clip" : "shift")
                .with("node", test.node);
    }
}
