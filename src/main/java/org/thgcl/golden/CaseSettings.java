package org.thgcl.golden;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thgcl.model.Nearest;

/// The settings of a case, each of the type and in the range that its kind asks for.
public final class CaseSettings {
    private final Map<String, Object> values;

    /// @throws GoldenException for a name that isn't known
    CaseSettings(Map<String, Object> values, List<String> known) {
        this.values = values;
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new GoldenException(
                        field(name),
                        known.isEmpty()
                                ? "this kind has no settings"
                                : "there is no such setting" + Nearest.hint(name, known));
            }
        }
    }

    static String field(String name) {
        return "settings." + (name.matches("[\\w.-]{1,60}") ? name : GoldenException.quoted(name));
    }

    /// All of them.
    Map<String, Object> values() {
        return values;
    }

    /// Whether the file gives a value.
    boolean has(String name) {
        return values.containsKey(name);
    }

    /// A whole number.
    int whole(String name, int fallback, int min, int max) {
        if (!has(name)) {
            return fallback;
        }
        return inRange(name, values.get(name), min, max);
    }

    /// A whole number that has no default.
    int whole(String name, int min, int max) {
        require(name);
        return inRange(name, values.get(name), min, max);
    }

    private void require(String name) {
        if (!has(name)) {
            throw new GoldenException(field(name), "is missing; it has no default for this kind");
        }
    }

    private static int inRange(String name, Object value, int min, int max) {
        if (!(value instanceof Long number)) {
            throw wrong(name, value, "a whole number, written without a decimal point");
        }
        if (number < min || number > max) {
            throw wrong(name, value, "from " + min + " to " + max);
        }
        return number.intValue();
    }

    /// A list of whole numbers.
    List<Integer> wholes(String name, List<Integer> fallback, int min, int max) {
        if (!has(name)) {
            return fallback;
        }
        if (!(values.get(name) instanceof List<?> list)) {
            throw wrong(name, values.get(name), "a list of whole numbers");
        }
        List<Integer> numbers = new ArrayList<>();
        list.forEach(item -> numbers.add(inRange(name, item, min, max)));
        return numbers;
    }

    /// A real number.
    double real(String name, double fallback) {
        if (!has(name)) {
            return fallback;
        }
        if (!(values.get(name) instanceof Number number)) {
            throw wrong(name, values.get(name), "a number");
        }
        return number.doubleValue();
    }

    /// True or false.
    boolean truth(String name, boolean fallback) {
        if (!has(name)) {
            return fallback;
        }
        if (!(values.get(name) instanceof Boolean truth)) {
            throw wrong(name, values.get(name), "true or false");
        }
        return truth;
    }

    /// One of the words of a type.
    <E extends Enum<E>> E word(String name, E fallback) {
        if (!has(name)) {
            return fallback;
        }
        List<E> constants = Arrays.asList(fallback.getDeclaringClass().getEnumConstants());
        List<String> words =
                constants.stream().map(e -> e.name().toLowerCase(Locale.ROOT)).toList();
        if (!(values.get(name) instanceof String word) || !words.contains(word)) {
            throw wrong(name, values.get(name), "one of " + String.join(", ", words));
        }
        return constants.get(words.indexOf(word));
    }

    private static GoldenException wrong(String name, Object value, String rule) {
        String shown = value instanceof String text ? GoldenException.quoted(text) : value.toString();
        return new GoldenException(field(name), shown + " isn't allowed, must be " + rule);
    }
}
