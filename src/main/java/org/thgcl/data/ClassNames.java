package org.thgcl.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.settings.Nearest;

/// The classes of a data set by name and by number.
final class ClassNames {
    /// Up to this many, a message names them all.
    private static final int FEW = 12;

    private final List<String> names;
    private final Map<String, Integer> numbers = new HashMap<>();

    /// @param where what to call the list in a message, such as `events.h5: unique_labels`
    /// @throws IllegalArgumentException if the list is empty or a name occurs twice
    ClassNames(String where, List<String> names) {
        this.names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException(where + " is empty: at least one class is needed");
        }
        for (int i = 0; i < names.size(); i++) {
            Integer first = numbers.putIfAbsent(names.get(i), i);
            if (first != null) {
                throw new IllegalArgumentException(where + ": class '" + names.get(i) + "' is listed twice, at " + first
                        + " and " + i + "; every class must be listed once");
            }
        }
    }

    List<String> names() {
        return names;
    }

    /// The number of a class.
    ///
    /// @param where whose label it is, such as `events.h5: label of clip 17 (x.wav)`
    /// @throws IllegalArgumentException if there is no such class; the message names those that there are, or the
    ///     nearest
    int number(String where, String name) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException(where + " is '" + name + "', which is none of the "
                    + (names.size() <= FEW
                            ? "known classes: " + String.join(", ", names)
                            : names.size() + " known classes" + Nearest.hint(name, names)));
        }
        return number;
    }
}
