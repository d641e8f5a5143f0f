package org.thgcl.report;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// A line chart as SVG.
///
/// Ink is `currentColor` and the ground transparent, so that the chart follows the page that it stands in. Letters are
/// drawn as outlines: whoever looks at it needs no fonts, but whoever draws it does, see [#obstacle]. What a screen
/// reader reads is title and description.
final class Chart {
    /// Stands for the ink until the drawing is SVG.
    static final Color INK = new Color(1, 2, 3);

    private static final Color CLEAR = new Color(0, 0, 0, 0);
    private static final Color GRID = new Color(140, 140, 140, 80);
    private static final int WIDTH = 520;
    private static final int HEIGHT = 300;
    private static final float FINE = 1f;
    private static final float BOLD = 2.5f;

    private static final Pattern OPENING = Pattern.compile("^.*?<svg[^>]*>", Pattern.DOTALL);
    private static final Pattern DECIMALS = Pattern.compile("(\\.\\d\\d)\\d+");

    private final String name;
    private final String title;
    private final String description;
    private final XYChart chart;

    /// @param name letters and digits, different for the charts of one page
    /// @param title what is shown, for those who can't see it
    /// @param xAxis title of the horizontal axis, with the unit
    /// @param yAxis title of the vertical axis, with the unit
    /// @param end of the horizontal axis, which begins at 0
    Chart(String name, String title, String xAxis, String yAxis, double end) {
        this.name = name;
        this.title = title;
        description = "Horizontal axis: " + xAxis + ". Vertical axis: " + yAxis + ".";
        chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(xAxis)
                .yAxisTitle(yAxis)
                .build();
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
        chart.getStyler()
                .setBaseFont(font)
                .setLegendFont(font)
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Horizontal)
                .setChartBackgroundColor(CLEAR)
                .setPlotBackgroundColor(CLEAR)
                .setLegendBackgroundColor(CLEAR)
                .setLegendBorderColor(CLEAR)
                .setPlotBorderColor(INK)
                .setChartFontColor(INK)
                .setXAxisTitleColor(INK)
                .setYAxisTitleColor(INK)
                .setMarkerSize(7);
        chart.getStyler()
                .setAxisTitleFont(font)
                .setAxisTickLabelsFont(font)
                .setAxisTickLabelsColor(INK)
                .setAxisTickMarksColor(INK)
                .setXAxisTickLabelsColor(INK)
                .setYAxisTickLabelsColor(INK)
                .setPlotGridLinesColor(GRID)
                .setAxisTicksLineVisible(false)
                .setXAxisTickMarkSpacingHint(100)
                .setXAxisMin(0.0)
                .setXAxisMax(end)
                .setXAxisDecimalPattern("0");
    }

    /// Why no chart can be drawn on this machine: it has no fonts, by which the drawing measures its texts.
    static Optional<String> obstacle() {
        try {
            FontRenderContext context = new FontRenderContext(null, true, true);
            new Font(Font.SANS_SERIF, Font.PLAIN, 15).getLineMetrics("0", context);
            return Optional.empty();
        } catch (RuntimeException | Error e) { // without fonts or fontconfig the JDK throws an Error
            return Optional.of("no fonts were found (" + e.getMessage()
                    + "); install fontconfig and a font, on Debian: apt-get install fontconfig fonts-dejavu-core");
        }
    }

    /// Sets the range of the vertical axis.
    void range(double from, double to) {
        chart.getStyler().setYAxisMin(from).setYAxisMax(to);
    }

    /// Adds a fine line without marks.
    void fine(String label, double[] x, double[] y, Color color) {
        style(series(label, x, y), color, FINE, SeriesMarkers.NONE);
    }

    /// Adds a bold line without marks.
    void bold(String label, double[] x, double[] y, Color color) {
        style(series(label, x, y), color, BOLD, SeriesMarkers.NONE);
    }

    /// Adds a bold line with a mark at each point.
    void marked(String label, double[] x, double[] y, Color color, Marker marker) {
        style(series(label, x, y), color, BOLD, marker);
    }

    /// Adds a series with its last point twice, the second time a ten-thousandth to the left: XChart labels every few
    /// of equally spaced points, so many that the labels touch.
    private XYSeries series(String label, double[] x, double[] y) {
        DoubleStream again = DoubleStream.of(x[x.length - 1] * 0.9999);
        double[] xs = DoubleStream.concat(DoubleStream.of(x), again).toArray();
        double[] ys = DoubleStream.concat(DoubleStream.of(y), DoubleStream.of(y[y.length - 1]))
                .toArray();
        return chart.addSeries(label, xs, ys);
    }

    private static void style(XYSeries series, Color color, float width, Marker marker) {
        series.setMarker(marker);
        series.setMarkerColor(color);
        series.setLineColor(color);
        series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    /// The chart as an `svg` element, without an XML declaration.
    String svg() {
        VectorGraphics2D graphics = new VectorGraphics2D();
        chart.paint(graphics, WIDTH, HEIGHT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new SVGProcessor()
                    .getDocument(graphics.getCommands(), new PageSize(0, 0, WIDTH, HEIGHT))
                    .writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory is never full
        }
        return tidy(bytes.toString(StandardCharsets.UTF_8));
    }

    /// Gives the drawing a head of our own, its ink, short numbers, and names that are unique in a page.
    private String tidy(String drawn) {
        String head = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="%s-title %s-about">
              <title id="%s-title">%s</title>
              <desc id="%s-about">%s</desc>\
            """.formatted(WIDTH, HEIGHT, name, name, name, Html.text(title), name, Html.text(description));
        String body = OPENING.matcher(drawn).replaceFirst("");
        return head
                + DECIMALS.matcher(body)
                        .replaceAll("$1")
                        .replace("rgb(1,2,3)", "currentColor")
                        .replace("\"clip", "\"" + name + "-clip")
                        .replace("#clip", "#" + name + "-clip")
                        .strip()
                + "\n";
    }
}
