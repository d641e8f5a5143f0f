package org.thgcl.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A table for the terminal whose cells are broken between words to the widths of their columns, two spaces between.
final class WrappedTable {
    private static final String SPACE = "  ";

    private final int[] widths;
    private final StringBuilder text = new StringBuilder();

    /// @param widths of the columns, in characters
    WrappedTable(int... widths) {
        this.widths = widths.clone();
    }

    /// Adds a row, one cell for each column.
    WrappedTable row(String... cells) {
        List<List<String>> columns = new ArrayList<>();
        int lines = 1;
        for (int column = 0; column < widths.length; column++) {
            columns.add(Wrapping.lines(cells[column], widths[column]));
            lines = Math.max(lines, columns.get(column).size());
        }
        for (int line = 0; line < lines; line++) {
            StringBuilder row = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                List<String> cell = columns.get(column);
                String part = line < cell.size() ? cell.get(line) : "";
                row.append(part)
                        .append(" ".repeat(Math.max(0, widths[column] - Wrapping.width(part))))
                        .append(SPACE);
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return this;
    }

    /// A rule beneath the heads of the columns.
    WrappedTable rule() {
        return row(Arrays.stream(widths).mapToObj("-"::repeat).toArray(String[]::new));
    }

    /// The table, each line ending with a newline.
    @Override
    public String toString() {
        return text.toString();
    }
}
