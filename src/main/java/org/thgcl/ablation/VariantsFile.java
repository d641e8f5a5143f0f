package org.thgcl.ablation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.thgcl.settings.Nearest;
import org.thgcl.settings.YamlText;
import org.thgcl.training.Models;

/// Variants of a configuration from YAML:
///
/// ```yaml
/// about: Does the contrastive loss help?    # optional
/// reference: with it                        # optional; else the first
/// variants:
///   - name: with it
///   - name: without it
///     set: {weight_contrastive: 0}
/// ```
///
/// @param about what is asked; the empty text if the file doesn't say
/// @param reference name of the variant that others are compared with
/// @param variants at least one
public record VariantsFile(String about, String reference, List<Variant> variants) {
    private static final Set<String> KEYS = Set.of("about", "reference", "variants");
    private static final Set<String> VARIANT_KEYS = Set.of("name", "set");

    public VariantsFile {
        variants = List.copyOf(variants);
    }

    /// Reads a file.
    ///
    /// @throws IOException if it can't be read
    /// @throws IllegalArgumentException if it isn't YAML of this kind: the message names file, variant and key
    public static VariantsFile read(Path file) throws IOException {
        String text = YamlText.read(file);
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /// Reads a text.
    ///
    /// @throws IllegalArgumentException if it isn't YAML of this kind
    public static VariantsFile parse(String text) {
        Map<String, Object> document =
                map(YamlText.document(text), KEYS, "the file is a list of 'key: value' lines with 'variants'");
        if (!(document.get("variants") instanceof List<?> items) || items.isEmpty()) {
            throw new IllegalArgumentException(
                    "'variants' must be a list, each item with 'name' and, unless nothing is changed, 'set'");
        }
        List<Variant> variants = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            variants.add(variant(items.get(i), i + 1));
        }
        String reference =
                text(document.getOrDefault("reference", variants.getFirst().name()), "reference");
        return new VariantsFile(text(document.getOrDefault("about", ""), "about"), reference, variants);
    }

    private static Variant variant(Object item, int number) {
        String place = "variant " + number;
        Map<String, Object> map = map(item, VARIANT_KEYS, place + " must have 'name' and may have 'set'");
        if (!map.containsKey("name")) {
            throw new IllegalArgumentException(place + " has no name; give it one");
        }
        String name = text(map.get("name"), "name of " + place);
        Map<String, Object> changes = map.get("set") == null
                ? Map.of()
                : map(map.get("set"), null, "variant '" + name + "': set must be 'key: value' pairs");
        try {
            return new Variant(name, Models.checked(changes));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("variant '" + name + "': " + e.getMessage(), e);
        }
    }

    private static String text(Object value, String what) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new IllegalArgumentException(what + " must be a text, not " + value);
    }

    /// @param known the keys that there may be; `null` for any
    private static Map<String, Object> map(Object node, Set<String> known, String rule) {
        if (!(node instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(rule + ", not " + node);
        }
        Map<String, Object> byText = new LinkedHashMap<>();
        map.forEach((key, value) -> byText.put(String.valueOf(key), value));
        byText.keySet().stream()
                .filter(key -> known != null && !known.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException(rule + ": there is no '" + key + "'" + Nearest.hint(key, known));
                });
        return byText;
    }
}
