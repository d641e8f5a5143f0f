package org.thgcl.report;

import java.util.List;
import java.util.Locale;

/// Texts, numbers and tables in HTML. Everything that comes from data goes through [#text].
final class Html {
    private Html() {}

    /// Text as it stands in an element or an attribute in double quotes.
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// A number with three decimals, a dash if there is none.
    static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "&ndash;";
    }

    /// A table whose first column names the rows.
    ///
    /// @param caption plain text
    /// @param header plain texts
    /// @param rows cells in HTML
    static String table(String caption, List<String> header, List<List<String>> rows) {
        StringBuilder html = new StringBuilder("<div class=\"wide\"><table>\n");
        html.append("<caption>").append(text(caption)).append("</caption>\n<thead><tr>");
        header.forEach(
                name -> html.append("<th scope=\"col\">").append(text(name)).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr><th scope=\"row\">").append(row.getFirst()).append("</th>");
            row.stream()
                    .skip(1)
                    .forEach(cell -> html.append("<td>").append(cell).append("</td>"));
            html.append("</tr>\n");
        }
        return html.append("</tbody>\n</table></div>\n").toString();
    }
}
