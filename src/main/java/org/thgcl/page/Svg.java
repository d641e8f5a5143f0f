package org.thgcl.page;

import java.util.Locale;
import java.util.regex.Pattern;

/// A drawing as SVG, for what is no chart: matrices and graphs.
///
/// Ink is the page's, lengths are in units of the drawing, about a pixel each. What a screen reader reads is title and
/// description.
public final class Svg {
    /// More than one decimal of a unit can't be seen.
    static final Pattern DECIMALS = Pattern.compile("(\\.\\d)\\d+");

    private final StringBuilder drawing;

    /// The size of a drawing in its units.
    public record Size(int width, int height) {}

    /// @param name letters and digits, different for the drawings of one page
    /// @param title what is shown
    /// @param description what can be seen in it, for those who can't
    public Svg(String name, String title, String description, int width, int height) {
        drawing = new StringBuilder(open(name, title, description, width, height)).append('\n');
    }

    /// The head of a drawing: what comes after it ends with `</svg>`.
    static String open(String name, String title, String description, int width, int height) {
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" role="img" aria-labelledby="%s-title %s-about">
              <title id="%s-title">%s</title>
              <desc id="%s-about">%s</desc>\
            """.formatted(width, height, name, name, name, Html.text(title), name, Html.text(description));
    }

    /// Draws a path.
    ///
    /// @param d in the language of SVG's attribute `d`
    /// @param paint further attributes, such as a class
    public Svg path(CharSequence d, String paint) {
        drawing.append("<path d=\"").append(d).append("\" ").append(paint).append("/>\n");
        return this;
    }

    /// Draws a disc.
    public Svg disc(double x, double y, double radius, String paint) {
        drawing.append(
                String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" %s/>\n", x, y, radius, paint));
        return this;
    }

    /// Draws an empty frame.
    public Svg frame(double x, double y, double width, double height) {
        return path(
                String.format(Locale.ROOT, "M%.1f %.1fh%.1fv%.1fh%.1fz", x, y, width, height, -width),
                "class=\"frame\"");
    }

    /// Writes words.
    ///
    /// @param anchor `start`, `middle` or `end`: which part of the words stands at x
    public Svg words(double x, double y, String anchor, String words) {
        return words(x, y, anchor, words, "");
    }

    /// Writes words from the bottom to the top, their middle at (x, y).
    public Svg upwards(double x, double y, String words) {
        String turn = String.format(Locale.ROOT, "transform=\"rotate(-90 %.1f %.1f)\"", x, y);
        return words(x, y, "middle", words, turn);
    }

    private Svg words(double x, double y, String anchor, String words, String more) {
        drawing.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>\n",
                x,
                y,
                anchor,
                more,
                Html.text(words)));
        return this;
    }

    @Override
    public String toString() {
        return drawing + "</svg>\n";
    }
}
