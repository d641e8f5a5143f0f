package org.thgcl.teach;

import org.thgcl.page.Html;
import org.thgcl.page.PathData;
import org.thgcl.page.Plot;
import org.thgcl.page.Scale;
import org.thgcl.page.Svg;

/// A figure's drawing with two axes. It is narrow, so that its letters can be read on a telephone; two of them stand
/// side by side elsewhere.
///
/// @param svg what is drawn in
/// @param plot what is drawn between its axes
record Panel(Svg svg, Plot plot) {
    static final int WIDTH = 330;
    private static final int HEIGHT = 250;
    private static final double LEFT = 36;
    private static final double RIGHT = WIDTH - 12;
    private static final double TOP = 30;
    private static final double BOTTOM = HEIGHT - 42;

    /// An axis.
    ///
    /// @param from value at its beginning
    /// @param to value at its end
    /// @param title what it shows, with its unit
    record Axis(double from, double to, String title) {}

    /// Empty axes.
    ///
    /// @param name begins with the figure's id
    /// @param title what is shown
    /// @param description what can be seen in it, for those who can't
    static Panel of(String name, String title, String description, Axis x, Axis y) {
        Svg svg = new Svg(name, title, description, WIDTH, HEIGHT);
        Plot plot = new Plot(svg, new Scale(x.from, x.to, LEFT, RIGHT), new Scale(y.from, y.to, BOTTOM, TOP));
        return new Panel(svg, plot.axes(x.title, y.title));
    }

    /// Draws small points: many of them take little room in the page.
    Panel points(double[] xs, double[] ys, String paint) {
        PathData path = new PathData();
        for (int k = 0; k < xs.length; k++) {
            double x = plot.x().at(xs[k]);
            double y = plot.y().at(ys[k]);
            path.move(x, y).line(x, y);
        }
        svg.path(path, "class=\"points " + paint + "\"");
        return this;
    }

    /// The drawing with its caption.
    ///
    /// @param caption in HTML
    String html(String caption) {
        return Html.figure(svg.toString(), caption);
    }
}
