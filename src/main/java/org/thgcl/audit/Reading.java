package org.thgcl.audit;

import java.util.List;
import java.util.stream.Collectors;

/// One reading of the paper in which a claim was tried.
///
/// @param choices what the reading decides where the paper leaves something open; empty if nothing is open
/// @param printed whether it is the paper as printed: its formulas and words taken literally
/// @param figure what was computed in this reading
/// @param holds whether the claim holds in it
public record Reading(List<Choice> choices, boolean printed, String figure, boolean holds) {
    /// A decision on one open point.
    ///
    /// @param point id of the register, such as `A7`; empty for the sense of a word and for what has no id
    /// @param setting key of the setting, or the word in quotation marks
    /// @param value of the setting, or the sense of the word
    public record Choice(String point, String setting, String value) {
        /// A setting of the register.
        static Choice of(String point, String setting, Object value) {
            return new Choice(point, setting, String.valueOf(value));
        }

        /// The sense in which a word of the paper is taken.
        static Choice word(String word, String sense) {
            return new Choice("", "'" + word + "'", sense);
        }

        /// Such as `A7 position = neighbour`.
        public String words() {
            return (point.isEmpty() ? "" : point + " ") + setting + " = " + value;
        }
    }

    /// Copies the list.
    public Reading {
        choices = List.copyOf(choices);
    }

    /// The paper as printed.
    static Reading printed(String figure, boolean holds, Choice... choices) {
        return new Reading(List.of(choices), true, figure, holds);
    }

    /// Another reading than the printed one.
    static Reading other(String figure, boolean holds, Choice... choices) {
        return new Reading(List.of(choices), false, figure, holds);
    }

    /// The choices in plain words, such as `A7 position = neighbour with A8 sign = 1`.
    public String words() {
        return choices.isEmpty()
                ? "as printed"
                : choices.stream().map(Choice::words).collect(Collectors.joining(" with "));
    }
}
