package org.thgcl.golden.suite;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A computation written as the method is read: slow, literal, without the program's kernels and tape. What it gives
/// is what the suite expects; and what a variant of it gives, with a typical mistake, is a decoy.
@FunctionalInterface
interface Definition {
    /// The outputs of a case by name.
    Map<String, Numbers> of(Settings settings, Map<String, Numbers> inputs);

    /// The settings of a case.
    ///
    /// @param values by name; texts, numbers, lists
    record Settings(Map<String, Object> values) {
        String text(String key) {
            return (String) get(key);
        }

        double number(String key) {
            return ((Number) get(key)).doubleValue();
        }

        int whole(String key) {
            return ((Number) get(key)).intValue();
        }

        boolean truth(String key) {
            return (Boolean) get(key);
        }

        /// A word as a constant of an enumeration.
        <T extends Enum<T>> T word(Class<T> type, String key) {
            return Enum.valueOf(type, text(key).toUpperCase(Locale.ROOT));
        }

        Object get(String key) {
            Object value = values.get(key);
            if (value == null) {
                throw new IllegalStateException("suite: setting " + key + " is missing");
            }
            return value;
        }

        Settings with(String key, Object value) {
            Map<String, Object> changed = new LinkedHashMap<>(values);
            changed.put(key, value);
            return new Settings(changed);
        }
    }

    /// This computation after a change of one setting.
    default Definition with(String key, Object value) {
        return (settings, in) -> of(settings.with(key, value), in);
    }

    /// This computation on other inputs.
    default Definition changed(Consumer<Map<String, Numbers>> change) {
        return (settings, in) -> {
            Map<String, Numbers> changed = new LinkedHashMap<>(in);
            change.accept(changed);
            return of(settings, changed);
        };
    }

    /// This computation with those inputs changed whose names have one of some endings.
    default Definition changed(UnaryOperator<Numbers> change, String... endings) {
        return changed(in ->
                in.replaceAll((name, x) -> Arrays.stream(endings).anyMatch(name::endsWith) ? change.apply(x) : x));
    }

    /// This computation with pairs of inputs of the same shape exchanged, whose names have the one part or the other.
    default Definition exchanged(String one, String other) {
        return changed(in -> Map.copyOf(in).forEach((name, x) -> {
            if (name.contains(one)) {
                String partner = name.replace(one, other);
                if (in.get(partner).shape().equals(x.shape())) {
                    in.put(name, in.get(partner));
                    in.put(partner, x);
                }
            }
        }));
    }

    /// This computation with two inputs mistaken for each other.
    default Definition swapped(String one, String other) {
        return (settings, in) -> {
            Map<String, Numbers> changed = new LinkedHashMap<>(in);
            changed.put(one, in.get(other));
            changed.put(other, in.get(one));
            return of(settings, changed);
        };
    }
}
