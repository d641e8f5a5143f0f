package org.thgcl.file;

import java.util.ArrayList;
import java.util.List;

/// Comma-separated values as RFC 4180 has them: a field with a comma, a quote or a line break stands in quotes, a quote
/// in it is doubled, and lines end with CR LF.
public final class Csv {
    private final StringBuilder text = new StringBuilder();

    /// Adds a line, see [#text].
    public Csv line(List<?> fields) {
        text.append(text(fields));
        return this;
    }

    /// A line with its end. A real number is written so that reading it gives the same bits; one that isn't finite
    /// leaves its field empty.
    public static String text(List<?> fields) {
        List<String> quoted = new ArrayList<>();
        for (Object field : fields) {
            quoted.add(field instanceof Double number && !Double.isFinite(number) ? "" : quoted(field.toString()));
        }
        return String.join(",", quoted) + "\r\n";
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
