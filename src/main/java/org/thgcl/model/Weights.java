package org.thgcl.model;

import java.util.Map;
import org.thgcl.autodiff.Variable;

/// The parameters of one pass, and the statistics that are given to it, by name.
public final class Weights {
    private final Map<String, Variable> byName;
    private final String prefix;

    public Weights(Map<String, Variable> byName) {
        this(byName, "");
    }

    private Weights(Map<String, Variable> byName, String prefix) {
        this.byName = byName;
        this.prefix = prefix;
    }

    /// A parameter.
    ///
    /// @throws IllegalArgumentException if there is none of this name
    public Variable get(String name) {
        Variable weight = byName.get(prefix + name);
        if (weight == null) {
            throw new IllegalArgumentException("there is no parameter " + prefix + name);
        }
        return weight;
    }

    /// Whether there is a parameter of this name.
    public boolean has(String name) {
        return byName.containsKey(prefix + name);
    }

    /// The parameters whose names begin with `part` and a dot, under the rest of their names: `layers.0.norm1.scale` is
    /// `norm1.scale` in `at("layers.0")`.
    public Weights at(String part) {
        return new Weights(byName, prefix + part + ".");
    }
}
