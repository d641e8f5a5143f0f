package org.thgcl.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.settings.YamlText;
import org.thgcl.thgn.AuthorsSchema;

/// Reads settings from YAML: either our own flat keys, or the file that the paper's authors published, whose schema is
/// that of the TMac code.
public final class ConfigurationFile {
    private ConfigurationFile() {}

    /// The settings that a file gives, by key; what it leaves out isn't in the map.
    ///
    /// @throws IOException if the file can't be read
    /// @throws IllegalArgumentException if it isn't YAML of one of the two schemas: the message names file and key
    public static Map<String, Object> read(Path file) throws IOException {
        String text = YamlText.read(file);
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
        Object document = YamlText.document(text);
        if (document == null) {
            return Map.of();
        }
        if (!(document instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("a configuration is a list of 'key: value' lines");
        }
        return Models.checked(map.containsKey("MODEL") ? AuthorsSchema.translate(map) : flat(map));
    }

    private static Map<String, Object> flat(Map<?, ?> map) {
        Map<String, Object> settings = new LinkedHashMap<>();
        map.forEach((key, value) -> settings.put(String.valueOf(key), value));
        return settings;
    }
}
