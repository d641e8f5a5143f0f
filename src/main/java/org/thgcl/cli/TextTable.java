package org.thgcl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// A table for a terminal of 80 columns: the first column flush left, the others flush right, two spaces between.
///
/// A column in which no row says anything is left out. Names in the first column that are too long are broken between
/// words; columns that don't fit beside it follow below, with the first column again.
final class TextTable {
    private static final int WIDTH = 80;
    private static final int SPACE = 2;

    /// What the first column may take at least, if it needs to.
    private static final int NAME = 26;

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
        StringBuilder text = new StringBuilder();
        List<Integer> left = IntStream.range(1, rows.getFirst().size())
                .filter(this::says)
                .boxed()
                .toList();
        do {
            int fitting = fitting(left);
            text.append(text.isEmpty() ? "" : "\n");
            write(left.subList(0, fitting), text);
            left = left.subList(fitting, left.size());
        } while (!left.isEmpty());
        return text.toString();
    }

    /// Whether a row has something in a column; without rows, all columns are shown.
    private boolean says(int column) {
        return rows.size() == 1
                || rows.stream()
                        .skip(1)
                        .anyMatch(row ->
                                !row.get(column).isEmpty() && !row.get(column).equals("-"));
    }

    /// How many of the columns fit beside the first, at least one if there is any.
    private int fitting(List<Integer> columns) {
        int used = Math.min(width(0), NAME);
        int fitting = 0;
        while (fitting < columns.size() && (fitting == 0 || used + SPACE + width(columns.get(fitting)) <= WIDTH)) {
            used += SPACE + width(columns.get(fitting));
            fitting++;
        }
        return fitting;
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> Wrapping.width(row.get(column)))
                .max()
                .orElse(0);
    }

    private void write(List<Integer> columns, StringBuilder text) {
        int others = columns.stream().mapToInt(column -> SPACE + width(column)).sum();
        int name = Math.min(width(0), Math.max(NAME, WIDTH - others));
        for (List<String> row : rows) {
            List<String> names = Wrapping.lines(row.getFirst(), Math.max(2, name));
            StringBuilder line = new StringBuilder(names.getFirst());
            line.append(" ".repeat(name - Wrapping.width(line)));
            for (int column : columns) {
                String cell = row.get(column);
                line.append(" ".repeat(SPACE + width(column) - Wrapping.width(cell)))
                        .append(cell);
            }
            text.append(line.toString().stripTrailing()).append('\n');
            names.stream().skip(1).forEach(rest -> text.append(rest).append('\n'));
        }
    }
}
