package org.thgcl.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.thgcl.tensor.Shape;

/// Compares what a case expects with what its settings and inputs give.
final class CaseCheck {
    private static final int SHOWN = 20;

    private final String file;
    private final GoldenCase expected;
    private final Tolerance tolerance;
    private final Kind.Result result;
    private final List<Failure> failures = new ArrayList<>();
    private long comparisons;
    private long failed;
    private double absolute;
    private double relative;

    private CaseCheck(String file, GoldenCase expected, Tolerance tolerance, Kind.Result result) {
        this.file = file;
        this.expected = expected;
        this.tolerance = tolerance;
        this.result = result;
    }

    /// Computes a case and compares.
    ///
    /// @throws GoldenException if the case doesn't follow the format; the message names the field
    static CaseCheck of(Kind kind, String file, GoldenCase expected, Tolerance ofFile) {
        if (!expected.gradients().isEmpty() && expected.cotangents().isEmpty()) {
            throw new GoldenException("gradients", "stand here without cotangents");
        }
        Tolerance tolerance = expected.tolerance() == null ? ofFile : expected.tolerance();
        CaseCheck check = new CaseCheck(file, expected, tolerance, kind.evaluate(expected));
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
                        field + "." + (name.matches("[\\w.-]{1,60}") ? name : GoldenException.quoted(name)),
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
        List<Integer> wrong = new ArrayList<>();
        long wrongHere = 0;
        for (int i = 0; i < y.shape().elements(); i++) {
            double got = x.values().get(i);
            double wanted = y.values().get(i);
            measure(got, wanted);
            if (!tolerance.accepts(got, wanted)) {
                wrongHere++;
                if (wrong.size() < SHOWN) {
                    wrong.add(i);
                }
            }
        }
        comparisons += y.shape().elements();
        failed += wrongHere;
        report(field, x, y, wrong, part.equals("outputs") ? decoy(name, x, y) : null);
        if (wrongHere > wrong.size()) {
            fail(field, (wrongHere - wrong.size()) + " more of its " + y.shape().elements() + " numbers differ");
        }
    }

    private void measure(double got, double wanted) {
        if (Double.isFinite(got) && Double.isFinite(wanted)) {
            double difference = Math.abs(got - wanted);
            absolute = Math.max(absolute, difference);
            relative = wanted == 0 ? relative : Math.max(relative, difference / Math.abs(wanted));
        }
    }

    private void report(String field, GoldenTensor x, GoldenTensor y, List<Integer> wrong, Decoy decoy) {
        for (int i : wrong) {
            Failure.Numbers numbers = new Failure.Numbers(
                    y.values().get(i),
                    x.values().get(i),
                    tolerance.allowed(y.values().get(i)));
            String message = "expected " + numbers.expected() + ", got " + numbers.got() + ", difference "
                    + numbers.difference() + ", allowed " + numbers.allowed();
            failures.add(new Failure(file, expected.id(), field, index(i, y.shape()), numbers, decoy, message));
        }
    }

    private void fail(String field, String message) {
        failures.add(new Failure(file, expected.id(), field, List.of(), null, null, message));
    }

    /// The position of a row-major element on each axis.
    private static List<Integer> index(int element, Shape shape) {
        List<Integer> index = new ArrayList<>();
        int rest = element;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            index.addFirst(rest % shape.size(axis));
            rest /= shape.size(axis);
        }
        return index;
    }

    /// The first decoy that agrees with the computed numbers wherever the expected ones don't; `null` if none does.
    private Decoy decoy(String name, GoldenTensor x, GoldenTensor y) {
        for (Decoy decoy : expected.decoys()) {
            GoldenTensor z = decoy.outputs().get(name);
            boolean explains = z != null && z.shape().equals(x.shape());
            for (int i = 0; explains && i < x.shape().elements(); i++) {
                double got = x.values().get(i);
                explains = tolerance.accepts(got, y.values().get(i))
                        || tolerance.accepts(got, z.values().get(i));
            }
            if (explains) {
                return decoy;
            }
        }
        return null;
    }

    private void invariants() {
        for (int i = 0; i < expected.invariants().size(); i++) {
            String field = "invariants[" + i + "]";
            String formula = expected.invariants().get(i);
            String violation = new Invariant(field, formula).violation(result, expected.inputs(), tolerance);
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

    /// What differs.
    List<Failure> failures() {
        return failures;
    }

    /// In numbers.
    KindSummary summary(String kind) {
        return new KindSummary(kind, 1, comparisons, failed, absolute, relative);
    }
}
