package org.thgcl.golden.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.golden.GoldenFile;
import org.thgcl.golden.Tolerance;

/// A golden file before anything is computed.
final class Document {
    private static final String SOURCE = "thgcl golden generate, float64. Outputs: the method's definitions, read"
        + " literally in plain loops and dense matrices, with exp and log of fdlibm. Gradients: reverse mode through"
        + " the program's own classes, each number checked against central differences of the definition.";

    final String name;
    final String kind;
    final String equation;
    final Class<?> implementation;
    final Definition definition;
    final List<String> readings = new ArrayList<>();
    final Map<String, String> flags = new LinkedHashMap<>();
    final List<Draft.Mistake> mistakes = new ArrayList<>();
    final List<Draft> cases = new ArrayList<>();
    Tolerance tolerance = new Tolerance(0, 0);
    String toleranceWhy = "Whole numbers: nothing is rounded.";

    /// A file.
    ///
    /// @param name path below the suite's folder, without `.json`
    Document(String name, String kind, String equation, Class<?> implementation, Definition definition) {
        this.name = name;
        this.kind = kind;
        this.equation = equation;
        this.implementation = implementation;
        this.definition = definition;
    }

    Document reading(String... ids) {
        readings.addAll(List.of(ids));
        return this;
    }

    Document tolerance(double absolute, double relative, String why) {
        tolerance = new Tolerance(absolute, relative);
        toleranceWhy = why;
        return this;
    }

    /// What a flag of a case means.
    Document flag(String flag, String why) {
        flags.put(flag, why);
        return this;
    }

    /// A typical mistake; it becomes a decoy of every case in which it changes a number.
    Document decoy(String mistake, String why, Definition wrong) {
        mistakes.add(new Draft.Mistake(mistake, why, wrong));
        return this;
    }

    Document add(Draft draft) {
        cases.add(draft);
        return this;
    }

    /// Computes everything.
    ///
    /// @throws IllegalStateException if a gradient isn't what differences give, or a mistake changes no case at all
    GoldenFile compute() {
        List<Finished> finished =
                cases.stream().map(draft -> Finished.of(this, draft)).toList();
        for (Draft.Mistake mistake : mistakes) {
            if (finished.stream().noneMatch(made -> made.found().contains(mistake.name()))) {
                throw new IllegalStateException(
                        "suite: " + name + ": the mistake " + mistake.name() + " doesn't show in any case");
            }
        }
        return new GoldenFile(
                kind,
                equation,
                Suite.VERSION,
                implementation.getName(),
                SOURCE,
                tolerance,
                toleranceWhy,
                readings,
                flags,
                finished.stream().map(Finished::golden).toList());
    }
}
