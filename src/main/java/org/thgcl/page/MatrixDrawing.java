package org.thgcl.page;

import java.util.Locale;
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
        String description = String.format(
                Locale.ROOT,
                "Rows: %s, %d. Columns: %s, %d. %d entries from %.4f to %.4f; the rest is empty.",
                rowAxis,
                rows,
                columnAxis,
                columns,
                value.length,
                low,
                high);
        Svg svg =
                new Svg(name, title, description, (int) (LEFT + Math.max(width, 330) + 24), (int) (TOP + height + 60));
        StringBuilder[] cells = new StringBuilder[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            cells[level] = new StringBuilder();
        }
        for (int e = 0; e < value.length; e++) {
            cells[level(value[e], low, high)].append("M" + column[e] + " " + row[e] + "h1v1h-1z");
        }
        for (int level = 0; level < LEVELS; level++) {
            String place =
                    String.format(Locale.ROOT, "transform=\"translate(%.1f %.1f) scale(%.3f)\"", LEFT, TOP, cell);
            svg.path(cells[level], place + " " + shade(level));
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
            svg.path(String.format(Locale.ROOT, "M%.1f %.1fh54v12h-54z", x, y), shade(level));
        }
        svg.frame(LEFT, y, LEVELS * 54, 12)
                .words(LEFT, y + 26, "start", String.format(Locale.ROOT, "%.4f", low))
                .words(LEFT + LEVELS * 27, y + 26, "middle", "edge weight (1)")
                .words(LEFT + LEVELS * 54, y + 26, "end", String.format(Locale.ROOT, "%.4f", high));
    }

    private static String shade(int level) {
        return String.format(
                Locale.ROOT, "fill=\"currentColor\" fill-opacity=\"%.2f\"", 0.15 + 0.85 * level / (LEVELS - 1));
    }

    private static int level(double value, double low, double high) {
        return high == low ? LEVELS - 1 : Math.min(LEVELS - 1, (int) ((value - low) / (high - low) * LEVELS));
    }
}
