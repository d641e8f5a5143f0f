package org.thgcl.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.file.CsvReader;

/// Labels and ids of clips as CSV files hold them.
///
/// A file of labels has one column of them, with or without the title `label`, or several with titles, of which `label`
/// and `id` count. A file of ids has one column of them, with or without the title `id`. With ids in both, the file of
/// ids gives the order of the clips, and labels are looked up by id.
///
/// @param labels of the clips, in their order
/// @param ids of the clips; null if there are none
record ClipTable(List<String> labels, List<String> ids) {
    private static final String LABEL = "label";
    private static final String ID = "id";

    /// Reads the files.
    ///
    /// @param idFile null if there is none
    /// @throws IllegalArgumentException if one isn't such, a label or id is empty, or ids don't match
    /// @throws IOException if one can't be read
    static ClipTable read(Path labelFile, Path idFile) throws IOException {
        List<CsvReader.Row> rows = rows(labelFile);
        List<String> titles = rows.getFirst().fields();
        boolean titled = titles.size() > 1 || titles.equals(List.of(LABEL));
        if (titled && !titles.contains(LABEL)) {
            throw new IllegalArgumentException(labelFile + ": the first line names the columns "
                    + String.join(", ", titles) + "; one must be named label");
        }
        List<CsvReader.Row> clips = titled ? rows.subList(1, rows.size()) : rows;
        List<String> labels = column(labelFile, clips, titled ? titles.indexOf(LABEL) : 0, LABEL);
        List<String> ids = titles.contains(ID) && titled ? column(labelFile, clips, titles.indexOf(ID), ID) : null;
        if (idFile == null) {
            return new ClipTable(labels, ids);
        }
        List<String> order = order(idFile);
        return ids == null ? inOrder(labelFile, labels, idFile, order) : byId(labelFile, labels, ids, idFile, order);
    }

    private static List<String> order(Path idFile) throws IOException {
        List<CsvReader.Row> rows = rows(idFile);
        if (rows.getFirst().fields().size() != 1) {
            throw new IllegalArgumentException(
                    idFile + " has " + rows.getFirst().fields().size() + " columns; ids are one column");
        }
        boolean titled = rows.getFirst().fields().equals(List.of(ID));
        return column(idFile, titled ? rows.subList(1, rows.size()) : rows, 0, ID);
    }

    private static ClipTable inOrder(Path labelFile, List<String> labels, Path idFile, List<String> order) {
        if (labels.size() != order.size()) {
            throw new IllegalArgumentException(labelFile + " has " + labels.size() + " labels, " + idFile + " has "
                    + order.size() + " ids; they must be of the same clips");
        }
        return new ClipTable(labels, order);
    }

    private static ClipTable byId(
            Path labelFile, List<String> labels, List<String> ids, Path idFile, List<String> order) {
        Map<String, String> labelOf = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            if (labelOf.put(ids.get(i), labels.get(i)) != null) {
                throw new IllegalArgumentException(
                        labelFile + ": id '" + ids.get(i) + "' is listed twice; each needs one label");
            }
        }
        List<String> ordered = new ArrayList<>();
        for (String id : order) {
            String label = labelOf.get(id);
            if (label == null) {
                throw new IllegalArgumentException(
                        labelFile + " has no label of id '" + id + "', which " + idFile + " lists");
            }
            ordered.add(label);
        }
        return new ClipTable(ordered, order);
    }

    private static List<CsvReader.Row> rows(Path file) throws IOException {
        List<CsvReader.Row> rows = CsvReader.read(file);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(file + " is empty");
        }
        return rows;
    }

    private static List<String> column(Path file, List<CsvReader.Row> rows, int column, String what) {
        List<String> values = new ArrayList<>(rows.size());
        for (CsvReader.Row row : rows) {
            String value = row.fields().get(column);
            if (value.isBlank()) {
                throw new IllegalArgumentException(file + ": line " + row.line() + " has no " + what);
            }
            values.add(value);
        }
        return values;
    }
}
