package org.thgcl.model;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.thgcl.data.SplitSettings;
import org.thgcl.optimise.TrainingSettings;
import org.thgcl.settings.SettingKeys;
import org.thgcl.settings.Settings;

/// Every choice that a run depends on, besides the data: immutable, complete, checked.
///
/// Its settings stand in four records, one for each part of the program that they belong to. In files and on the
/// command line their keys stand side by side; a component's key is its name in lower case with underscores:
/// `audioSpan` is `audio_span`. [#with] changes single keys. A value that is out of range, or doesn't fit another, is
/// refused with an `IllegalArgumentException` that names the key, the value and the rule.
///
/// @param family of the model
/// @param clips their sizes
/// @param settings of the family
/// @param training how the model is trained
/// @param split how the data are split
public record Configuration(
        ModelFamily<?> family, ClipShape clips, Record settings, TrainingSettings training, SplitSettings split) {
    private static final String MODEL = "model";

    public Configuration {
        family.check(settings, clips, training);
    }

    /// All keys.
    public SettingKeys keys() {
        return family.keys();
    }

    /// The model.
    public Model model() {
        return family.create(settings, clips);
    }

    /// This configuration with some keys changed.
    ///
    /// @param given values by key or alias; a value is a YAML scalar or list, or a text of it
    /// @throws IllegalArgumentException for an unknown key, naming the nearest known one, or a value that
    /// doesn't fit
    public Configuration with(Map<String, ?> given) {
        Map<String, Object> changes = keys().withoutAliases(given);
        if (changes.containsKey(MODEL)) {
            Settings.rule(
                    family.name().equals(String.valueOf(changes.get(MODEL))),
                    MODEL,
                    changes.get(MODEL),
                    family.name() + " in a configuration of this model");
        }
        return new Configuration(
                family,
                changed(ClipShape.SETTINGS, clips, changes),
                changed(family.settings(), settings, changes),
                changed(TrainingSettings.SETTINGS, training, changes),
                changed(SplitSettings.SETTINGS, split, changes));
    }

    private static <S extends Record> S changed(Settings<S> settings, Record record, Map<String, ?> changes) {
        Map<String, Object> own = new LinkedHashMap<>(changes);
        own.keySet().retainAll(settings.keys());
        return settings.with(settings.cast(record), own);
    }

    /// This configuration with one key changed.
    public Configuration with(String key, Object value) {
        return with(Map.of(key, value));
    }

    /// The value of a key: a number, a truth value, an enum constant or a list.
    ///
    /// @throws IllegalArgumentException if there is no such key
    public Object value(String key) {
        return value(keys().owner(key), key);
    }

    private <S extends Record> Object value(Settings<S> owner, String key) {
        return records().stream()
                .filter(owner::describes)
                .findFirst()
                .map(record -> owner.value(owner.cast(record), key))
                .orElseThrow();
    }

    /// The value of a key as text in YAML.
    ///
    /// @throws IllegalArgumentException if there is no such key
    public String text(String key) {
        return Settings.text(value(key));
    }

    /// The keys in which this configuration differs from another. Those that only one of them has are among them.
    public List<String> differences(Configuration other) {
        SequencedSet<String> keys = new LinkedHashSet<>(keys().all());
        keys.addAll(other.keys().all());
        return keys.stream()
                .filter(key -> !valueIfKnown(key).equals(other.valueIfKnown(key)))
                .toList();
    }

    private Optional<Object> valueIfKnown(String key) {
        return keys().all().contains(key) ? Optional.of(value(key)) : Optional.empty();
    }

    /// The complete configuration as YAML, one commented line per key.
    public String toYaml() {
        StringBuilder yaml = new StringBuilder();
        for (String key : keys().all()) {
            yaml.append(String.format(
                    Locale.ROOT,
                    "%-36s # %s\n",
                    key + ": " + text(key),
                    keys().about(key).about()));
        }
        return yaml.toString();
    }

    private List<Record> records() {
        return List.of(new ModelName(family.name()), clips, settings, training, split);
    }
}
