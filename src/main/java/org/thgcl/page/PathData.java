package org.thgcl.page;

/// What the attribute `d` of a path says, in the drawing's units, of which one decimal is kept.
public final class PathData {
    private final StringBuilder data = new StringBuilder();

    /// Begins at a point.
    public PathData move(double x, double y) {
        return step('M', x, y);
    }

    /// Goes straight to a point.
    public PathData line(double x, double y) {
        return step('L', x, y);
    }

    /// Goes to a point in an arc that a second point pulls towards itself (a quadratic Bézier curve).
    public PathData bend(double towardsX, double towardsY, double x, double y) {
        return step('Q', towardsX, towardsY).step(' ', x, y);
    }

    /// Adds a rectangle; its width and height aren't negative.
    public PathData box(double x, double y, double width, double height) {
        move(x, y);
        data.append('H').append(Svg.place(x + width)).append('V').append(Svg.place(y + height));
        data.append('H').append(Svg.place(x));
        return close();
    }

    /// Adds a mark, its middle at a point.
    public PathData mark(Mark mark, double x, double y) {
        move(x, y);
        data.append(mark.shape());
        return this;
    }

    /// Goes straight back to where this piece began.
    public PathData close() {
        data.append('z');
        return this;
    }

    /// Whether nothing was drawn.
    public boolean isEmpty() {
        return data.isEmpty();
    }

    private PathData step(char how, double x, double y) {
        data.append(how).append(Svg.place(x)).append(' ').append(Svg.place(y));
        return this;
    }

    @Override
    public String toString() {
        return data.toString();
    }
}
