package org.thgcl.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.thgcl.report.Markup;
import org.w3c.dom.Document;

class ChartTest {
    private static Chart chart() {
        Chart chart =
                new Chart("c", "A title", "x (1)", "y (1)").across(0, 2, "0").up(0, 3);
        chart.dashed("dashed & <fine>", new double[] {0, 1, 2}, new double[] {1, 2, 3}, Chart.INK, Chart.Dash.LONG);
        chart.points("points", new double[] {1}, new double[] {2}, Chart.ORANGE, SeriesMarkers.SQUARE);
        return chart;
    }

    @Test
    void a_dashed_line_is_drawn_in_one_piece_so_that_its_dashes_do_not_begin_anew() {
        Document svg = Markup.parse(chart().figure("what it shows"));
        assertThat(Markup.elements(svg, "polyline"))
                .filteredOn(line -> line.getAttribute("style").contains("stroke-dasharray"))
                .filteredOn(line -> line.getAttribute("points").split(" ").length > 3)
                .hasSize(1);
    }

    @Test
    void legend_is_text_of_the_page() {
        Document figure = Markup.parse(chart().figure("what it shows"));
        assertThat(Markup.texts(figure, "li")).containsExactly("dashed & <fine>", "points");
        assertThat(Markup.texts(figure, "figcaption")).containsExactly("what it shows");
    }

    @Test
    void a_machine_without_fonts_gets_a_note() {
        assertThat(chart().figure("caption", Optional.of("no fonts <were> found")))
                .contains("could not be drawn: no fonts &lt;were&gt; found")
                .contains("A title")
                .doesNotContain("<svg");
    }

    @Test
    void a_band_lies_between_its_lines() {
        Chart chart = new Chart("b", "t", "x", "y").across(0, 1, "0").up(0, 1);
        chart.band("band", new double[] {0, 1}, new double[] {0, 0}, new double[] {1, 1}, Chart.INK);
        chart.bold("line", new double[] {0, 1}, new double[] {0, 1}, Chart.INK);
        assertThat(chart.figure("")).contains("fill:currentColor;fill-opacity:0.1");
    }
}
