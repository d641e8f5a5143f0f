package org.thgcl.page;

import java.util.List;

/// Texts, numbers, tables and figures in HTML that is well-formed XML. Everything that comes from data goes
/// through [#text].
public final class Html {
    private Html() {}

    /// Text as it stands in an element or an attribute in double quotes. What XML doesn't allow is replaced.
    public static String text(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int k = 0; k < text.length(); k++) {
            char c = text.charAt(k);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(isAllowed(text, k) ? c : '\uFFFD');
            }
        }
        return safe.toString();
    }

    /// Whether XML allows a character: of the halves of surrogate pairs, those that have their other half.
    private static boolean isAllowed(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        return (c >= ' ' && c < '\uFFFE') || c == '\t' || c == '\n' || c == '\r';
    }

    /// A number with three decimals, a dash if there is none.
    public static String number(double value) {
        return Double.isFinite(value) ? Numbers.fixed(value, 3) : "–";
    }

    /// The same text, which no line break tears apart.
    public static String unbroken(String text) {
        return text.replace(' ', '\u00a0');
    }

    /// A table whose first column names the rows.
    ///
    /// @param caption plain text
    /// @param header plain texts
    /// @param rows cells in HTML
    public static String table(String caption, List<String> header, List<List<String>> rows) {
        return table("", caption, header, rows);
    }

    /// A table of words, which begin at the left of their columns.
    public static String words(String caption, List<String> header, List<List<String>> rows) {
        return table(" class=\"words\"", caption, header, rows);
    }

    private static String table(String attributes, String caption, List<String> header, List<List<String>> rows) {
        StringBuilder html = new StringBuilder("<div class=\"wide\"><table" + attributes + ">\n");
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

    /// The content of a cell of a matrix, the cell tinted.
    ///
    /// @param share how strongly, from 0 to 1
    public static String tinted(String html, double share) {
        return "<div class=\"tinted\" style=\"--share: " + Math.round(100 * share) + "%\">" + html + "</div>";
    }

    /// A paragraph.
    ///
    /// @param html what it says
    public static String paragraph(String html) {
        return "<p>" + html + "</p>\n";
    }

    /// A paragraph in small letters.
    ///
    /// @param html what it says
    public static String small(String html) {
        return "<p class=\"small\">" + html + "</p>\n";
    }

    /// A paragraph that must not be overlooked.
    ///
    /// @param html what it says
    public static String note(String html) {
        return "<p class=\"note\">" + html + "</p>\n";
    }

    /// A note on something absent, with the command that makes it.
    ///
    /// @param html a sentence
    /// @param command as it is typed
    public static String missing(String html, String command) {
        return "<div class=\"note\"><p>" + html + " This makes it:</p>\n" + listing(command) + "</div>\n";
    }

    /// Text in lines as they are.
    public static String listing(String text) {
        return "<pre>" + text(text) + "</pre>\n";
    }

    /// The source of a program, its comments paler than the rest. It scrolls where it is too wide.
    public static String source(String text) {
        StringBuilder html = new StringBuilder("<pre class=\"source\" tabindex=\"0\"><code>");
        for (String line : text.stripTrailing().lines().toList()) {
            boolean comment = line.stripLeading().startsWith("//");
            html.append(comment ? "<i>" + text(line) + "</i>" : text(line)).append('\n');
        }
        return html.append("</code></pre>\n").toString();
    }

    /// A list; nothing if it is empty.
    ///
    /// @param items in HTML
    public static String list(List<String> items) {
        if (items.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<ul>\n");
        items.forEach(item -> html.append("<li>").append(item).append("</li>\n"));
        return html.append("</ul>\n").toString();
    }

    /// What is long and seldom wanted: it opens where a reader asks for it, without a script, and is printed
    /// open.
    ///
    /// @param html what it says
    public static String folded(String summary, String html) {
        return "<details>\n<summary>" + text(summary) + "</summary>\n" + html + "</details>\n";
    }

    /// A word of the program.
    public static String code(String text) {
        return "<code>" + text(text) + "</code>";
    }

    /// A heading below a section's.
    public static String heading(String text) {
        return "<h3>" + text(text) + "</h3>\n";
    }

    /// A figure.
    ///
    /// @param svg an `svg` element
    /// @param caption in HTML
    public static String figure(String svg, String caption) {
        return "<figure>\n" + svg + "<figcaption>" + caption + "</figcaption>\n</figure>\n";
    }

    /// A figure that is drawn twice: broad where there is room, compact elsewhere.
    ///
    /// @param broad an `svg` element, and what belongs to it
    /// @param compact the same for less than 640 pixels
    public static String adaptiveFigure(String broad, String compact, String caption) {
        return "<figure class=\"adaptive\">\n<div class=\"broad\">" + broad + "</div>\n<div class=\"compact\">"
                + compact + "</div><figcaption>" + caption + "</figcaption>\n</figure>\n";
    }

    /// A figure that is too fine to be shrunk to a narrow screen: it scrolls there.
    public static String wideFigure(String svg, String caption) {
        return "<figure class=\"large\">\n<div class=\"wide\">" + svg + "</div><figcaption>" + caption
                + "</figcaption>\n</figure>\n";
    }

    /// A drawing with images beneath it, which scrolls on a narrow screen.
    ///
    /// @param images as [DataImage#at] places them
    /// @param svg an `svg` element, transparent where images are
    public static String layered(String images, String svg, String caption) {
        return wideFigure("<div class=\"layers\">\n" + images + svg + "</div>\n", caption);
    }

    /// Figures side by side where there is room.
    public static String gallery(String... figures) {
        return "<div class=\"gallery\">\n" + String.join("", figures) + "</div>\n";
    }
}
