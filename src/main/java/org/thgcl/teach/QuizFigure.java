package org.thgcl.teach;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.page.Html;

/// Figure 11: which mistake made these numbers?
///
/// The whole state is the value of one button, a number of digits: 1, then a digit for each question that was
/// answered, then 0. The digit is 1 to 4 for the choice while its explanation is shown, and 4 more once the reader
/// has gone on to the next question. Pressing the button adds 1 to the number, which then no longer ends in 0: the
/// quiz begins again.
///
/// @param questions in their order, at most 12, so that the state is a whole number that a double holds
record QuizFigure(List<Question> questions) implements Figure {
    private static final String BUTTON = "quiz";
    private static final int MOST = 12;
    private static final String LETTERS = "ABCD";

    QuizFigure {
        questions = List.copyOf(questions);
        if (questions.isEmpty() || questions.size() > MOST) {
            throw new IllegalArgumentException("a quiz has 1 to " + MOST + " questions, got " + questions.size());
        }
    }

    @Override
    public String id() {
        return "quiz";
    }

    @Override
    public String question() {
        return "Which mistake made these numbers?";
    }

    @Override
    public String lead() {
        return Html.paragraph("Whoever programs the method makes mistakes that give numbers, not errors. The golden "
                + "files of this project have right numbers and what typical mistakes make of them, so that "
                + Html.code("thgcl golden judge") + " can name the mistake. Can you?");
    }

    @Override
    public List<Control> controls() {
        return List.of(new Control.Button(BUTTON, "begin again"));
    }

    @Override
    public Drawing draw(Values values) {
        String digits = digits(values.text(BUTTON));
        int answered = digits.length();
        boolean shown = answered > 0 && digits.charAt(answered - 1) <= '4';
        int current = shown ? answered - 1 : answered;
        int score = score(digits);
        if (current >= questions.size()) {
            return new Drawing(
                    Html.paragraph("That was the last question."),
                    "You found " + score + " of " + questions.size() + " mistakes.");
        }
        Question q = questions.get(current);
        String html = Html.paragraph("Question " + (current + 1) + " of " + questions.size() + ". "
                        + Html.text(q.equation() + ": ") + Html.code(q.formula())
                        + (q.settings().isEmpty() ? "" : Html.text(", " + q.settings())))
                + table(q)
                + choices(q, digits, shown);
        return new Drawing(html, shown ? verdict(q, digits, score) : asked(q, current, score));
    }

    /// The digits of the answers; none where the state says that the quiz begins again, or is none.
    private String digits(String state) {
        int end = state.length() - 1;
        boolean valid = end > 0 && end <= questions.size() + 1 && state.charAt(0) == '1' && state.charAt(end) == '0';
        for (int k = 1; valid && k < end; k++) {
            valid = state.charAt(k) >= (k < end - 1 ? '5' : '1') && state.charAt(k) <= '8';
        }
        return valid ? state.substring(1, end) : "";
    }

    /// The choice of an answered question, from 0.
    private static int choice(char digit) {
        return (digit - '1') % Question.CHOICES;
    }

    private int score(String digits) {
        int score = 0;
        for (int k = 0; k < digits.length(); k++) {
            score += choice(digits.charAt(k)) == questions.get(k).answer() ? 1 : 0;
        }
        return score;
    }

    private static String asked(Question q, int current, int score) {
        int wrong = 0;
        for (int row = 0; row < q.right().size(); row++) {
            for (int k = 1; k < q.right().get(row).size(); k++) {
                wrong += q.right().get(row).get(k).equals(q.wrong().get(row).get(k)) ? 0 : 1;
            }
        }
        return (wrong == 1 ? "1 number is wrong" : wrong + " numbers are wrong")
                + ". Which mistake was made?"
                + (current == 0 ? "" : " You found " + score + " of " + current + " so far.");
    }

    private static String verdict(Question q, String digits, int score) {
        char letter = LETTERS.charAt(q.answer());
        boolean right = choice(digits.charAt(digits.length() - 1)) == q.answer();
        return (right ? "Yes, " : "No, it is ") + letter + ": " + q.choices().get(q.answer())
                + ". The golden file calls it " + q.name() + " (" + q.file() + "). You found " + score + " of "
                + digits.length() + ".";
    }

    private static String table(Question q) {
        StringBuilder html = new StringBuilder("<div class=\"wide\"><table class=\"quiz\">");
        html.append("<caption>Inputs, then right and wrong outputs</caption>");
        rows(html, "input", q.inputs(), q.inputs());
        for (int row = 0; row < q.right().size(); row++) {
            List<List<String>> right = List.of(q.right().get(row));
            rows(html, "right", right, right);
            rows(html, "wrong", List.of(q.wrong().get(row)), right);
        }
        return html.append("</table></div>").toString();
    }

    /// @param right what is written otherwise is marked
    private static void rows(StringBuilder html, String what, List<List<String>> rows, List<List<String>> right) {
        for (int r = 0; r < rows.size(); r++) {
            html.append("<tr class=\"").append(what).append("\"><th scope=\"row\">");
            html.append(Html.text(rows.get(r).getFirst()));
            html.append(what.equals("input") ? "" : ", " + what).append("</th>");
            for (int k = 1; k < rows.get(r).size(); k++) {
                String number = Html.text(rows.get(r).get(k));
                boolean same = rows.get(r).get(k).equals(right.get(r).get(k));
                html.append("<td>")
                        .append(same ? number : "<mark>" + number + "</mark>")
                        .append("</td>");
            }
            html.append("</tr>");
        }
    }

    private String choices(Question q, String digits, boolean shown) {
        String before = "1" + (shown ? digits.substring(0, digits.length() - 1) : digits);
        List<String> items = new ArrayList<>();
        for (int k = 0; k < Question.CHOICES; k++) {
            String text = Html.text(LETTERS.charAt(k) + ": " + q.choices().get(k));
            if (shown) {
                boolean chosen = choice(digits.charAt(digits.length() - 1)) == k;
                items.add((k == q.answer() ? "<strong>" + text + "</strong>, right" : text)
                        + (chosen ? ", your choice" : ""));
            } else {
                items.add(button(before + (k + 1) + "0", text));
            }
        }
        int last = shown ? choice(digits.charAt(digits.length() - 1)) + 1 + Question.CHOICES : 0;
        boolean more = before.length() < questions.size();
        return "<div class=\"quiz\">" + Html.list(items)
                + (shown ? button(before + last + "0", more ? "Next question" : "Your score") : "") + "</div>";
    }

    private static String button(String state, String text) {
        return "<span class=\"pick\" role=\"button\" tabindex=\"0\" aria-label=\"" + text + "\" data-set=\"" + BUTTON
                + "=" + state + "\">" + text + "</span>";
    }
}
