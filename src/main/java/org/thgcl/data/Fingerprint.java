package org.thgcl.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.thgcl.file.Sha256;

/// How features were made of recordings: everything that their numbers depend on besides the recordings. A
/// model that was trained on features can be applied only to features that were made in the same way.
///
/// It is written as a text of lines `name: value`. [#sha256] is the SHA-256 of this text in UTF-8.
///
/// @param made values by name, in a fixed order: settings, weights, decoder
public record Fingerprint(Map<String, String> made) {
    private static final String SEPARATOR = ": ";
    private static final int SHORT = 12;

    /// The beginning of the value of weights that were drawn at random.
    public static final String RANDOM = "random:";

    /// Checks that the text can be read again.
    ///
    /// @throws IllegalArgumentException if nothing is said, or a name or value wouldn't stay what it is
    public Fingerprint {
        made = Collections.unmodifiableMap(new LinkedHashMap<>(made));
        if (made.isEmpty()) {
            throw new IllegalArgumentException("fingerprint: it says nothing");
        }
        made.forEach((name, value) -> {
            if (name.isBlank() || name.contains(SEPARATOR) || (name + value).contains("\n")) {
                throw new IllegalArgumentException(
                        "fingerprint: '" + name + SEPARATOR + value + "' isn't one line 'name: value'");
            }
        });
    }

    /// Reads a text that [#text] gave.
    ///
    /// @throws IllegalArgumentException if a line isn't `name: value`, or a name is there twice
    public static Fingerprint parse(String text) {
        Map<String, String> made = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int end = line.indexOf(SEPARATOR);
            if (end < 0 || made.put(line.substring(0, end), line.substring(end + SEPARATOR.length())) != null) {
                throw new IllegalArgumentException(
                        "fingerprint: line '" + line + "' isn't 'name: value' with a name of its own");
            }
        });
        return new Fingerprint(made);
    }

    /// The lines.
    public String text() {
        return made.entrySet().stream()
                .map(entry -> entry.getKey() + SEPARATOR + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /// The SHA-256 of the text, 64 hexadecimal digits.
    public String sha256() {
        return Sha256.of(text());
    }

    /// The first digits of the SHA-256, by which people tell fingerprints apart.
    @Override
    public String toString() {
        return sha256().substring(0, SHORT);
    }

    /// The differences, each as `name: here and there`; none if the fingerprints are equal.
    public List<String> differences(Fingerprint other) {
        Set<String> names = new LinkedHashSet<>(made.keySet());
        names.addAll(other.made.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String here = made.getOrDefault(name, "nothing");
            String there = other.made.getOrDefault(name, "nothing");
            if (!here.equals(there)) {
                differences.add(name + SEPARATOR + here + " and " + there);
            }
        }
        return differences;
    }

    /// A warning about weights that were drawn at random: such features show the way, not what is heard and
    /// seen. Empty if there are none.
    public Optional<String> warning() {
        return made.values().stream()
                .filter(value -> value.startsWith(RANDOM))
                .findFirst()
                .map(value ->
                        "RANDOM WEIGHTS (" + value + "): these features are for demonstration; they weren't made by"
                                + " encoders that have learnt anything");
    }
}
