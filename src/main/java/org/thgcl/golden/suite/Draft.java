package org.thgcl.golden.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.golden.Tolerance;

/// A case before anything is computed: what goes in, and what is asked for.
final class Draft {
    final String id;
    String comment;
    final List<String> flags = new ArrayList<>();
    final Map<String, Object> settings = new LinkedHashMap<>();
    final Map<String, Object> implied = new LinkedHashMap<>();
    final Map<String, Numbers> inputs = new LinkedHashMap<>();
    final Map<String, Numbers> cotangents = new LinkedHashMap<>();
    final List<String> gradients = new ArrayList<>();
    final List<String> invariants = new ArrayList<>();
    final List<Mistake> mistakes = new ArrayList<>();
    final Map<String, Double> steps = new LinkedHashMap<>();
    Tolerance tolerance;
    Definition definition;
    Definition continued;

    /// A typical mistake in a definition.
    record Mistake(String name, String why, Definition definition) {}

    Draft(String id) {
        this.id = id;
    }

    Draft comment(String text) {
        comment = text;
        return this;
    }

    Draft flag(String flag) {
        flags.add(flag);
        return this;
    }

    Draft setting(String key, Object value) {
        settings.put(key, value instanceof Integer whole ? Long.valueOf(whole) : value);
        return this;
    }

    /// A setting that the file leaves out because it has the default.
    Draft implied(String key, Object value) {
        implied.put(key, value);
        return this;
    }

    /// Leaves settings out of the file: the values that they have so far are the defaults.
    Draft leftOut(String... keys) {
        for (String key : keys) {
            implied.put(key, settings.remove(key));
        }
        return this;
    }

    /// Leaves all settings out of the file.
    Draft allLeftOut() {
        return leftOut(settings.keySet().toArray(String[]::new));
    }

    Draft input(String name, Numbers numbers) {
        inputs.put(name, numbers);
        return this;
    }

    /// An upstream gradient of its own; without one they are drawn for all outputs.
    Draft cotangent(String output, Numbers numbers) {
        cotangents.put(output, numbers);
        return this;
    }

    /// Asks for gradients with respect to these inputs.
    Draft gradients(String... names) {
        gradients.addAll(List.of(names));
        return this;
    }

    Draft invariant(String formula) {
        invariants.add(formula);
        return this;
    }

    /// A mistake that is typical of this case alone.
    Draft decoy(String name, String why, Definition mistake) {
        mistakes.add(new Mistake(name, why, mistake));
        return this;
    }

    Draft tolerance(double absolute, double relative) {
        tolerance = new Tolerance(absolute, relative);
        return this;
    }

    /// For a case that stands at a kink: the definition with the left branch continued beyond it. Differences are taken
    /// of that, so that they give the derivative from the left.
    Draft continued(Definition beyond) {
        continued = beyond;
        return this;
    }

    /// The step of differences along an input whose numbers are far from 1.
    Draft step(String input, double step) {
        steps.put(input, step);
        return this;
    }

    /// A definition for this case alone, where the file's would overflow.
    Draft definition(Definition own) {
        definition = own;
        return this;
    }

    Definition.Settings allSettings() {
        Map<String, Object> all = new LinkedHashMap<>(settings);
        all.putAll(implied);
        return new Definition.Settings(all);
    }
}
