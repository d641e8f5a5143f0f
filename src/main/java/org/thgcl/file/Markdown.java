package org.thgcl.file;

import java.util.Arrays;
import java.util.List;

/// Parts of a page in Markdown.
public final class Markdown {
    private Markdown() {}

    /// Text in which Markdown sees nothing of its own, on one line.
    public static String text(String text) {
        return Arrays.stream(new String[] {"\\", "|", "_", "*", "[", "<", "^", "~", "`"})
                .reduce(OneLine.of(text), (escaped, sign) -> escaped.replace(sign, "\\" + sign));
    }

    /// Text that stands for itself, such as a file's name.
    public static String code(String text) {
        return text.matches("[^`|\\p{Cntrl}]+") ? "`" + text + "`" : "<code>" + text(text) + "</code>";
    }

    /// A table after an empty line.
    ///
    /// @param header names of the columns, in Markdown
    /// @param rows the cells, in Markdown
    public static String table(List<String> header, List<List<String>> rows) {
        StringBuilder table = new StringBuilder("\n");
        row(table, header);
        table.append("|").append("---|".repeat(header.size())).append('\n');
        rows.forEach(row -> row(table, row));
        return table.toString();
    }

    private static void row(StringBuilder table, List<String> cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
