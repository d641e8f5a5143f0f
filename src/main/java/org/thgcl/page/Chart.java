package org.thgcl.page;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// A chart of lines and points as SVG.
///
/// Ink is `currentColor` and the ground transparent, so that the chart follows the page that it stands in. Letters are
/// drawn as outlines: whoever looks at it needs no fonts, but whoever draws it does, see [#obstacle]. What a screen
/// reader reads is title and description.
public final class Chart {
    /// Stands for the ink until the drawing is SVG.
    public static final Color INK = new Color(1, 2, 3);

    // Of Okabe and Ito's palette for all kinds of colour vision; legible on white and on black.
    public static final Color BLUE = new Color(0, 130, 200);
    public static final Color SKY = new Color(86, 180, 233);
    public static final Color GREEN = new Color(0, 158, 115);
    public static final Color ORANGE = new Color(213, 94, 0);

    private static final Color CLEAR = new Color(0, 0, 0, 0);
    private static final Color GRID = new Color(140, 140, 140, 80);
    private static final int WIDTH = 520;
    private static final int HEIGHT = 300;
    private static final float FINE = 1f;
    private static final float BOLD = 2.5f;

    /// How a line is drawn.
    public enum Dash {
        NONE,
        LONG(10, 5),
        SHORT(5, 4),
        DOTS(1.5f, 4);

        @SuppressWarnings("ImmutableEnumChecker") // never written to
        private final float[] pattern;

        Dash(float... pattern) {
            this.pattern = pattern;
        }
    }

    private final String name;
    private final String title;
    private final String description;
    private final XYChart chart;
    private final List<Legend.Entry> legend = new ArrayList<>();

    /// @param name letters and digits, different for the charts of one page
    /// @param title what is shown, for those who can't see it
    /// @param xAxis title of the horizontal axis, with the unit
    /// @param yAxis title of the vertical axis, with the unit
    public Chart(String name, String title, String xAxis, String yAxis) {
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
                .setAnnotationTextFont(font.deriveFont(Font.BOLD, 17f))
                .setAnnotationTextFontColor(INK)
                .setMarkerSize(7);
        chart.getStyler()
                .setAxisTitleFont(font)
                .setAxisTickLabelsFont(font)
                .setAxisTickLabelsColor(INK)
                .setAxisTickMarksColor(INK)
                .setXAxisTickLabelsColor(INK)
                .setYAxisTickLabelsColor(INK)
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(FINE))
                .setAxisTicksLineVisible(false)
                .setXAxisTickMarkSpacingHint(100)
                .setXAxisDecimalPattern("0");
    }

    /// Why no chart can be drawn on this machine: it has no fonts, by which the drawing measures its texts.
    public static Optional<String> obstacle() {
        try {
            FontRenderContext context = new FontRenderContext(null, true, true);
            new Font(Font.SANS_SERIF, Font.PLAIN, 15).getLineMetrics("0", context);
            return Optional.empty();
        } catch (RuntimeException | Error e) { // without fonts or fontconfig the JDK throws an Error
            return Optional.of("no fonts were found (" + e.getMessage()
                    + "); install fontconfig and a font, on Debian: apt-get install fontconfig fonts-dejavu-core");
        }
    }

    /// Sets the range of the horizontal axis and how its numbers are written.
    ///
    /// @param pattern such as `0` or `0.0`
    public Chart across(double from, double to, String pattern) {
        chart.getStyler().setXAxisMin(from).setXAxisMax(to).setXAxisDecimalPattern(pattern);
        return this;
    }

    /// Sets the range of the vertical axis.
    public Chart up(double from, double to) {
        chart.getStyler().setYAxisMin(from).setYAxisMax(to);
        return this;
    }

    /// Adds a fine line without marks.
    public void fine(String label, double[] x, double[] y, Color color) {
        line(label, x, y, color, FINE, Dash.NONE, SeriesMarkers.NONE);
    }

    /// Adds a bold line without marks.
    public void bold(String label, double[] x, double[] y, Color color) {
        line(label, x, y, color, BOLD, Dash.NONE, SeriesMarkers.NONE);
    }

    /// Adds a bold line of dashes without marks.
    public void dashed(String label, double[] x, double[] y, Color color, Dash dash) {
        line(label, x, y, color, BOLD, dash, SeriesMarkers.NONE);
    }

    /// Adds a bold line with a mark at each point.
    public void marked(String label, double[] x, double[] y, Color color, Marker marker) {
        line(label, x, y, color, BOLD, Dash.NONE, marker);
    }

    /// Adds marks without a line.
    public void points(String label, double[] x, double[] y, Color color, Marker marker) {
        XYSeries series = chart.addSeries(label, x, y);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        series.setMarker(marker);
        series.setMarkerColor(color);
        legend.add(new Legend.Entry(label, color, null, marker));
    }

    /// Adds a transparent band between two lines; the legend doesn't name it.
    public void band(String label, double[] x, double[] low, double[] high, Color color) {
        int n = x.length;
        double[] around = new double[2 * n];
        double[] edge = new double[2 * n];
        for (int k = 0; k < n; k++) {
            around[k] = x[k];
            around[2 * n - 1 - k] = x[k];
            edge[k] = low[k];
            edge[2 * n - 1 - k] = high[k];
        }
        XYSeries series = chart.addSeries(label, around, edge);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
        series.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 40));
        series.setLineColor(CLEAR);
        series.setMarker(SeriesMarkers.NONE);
        series.setShowInLegend(false);
    }

    /// Writes a word into the plot, its middle at (x, y).
    public void label(String word, double x, double y) {
        chart.addAnnotation(new AnnotationText(word, x, y, false));
    }

    /// Adds a series with its last point twice, the second time a ten-thousandth to the left: XChart labels every few
    /// of equally spaced points, so many that the labels touch.
    private void line(String label, double[] x, double[] y, Color color, float width, Dash dash, Marker marker) {
        DoubleStream again = DoubleStream.of(x[x.length - 1] * 0.9999);
        double[] xs = DoubleStream.concat(DoubleStream.of(x), again).toArray();
        double[] ys = DoubleStream.concat(DoubleStream.of(y), DoubleStream.of(y[y.length - 1]))
                .toArray();
        XYSeries series = chart.addSeries(label, xs, ys);
        series.setMarker(marker);
        series.setMarkerColor(color);
        series.setLineColor(color);
        BasicStroke stroke = dash == Dash.NONE
                ? new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash.pattern, 0);
        series.setLineStyle(stroke);
        legend.add(new Legend.Entry(label, color, stroke, marker));
    }

    /// The chart as a figure of a page, or a note that says why it can't be drawn. Its legend is text of the page,
    /// which wraps where the chart would cut it off.
    ///
    /// @param caption in HTML
    public String figure(String caption) {
        return figure(caption, obstacle());
    }

    public String figure(String caption, Optional<String> obstacle) {
        if (obstacle.isPresent()) {
            return Html.note(
                    "A chart, <q>" + Html.text(title) + "</q>, could not be drawn: " + Html.text(obstacle.get()) + ".");
        }
        chart.getStyler().setLegendVisible(false);
        return Html.figure(svg() + (legend.size() > 1 ? Legend.html(legend) : ""), caption);
    }

    /// The chart as an `svg` element with its legend, without an XML declaration.
    public String svg() {
        VectorGraphics2D graphics = new VectorGraphics2D();
        chart.paint(graphics, WIDTH, HEIGHT);
        return Svg.open(name, title, description, WIDTH, HEIGHT) + DrawnSvg.body(name, graphics, WIDTH, HEIGHT);
    }
}
