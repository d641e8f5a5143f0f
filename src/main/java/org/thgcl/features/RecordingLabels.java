package org.thgcl.features;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.file.CsvReader;

/// The classes of recordings, from a CSV file with columns `path` and `label`. A path is one of the
/// recordings' as it was given, or a file's name alone, if no two recordings share it.
public final class RecordingLabels {
    private static final String PATH = "path";
    private static final String LABEL = "label";

    private final Path file;
    private final Map<String, String> labels = new HashMap<>();

    private RecordingLabels(Path file) {
        this.file = file;
    }

    /// The label of each recording.
    ///
    /// @param file CSV, whose first line names the columns; others than `path` and `label` don't matter
    /// @throws IllegalArgumentException that names the file, and the line or the recording without a label
    /// @throws IOException if it can't be read
    public static Map<Path, String> of(Path file, List<Path> recordings) throws IOException {
        RecordingLabels table = new RecordingLabels(file);
        table.read();
        Map<String, Long> named = new HashMap<>();
        recordings.forEach(path -> named.merge(name(path), 1L, Long::sum));
        Map<Path, String> labels = new LinkedHashMap<>();
        for (Path path : recordings) {
            labels.put(path, table.label(path, named.get(name(path)) == 1));
        }
        return labels;
    }

    private void read() throws IOException {
        List<CsvReader.Row> rows = CsvReader.read(file);
        List<String> titles = rows.isEmpty() ? List.of() : rows.getFirst().fields();
        if (!titles.contains(PATH) || !titles.contains(LABEL)) {
            throw new IllegalArgumentException(file + ": the first line is '" + String.join(",", titles)
                    + "'; it must name columns path and label");
        }
        for (CsvReader.Row row : rows.subList(1, rows.size())) {
            String path = row.fields().get(titles.indexOf(PATH));
            String label = row.fields().get(titles.indexOf(LABEL));
            if (path.isBlank() || label.isBlank()) {
                throw new IllegalArgumentException(
                        file + ": line " + row.line() + " has no " + (path.isBlank() ? PATH : LABEL));
            }
            if (labels.put(path, label) != null) {
                throw new IllegalArgumentException(
                        file + ": line " + row.line() + " has the path '" + path + "' for the second time");
            }
        }
    }

    private String label(Path recording, boolean nameIsItsOwn) {
        String label = labels.get(recording.toString());
        if (label == null && nameIsItsOwn) {
            label = labels.get(name(recording));
        }
        if (label == null) {
            throw new IllegalArgumentException(file + ": has no label of " + recording + "; every recording needs one,"
                    + " by its path" + (nameIsItsOwn ? " or its name" : ": two recordings have its name"));
        }
        return label;
    }

    private static String name(Path path) {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }
}
