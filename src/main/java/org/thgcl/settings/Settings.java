package org.thgcl.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The settings of a record whose components are annotated with [Setting]: between components and what people write.
///
/// A component's key in files and on the command line is its name in lower case with underscores: `audioSpan` is
/// `audio_span`. Where a key is asked for, its alias will do.
///
/// @param <S> the record
public final class Settings<S extends Record> {
    private final Map<String, RecordType.Component> components = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();
    private final Class<S> type;
    private final RecordType<S> record;

    private Settings(Class<S> type) {
        this.type = type;
        record = RecordType.of(type);
        for (RecordType.Component component : record.components()) {
            String key = key(component.name());
            components.put(key, component);
            Setting setting = component.setting();
            if (setting != null && !setting.alias().isEmpty()) {
                aliases.put(setting.alias(), key);
            }
        }
    }

    /// The settings of a record.
    public static <S extends Record> Settings<S> of(Class<S> type) {
        return new Settings<>(type);
    }

    /// All keys in the order of the components.
    public List<String> keys() {
        return List.copyOf(components.keySet());
    }

    /// The keys that aliases stand for, by alias.
    Map<String, String> aliases() {
        return aliases;
    }

    /// The meaning of a key, its default and its range.
    ///
    /// @throws IllegalArgumentException if there is no such key
    public Setting about(String key) {
        return component(key).setting();
    }

    /// The meaning of a key in at most 43 characters, without the ids of the register.
    ///
    /// @throws IllegalArgumentException if there is no such key
    public String summary(String key) {
        return about(key).about().replaceFirst(";.*", "").replaceFirst(" \\(A\\d+\\)", "");
    }

    /// The ids of a key in the register of open points, such as `A6`; none for most.
    ///
    /// @throws IllegalArgumentException if there is no such key
    public List<String> register(String key) {
        return Pattern.compile("\\b[A-Z]\\d+\\b")
                .matcher(about(key).about())
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /// The type of a key's values: `int`, `long`, `double`, `boolean`, an enum or [List].
    ///
    /// @throws IllegalArgumentException if there is no such key
    public Class<?> type(String key) {
        return component(key).type();
    }

    /// The allowed values of a key, such as `whole, at least 1` or `add or multiply`.
    ///
    /// @throws IllegalArgumentException if there is no such key
    public String rule(String key) {
        Class<?> type = type(key);
        if (type.isEnum()) {
            return String.join(
                    " or ",
                    Arrays.stream(type.getEnumConstants()).map(Settings::text).toList());
        }
        if (type == String.class) {
            return "a name";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == List.class) {
            return "a list, each " + range(about(key));
        }
        return (type == double.class ? "" : "whole, ") + range(about(key));
    }

    /// The value of a key as text in YAML.
    public String text(S settings, String key) {
        return text(value(settings, key));
    }

    /// The value of a key: a number, a truth value, an enum constant or a list.
    ///
    /// @throws IllegalArgumentException if there is no such key
    public Object value(S settings, String key) {
        return value(settings, component(key));
    }

    /// Checks one value by itself, without the rules that tie it to others.
    ///
    /// @throws IllegalArgumentException for an unknown key, naming the nearest known one, or a value out of range
    public void check(String key, Object value) {
        parse(key, component(key), value);
    }

    /// Each component's own default.
    public S defaults() {
        Map<String, Object> values = new LinkedHashMap<>();
        components.forEach((key, component) ->
                values.put(key, parse(key, component, about(key).value())));
        return build(values);
    }

    /// A record with some settings changed.
    ///
    /// @param changes values by key; a value is a YAML scalar or list, or a text of it
    /// @throws IllegalArgumentException for an unknown key, naming the nearest known one, or for a wrong value
    public S with(S base, Map<String, ?> changes) {
        Map<String, Object> values = new LinkedHashMap<>();
        components.forEach((key, component) -> values.put(key, value(base, component)));
        changes.forEach((key, value) -> values.put(aliases.getOrDefault(key, key), parse(key, component(key), value)));
        return build(values);
    }

    /// Whether a record is of this kind.
    public boolean describes(Record record) {
        return type.isInstance(record);
    }

    /// A record of this kind.
    ///
    /// @throws ClassCastException if it is of another
    public S cast(Record record) {
        return type.cast(record);
    }

    /// Refuses a value that breaks a rule between settings.
    ///
    /// @throws IllegalArgumentException that names the key, the value and the rule, if it doesn't hold
    public static void rule(boolean holds, String key, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(key + ": " + value + " isn't allowed, must be " + rule);
        }
    }

