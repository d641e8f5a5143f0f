package org.thgcl.page;

import java.util.Arrays;
import java.util.List;

/// A rectangle of a drawing with a scale to the right and one upwards: what is drawn in it is given in the
/// values of its axes. What isn't finite is left out, and a line has a gap there; what lies outside the
/// rectangle isn't seen.
///
/// Each method's `paint` is a list of classes: a [Hue]'s word, and others of [HouseStyle].
public final class Plot {
    private static final double LETTERS = 12;

    private final Svg svg;
    private final Scale x;
    private final Scale y;

    /// @param svg that is drawn in
    /// @param x from left to right
    /// @param y from the bottom to the top
    public Plot(Svg svg, Scale x, Scale y) {
        this.svg = svg;
        this.x = x;
        this.y = y;
    }

    public Scale x() {
        return x;
    }

    public Scale y() {
        return y;
    }

    /// Draws both axes with their ticks, fine lines across at those of the vertical one, and the axes' titles:
    /// that of the vertical axis above it, level, as one reads it.
    public Plot axes(String xTitle, String yTitle) {
        double left = x.start();
        double bottom = y.start();
        PathData grid = new PathData();
        for (Scale.Tick tick : y.ticks(most(y, 2 * LETTERS))) {
            double at = y.at(tick.value());
            grid.move(left, at).line(x.end(), at);
            svg.words(left - 6, at + 4, "end", tick.label(), "class=\"tick\"");
        }
        svg.path(grid, "class=\"grid\"");
        PathData marks = new PathData().move(left, bottom).line(x.end(), bottom);
        for (Scale.Tick tick : xTicks()) {
            double at = x.at(tick.value());
            marks.move(at, bottom).line(at, bottom + 5);
            svg.words(at, bottom + 18, "middle", tick.label(), "class=\"tick\"");
        }
        svg.path(marks, "class=\"axis\"");
        svg.words((left + x.end()) / 2, bottom + 36, "middle", xTitle, "class=\"axis-title\"");
        return title(yTitle);
    }

    /// Writes a title above the vertical axis.
    public Plot title(String title) {
        svg.words(Math.max(2, x.start() - 30), y.end() - 10, "start", title, "class=\"axis-title\"");
        return this;
    }

    /// As many as have room for their labels.
    private List<Scale.Tick> xTicks() {
        int most = most(x, 4 * LETTERS);
        while (true) {
            List<Scale.Tick> ticks = x.ticks(most);
            double longest = ticks.stream()
                    .mapToDouble(tick -> Svg.width(tick.label(), LETTERS))
                    .max()
                    .orElse(0);
            if (most == 2
                    || ticks.size() < 2
                    || longest + LETTERS
                            <= x.at(ticks.get(1).value()) - x.at(ticks.get(0).value())) {
                return ticks;
            }
            most--;
        }
    }

    private static int most(Scale scale, double apart) {
        return Math.max(2, (int) (Math.abs(scale.end() - scale.start()) / apart) + 1);
    }

    /// Draws a line through points.
    public Plot line(double[] xs, double[] ys, String paint) {
        PathData path = new PathData();
        boolean drawn = false;
        for (int k = 0; k < xs.length; k++) {
            boolean shown = Double.isFinite(xs[k]) && Double.isFinite(ys[k]);
            if (shown && drawn) {
                path.line(x.at(xs[k]), y.at(ys[k]));
            } else if (shown) {
                path.move(x.at(xs[k]), y.at(ys[k]));
            }
            drawn = shown;
        }
        return clipped(() -> svg.path(path, "class=\"line " + paint + "\""), ys);
    }

    /// Fills the area between two lines.
    public Plot area(double[] xs, double[] low, double[] high, String paint) {
        PathData path = new PathData();
        for (int k = 0; k < xs.length; k++) {
            double at = x.at(xs[k]);
            path = k == 0 ? path.move(at, y.at(high[k])) : path.line(at, y.at(high[k]));
        }
        for (int k = xs.length - 1; k >= 0; k--) {
            path.line(x.at(xs[k]), y.at(low[k]));
        }
        PathData whole = path.close();
        return clipped(() -> svg.path(whole, "class=\"area " + paint + "\""), low, high);
    }

    /// Draws a mark at each point.
    public Plot dots(double[] xs, double[] ys, Mark mark, String paint) {
        PathData path = new PathData();
        for (int k = 0; mark != Mark.NONE && k < xs.length; k++) {
            if (x.holds(xs[k]) && y.holds(ys[k])) {
                path.mark(mark, x.at(xs[k]), y.at(ys[k]));
            }
        }
        svg.path(path, "class=\"dot " + paint + "\"");
        return this;
    }

    /// Draws bars from 0 up or down.
    ///
    /// @param width of each, in values of the horizontal axis; its middle is at x
    public Plot bars(double[] xs, double[] ys, double width, String paint) {
        PathData path = new PathData();
        for (int k = 0; k < xs.length; k++) {
            double left = x.at(xs[k] - width / 2);
            double top = y.at(Math.max(0, ys[k]));
            path.box(left, top, x.at(xs[k] + width / 2) - left, y.at(Math.min(0, ys[k])) - top);
        }
        return clipped(() -> svg.path(path, "class=\"bar " + paint + "\""), ys);
    }

    /// Draws a line across at a value of the vertical axis, such as chance, its name at its right end above it.
    public Plot across(double value, String name, String paint) {
        double at = y.at(value);
        svg.line(x.start(), at, x.end(), at, "class=\"line rule " + paint + "\"");
        return word(name, x.end() - 2, at - 4, "end", paint);
    }

    /// Draws a line upwards at a value of the horizontal axis, such as an event, its name beside its upper end:
    /// on the side where there is more room.
    public Plot upright(double value, String name, String paint) {
        double at = x.at(value);
        boolean right = at < (x.start() + x.end()) / 2;
        svg.line(at, y.start(), at, y.end(), "class=\"line rule " + paint + "\"");
        return word(name, at + (right ? 5 : -5), y.end() + 10, right ? "start" : "end", paint);
    }

    /// Draws a disc with a short word in it, its middle at a point, such as the mean of a class.
    public Plot disc(String word, double xValue, double yValue, String paint) {
        svg.disc(x.at(xValue), y.at(yValue), 0.8 * LETTERS, "class=\"mean " + paint + "\"");
        svg.words(x.at(xValue), y.at(yValue) + 4, "middle", word);
        return this;
    }

    /// Writes a word, its middle at a point.
    public Plot word(String word, double xValue, double yValue, String paint) {
        return word(word, x.at(xValue), y.at(yValue) + 4, "middle", paint);
    }

    private Plot word(String word, double left, double base, String anchor, String paint) {
        svg.words(left, base, anchor, word, "class=\"on-plot " + paint + "\"");
        return this;
    }

    private Plot clipped(Runnable drawing, double[]... values) {
        boolean inside = Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .allMatch(value -> !Double.isFinite(value) || y.holds(value));
        if (inside) {
            drawing.run();
        } else {
            svg.openClipped(x.start(), y.end(), x.end() - x.start(), y.start() - y.end());
            drawing.run();
            svg.close();
        }
        return this;
    }
}
