package org.thgcl.golden.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.golden.GoldenFile;
import org.thgcl.golden.Tolerance;

/// A golden file before anything is computed.
final class Document {
    private static final String BY_DEFINITIONS = "Outputs: the method's definitions,"
            + " read literally in plain loops and dense matrices, with exp and log of fdlibm. Gradients: reverse mode"
            + " through the program's own classes, ";
    private static final String EACH = "each number checked against central differences of the definition.";
    private static final String TOGETHER =
            "all numbers together checked against central differences of the definition" + " along a random direction.";
    private static final String OF_NETWORKS = "Outputs: the program's own network, whose parts tests compare with"
            + " definitions in plain loops. Gradients: reverse mode, all numbers together checked against central"
            + " differences of the network along a random direction.";

    /// The version of the suite in which files changed last, where nothing else is said.
    private static final String FIRST_WITH_VERSION = "2.0.0";

    final String name;
    final String kind;
    final String equation;
    final Class<?> implementation;
    final Definition definition;
    final List<String> readings = new ArrayList<>();
    final Map<String, String> flags = new LinkedHashMap<>();
    final List<Draft.Mistake> mistakes = new ArrayList<>();
    final List<Draft> cases = new ArrayList<>();
    private String version = FIRST_WITH_VERSION;
    private boolean network;
    private boolean together;
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

    /// The version of the suite in which the file changed last.
    Document version(String last) {
        version = last;
        return this;
    }

    /// A file whose definition is the program's own network: gradients are checked all together along a random
    /// direction, as there are too many to check each.
    Document ofNetwork() {
        network = true;
        return this;
    }

    /// A file with so many gradients that they are checked all together, along a random direction.
    Document checkedTogether() {
        together = true;
        return this;
    }

    /// A file without cases whose gradients are checked as this one's.
    Document checkedAlike(String otherName) {
        Document other = new Document(otherName, kind, equation, implementation, definition);
        other.network = network;
        other.together = together;
        return other;
    }

    /// Where the numbers come from.
    ///
    /// @param command that writes them
    String source(String command) {
        return command + ", float64. " + (network ? OF_NETWORKS : BY_DEFINITIONS + (together ? TOGETHER : EACH));
    }

    /// Checks the gradients of a case against differences of a definition.
    ///
    /// @throws IllegalStateException if they don't agree
    void checkGradients(
            Draft draft, Definition smooth, Map<String, Numbers> cotangents, Map<String, Numbers> gradients) {
        String where = name + ", " + draft.id;
        if (network || together) {
            Differences.checkTogether(where, smooth, draft, cotangents, gradients);
        } else {
            Differences.check(where, smooth, draft, cotangents, gradients);
        }
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
                version,
                implementation.getName(),
                source("thgcl golden generate"),
                tolerance,
                toleranceWhy,
                readings,
                flags,
                finished.stream().map(Finished::golden).toList());
    }
}
