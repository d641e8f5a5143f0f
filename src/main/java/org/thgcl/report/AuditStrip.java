package org.thgcl.report;

import java.util.List;
import org.thgcl.audit.Verdict;
import org.thgcl.page.Html;

/// The claims of the audit as a strip of squares, a colour and a letter for each verdict, and a choice of the verdict
/// that is shown. The choice works by the page's style alone, without a script.
///
/// @param name letters and digits, different for the strips of one page
/// @param squares in the order of the paper
public record AuditStrip(String name, List<Square> squares) {
    public AuditStrip {
        squares = List.copyOf(squares);
    }

    /// A claim.
    ///
    /// @param anchor of the place that says more, in the same page
    /// @param claim in plain text
    /// @param verdict on it
    public record Square(String anchor, String claim, Verdict verdict) {}

    /// The letter of a verdict.
    public static char letter(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> 'H';
            case DEPENDS_ON_READING -> 'R';
            case CONTRADICTED -> 'C';
            case CANNOT_BE_CHECKED -> 'N';
        };
    }

    /// A verdict's letter in a square of its colour.
    public static String square(Verdict verdict) {
        char letter = letter(verdict);
        return "<span class=\"square\" data-letter=\"" + letter + "\">" + letter + "</span>";
    }

    /// The attribute of an element that is shown only where its verdict is chosen.
    public static String only(Verdict verdict) {
        return "data-verdict=\"" + letter(verdict) + "\"";
    }

    /// The choice, the strip, and what the choice applies to, too.
    ///
    /// @param claims in HTML, such as a list whose items have the attribute of [#only]
    public String html(String claims) {
        StringBuilder html = new StringBuilder("<div class=\"sieve\">\n<fieldset>\n<legend>Show claims</legend>\n");
        choice(html, "all", "", "all", squares.size(), true);
        for (Verdict verdict : Verdict.values()) {
            String letter = String.valueOf(letter(verdict));
            long count =
                    squares.stream().filter(each -> each.verdict() == verdict).count();
            choice(html, letter, square(verdict), verdict.words(), count, false);
        }
        html.append("</fieldset>\n<ol class=\"squares\">\n");
        squares.forEach(each -> html.append("<li ")
                .append(only(each.verdict()))
                .append('>')
                .append(link(each))
                .append("</li>\n"));
        return html.append("</ol>\n").append(claims).append("</div>\n").toString();
    }

    private void choice(StringBuilder html, String value, String square, String words, long count, boolean first) {
        html.append("<label><input type=\"radio\" name=\"")
                .append(name)
                .append("-choice\" value=\"")
                .append(value)
                .append(first ? "\" checked=\"checked\"/> " : "\"/> ")
                .append(square)
                .append(' ')
                .append(words)
                .append(" (")
                .append(count)
                .append(")</label>\n");
    }

    private static String link(Square square) {
        String words = Html.text(square.claim()) + " – " + square.verdict().words();
        char letter = letter(square.verdict());
        return "<a class=\"square\" data-letter=\"" + letter + "\" href=\"#" + square.anchor() + "\" title=\"" + words
                + "\" aria-label=\"" + letter + ": " + words + "\">" + letter + "</a>";
    }
}
