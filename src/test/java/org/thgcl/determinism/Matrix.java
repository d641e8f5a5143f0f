package org.thgcl.determinism;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Outcomes compared: one hash for each part of each size, whatever the way of running.
record Matrix(List<Outcome> outcomes) {
    /// Every hash of each part, with the ways that gave it: what should be one entry a part.
    Map<String, Map<String, List<String>>> hashes() {
        Map<String, Map<String, List<String>>> hashes = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            outcome.hashes()
                    .forEach((part, byThreads) -> byThreads.forEach((threads, hash) -> hashes.computeIfAbsent(
                                    outcome.variant().size() + ": " + part, key -> new LinkedHashMap<>())
                            .computeIfAbsent(hash, key -> new ArrayList<>())
                            .add(outcome.variant().name() + ", threads " + threads)));
        }
        return hashes;
    }

    /// The parts with more than one hash, and who gave which.
    List<String> differences() {
        return hashes().entrySet().stream()
                .filter(part -> part.getValue().size() > 1)
                .map(part -> part.getKey() + ": " + part.getValue())
                .toList();
    }

    /// A table in Markdown: a line for each way of running, then one for each part.
    String table() {
        StringBuilder table = new StringBuilder("""
            | asked for | size | runs | lanes float64/float32 | ran with | hashes | seconds a run |
            |---|---|---|---|---|---|---|
            """);
        Map<Variant, List<Outcome>> byVariant = outcomes.stream()
                .collect(Collectors.groupingBy(Outcome::variant, LinkedHashMap::new, Collectors.toList()));
        byVariant.forEach((variant, runs) -> table.append(row(variant, runs)));
        table.append("\n| part | different hashes | hash |\n|---|---|---|\n");
        hashes().forEach((part, hashes) -> table.append(String.format(
                Locale.ROOT, "| %s | %d | `%s` |%n", part, hashes.size(), String.join("`, `", hashes.keySet()))));
        return table.toString();
    }

    private String row(Variant variant, List<Outcome> runs) {
        Map<String, String> machine = runs.getFirst().machine();
        TreeSet<Integer> threads = new TreeSet<>();
        runs.forEach(run -> run.hashes().values().forEach(byThreads -> threads.addAll(byThreads.keySet())));
        String size = variant.size();
        boolean same = hashes().entrySet().stream()
                .filter(part -> part.getKey().startsWith(size))
                .allMatch(part -> part.getValue().size() == 1);
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %d, each on %s threads | %s | %s%s | %s | %.0f |%n",
                variant.name(),
                size,
                runs.size(),
                threads.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                machine.get("lanes"),
                runs.getFirst().asAsked() ? "" : "**not what was asked for:** ",
                ranWith(machine),
                same ? "the same" : "**differ**",
                runs.stream().mapToDouble(Outcome::seconds).average().orElseThrow());
    }

    private static String ranWith(Map<String, String> machine) {
        return String.format(
                "UseAVX %s, MaxVectorSize %s, %s, %s, %s",
                machine.get("UseAVX"),
                machine.get("MaxVectorSize"),
                machine.get("mode").replaceAll(" mode.*", ""),
                machine.get("compiler"),
                machine.get("collectors"));
    }
}
