package org.thgcl.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads settings from YAML: either our own flat keys, or the file that the paper's authors published, whose schema is
/// that of the TMac code.
public final class ConfigurationFile {
    private ConfigurationFile() {}

    /// The settings that a file gives, by key; what it leaves out isn't in the map.
    ///
    /// @throws IOException if the file can't be read
    /// @throws IllegalArgumentException if it isn't YAML of one of the two schemas: the message names file and key
    public static Map<String, Object> read(Path file) throws IOException {
        String text = text(file);
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /// The settings that a text gives.
    ///
    /// @throws IllegalArgumentException if it isn't YAML of one of the two schemas
    public static Map<String, Object> parse(String text) {
        Object document = document(text);
        if (document == null) {
            return Map.of();
        }
        if (!(document instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("a configuration is a list of 'key: value' lines");
        }
        Map<String, Object> settings = map.containsKey("MODEL") ? AuthorsSchema.translate(map) : flat(map);
        settings.forEach(Settings::check);
        return settings;
    }

    /// The content of a file.
    ///
    /// @throws IOException if it can't be read
    static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(file + ": there is no such configuration file");
        }
    }

    /// What a text in YAML holds: maps, lists, texts, numbers, truth values; `null` if it is empty.
    ///
    /// @throws IllegalArgumentException if it isn't YAML
    static Object document(String text) {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(text);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(
                    "this isn't YAML: " + e.getMessage().replace('\n', ' '), e);
        }
    }

    private static Map<String, Object> flat(Map<?, ?> map) {
        Map<String, Object> settings = new LinkedHashMap<>();
        map.forEach((key, value) -> settings.put(String.valueOf(key), value));
        return settings;
    }
}
