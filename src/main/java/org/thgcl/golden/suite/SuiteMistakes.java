package org.thgcl.golden.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.thgcl.golden.Decoy;
import org.thgcl.golden.GoldenCase;
import org.thgcl.golden.GoldenTensor;
import org.thgcl.golden.KindSetting;
import org.thgcl.golden.Kinds;
import org.thgcl.golden.MistakeSource;

/// The mistakes of the published suite, computed for any case of their kind: so they are named in foreign files, too,
/// whose inputs no published decoy has.
public final class SuiteMistakes implements MistakeSource {
    private final Map<String, List<Draft.Mistake>> byKind = new LinkedHashMap<>();

    /// Computes nothing yet.
    public SuiteMistakes() {}

    @Override
    public List<Decoy> decoys(String kind, GoldenCase c) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (KindSetting setting : Kinds.of(kind).settings()) {
            settings.put(setting.name(), c.settings().getOrDefault(setting.name(), setting.fallback()));
        }
        Map<String, Numbers> inputs = new LinkedHashMap<>();
        c.inputs()
                .forEach((name, x) ->
                        inputs.put(name, new Numbers(x.shape(), x.values().toArray(), x.whole())));
        List<Decoy> decoys = new ArrayList<>();
        for (Draft.Mistake mistake : byKind.computeIfAbsent(kind, SuiteMistakes::mistakes)) {
            Map<String, GoldenTensor> outputs = outputs(mistake, new Definition.Settings(settings), inputs);
            if (!outputs.isEmpty()) {
                decoys.add(new Decoy(mistake.name(), mistake.why(), outputs));
            }
        }
        return decoys;
    }

    /// What a mistake gives; nothing where it can't be computed, as some are made for the inputs of one case.
    private static Map<String, GoldenTensor> outputs(
            Draft.Mistake mistake, Definition.Settings settings, Map<String, Numbers> inputs) {
        try {
            return Finished.tensors(mistake.definition().of(settings, inputs));
        } catch (RuntimeException notForThisCase) {
            return Map.of();
        }
    }

    /// The mistakes of a kind's files and cases, each name once.
    private static List<Draft.Mistake> mistakes(String kind) {
        Map<String, Draft.Mistake> mistakes = new LinkedHashMap<>();
        for (Supplier<List<Document>> group : Suite.GROUPS) {
            for (Document document : group.get()) {
                if (document.kind.equals(kind)) {
                    document.mistakes.forEach(mistake -> mistakes.putIfAbsent(mistake.name(), mistake));
                    document.cases.stream()
                            .flatMap(draft -> draft.mistakes.stream())
                            .forEach(mistake -> mistakes.putIfAbsent(mistake.name(), mistake));
                }
            }
            if (!mistakes.isEmpty()) {
                break; // a group has all files of its kinds
            }
        }
        return List.copyOf(mistakes.values());
    }
}
