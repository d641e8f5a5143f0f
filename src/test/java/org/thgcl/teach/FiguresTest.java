package org.thgcl.teach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.thgcl.page.Formula;
import org.thgcl.page.Html;

class FiguresTest {
    private static final Facts FACTS = PageFacts.gather();

    @TestFactory
    Stream<DynamicTest> a_figure_keeps_the_rules_for_all_values_of_its_controls() {
        return Figures.all(FACTS).stream()
                .map(figure -> DynamicTest.dynamicTest(figure.id(), () -> assertThat(FigureChecks.defects(figure))
                        .isEmpty()));
    }

    @Test
    void anchors_are_unique() {
        Set<String> seen = new HashSet<>();
        assertThat(Figures.all(FACTS).stream().map(Figure::id)).allMatch(seen::add);
    }

    @Test
    void a_figure_without_defects_is_accepted() {
        assertThat(FigureChecks.defects(new Sample("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"group\">"
                        + "<path id=\"sample-a\" tabindex=\"0\" data-of=\"sample-b\" role=\"button\" aria-label=\"2\""
                        + " data-set=\"n=2\"/>"
                        + "<path id=\"sample-b\" data-drag=\"n n\" data-box=\"0 0 9 9\"/></svg>")))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> a_defect_is_found() {
        return Stream.of(
                        List.of("two elements have the id", "<p id=\"sample-a\"/><p id=\"sample-a\"/>"),
                        List.of("doesn't begin with", "<p id=\"other\"/>"),
                        List.of("there is no element", "<p tabindex=\"0\" data-of=\"sample-c\"/>"),
                        List.of("data-of without tabindex", "<p id=\"sample-c\" data-of=\"sample-c\"/>"),
                        List.of("names no control", "<p data-set=\"m=2\"/>"),
                        List.of("a value that its control can't have", "<p data-set=\"n=1.5\"/>"),
                        List.of("data-set without tabindex", "<p data-set=\"n=2\"/>"),
                        List.of("data-set without the role button", "<p data-set=\"n=2\"/>"),
                        List.of("data-set without a text or aria-label", "<p data-set=\"n=2\"/>"),
                        List.of("which is no range", "<p data-drag=\"n word\" data-box=\"0 0 1 1\"/>"),
                        List.of("has no data-box", "<p data-drag=\"n n\" data-box=\"0 1 1 0\"/>"),
                        List.of("within role img", "<p role=\"img\"><i tabindex=\"0\"/></p>"),
                        List.of("the font of formulas hasn't [U+6F22]", "<p>" + Formula.inline("\"漢\"") + "</p>"),
                        List.of("fixed colour", "<p style=\"color: #fff\"/>"),
                        List.of("drawn again it is another", "<p>" + Sample.COUNT + "</p>"),
                        List.of("no number in", Sample.SILENT))
                .map(defect ->
                        DynamicTest.dynamicTest(defect.getFirst() + ": " + Html.text(defect.get(1)), () -> assertThat(
                                        FigureChecks.defects(new Sample(defect.get(1))))
                                .anyMatch(found -> found.contains(defect.getFirst()))));
    }

    @Test
    void facts_are_read_as_they_were_written() {
        List<List<String>> rows = List.of(List.of("a\tb\\t", "<&>\r\n#", ""), List.of("#"), List.of(""));
        Facts facts = new Facts(Map.of("one", rows, "two", List.of()));
        assertThat(Facts.of(facts.text())).isEqualTo(facts);
        assertThat(Facts.of(Facts.NONE.text())).isEqualTo(Facts.NONE);
    }

    @Test
    void a_range_s_values_are_written_as_its_steps_are() {
        Control.Range range = new Control.Range("x", "x", 0.1, 2, 0.1, 0.3);
        assertThat(range.text(0.1 + 0.1 + 0.1)).isEqualTo("0.3");
        assertThat(range.text(2)).isEqualTo("2");
        assertThat(range.initial()).isEqualTo("0.3");
    }

    /// Shows what it is given.
    private static final class Sample implements Figure {
        static final String COUNT = "COUNT";
        static final String SILENT = "<p/>";

        private final String html;
        private int drawn;

        Sample(String html) {
            this.html = html;
        }

        @Override
        public String id() {
            return "sample";
        }

        @Override
        public String question() {
            return "What is it?";
        }

        @Override
        public String lead() {
            return "<p>It.</p>";
        }

        @Override
        public List<Control> controls() {
            return List.of(
                    new Control.Range("n", "number", 0, 4, 1, 2),
                    new Control.Choice("word", "word", List.of(new Control.Option("a", "A")), "a"));
        }

        @Override
        public Drawing draw(Values values) {
            drawn++;
            String answer = html.equals(SILENT) ? "Nothing." : "It is " + values.whole("n") + ".";
            return new Drawing(html.replace(COUNT, String.valueOf(drawn)), answer);
        }
    }
}
