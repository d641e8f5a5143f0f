package org.thgcl.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The keys of several records of settings, none of them twice. Where a key is asked for, its alias will do.
public final class SettingKeys {
    private final Map<String, Settings<?>> owners = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();

    private SettingKeys() {}

    /// The keys of records, in their order.
    ///
    /// @throws IllegalArgumentException if two records have the same key, or an alias is a key
    public static SettingKeys of(List<Settings<?>> records) {
        SettingKeys keys = new SettingKeys();
        for (Settings<?> record : records) {
            for (String key : record.keys()) {
                if (keys.owners.put(key, record) != null) {
                    throw new IllegalArgumentException(key + ": two records have this setting");
                }
            }
            keys.aliases.putAll(record.aliases());
        }
        keys.aliases.forEach((alias, key) -> {
            if (keys.owners.containsKey(alias)) {
                throw new IllegalArgumentException(alias + ": is a setting and an alias of " + key);
            }
        });
        return keys;
    }

    /// All keys, in the order of the records and their components.
    public List<String> all() {
        return List.copyOf(owners.keySet());
    }

    /// The key that an alias stands for; any other key as it is.
    public String key(String name) {
        return aliases.getOrDefault(name, name);
    }

    /// Values by the keys that their aliases stand for.
    ///
    /// @throws IllegalArgumentException for an unknown key, naming the nearest, or one that is given under
    /// both names
    public Map<String, Object> withoutAliases(Map<String, ?> values) {
        Map<String, Object> byKey = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            owner(name);
            if (byKey.containsKey(key(name))) {
                throw new IllegalArgumentException(name + ": is the same setting as " + key(name) + "; give one");
            }
            byKey.put(key(name), value);
        });
        return byKey;
    }

    /// The record that a key belongs to.
    ///
    /// @throws IllegalArgumentException for an unknown key, naming the nearest known one
    public Settings<?> owner(String key) {
        Settings<?> owner = owners.get(key(key));
        if (owner == null) {
            throw new IllegalArgumentException(key + ": there is no such setting" + Nearest.hint(key, owners.keySet()));
        }
        return owner;
    }

    /// The meaning of a key, its default and its range.
    ///
    /// @throws IllegalArgumentException if there is no such key
    public Setting about(String key) {
        return owner(key).about(key);
    }

    /// All keys by the title of their group, both in order.
    public Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        String title = "";
        for (String key : owners.keySet()) {
            title = about(key).group().isEmpty() ? title : about(key).group();
            groups.computeIfAbsent(title, _ -> new ArrayList<>()).add(key);
        }
        return groups;
    }

    /// Checks values one by one, without the rules that tie them to each other.
    ///
    /// @throws IllegalArgumentException for an unknown key, naming the nearest known one, or a value out of range
    public void check(Map<String, ?> values) {
        values.forEach(this::check);
    }

    /// Checks one value by itself, without the rules that tie it to others.
    ///
    /// @throws IllegalArgumentException for an unknown key, naming the nearest known one, or a value out of range
    public void check(String key, Object value) {
        owner(key).check(key, value);
    }
}
