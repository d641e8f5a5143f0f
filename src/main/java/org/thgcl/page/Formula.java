package org.thgcl.page;

import java.util.List;
import java.util.Map;

/// Formulas as MathML, from a small part of TeX's notation without its backslashes.
///
/// | written | meaning |
/// |---|---|
/// | `x`, `max`, `2.5`, `+` | variable, word, number, sign; greek letters and signs are Unicode characters |
/// | `x_i^{j k}`, `x'` | index, power and prime; braces hold together |
/// | `frac{a}{b}`, `sqrt{a}` | fraction, root |
/// | `(a + b)^2`, `⌊a⌋`, `set{a}` | fences as high as what they hold, the last are braces; a power is the group's |
/// | `sum_{j}`, `lines{a}{b}` | sum with its range below, two lines |
/// | `"words"`, `quad` | words, a wide space |
///
/// Matrices, which are no formula's text, are [#matrix]: their MathML is put in under a variable's name.
public final class Formula {
    private static final Map<Character, Character> SIGNS = Map.of('-', '−', '*', '·', '~', '∼');
    private static final String DIGITS = "0123456789.";
    private static final List<String> TALL = List.of("<mfrac", "</mtr><mtr>", "<msqrt", "<munder");
    private static final String THIN = "<mspace width=\"0.17em\"/>";
    private static final String OPEN = "(⌊";
    private static final String CLOSED = ")⌋";

    private final String text;
    private final Map<String, String> parts;
    private int next;

    private Formula(String text, Map<String, String> parts) {
        this.text = text;
        this.parts = parts;
    }

    /// A formula on a line of its own.
    public static String display(String text) {
        return display(text, Map.of());
    }

    /// A formula on a line of its own, with ready MathML in the place of some names. It scrolls where it is
    /// wider than the page, by keyboard, too.
    ///
    /// @param parts MathML by name, such as [#matrix]
    public static String display(String text, Map<String, String> parts) {
        return "<div class=\"wide\" tabindex=\"0\">"
                + "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\">"
                + new Formula(text, parts).whole() + "</math></div>\n";
    }

    /// A formula within a line of text.
    public static String inline(String text) {
        return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">" + new Formula(text, Map.of()).whole() + "</math>";
    }

    /// A matrix in brackets.
    ///
    /// @param rows its numbers, four significant digits of which are shown
    public static String matrix(double[][] rows) {
        StringBuilder mathml = new StringBuilder("<mtable>");
        for (double[] row : rows) {
            mathml.append("<mtr>");
            for (double value : row) {
                mathml.append("<mtd>").append(signed(value)).append("</mtd>");
            }
            mathml.append("</mtr>");
        }
        return fenced('(', mathml.append("</mtable>").toString(), ')');
    }

    /// What stands between two fences, which grow if it is higher than letters with indices. Those that needn't
    /// grow are told not to: a browser leaves room for the largest form beside those that may.
    private static String fenced(char open, String mathml, char close) {
        boolean high = TALL.stream().anyMatch(mathml::contains);
        return "<mrow>" + sign(open, high) + mathml + sign(close, high) + "</mrow>";
    }

    private static String sign(char c, boolean grows) {
        return (grows ? "<mo>" : "<mo stretchy=\"false\">") + c + "</mo>";
    }

    private static String signed(double value) {
        String digits = "<mn>" + digits(Math.abs(value)) + "</mn>";
        return value < 0 ? "<mrow><mo form=\"prefix\">−</mo>" + digits + "</mrow>" : digits;
    }

    /// A number with four significant digits, or as it is if it has fewer.
    public static String digits(double value) {
        return Numbers.significant(value, 4);
    }

    /// A number as it stands in a formula: in parentheses if it is negative.
    public static String term(double value) {
        return value < 0 ? "(" + digits(value) + ")" : digits(value);
    }

    private String whole() {
        String mathml = row('\0');
        if (next < text.length()) {
            throw new IllegalArgumentException("formula: a brace too many at " + next + " of " + text);
        }
        return mathml;
    }

    /// Terms up to an end, which is taken, too.
    ///
    /// @throws IllegalArgumentException if there is none
    private String row(char end) {
        StringBuilder mathml = new StringBuilder("<mrow>");
        skip();
        while (next < text.length() && text.charAt(next) != end && text.charAt(next) != '}') {
            mathml.append(term());
            skip();
        }
        if (end != '\0') {
            if (next == text.length() || text.charAt(next) != end) {
                throw new IllegalArgumentException("formula: there is no " + end + " up to " + next + " of " + text);
            }
            next++;
        }
        return mathml.append("</mrow>").toString();
    }

