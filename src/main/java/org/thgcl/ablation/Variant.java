package org.thgcl.ablation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.model.Configuration;
import org.thgcl.training.Models;

/// A named configuration, told by what it changes in another one.
///
/// @param name not blank
/// @param changes values by key, as [Models#change] takes them; empty for the other configuration itself
public record Variant(String name, Map<String, Object> changes) {
    public Variant {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a variant has no name; give it one");
        }
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }

    /// The configuration.
    ///
    /// @throws IllegalArgumentException that names the variant, if a key is unknown or a value isn't allowed
    public Configuration of(Configuration base) {
        try {
            return Models.change(base, changes);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("variant '" + name + "': " + e.getMessage(), e);
        }
    }
}
