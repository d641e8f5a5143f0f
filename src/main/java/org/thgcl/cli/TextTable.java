package org.thgcl.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// A table for the terminal: the first column flush left, the others flush right, two spaces between.
final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... header) {
        rows.add(List.of(header));
    }

    /// Adds a row; numbers that aren't finite show as `-`.
    ///
    /// @param cells texts, whole numbers, or real numbers, which show with four decimals
    TextTable row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell instanceof Double number ? decimal(number) : cell.toString());
        }
        rows.add(row);
        return this;
    }

    private static String decimal(double number) {
        return Double.isFinite(number) ? String.format(Locale.ROOT, "%.4f", number) : "-";
    }

    /// The table, each line ending with a newline.
    @Override
    public String toString() {
        List<Integer> widths =
                new ArrayList<>(Collections.nCopies(rows.getFirst().size(), 0));
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths.set(column, Math.max(widths.get(column), row.get(column).length()));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String space = " ".repeat(widths.get(column) - row.get(column).length());
                line.append(column == 0 ? row.get(column) + space : "  " + space + row.get(column));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
