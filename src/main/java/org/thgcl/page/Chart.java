package org.thgcl.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// A chart of lines, areas and points.
///
/// What it shows is collected first and drawn at the sizes that are asked for. Lines are named at their right
/// ends where there is room, otherwise all series in a legend of the page's text. What a screen reader reads is
/// title and description.
public final class Chart {
    private static final Svg.Size COMPACT = new Svg.Size(400, 280);
    private static final Svg.Size BROAD = new Svg.Size(820, 340);
    private static final double LETTERS = 12;
    private static final double LINE = 15;
    private static final double TOP = 32;
    private static final double BOTTOM = 44;
    private static final double RIGHT = 18;
    private static final int TICKS = 6;
    private static final double NARROW = 1e-12;

    private final String name;
    private final String title;
    private final String xTitle;
    private final String yTitle;
    private final List<Series> series = new ArrayList<>();
    private final List<Consumer<Plot>> layers = new ArrayList<>();
    private final List<double[]> heights = new ArrayList<>();
    private double[] across = {};
    private double[] up = {};

    /// Lines or points of one name.
    ///
    /// @param line its class, empty for points alone
    record Series(String label, double[] x, double[] y, Hue hue, String line, Mark mark) {
        boolean isLine() {
            return !line.isEmpty();
        }

        /// Its last point; -1 if there is none.
        int last() {
            int k = x.length - 1;
            while (k >= 0 && !(Double.isFinite(x[k]) && Double.isFinite(y[k]))) {
                k--;
            }
            return k;
        }

        void draw(Plot plot) {
            if (isLine()) {
                plot.line(x, y, line + " " + hue.word());
            }
            plot.dots(x, y, mark, hue.word());
        }
    }

    /// @param name letters and digits, different for the charts of one page
    /// @param title what is shown, for those who can't see it
    /// @param xTitle of the horizontal axis, with the unit if there is one
    /// @param yTitle of the vertical axis, with the unit if there is one
    public Chart(String name, String title, String xTitle, String yTitle) {
        this.name = name;
        this.title = title;
        this.xTitle = xTitle;
        this.yTitle = yTitle;
    }

    /// Sets the range of the horizontal axis; without it that is the range of the values, widened to round
    /// numbers where there are points without a line.
    public Chart across(double from, double to) {
        across = new double[] {from, to};
        return this;
    }

    /// Sets the range of the vertical axis; without it that is the range of the values, widened to round
    /// numbers.
    public Chart up(double from, double to) {
        up = new double[] {from, to};
        return this;
    }

    /// Adds a fine line without marks.
    public Chart fine(String label, double[] x, double[] y, Hue hue) {
        return add(new Series(label, x, y, hue, "fine", Mark.NONE));
    }

    /// Adds a bold line without marks.
    public Chart bold(String label, double[] x, double[] y, Hue hue) {
        return dashed(label, x, y, hue, Dash.NONE);
    }

    /// Adds a bold line of dashes without marks.
    public Chart dashed(String label, double[] x, double[] y, Hue hue, Dash dash) {
        return add(new Series(label, x, y, hue, "bold" + dash.word(), Mark.NONE));
    }

    /// Adds a bold line with a mark at each point.
    public Chart marked(String label, double[] x, double[] y, Hue hue, Mark mark) {
        return add(new Series(label, x, y, hue, "bold", mark));
    }

    /// Adds marks without a line.
    public Chart points(String label, double[] x, double[] y, Hue hue, Mark mark) {
        return add(new Series(label, x, y, hue, "", mark));
    }

    /// Adds a transparent band between two lines, which has no name of its own.
    public Chart band(double[] x, double[] low, double[] high, Hue hue) {
        heights.add(low);
        heights.add(high);
        return draw(plot -> plot.area(x, low, high, hue.word()));
    }

    /// Adds a fine line across at a height, with its name, such as chance.
    public Chart level(double value, String word) {
        heights.add(new double[] {value});
        return draw(plot -> plot.across(value, word, ""));
    }

    /// Adds a fine line upwards at a value of the horizontal axis, with its name, such as the iteration that
    /// was kept.
    public Chart moment(double value, String word) {
        return draw(plot -> plot.upright(value, word, ""));
    }

    /// Adds a disc with a short word in it, its middle at (x, y).
    public Chart disc(String word, double x, double y, Hue hue) {
        return draw(plot -> plot.disc(word, x, y, hue.word()));
    }

