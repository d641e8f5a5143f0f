package org.thgcl.teach;

import java.util.List;

/// The figures of the teaching page.
public final class Figures {
    private Figures() {}

    /// All of them, in the order of the page.
    ///
    /// @param facts what was found out when the page was written
    public static List<Figure> all(Facts facts) {
        return List.of(new QuizFigure(Question.of(facts.rows("quiz"))));
    }
}