    private void skip() {
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
    }

    private String term() {
        boolean sum = text.startsWith("sum", next);
        String base = atom();
        String below = null;
        String above = null;
        while (next < text.length() && "_^'".indexOf(text.charAt(next)) >= 0) {
            char how = text.charAt(next);
            next++;
            if (how == '\'') {
                base = "<mrow>" + base + "<mo lspace=\"0\" rspace=\"0\">′</mo></mrow>";
            } else {
                String part = atom();
                below = how == '_' ? part : below;
                above = how == '_' ? above : part;
            }
        }
        if (below == null && above == null) {
            return base;
        }
        String what = below == null ? "sup" : above == null ? "sub" : "subsup";
        String under = below == null ? "over" : above == null ? "under" : "underover";
        String element = "m" + (sum ? under : what);
        return "<" + element + ">" + base + (below == null ? "" : below) + (above == null ? "" : above) + "</" + element
                + ">";
    }

    private String atom() {
        char c = text.charAt(next);
        if (c == '{') {
            next++;
            return row('}');
        }
        int fence = OPEN.indexOf(c);
        if (fence >= 0) {
            next++;
            return fenced(c, row(CLOSED.charAt(fence)), CLOSED.charAt(fence));
        }
        if (c == '"') {
            int end = text.indexOf('"', next + 1);
            String words = text.substring(next + 1, end);
            next = end + 1;
            return "<mtext>" + Html.text(Html.unbroken(words)) + "</mtext>"; // its ends would be stripped of spaces
        }
        if (DIGITS.indexOf(c) >= 0) {
            return "<mn>" + run(DIGITS) + "</mn>";
        }
        if (Character.isLetter(c)) {
            return word();
        }
        if (c == '-' && opensTerm()) {
            next++;
            return "<mo form=\"prefix\">−</mo>";
        }
        next++;
        if ("[]|)⌋".indexOf(c) >= 0) {
            return sign(c, false); // alone it holds nothing
        }
        return "<mo>" + Html.text(String.valueOf(SIGNS.getOrDefault(c, c))) + "</mo>";
    }

    /// Whether a minus here is a sign, not a difference.
    private boolean opensTerm() {
        String before = text.substring(0, next).strip();
        return before.isEmpty() || "({=+-*,→".indexOf(before.charAt(before.length() - 1)) >= 0;
    }

    private String run(String characters) {
        int from = next;
        while (next < text.length() && characters.indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        return text.substring(from, next);
    }

    private String word() {
        int from = next;
        while (next < text.length() && Character.isLetter(text.charAt(next))) {
            next++;
        }
        String word = text.substring(from, next);
        if (parts.containsKey(word)) {
            return parts.get(word);
        }
        return switch (word) {
            case "frac" -> "<mfrac>" + atom() + atom() + "</mfrac>";
            case "sqrt" -> "<msqrt>" + atom() + "</msqrt>";
            case "set" -> fenced('{', atom(), '}');
            case "quad" -> "<mspace width=\"1.2em\"/>";
            case "sum" -> "<mo>∑</mo>";
            case "lines" ->
                "<mtable displaystyle=\"true\" columnalign=\"left\"><mtr><mtd>" + atom() + "</mtd></mtr><mtr><mtd>"
                        + atom() + "</mtd></mtr></mtable>";
            default ->
                word.length() > 1
                        ? (follows(from) ? THIN : "") + "<mi>" + word + "</mi>" + space()
                        : "<mi>" + word + "</mi>";
        };
    }

    /// Whether a term, not a sign, stands before a word.
    private boolean follows(int word) {
        String before = text.substring(0, word).stripTrailing();
        return before.length() < word
                && !before.isEmpty()
                && (Character.isLetterOrDigit(before.charAt(before.length() - 1)) || before.endsWith(")"));
    }

    /// A thin space between the name of a function and its argument, if one was written.
    private String space() {
        boolean written = next + 1 < text.length() && text.charAt(next) == ' ';
        return written && Character.isLetterOrDigit(text.charAt(next + 1)) ? THIN : "";
    }
}
