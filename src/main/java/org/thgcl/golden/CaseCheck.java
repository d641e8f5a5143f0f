package org.thgcl.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Compares what a case expects with what its settings and inputs give.
final class CaseCheck {
    private final String file;
    private final GoldenCase expected;
    private final CaseTolerance tolerance;
    private final Kind.Answer result;
    private final String kind;
    private final MistakeSource mistakes;
    private final List<Failure> failures = new ArrayList<>();
    private long comparisons;
    private long failed;
    private double absolute;
    private double relative;

    private CaseCheck(Kind kind, String file, GoldenCase expected, CaseTolerance tolerance, MistakeSource mistakes) {
        this.kind = kind.name();
        this.mistakes = mistakes;
        this.file = file;
        this.expected = expected;
        this.tolerance = tolerance;
        this.result = kind.evaluate(expected);
    }

    /// Computes a case and compares.
    ///
    /// @throws GoldenException if the case doesn't follow the format; the message names the field
    static CaseCheck of(Kind kind, String file, GoldenCase expected, CaseTolerance tolerance, MistakeSource mistakes) {
        if (!expected.gradients().isEmpty() && expected.cotangents().isEmpty()) {
            throw new GoldenException("gradients", "stand here without cotangents");
        }
        CaseCheck check = new CaseCheck(kind, file, expected, tolerance, mistakes);
        for (int d = 0; d < expected.decoys().size(); d++) {
            check.requireKnown(
                    "decoys[" + d + "].outputs", expected.decoys().get(d).outputs(), check.result.outputs());
        }
        check.requireKnown("outputs", expected.outputs(), check.result.outputs());
        check.requireKnown("gradients", expected.gradients(), check.result.gradients());
        expected.outputs().forEach((name, y) -> check.compare("outputs", name, check.result.outputs(), y));
        expected.gradients().forEach((name, y) -> check.compare("gradients", name, check.result.gradients(), y));
        check.invariants();
        check.requireSomething();
        return check;
    }

    private void requireKnown(String field, Map<String, GoldenTensor> names, Map<String, GoldenTensor> known) {
        for (String name : names.keySet()) {
            if (!known.containsKey(name)) {
                throw new GoldenException(
                        field + "." + GoldenException.shown(name),
                        known.isEmpty()
                                ? "this kind has none"
                                : "is unknown here, there are only " + String.join(", ", known.keySet()));
            }
        }
    }

    private void compare(String part, String name, Map<String, GoldenTensor> computed, GoldenTensor y) {
        GoldenTensor x = computed.get(name);
        String field = part + "." + name;
        if (!x.shape().equals(y.shape())) {
            throw new GoldenException(field, "has shape " + y.shape() + ", the computed one is " + x.shape());
        }
        for (int i = 0; i < y.shape().elements(); i++) {
            measure(x.values().get(i), y.values().get(i));
        }
        Comparison comparison = Comparison.of(y, x, tolerance.of(x));
        comparisons += y.shape().elements();
        failed += comparison.wrong().size();
        if (!comparison.passed()) {
            Failure.Mistake mistake = part.equals("outputs") ? mistake(name, x, y) : null;
            failures.addAll(comparison.failures(file, expected.id(), field, mistake));
        }
    }

    private void measure(double got, double wanted) {
        if (Double.isFinite(got) && Double.isFinite(wanted)) {
            double difference = Math.abs(got - wanted);
            absolute = Math.max(absolute, difference);
            relative = wanted == 0 ? relative : Math.max(relative, difference / Math.abs(wanted));
        }
    }

    private void fail(String field, String message) {
        failures.add(new Failure(file, expected.id(), field, List.of(), null, null, message));
    }

    /// The first mistake that explains why the file's number and the computed one aren't the same; `null` if none does.
    private Failure.Mistake mistake(String name, GoldenTensor x, GoldenTensor y) {
        for (Decoy decoy : expected.decoys()) {
            GoldenTensor z = decoy.outputs().get(name);
            if (z != null && Comparison.explains(z, x, y, tolerance.of(x))) {
                return new Failure.Mistake(decoy, Failure.Side.GOT);
            }
        }
        List<Decoy> known = new ArrayList<>(expected.decoys());
        known.addAll(mistakes.decoys(kind, expected));
        for (Decoy decoy : known) {
            GoldenTensor z = decoy.outputs().get(name);
            if (z != null && Comparison.explains(z, y, x, tolerance.of(x))) {
                return new Failure.Mistake(decoy, Failure.Side.EXPECTED);
            }
        }
        return null;
    }

    private void invariants() {
        for (int i = 0; i < expected.invariants().size(); i++) {
            String field = "invariants[" + i + "]";
            String formula = expected.invariants().get(i);
            String violation = new Invariant(field, formula).violation(result, expected.inputs(), tolerance.real());
            comparisons++;
            if (violation != null) {
                failed++;
                fail(field, GoldenException.quoted(formula) + " doesn't hold: " + violation);
            }
        }
    }

    private void requireSomething() {
        if (expected.outputs().isEmpty()
                && expected.gradients().isEmpty()
                && expected.invariants().isEmpty()) {
            failed++;
            fail("outputs", "nothing is expected, so nothing was verified");
        }
    }

    /// The differences.
    List<Failure> failures() {
        return failures;
    }

    /// In numbers.
    KindSummary summary(String kind) {
        return new KindSummary(kind, 1, comparisons, failed, absolute, relative);
    }
}