    /// Adds something else, which is drawn above what was added before.
    public Chart draw(Consumer<Plot> layer) {
        layers.add(layer);
        return this;
    }

    private Chart add(Series each) {
        series.add(each);
        heights.add(each.y());
        return draw(each::draw);
    }

    /// The chart as a figure of a page, of the width of half a page or a telephone.
    ///
    /// @param caption in HTML
    public String figure(String caption) {
        return Html.figure(drawn(name, COMPACT), caption);
    }

    /// The chart as a figure of a page, of a whole page's width where there is room, otherwise like [#figure].
    ///
    /// @param caption in HTML
    public String wideFigure(String caption) {
        return Html.adaptiveFigure(drawn(name, BROAD), drawn(name + "compact", COMPACT), caption);
    }

    /// The chart as a file of its own.
    public String file() {
        return Svg.file(svg(name, BROAD, true));
    }

    /// Drawing and legend.
    private String drawn(String id, Svg.Size size) {
        boolean direct = isDirect(size);
        return svg(id, size, direct) + (direct || series.size() < 2 ? "" : Legend.html(series));
    }

    /// Whether there is room for names at the lines' ends.
    private boolean isDirect(Svg.Size size) {
        return series.size() > 1
                && series.stream().allMatch(Series::isLine)
                && nameWidth() <= 0.3 * size.width()
                && series.size() * LINE <= size.height() - TOP - BOTTOM;
    }

    private double nameWidth() {
        return series.stream()
                .mapToDouble(each -> Svg.width(each.label(), LETTERS))
                .max()
                .orElse(0);
    }

    private String svg(String id, Svg.Size size, boolean direct) {
        Svg svg = new Svg(
                id,
                title,
                "Horizontal axis: " + xTitle + ". Vertical axis: " + yTitle + ".",
                size.width(),
                size.height());
        Scale upwards = upwards(size.height() - BOTTOM, TOP);
        double labels = upwards.ticks(TICKS).stream()
                .mapToDouble(tick -> Svg.width(tick.label(), LETTERS))
                .max()
                .orElse(0);
        double right = size.width() - Math.max(RIGHT, direct ? nameWidth() + RIGHT : 0);
        Plot plot = new Plot(svg, rightwards(Math.max(36, labels + 12), right), upwards);
        plot.axes(xTitle, yTitle);
        layers.forEach(layer -> layer.accept(plot));
        if (direct) {
            names(svg, plot);
        }
        return svg.toString();
    }

    private Scale rightwards(double start, double end) {
        double[] ends = across.length > 0 ? across : range(series.stream().map(Series::x));
        Scale exact = new Scale(ends[0], ends[1], start, end);
        return across.length > 0 || series.stream().allMatch(Series::isLine) ? exact : exact.rounded(TICKS);
    }

    private Scale upwards(double start, double end) {
        if (up.length > 0) {
            return new Scale(up[0], up[1], start, end);
        }
        double[] ends = range(heights.stream());
        return new Scale(ends[0], ends[1], start, end).rounded(TICKS);
    }

    /// The smallest and the largest of finite values, half a unit to either side if no tick could tell them
    /// apart.
    private static double[] range(Stream<double[]> values) {
        double[] finite =
                values.flatMapToDouble(Arrays::stream).filter(Double::isFinite).toArray();
        double low = DoubleStream.of(finite).min().orElse(0);
        double high = DoubleStream.of(finite).max().orElse(1);
        return high - low > NARROW ? new double[] {low, high} : new double[] {low - 0.5, high + 0.5};
    }

    /// Writes the name of each line beside its end, with a piece of line in its colour that leads to it.
    private void names(Svg svg, Plot plot) {
        List<Series> ending = series.stream().filter(each -> each.last() >= 0).toList();
        double top = plot.y().end();
        double bottom = plot.y().start();
        double[] wanted = ending.stream()
                .mapToDouble(each -> Math.clamp(plot.y().at(each.y()[each.last()]), top, bottom))
                .toArray();
        double[] places = EndLabels.places(wanted, LINE, top, bottom);
        double at = plot.x().end() + 12;
        for (int k = 0; k < places.length; k++) {
            Series each = ending.get(k);
            double end = plot.x().at(each.x()[each.last()]);
            svg.line(
                    end + 4,
                    wanted[k],
                    at - 3,
                    places[k],
                    "class=\"leader " + each.hue().word() + "\"");
            svg.words(at, places[k] + 4, "start", each.label(), "class=\"name\"");
        }
    }
}
