package org.thgcl.golden;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.settings.Nearest;

/// The settings of a case, each of the type and in the range that its kind asks for.
public final class CaseSettings {
    private final Map<String, Object> values;
    private final Map<String, KindSetting> declared = new LinkedHashMap<>();

    /// @throws GoldenException for a name that isn't known, a value that isn't allowed, or one that is missing
    CaseSettings(Map<String, Object> values, List<KindSetting> declarations) {
        this.values = values;
        declarations.forEach(setting -> declared.put(setting.name(), setting));
        values.forEach((name, value) -> known(name).check(value));
        declared.forEach((name, setting) -> {
            if (setting.fallback() == null && !values.containsKey(name)) {
                throw new GoldenException(field(name), "is missing; it has no default for this kind");
            }
        });
    }

    private KindSetting known(String name) {
        KindSetting setting = declared.get(name);
        if (setting == null) {
            throw new GoldenException(
                    field(name),
                    declared.isEmpty()
                            ? "this kind has no settings"
                            : "there is no such setting" + Nearest.hint(name, declared.keySet()));
        }
        return setting;
    }

    static String field(String name) {
        return "settings." + GoldenException.shown(name);
    }

    /// Those that the file gives.
    Map<String, Object> values() {
        return values;
    }

    /// The value of the file, or else the default.
    private Object value(String name) {
        return values.getOrDefault(name, declared.get(name).fallback());
    }

    /// A whole number.
    int whole(String name) {
        return ((Number) value(name)).intValue();
    }

    /// A whole number of 64 bits.
    long wide(String name) {
        return ((Number) value(name)).longValue();
    }

    /// `true` or `false`.
    boolean truth(String name) {
        return (Boolean) value(name);
    }

    /// A text.
    String text(String name) {
        return (String) value(name);
    }

    /// A list of whole numbers.
    List<Integer> wholes(String name) {
        return ((List<?>) value(name))
                .stream().map(number -> ((Number) number).intValue()).toList();
    }

    /// A real number.
    double real(String name) {
        return ((Number) value(name)).doubleValue();
    }

    /// One of the words of a type.
    <E extends Enum<E>> E word(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> KindSetting.word(constant).equals(value(name)))
                .findFirst()
                .orElseThrow();
    }
}
