package org.thgcl.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.thgcl.training.MetricsHistory;
import org.thgcl.training.RunResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class LearningCurvesTest {
    private static final String SVG = "http://www.w3.org/2000/svg";

    private static MetricsHistory history(int updates) {
        return new MetricsHistory(
                IntStream.rangeClosed(1, updates)
                        .mapToObj(i -> new MetricsHistory.Update(i, 1.0 / i - 0.5))
                        .toList(),
                List.of(
                        new MetricsHistory.Validation(1, new RunResult.Metrics(0.2, 0.5, 0.1), 1.5),
                        new MetricsHistory.Validation(updates, new RunResult.Metrics(0.9, 0.95, 0.8), 0.5)));
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static String words(Document svg, String element) {
        return ((Element) svg.getElementsByTagNameNS(SVG, element).item(0)).getTextContent();
    }

    @Test
    void curves_are_xml_with_a_title_and_both_axes_in_words() throws Exception {
        LearningCurves curves = LearningCurves.of(history(40));
        Document loss = parse(curves.loss().file());
        assertThat(loss.getDocumentElement().getNamespaceURI()).isEqualTo(SVG);
        assertThat(words(loss, "title")).isEqualTo("Training loss by iteration");
        assertThat(words(loss, "desc"))
                .isEqualTo("Horizontal axis: iteration (updates made). Vertical axis: training loss (nats).");
        assertThat(words(parse(curves.validation().file()), "desc"))
                .isEqualTo("Horizontal axis: iteration (updates made). Vertical axis: score (0 to 1).");
    }

    @Test
    void marks_tell_the_metrics_apart() throws Exception {
        Document svg = parse(LearningCurves.of(history(40)).validation().file());
        NodeList paths = svg.getElementsByTagNameNS(SVG, "path");
        List<String> marks = IntStream.range(0, paths.getLength())
                .mapToObj(i -> (Element) paths.item(i))
                .filter(path -> path.getAttribute("class").startsWith("dot"))
                .map(path -> path.getAttribute("d")
                        .replaceAll("M[\\d.]+ [\\d.]+", "")
                        .split("z", 2)[0])
                .toList();
        assertThat(marks).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void names_of_two_curves_in_a_page_differ() throws Exception {
        LearningCurves curves = LearningCurves.of(history(40));
        List<String> first = ids(parse(curves.loss().file()));
        assertThat(first).isNotEmpty().doesNotHaveDuplicates();
        assertThat(ids(parse(curves.validation().file()))).isNotEmpty().doesNotContainAnyElementsOf(first);
    }

    private static List<String> ids(Document svg) {
        NodeList all = svg.getElementsByTagName("*");
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> ((Element) all.item(i)).getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
    }

    @Test
    void ink_follows_the_page() {
        String loss = LearningCurves.of(history(40)).loss().figure("");
        assertThat(loss)
                .contains("class=\"line bold ink\"")
                .doesNotContainPattern("(fill|stroke)=|style=|#[0-9a-f]{3}");
    }

    @Test
    void long_runs_give_files_of_the_same_size_as_short_ones() {
        int one = LearningCurves.of(history(250)).loss().file().length();
        assertThat(LearningCurves.of(history(5000)).loss().file().length()).isLessThan(2 * one);
    }

    @Test
    void one_update_is_enough_and_none_is_refused() throws Exception {
        parse(LearningCurves.of(history(1)).loss().file());
        assertThatThrownBy(() -> LearningCurves.of(new MetricsHistory(List.of(), List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one update and one validation, got 0 and 0");
    }

    @Test
    void smooth_line_is_the_mean_of_the_neighbours_that_there_are() {
        double[] values = {1, 2, 6, 7};
        assertThat(LearningCurves.meanAround(values, 0, 1)).isEqualTo(1.5);
        assertThat(LearningCurves.meanAround(values, 1, 1)).isEqualTo(3);
        assertThat(LearningCurves.meanAround(values, 3, 1)).isEqualTo(6.5);
        assertThat(LearningCurves.meanAround(values, 2, 0)).isEqualTo(6);
    }
}
