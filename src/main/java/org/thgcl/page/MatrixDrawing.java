package org.thgcl.page;

import java.util.stream.DoubleStream;

/// A sparse matrix, drawn: one cell for each entry, the darker the larger.
public final class MatrixDrawing {
    private static final int LEVELS = 6;
    private static final double LEFT = 56;
    private static final double TOP = 30;
    private static final double SIZE = 440;

    private MatrixDrawing() {}

    /// Draws entries; what is no entry stays empty.
    ///
    /// @param name different for the drawings of a page
    /// @param rows number of rows, of columns
    /// @param row of each entry, from 0 at the top
    /// @param column of each entry, from 0 at the left
    public static String of(
            String name,
            String title,
            String rowAxis,
            String columnAxis,
            int rows,
            int columns,
            int[] row,
            int[] column,
            double[] value) {
        double cell = SIZE / Math.max(rows, columns);
        double low = DoubleStream.of(value).min().orElseThrow();
        double high = DoubleStream.of(value).max().orElseThrow();
        double width = columns * cell;
        double height = rows * cell;
        String description = "Rows: " + rowAxis + ", " + rows + ". Columns: " + columnAxis + ", " + columns + ". "
                + value.length + " entries from " + Numbers.fixed(low, 4) + " to " + Numbers.fixed(high, 4)
                + "; the rest is empty.";
        Svg svg =
                new Svg(name, title, description, (int) (LEFT + Math.max(width, 330) + 24), (int) (TOP + height + 60));
        PathData[] cells = new PathData[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            cells[level] = new PathData();
        }
        for (int e = 0; e < value.length; e++) {
            cells[level(value[e], low, high)].box(LEFT + column[e] * cell, TOP + row[e] * cell, cell, cell);
        }
        for (int level = 0; level < LEVELS; level++) {
            svg.path(cells[level], "class=\"heat" + level + "\"");
        }
        svg.frame(LEFT, TOP, width, height)
                .words(LEFT + width / 2, TOP - 16, "middle", columnAxis)
                .words(LEFT, TOP - 3, "start", "0")
                .words(LEFT + width, TOP - 3, "end", String.valueOf(columns - 1))
                .words(LEFT - 4, TOP + 11, "end", "0")
                .words(LEFT - 4, TOP + height, "end", String.valueOf(rows - 1))
                .upwards(16, TOP + height / 2, rowAxis);
        scale(svg, TOP + height + 16, low, high);
        return svg.toString();
    }

    private static void scale(Svg svg, double y, double low, double high) {
        for (int level = 0; level < LEVELS; level++) {
            double x = LEFT + level * 54.0;
            svg.box(x, y, 54, 12, "class=\"heat" + level + "\"");
        }
        svg.frame(LEFT, y, LEVELS * 54, 12)
                .words(LEFT, y + 26, "start", Numbers.fixed(low, 4))
                .words(LEFT + LEVELS * 27, y + 26, "middle", "edge weight")
                .words(LEFT + LEVELS * 54, y + 26, "end", Numbers.fixed(high, 4));
    }

    private static int level(double value, double low, double high) {
        return high == low ? LEVELS - 1 : Math.min(LEVELS - 1, (int) ((value - low) / (high - low) * LEVELS));
    }
}
