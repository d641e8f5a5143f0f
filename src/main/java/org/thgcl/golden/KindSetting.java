package org.thgcl.golden;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.thgcl.model.Configuration;
import org.thgcl.settings.Setting;
import org.thgcl.settings.Settings;
import org.thgcl.thgn.Preset;

/// A setting of a kind, as the format's table declares it.
///
/// @param name in the file
/// @param type of its values
/// @param fallback what holds if a case leaves it out: a [String], [Boolean], [Integer], [Double] or a list of
/// [Integer], a [Long] for 64 bits; `null` if a case must give it
/// @param values all that are allowed, where they can be counted; empty where bounds say it
/// @param bounds of a number, or of each number of a list
public record KindSetting(String name, Type type, Object fallback, List<Object> values, Bounds bounds) {
    private static final Configuration PAPER = Preset.PAPER.configuration();

    /// The type of a value.
    public enum Type {
        /// One of some lower-case words.
        WORD,
        /// Any text.
        TEXT,
        /// `true` or `false`.
        TRUTH,
        /// A whole number, written without a decimal point.
        WHOLE,
        /// A finite number.
        REAL,
        /// A list of whole numbers, none below the one before.
        WHOLES,
        /// A list of whole numbers in any order.
        LIST,
        /// Whatever the computation allows, which checks it.
        OPEN
    }

