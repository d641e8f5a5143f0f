package org.thgcl.golden.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.thgcl.golden.Decoy;
import org.thgcl.golden.GoldenCase;
import org.thgcl.golden.GoldenTensor;
import org.thgcl.golden.Kinds;
import org.thgcl.golden.Tolerance;

/// A case with everything computed.
///
/// @param golden what is written
/// @param found the mistakes that change a number of it
record Finished(GoldenCase golden, Set<String> found) {
    /// How many times the tolerance a decoy differs at least from the truth.
    static final double CLEARLY = 100;

    static Finished of(Document file, Draft draft) {
        Definition definition = draft.definition == null ? file.definition : draft.definition;
        Map<String, Numbers> outputs = definition.of(draft.allSettings(), draft.inputs);
        Map<String, Numbers> cotangents = new LinkedHashMap<>();
        Map<String, Numbers> gradients = new LinkedHashMap<>();
        if (!draft.gradients.isEmpty()) {
            cotangents.putAll(draft.cotangents.isEmpty() ? drawn(file, draft, outputs) : draft.cotangents);
            gradients.putAll(reverseMode(file.kind, draft, cotangents));
            Definition smooth = draft.continued == null ? definition : draft.continued;
            file.checkGradients(draft, smooth, cotangents, gradients);
        }
        Set<String> found = new TreeSet<>();
        List<Decoy> decoys = decoys(file, draft, outputs, found);
        return new Finished(
                new GoldenCase(
                        draft.id,
                        draft.comment == null ? "" : draft.comment,
                        draft.flags,
                        draft.settings,
                        tensors(draft.inputs),
                        tensors(cotangents),
                        tensors(outputs),
                        tensors(gradients),
                        draft.tolerance,
                        decoys,
                        draft.invariants),
                found);
    }

    private static Map<String, Numbers> drawn(Document file, Draft draft, Map<String, Numbers> outputs) {
        Draw draw = new Draw(file.name + "/" + draft.id + "/cotangent");
        Map<String, Numbers> cotangents = new LinkedHashMap<>();
        outputs.forEach((name, y) -> cotangents.put(
                name, Numbers.of(y.shape(), draw.normal(name, y.count()).data())));
        return cotangents;
    }

    /// The gradients that the program's own classes give.
    static Map<String, Numbers> reverseMode(String kind, Draft draft, Map<String, Numbers> cotangents) {
        GoldenCase question = new GoldenCase(
                draft.id,
                "",
                List.of(),
                draft.settings,
                tensors(draft.inputs),
                tensors(cotangents),
                Map.of(),
                Map.of(),
                null,
                List.of(),
                List.of());
        Map<String, GoldenTensor> answer = Kinds.of(kind).evaluate(question).gradients();
        Map<String, Numbers> gradients = new LinkedHashMap<>();
        for (String name : draft.gradients) {
            GoldenTensor gradient = answer.get(name);
            if (gradient == null) {
                throw new IllegalStateException(
                        "suite: " + kind + ", " + draft.id + ": there is no gradient of " + name);
            }
            gradients.put(name, Numbers.of(gradient.shape(), gradient.values().toArray()));
        }
        return gradients;
    }

    /// What the mistakes give, those outputs alone that they change clearly.
    private static List<Decoy> decoys(Document file, Draft draft, Map<String, Numbers> outputs, Set<String> found) {
        Tolerance own = draft.tolerance == null ? file.tolerance : draft.tolerance;
        Tolerance clearly = new Tolerance(CLEARLY * own.absolute(), CLEARLY * own.relative());
        List<Draft.Mistake> mistakes = new ArrayList<>(file.mistakes);
        mistakes.addAll(draft.mistakes);
        Map<String, Map<String, Numbers>> kept = new LinkedHashMap<>();
        List<Decoy> decoys = new ArrayList<>();
        for (Draft.Mistake mistake : mistakes) {
            Map<String, Numbers> wrong = new LinkedHashMap<>();
            mistake.definition().of(draft.allSettings(), draft.inputs).forEach((name, x) -> {
                if (comparable(x, outputs.get(name)) && differs(clearly, x, outputs.get(name))) {
                    wrong.put(name, x);
                }
            });
            if (!wrong.isEmpty()) {
                found.add(mistake.name());
                // two mistakes can give the same numbers, such as a wrong sign and exchanged indices
                if (kept.values().stream().noneMatch(earlier -> same(earlier, wrong))) {
                    kept.put(mistake.name(), wrong);
                    decoys.add(new Decoy(mistake.name(), mistake.why(), tensors(wrong)));
                }
            }
        }
        return decoys;
    }

    /// Whether a mistake gives numbers at all, and as many as there should be: readers compare them one by one.
    private static boolean comparable(Numbers x, Numbers y) {
        boolean comparable = x.shape().equals(y.shape());
        for (int e = 0; comparable && e < x.count(); e++) {
            comparable = Double.isFinite(x.get(e)) || !Double.isFinite(y.get(e));
        }
        return comparable;
    }

    private static boolean differs(Tolerance tolerance, Numbers x, Numbers y) {
        for (int e = 0; e < x.count(); e++) {
            if (!tolerance.accepts(x.get(e), y.get(e))) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(Map<String, Numbers> x, Map<String, Numbers> y) {
        Tolerance equal = new Tolerance(0, 1e-9);
        return x.keySet().equals(y.keySet())
                && x.keySet().stream().noneMatch(name -> differs(equal, x.get(name), y.get(name)));
    }

    static Map<String, GoldenTensor> tensors(Map<String, Numbers> numbers) {
        Map<String, GoldenTensor> tensors = new LinkedHashMap<>();
        numbers.forEach((name, x) -> tensors.put(name, new GoldenTensor(x.tensor(), x.whole())));
        return tensors;
    }
}
