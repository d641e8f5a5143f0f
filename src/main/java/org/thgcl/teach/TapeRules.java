package org.thgcl.teach;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Sparse;
import org.thgcl.autodiff.Variable;
import org.thgcl.page.SourceText;

/// How the operations of [TapeFigure] pass gradients on, in the words of their sources: the comments above each
/// derivative. The browser has no sources, so this runs on the Java virtual machine alone.
final class TapeRules {
    /// The table's name among the facts of the page.
    static final String TABLE = "tape-rules";

    private static final List<Place> PLACES = List.of(
            new Place("spmm", Sparse.class, "spmm"),
            new Place("matmul", Dense.class, "matmul"),
            new Place("add_bias", Dense.class, "addBias"),
            new Place("relu", Variable.class, "leakyRelu"),
            new Place("matvec", Dense.class, "matvec"),
            new Place("softmax_rows", Sparse.class, "softmaxRows"),
            new Place("subtract", Variable.class, "zip"),
            new Place("square", Variable.class, "map"),
            new Place("sum", Variable.class, "sum"));

    private TapeRules() {}

    /// Where an operation's gradient stands.
    private record Place(String operation, Class<?> type, String method) {}

    /// A row for each operation: its name, its class and method, and the comments.
    ///
    /// @throws IllegalStateException if a source has no such comments
    static List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (Place place : PLACES) {
            List<String> row =
                    new ArrayList<>(List.of(place.operation, place.type.getSimpleName() + "." + place.method));
            SourceText.of(place.type).methods(place.method).forEach(method -> row.addAll(method.remarks()));
            if (row.size() == 2) {
                throw new IllegalStateException(row.getLast() + " has no comment above its derivative");
            }
            rows.add(row);
        }
        return rows;
    }
}
