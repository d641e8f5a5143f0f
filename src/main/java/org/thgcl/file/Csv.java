package org.thgcl.file;

import java.util.ArrayList;
import java.util.List;

/// Comma-separated values as RFC 4180 has them: a field with a comma, a quote or a line break stands in quotes, a quote
/// in it is doubled, and lines end with CR LF.
public final class Csv {
    private final StringBuilder text = new StringBuilder();

    /// Adds a line. A real number is written so that reading it gives the same bits; one that isn't finite leaves
    /// its field empty.
    public Csv line(List<?> fields) {
        List<String> quoted = new ArrayList<>();
        for (Object field : fields) {
            quoted.add(field instanceof Double number && !Double.isFinite(number) ? "" : quoted(field.toString()));
        }
        text.append(String.join(",", quoted)).append("\r\n");
        return this;
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
