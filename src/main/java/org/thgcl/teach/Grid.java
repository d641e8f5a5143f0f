package org.thgcl.teach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.thgcl.page.Formula;
import org.thgcl.page.Html;
import org.thgcl.page.Numbers;
import org.thgcl.tensor.Tensor;

/// A matrix whose cells a figure shows.
///
/// @param id what the identifiers of its cells begin with
/// @param symbol in the notation of [org.thgcl.page.Formula]
/// @param about what it is, a few plain words
/// @param columns in each row
/// @param values row-major; NaN where a cell is empty
record Grid(String id, String symbol, String about, int columns, List<Double> values) {
    private static final int TINTS = 4;

    Grid {
        values = List.copyOf(values);
    }

    /// The first rows of a tensor.
    static Grid of(String id, String symbol, String about, int rows, int columns, Tensor values) {
        return new Grid(
                id,
                symbol,
                about,
                columns,
                IntStream.range(0, rows * columns).mapToObj(values::get).toList());
    }

    /// A sparse matrix.
    ///
    /// @param row of each entry
    /// @param column of each entry
    static Grid of(
            String id,
            String symbol,
            String about,
            int rows,
            int columns,
            int[] row,
            int[] column,
            IntFunction<Double> value) {
        Double[] values = new Double[rows * columns];
        for (int k = 0; k < values.length; k++) {
            values[k] = Double.NaN;
        }
        for (int e = 0; e < row.length; e++) {
            values[row[e] * columns + column[e]] = value.apply(e);
        }
        return new Grid(id, symbol, about, columns, List.of(values));
    }

    int rows() {
        return values.size() / columns;
    }

    double get(int row, int column) {
        return values.get(row * columns + column);
    }

    boolean has(int row, int column) {
        return !Double.isNaN(get(row, column));
    }

    /// The largest size of a number.
    private double largest() {
        return values.stream()
                .mapToDouble(Math::abs)
                .filter(size -> !Double.isNaN(size))
                .max()
                .orElse(0);
    }

    /// The matrix as a table. A cell is tinted by its number; one that is made of others has them in `data-of`.
    ///
    /// @param origin of each cell; none for a matrix that is given
    String table(Optional<ClipSteps.Origin> origin) {
        StringBuilder html = new StringBuilder(
                "<table class=\"cells\"><caption>" + Formula.inline(symbol) + " " + Html.text(about) + "</caption>\n");
        if (columns > 1) {
            html.append("<tr>").append(rows() > 1 ? "<td></td>" : "");
            IntStream.range(0, columns)
                    .forEach(column ->
                            html.append("<th scope=\"col\">").append(column).append("</th>"));
            html.append("</tr>\n");
        }
        for (int row = 0; row < rows(); row++) {
            html.append("<tr>");
            if (rows() > 1) {
                html.append("<th scope=\"row\">").append(row).append("</th>");
            }
            for (int column = 0; column < columns; column++) {
                html.append(has(row, column) ? cell(row, column, origin) : "<td></td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</table>\n").toString();
    }

    private String cell(int row, int column, Optional<ClipSteps.Origin> origin) {
        double value = get(row, column);
        int tint = (int) Math.ceil(TINTS * Math.abs(value) / Math.max(largest(), Double.MIN_NORMAL));
        String of = origin.map(cells -> String.join(" ", cells.of(row, column))).orElse("");
        return "<td id=\"" + cell(row, column) + "\" class=\"" + (value < 0 ? "minus" : "plus") + tint + "\""
                + (of.isEmpty() ? "" : " tabindex=\"0\" data-of=\"" + of + "\"") + ">"
                + Numbers.shown(Numbers.significant(value, 3))
                + "</td>";
    }

    /// The identifier of a cell.
    String cell(int row, int column) {
        return id + "-" + row + "-" + column;
    }

    /// The identifiers of a row's cells, those that are empty left out.
    List<String> row(int row) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            if (has(row, column)) {
                cells.add(cell(row, column));
            }
        }
        return cells;
    }

    /// The identifiers of a column's cells.
    List<String> column(int column) {
        List<String> cells = new ArrayList<>();
        for (int row = 0; row < rows(); row++) {
            if (has(row, column)) {
                cells.add(cell(row, column));
            }
        }
        return cells;
    }

    /// The identifiers of all cells.
    List<String> all() {
        List<String> cells = new ArrayList<>();
        for (int row = 0; row < rows(); row++) {
            cells.addAll(row(row));
        }
        return cells;
    }

    /// The identifiers of those rows of another matrix that stand in this one's row: the neighbours of a node.
    List<String> joined(int row, Grid nodes) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            if (has(row, column)) {
                cells.addAll(nodes.row(column));
            }
        }
        return cells;
    }
}