    private S build(Map<String, Object> values) {
        return record.create(values.values().toArray());
    }

    private Object value(S settings, RecordType.Component component) {
        return component.read().apply(settings);
    }

    private RecordType.Component component(String key) {
        RecordType.Component component = components.get(aliases.getOrDefault(key, key));
        if (component == null) {
            throw new IllegalArgumentException(
                    key + ": there is no such setting" + Nearest.hint(key, components.keySet()));
        }
        return component;
    }

    private Object parse(String key, RecordType.Component component, Object given) {
        if (component.type() != List.class) {
            return scalar(key, component.type(), given);
        }
        if (given == null) {
            throw new IllegalArgumentException(key + ": nothing is given, must be a list such as [1, 2] or []");
        }
        List<Object> list = new ArrayList<>();
        for (Object item : items(given)) {
            list.add(scalar(key, component.element(), item));
        }
        return list;
    }

    /// The items of a YAML list, or of a text such as `[1, 2]`, `1,2` or, in the authors' file, `(1,)`.
    private static Collection<?> items(Object given) {
        if (given instanceof Collection<?> collection) {
            return collection;
        }
        String text = given.toString().strip();
        if (text.startsWith("[") || text.startsWith("(")) {
            text = text.substring(1);
        }
        if (text.endsWith("]") || text.endsWith(")")) {
            text = text.substring(0, text.length() - 1);
        }
        text = text.strip();
        List<String> items = new ArrayList<>();
        for (int begin = 0; begin < text.length(); ) {
            int comma = text.indexOf(',', begin);
            int end = comma < 0 ? text.length() : comma;
            items.add(text.substring(begin, end).strip());
            begin = end + 1;
        }
        return items;
    }

    private Object scalar(String key, Class<?> type, Object given) {
        String text = text(given).strip();
        if (type == String.class) {
            return text;
        }
        if (type.isEnum()) {
            return constant(key, type, text);
        }
        if (type == boolean.class) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default ->
                    throw new IllegalArgumentException(key + ": '" + text + "' isn't allowed, must be true or false");
            };
        }
        try {
            if (type == int.class || type == Integer.class) {
                return inRange(key, Integer.valueOf(text));
            }
            if (type == long.class) {
                return inRange(key, Long.valueOf(text));
            }
            return inRange(key, Double.valueOf(text));
        } catch (NumberFormatException e) {
            String kind = type == double.class || type == Double.class ? "a number" : "a whole number";
            throw new IllegalArgumentException(key + ": '" + text + "' isn't allowed, must be " + kind, e);
        }
    }

    private static Object constant(String key, Class<?> type, String text) {
        List<String> words = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            if (text(constant).equals(text)) {
                return constant;
            }
            words.add(text(constant));
        }
        throw new IllegalArgumentException(
                key + ": '" + text + "' isn't allowed, must be one of " + String.join(", ", words));
    }

    private <N extends Number> N inRange(String key, N number) {
        Setting setting = about(key);
        double x = number.doubleValue();
        // written so that NaN fails
        boolean above = setting.above() == Double.NEGATIVE_INFINITY || x > setting.above();
        boolean below = setting.below() == Double.POSITIVE_INFINITY || x < setting.below();
        if (!(x >= setting.min() && x <= setting.max() && above && below) || Double.isInfinite(x)) {
            throw new IllegalArgumentException(key + ": " + number + " isn't allowed, must be " + range(setting));
        }
        return number;
    }

    private static String range(Setting setting) {
        List<String> bounds = new ArrayList<>();
        if (setting.min() != Double.NEGATIVE_INFINITY) {
            bounds.add("at least " + number(setting.min()));
        }
        if (setting.above() != Double.NEGATIVE_INFINITY) {
            bounds.add("above " + number(setting.above()));
        }
        if (setting.max() != Double.POSITIVE_INFINITY) {
            bounds.add("at most " + number(setting.max()));
        }
        if (setting.below() != Double.POSITIVE_INFINITY) {
            bounds.add("below " + number(setting.below()));
        }
        return bounds.isEmpty() ? "finite" : String.join(" and ", bounds);
    }

    private static String number(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }

    /// A value as text in YAML.
    public static String text(Object value) {
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : String.valueOf(value);
    }

    /// `audioSpan` as `audio_span`.
    private static String key(String component) {
        StringBuilder key = new StringBuilder();
        for (int k = 0; k < component.length(); k++) {
            char letter = component.charAt(k);
            if (Character.isUpperCase(letter)) {
                key.append('_');
            }
            key.append(Character.toLowerCase(letter));
        }
        return key.toString();
    }
}
