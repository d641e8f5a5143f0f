package org.thgcl.teach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the Java virtual machine finds out once, when the page is written, and figures show: tables of texts by name.
/// The page carries them as one text, from which the browser has them, too.
///
/// @param tables rows of texts by the table's name; names are lower-case letters, digits, hyphens
public record Facts(Map<String, List<List<String>>> tables) {
    /// No tables.
    public static final Facts NONE = new Facts(Map.of());

    private static final String TABLE = "#";

    public Facts {
        Map<String, List<List<String>>> copy = new LinkedHashMap<>();
        tables.forEach(
                (name, rows) -> copy.put(name, rows.stream().map(List::copyOf).toList()));
        tables = copy;
    }

    /// The rows of a table.
    ///
    /// @throws IllegalArgumentException if there is none of this name
    public List<List<String>> rows(String table) {
        List<List<String>> rows = tables.get(table);
        if (rows == null) {
            throw new IllegalArgumentException("facts: there is no table " + table + ", only " + tables.keySet());
        }
        return rows;
    }

    /// All tables as one text: a line `#name` before each table's rows, tabs between the texts of a row.
    public String text() {
        StringBuilder text = new StringBuilder();
        tables.forEach((name, rows) -> {
            text.append(TABLE).append(name).append('\n');
            for (List<String> row : rows) {
                for (String cell : row) {
                    text.append(escaped(cell)).append('\t');
                }
                text.append('\n');
            }
        });
        return text.toString();
    }

    /// The tables of what [#text] gave.
    public static Facts of(String text) {
        Map<String, List<List<String>>> tables = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        for (int begin = 0; begin < text.length(); ) {
            int end = text.indexOf('\n', begin);
            String line = text.substring(begin, end);
            begin = end + 1;
            if (line.startsWith(TABLE)) {
                rows = new ArrayList<>();
                tables.put(line.substring(TABLE.length()), rows);
            } else if (!line.isEmpty()) {
                rows.add(cells(line));
            }
        }
        return new Facts(tables);
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (int begin = 0; begin < line.length(); ) {
            int end = line.indexOf('\t', begin);
            cells.add(plain(line.substring(begin, end)));
            begin = end + 1;
        }
        return cells;
    }

    private static final String SPECIAL = "\\\t\n\r#";
    private static final String LETTERS = "stnrh";

    private static String escaped(String cell) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < cell.length(); k++) {
            int special = SPECIAL.indexOf(cell.charAt(k));
            if (special < 0) {
                text.append(cell.charAt(k));
            } else {
                text.append('\\').append(LETTERS.charAt(special));
            }
        }
        return text.toString();
    }

    private static String plain(String escaped) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < escaped.length(); k++) {
            char letter = escaped.charAt(k);
            if (letter == '\\') {
                k++;
                letter = SPECIAL.charAt(LETTERS.indexOf(escaped.charAt(k)));
            }
            text.append(letter);
        }
        return text.toString();
    }
}
