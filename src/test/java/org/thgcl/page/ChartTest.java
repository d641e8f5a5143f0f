package org.thgcl.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.thgcl.report.Markup;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ChartTest {
    private static final double[] X = {0, 1, 2};
    private static final double[] Y = {1, 2, 3};

    private static Chart chart() {
        return new Chart("c", "A title", "x (s)", "y (m)").across(0, 2).up(0, 3);
    }

    private static Document drawn(Chart chart) {
        return Markup.parse(chart.figure("what it shows"));
    }

    private static List<String> classes(Document figure, String element) {
        return Markup.elements(figure, element).stream()
                .map(each -> each.getAttribute("class"))
                .toList();
    }

    @Test
    void names_stand_at_the_ends_of_lines_and_not_in_a_legend() {
        Document figure = drawn(chart().bold("up & <high>", X, Y, Hue.BLUE).dashed("flat", X, X, Hue.RED, Dash.LONG));
        assertThat(Markup.texts(figure, "text")).contains("up & <high>", "flat", "x (s)", "y (m)");
        assertThat(Markup.elements(figure, "li")).isEmpty();
        assertThat(classes(figure, "path"))
                .contains("line bold blue", "line bold long red", "leader blue", "leader red");
    }

    @Test
    void a_legend_in_the_pages_text_names_points_and_long_words() {
        Document points = drawn(chart().points("a", X, Y, Hue.BLUE, Mark.DISC).points("b", X, X, Hue.RED, Mark.SQUARE));
        assertThat(Markup.texts(points, "li")).containsExactly("a", "b");
        String words = "a name that is longer than half of the chart's width";
        Document lines = drawn(chart().bold(words, X, Y, Hue.BLUE).bold("short", X, X, Hue.RED));
        assertThat(Markup.texts(lines, "li")).containsExactly(words, "short");
        assertThat(Markup.texts(lines, "text")).doesNotContain(words);
    }

    @Test
    void a_single_series_needs_no_name() {
        Document figure = drawn(chart().bold("alone", X, Y, Hue.INK));
        assertThat(Markup.texts(figure, "text")).doesNotContain("alone");
        assertThat(Markup.elements(figure, "li")).isEmpty();
    }

    @Test
    void a_wide_figure_is_drawn_twice_with_different_names() {
        Document figure = Markup.parse(chart().bold("a", X, Y, Hue.INK).wideFigure("caption"));
        assertThat(Markup.elements(figure, "svg")).hasSize(2);
        List<String> ids = Markup.elements(figure, "*").stream()
                .map(each -> each.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void a_line_is_drawn_in_one_piece_and_has_a_gap_where_there_is_no_value() {
        Document figure = drawn(
                chart().bold("a", new double[] {0, 0.5, 1, 1.5, 2}, new double[] {1, 2, Double.NaN, 2, 3}, Hue.INK));
        assertThat(line(figure)).matches("M[\\d. ]+L[\\d. ]+M[\\d. ]+L[\\d. ]+");
    }

    @Test
    void what_lies_outside_the_range_is_cut_off() {
        assertThat(Markup.elements(drawn(chart().bold("a", X, Y, Hue.INK)), "clipPath"))
                .isEmpty();
        Document figure = drawn(chart().bold("a", X, new double[] {1, 9, 1}, Hue.INK));
        Element clip = Markup.elements(figure, "clipPath").getFirst();
        assertThat(Markup.elements(figure, "g").getFirst().getAttribute("clip-path"))
                .isEqualTo("url(#" + clip.getAttribute("id") + ")");
    }

    @Test
    void a_range_is_found_for_any_values() {
        for (double[] y :
                List.of(Y, new double[] {5, 5, 5}, new double[] {Double.NaN, 1e-30, 0}, new double[3], new double[] {
                    -1e300, 1e300, Double.POSITIVE_INFINITY
                })) {
            Document figure = drawn(new Chart("r", "t", "x", "y").bold("a", X, y, Hue.INK));
            assertThat(line(figure)).startsWith("M").doesNotContain("N").doesNotContain("E");
        }
        Document none = drawn(new Chart("n", "t", "x", "y")
                .bold("a", new double[0], new double[0], Hue.INK)
                .bold("b", new double[0], new double[0], Hue.INK));
        assertThat(Markup.texts(none, "text")).contains("0.0", "1.0").doesNotContain("a");
    }

    @Test
    void a_band_lies_between_its_lines() {
        Document figure = drawn(chart().band(X, new double[] {0, 0, 0}, new double[] {3, 3, 3}, Hue.GREEN));
        Element area = Markup.elements(figure, "path").stream()
                .filter(path -> path.getAttribute("class").equals("area green"))
                .findFirst()
                .orElseThrow();
        // from the plot's upper left corner round to its lower left one
        assertThat(area.getAttribute("d")).matches("M(\\S+) 32L\\S+ 32L(\\S+) 32L\\2 236L\\S+ 236L\\1 236z");
    }

    @Test
    void levels_and_moments_carry_their_names() {
        Document figure = drawn(chart().level(0.5, "chance").moment(1.5, "kept").disc("3", 1, 1, Hue.BLUE));
        assertThat(Markup.texts(figure, "text")).contains("chance", "kept", "3");
        assertThat(classes(figure, "path")).contains("line rule ");
    }

    @Test
    void a_file_carries_the_house_style_and_names_at_the_lines() {
        String file = chart().bold("a", X, Y, Hue.BLUE)
                .points("b", X, X, Hue.RED, Mark.DISC)
                .file();
        Document svg = Markup.parse(file);
        assertThat(file).startsWith("<svg xmlns=");
        assertThat(Markup.texts(svg, "style").getFirst())
                .contains("--blue:", "prefers-color-scheme: dark", "svg .line");
        assertThat(Markup.texts(svg, "text")).contains("a", "b");
    }

    private static String line(Document figure) {
        return Markup.elements(figure, "path").stream()
                .filter(path -> path.getAttribute("class").startsWith("line bold"))
                .map(path -> path.getAttribute("d"))
                .findFirst()
                .orElseThrow();
    }
}