    /// Bounds of a number; an infinite one is none.
    ///
    /// @param min smallest
    /// @param max largest
    /// @param above what a number must exceed
    /// @param below what a number must stay below
    public record Bounds(double min, double max, double above, double below) {
        static final Bounds NONE = between(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        static final Bounds LONG = between(Long.MIN_VALUE, Long.MAX_VALUE);

        static Bounds between(double min, double max) {
            return new Bounds(min, max, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }

        /// Whether a number keeps them.
        public boolean allow(double x) {
            return x >= min
                    && x <= max
                    && (above == Double.NEGATIVE_INFINITY || x > above)
                    && (below == Double.POSITIVE_INFINITY || x < below);
        }
    }

    /// Settings of the model that a kind shares, with the model's values and the defaults of preset `paper`.
    static List<KindSetting> ofModel(String... names) {
        return Arrays.stream(names).map(KindSetting::ofModel).toList();
    }

    private static KindSetting ofModel(String name) {
        KindSetting setting = of(PAPER.keys().owner(name), name, PAPER.value(name));
        if (name.equals("sign")) {
            return new KindSetting(name, Type.WHOLE, setting.fallback, List.of(1, -1), Bounds.NONE);
        }
        return setting.type == Type.LIST
                ? new KindSetting(name, Type.WHOLES, setting.fallback, List.of(), setting.bounds)
                : setting;
    }

    /// A setting of a record.
    ///
    /// @param value what holds where a case leaves it out
    static KindSetting of(Settings<?> settings, String name, Object value) {
        Class<?> type = settings.type(name);
        Setting about = settings.about(name);
        if (value instanceof Enum<?> constant) {
            return ofWords(name, constant);
        }
        if (type == boolean.class) {
            return truth(name, (Boolean) value);
        }
        if (type == double.class) {
            return new KindSetting(
                    name,
                    Type.REAL,
                    value,
                    List.of(),
                    new Bounds(about.min(), about.max(), about.above(), about.below()));
        }
        if (type == long.class) {
            return wide(name).or(value);
        }
        return new KindSetting(
                name,
                type == int.class ? Type.WHOLE : Type.LIST,
                value,
                List.of(),
                Bounds.between(about.min(), Math.min(about.max(), Limits.of(name))));
    }

    /// The words of an enumeration.
    static KindSetting ofWords(String name, Enum<?> fallback) {
        List<Object> words = Arrays.stream(fallback.getDeclaringClass().getEnumConstants())
                .map(constant -> (Object) word(constant))
                .toList();
        return new KindSetting(name, Type.WORD, word(fallback), words, Bounds.NONE);
    }

    /// One of some words, which every case gives.
    static KindSetting words(String name, List<String> words) {
        return new KindSetting(name, Type.WORD, null, List.copyOf(words), Bounds.NONE);
    }

    /// A setting whose values and default depend on another setting.
    static KindSetting open(String name) {
        return new KindSetting(name, Type.OPEN, "", List.of(), Bounds.NONE);
    }

    /// A whole number that every case gives.
    static KindSetting whole(String name, int min, int max) {
        return new KindSetting(name, Type.WHOLE, null, List.of(), Bounds.between(min, max));
    }

    /// A whole number of 64 bits that every case gives.
    static KindSetting wide(String name) {
        return new KindSetting(name, Type.WHOLE, null, List.of(), Bounds.LONG);
    }

    /// `true` or `false`.
    static KindSetting truth(String name, boolean fallback) {
        return new KindSetting(name, Type.TRUTH, fallback, List.of(true, false), Bounds.NONE);
    }

    /// A text that every case gives.
    static KindSetting text(String name) {
        return new KindSetting(name, Type.TEXT, null, List.of(), Bounds.NONE);
    }

    /// A real number that every case gives.
    static KindSetting real(String name, Bounds bounds) {
        return new KindSetting(name, Type.REAL, null, List.of(), bounds);
    }

    /// The same with a default.
    KindSetting or(Object value) {
        return new KindSetting(name, type, value, values, bounds);
    }

    /// The same under another name.
    KindSetting as(String other) {
        return new KindSetting(other, type, fallback, values, bounds);
    }

    /// The word of a constant in a file.
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// Requires that a value of a file is allowed.
    ///
    /// @throws GoldenException that says what is
    void check(Object value) {
        boolean allowed =
                switch (type) {
                    case WORD -> value instanceof String && values.contains(value);
                    case TEXT -> value instanceof String;
                    case OPEN -> true;
                    case TRUTH -> value instanceof Boolean;
                    case WHOLE -> isWhole(value);
                    case REAL -> value instanceof Number number && bounds.allow(number.doubleValue());
                    case WHOLES ->
                        value instanceof List<?> list && list.stream().allMatch(this::isWhole) && ascending(list);
                    case LIST -> value instanceof List<?> list && list.stream().allMatch(this::isWhole);
                };
        if (!allowed) {
            String shown = value instanceof String text ? GoldenException.quoted(text) : value.toString();
            throw new GoldenException(CaseSettings.field(name), shown + " isn't allowed, must be " + rule());
        }
    }

    private boolean isWhole(Object value) {
        return value instanceof Long number
                && bounds.allow(number.doubleValue())
                && (values.isEmpty() || values.contains(number.intValue()));
    }

    private static boolean ascending(List<?> numbers) {
        for (int i = 1; i < numbers.size(); i++) {
            if ((Long) numbers.get(i) < (Long) numbers.get(i - 1)) {
                return false;
            }
        }
        return true;
    }

    /// The allowed values, in words.
    public String rule() {
        return switch (type) {
            case WORD -> "one of " + choices();
            case TEXT -> "a text";
            case OPEN -> "as another setting has it";
            case TRUTH -> "true or false";
            case WHOLE -> values.isEmpty() ? "a whole number " + range() : "one of " + choices();
            case REAL -> "a number" + (range().isEmpty() ? "" : " " + range());
            case WHOLES -> "a list of ascending whole numbers, each " + range();
            case LIST -> "a list of whole numbers, each " + range();
        };
    }

    private String choices() {
        return String.join(", ", values.stream().map(Object::toString).toList());
    }

    private String range() {
        StringJoiner range = new StringJoiner(" and ");
        bound(range, "at least ", bounds.min);
        bound(range, "above ", bounds.above);
        bound(range, "at most ", bounds.max);
        bound(range, "below ", bounds.below);
        return range.toString();
    }

    private static void bound(StringJoiner range, String word, double bound) {
        if (Double.isFinite(bound)) {
            range.add(word + (bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound)));
        }
    }
}
