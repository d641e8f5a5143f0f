package org.thgcl.teach;

import java.util.List;

/// Something in a figure that the reader can change. It becomes an element of a form, which works by keyboard.
public sealed interface Control {
    /// Its name within the figure: lower-case letters, digits, underscores.
    String name();

    /// What stands beside it.
    String label();

    /// Its value at first, as text.
    String initial();

    /// A number between two ends.
    ///
    /// @param step distance of its values, counted from `min`
    record Range(String name, String label, double min, double max, double step, double value) implements Control {
        @Override
        public String initial() {
            return text(value);
        }

        /// A value with as many decimals as it needs, nine at most: `0.3`, not `0.30000000000000004`.
        public String text(double value) {
            double rounded = Math.rint(value * 1e9) / 1e9;
            return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
        }
    }

    /// One of some words.
    ///
    /// @param options what can be chosen, the first of each pair is the value
    record Choice(String name, String label, List<Option> options, String initial) implements Control {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /// A word to choose, and what is shown for it.
    record Option(String value, String label) {}

    /// On or off: `true` or `false`.
    record Switch(String name, String label, boolean on) implements Control {
        @Override
        public String initial() {
            return String.valueOf(on);
        }
    }

    /// A button. Its value is how often it was pressed.
    record Button(String name, String label) implements Control {
        @Override
        public String initial() {
            return "0";
        }
    }

    /// A button that sets several other controls at once, such as "as printed". Its value says nothing.
    ///
    /// @param sets the controls' new values, `name=value`
    record Recipe(String name, String label, List<String> sets) implements Control {
        public Recipe {
            sets = List.copyOf(sets);
        }

        @Override
        public String initial() {
            return "0";
        }
    }
}
