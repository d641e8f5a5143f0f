package org.thgcl.page;

/// A drawing as SVG.
///
/// Lengths are in units of the drawing, about a pixel each. Colours are the page's: an element has a class that
/// says what it is, such as `line`, and one that says its colour, see [Hue]; [HouseStyle] draws both. What a
/// screen reader reads is title and description.
public final class Svg {
    private final String name;
    private final StringBuilder drawing;
    private int clips;

    /// The size of a drawing in its units.
    public record Size(int width, int height) {}

    /// @param name letters and digits, different for the drawings of one page
    /// @param title what is shown
    /// @param description what can be seen in it, for those who can't
    public Svg(String name, String title, String description, int width, int height) {
        this.name = name;
        drawing = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " " + height
                + "\" role=\"img\" aria-labelledby=\"" + name + "-title " + name + "-about\">\n<title id=\"" + name
                + "-title\">" + Html.text(title) + "</title>\n<desc id=\"" + name + "-about\">"
                + Html.text(description) + "</desc>\n");
    }

    /// A length as it is written: more than one decimal of a unit can't be seen.
    public static String place(double length) {
        return Numbers.shortest(length, 1);
    }

    /// A drawing as a file of its own, which carries the house style.
    ///
    /// @param svg an `svg` element
    public static String file(String svg) {
        return svg.replaceFirst("</desc>\n", "$0<style>\n" + HouseStyle.DRAWING + "</style>\n");
    }

    /// Adds elements as they are.
    ///
    /// @param markup well-formed SVG
    public Svg add(CharSequence markup) {
        drawing.append(markup);
        return this;
    }

    /// Draws a path; nothing if it is empty.
    ///
    /// @param paint further attributes, such as `class="line blue"`
    public Svg path(PathData path, String paint) {
        return path.isEmpty() ? this : path(path.toString(), paint);
    }

    /// Draws a path.
    ///
    /// @param d in the language of SVG's attribute `d`
    /// @param paint further attributes, such as `class="line blue"`
    public Svg path(CharSequence d, String paint) {
        return add("<path d=\"" + d + "\" " + paint + "/>\n");
    }

    /// Draws a straight line.
    public Svg line(double x1, double y1, double x2, double y2, String paint) {
        return path(new PathData().move(x1, y1).line(x2, y2), paint);
    }

    /// Draws a rectangle.
    public Svg box(double x, double y, double width, double height, String paint) {
        return add("<rect x=\"" + place(x) + "\" y=\"" + place(y) + "\" width=\"" + place(width) + "\" height=\""
                + place(height) + "\" " + paint + "/>\n");
    }

    /// Draws a disc.
    public Svg disc(double x, double y, double radius, String paint) {
        return add("<circle cx=\"" + place(x) + "\" cy=\"" + place(y) + "\" r=\"" + place(radius) + "\" " + paint
                + "/>\n");
    }

    /// Draws an empty frame.
    public Svg frame(double x, double y, double width, double height) {
        return box(x, y, width, height, "class=\"frame\"");
    }

    /// Writes words.
    ///
    /// @param anchor `start`, `middle` or `end`: which part of the words stands at x
    public Svg words(double x, double y, String anchor, String words) {
        return words(x, y, anchor, words, "");
    }

    /// Writes words.
    ///
    /// @param paint further attributes, such as `class="tick"`
    public Svg words(double x, double y, String anchor, String words, String paint) {
        return add("<text x=\"" + place(x) + "\" y=\"" + place(y) + "\" text-anchor=\"" + anchor + "\""
                + (paint.isEmpty() ? "" : " " + paint) + ">" + Html.text(words) + "</text>\n");
    }

    /// Writes words from the bottom to the top, their middle at (x, y).
    public Svg upwards(double x, double y, String words) {
        return words(x, y, "middle", words, "transform=\"rotate(-90 " + place(x) + " " + place(y) + ")\"");
    }

    /// Says that parts of the drawing can be operated: a screen reader goes into it.
    public Svg operable() {
        String picture = "role=\"img\"";
        int at = drawing.indexOf(picture);
        drawing.replace(at, at + picture.length(), "role=\"group\"");
        return this;
    }

    /// Begins a group.
    ///
    /// @param paint its attributes
    public Svg open(String paint) {
        return add("<g " + paint + ">\n");
    }

    /// Begins a group of which nothing is seen outside a rectangle.
    public Svg openClipped(double x, double y, double width, double height) {
        String clip = name + "-clip" + clips++;
        return add("<clipPath id=\"" + clip + "\">")
                .box(x, y, width, height, "")
                .add("</clipPath>\n")
                .open("clip-path=\"url(#" + clip + ")\"");
    }

    /// Ends the group that was begun last.
    public Svg close() {
        return add("</g>\n");
    }

    /// How wide words are about, with a reserve for broad fonts.
    ///
    /// @param size of the letters
    public static double width(String words, double size) {
        return 0.58 * size * words.length();
    }

    @Override
    public String toString() {
        return drawing + "</svg>\n";
    }
}
