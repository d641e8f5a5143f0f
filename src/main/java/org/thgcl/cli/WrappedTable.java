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
            columns.add(wrapped(cells[column], widths[column]));
            lines = Math.max(lines, columns.get(column).size());
        }
        for (int line = 0; line < lines; line++) {
            StringBuilder row = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                List<String> cell = columns.get(column);
                String part = line < cell.size() ? cell.get(line) : "";
                row.append(part)
                        .append(" ".repeat(Math.max(0, widths[column] - width(part))))
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

    private static List<String> wrapped(String cell, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : cell.split(" ", -1)) {
            if (!line.isEmpty() && width(line) + 1 + width(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ");
            for (int c : word.codePoints().toArray()) { // a word longer than the column, such as a Chinese sentence
                if (width(line) + width(Character.toString(c)) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.appendCodePoint(c);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /// Columns on the terminal: Chinese characters and their punctuation take two.
    private static int width(CharSequence text) {
        return text.codePoints().map(c -> wide(c) ? 2 : 1).sum();
    }

    private static boolean wide(int c) {
        return Character.isIdeographic(c) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF60);
    }

    /// The table, each line ending with a newline.
    @Override
    public String toString() {
        return text.toString();
    }
}
