package org.thgcl.teach;

import java.util.ArrayList;
import java.util.List;

/// A question of the quiz: a small golden case, its numbers beside those of a mistake, four mistakes to choose from.
///
/// @param equation where the paper has it, such as `Eq. 1` or `Section 2.3`
/// @param formula of the computation, plain text
/// @param settings of the case, plain text; may be empty
/// @param inputs rows of numbers, the name of each first
/// @param right rows of the outputs
/// @param wrong the same rows, as the mistake gives them
/// @param choices what each of four mistakes does
/// @param answer the place of the one that was made
/// @param name of that mistake, as the golden file has it
/// @param file the golden file and the case
public record Question(
        String equation,
        String formula,
        String settings,
        List<List<String>> inputs,
        List<List<String>> right,
        List<List<String>> wrong,
        List<String> choices,
        int answer,
        String name,
        String file) {
    /// Choices of a question.
    public static final int CHOICES = 4;

    private static final String QUESTION = "question";
    private static final String INPUT = "input";
    private static final String RIGHT = "right";
    private static final String WRONG = "wrong";

    public Question {
        inputs = List.copyOf(inputs);
        right = List.copyOf(right);
        wrong = List.copyOf(wrong);
        choices = List.copyOf(choices);
        if (choices.size() != CHOICES || answer < 0 || answer >= CHOICES || right.size() != wrong.size()) {
            throw new IllegalArgumentException("a question has 4 choices, one answer, and as many rows right as wrong");
        }
    }

    /// Questions as rows of texts, as [Facts] carries them.
    static List<List<String>> rows(List<Question> questions) {
        List<List<String>> rows = new ArrayList<>();
        for (Question q : questions) {
            List<String> row = new ArrayList<>(
                    List.of(QUESTION, q.equation, q.formula, q.settings, q.name, q.file, "" + q.answer));
            row.addAll(q.choices);
            rows.add(row);
            rows.addAll(named(INPUT, q.inputs));
            rows.addAll(named(RIGHT, q.right));
            rows.addAll(named(WRONG, q.wrong));
        }
        return rows;
    }

    private static List<List<String>> named(String what, List<List<String>> numbers) {
        return numbers.stream()
                .map(row -> {
                    List<String> named = new ArrayList<>(List.of(what));
                    named.addAll(row);
                    return named;
                })
                .toList();
    }

    /// The questions of such rows.
    static List<Question> of(List<List<String>> rows) {
        List<Question> questions = new ArrayList<>();
        for (int from = 0; from < rows.size(); ) {
            int to = from + 1;
            while (to < rows.size() && !rows.get(to).getFirst().equals(QUESTION)) {
                to++;
            }
            questions.add(question(rows.get(from), rows.subList(from + 1, to)));
            from = to;
        }
        return questions;
    }

    private static Question question(List<String> row, List<List<String>> numbers) {
        return new Question(
                row.get(1),
                row.get(2),
                row.get(3),
                of(INPUT, numbers),
                of(RIGHT, numbers),
                of(WRONG, numbers),
                row.subList(7, row.size()),
                Integer.parseInt(row.get(6)),
                row.get(4),
                row.get(5));
    }

    private static List<List<String>> of(String what, List<List<String>> numbers) {
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row : numbers) {
            if (row.getFirst().equals(what)) {
                rows.add(row.subList(1, row.size()));
            }
        }
        return rows;
    }
}
