package org.thgcl.golden;

import java.util.ArrayList;
import java.util.List;

/// Two tensors of one shape, number by number.
///
/// @param expected what should be
/// @param got what is
/// @param tolerance of their difference
/// @param wrong the row-major positions of numbers that differ by more
record Comparison(GoldenTensor expected, GoldenTensor got, Tolerance tolerance, List<Integer> wrong) {
    private static final int SHOWN = 20;

    /// Compares.
    static Comparison of(GoldenTensor expected, GoldenTensor got, Tolerance tolerance) {
        List<Integer> wrong = new ArrayList<>();
        for (int i = 0; i < expected.shape().elements(); i++) {
            if (!tolerance.accepts(got.values().get(i), expected.values().get(i))) {
                wrong.add(i);
            }
        }
        return new Comparison(expected, got, tolerance, List.copyOf(wrong));
    }

    boolean passed() {
        return wrong.isEmpty();
    }

    /// The differences, the first 20 one by one.
    ///
    /// @param mistake that explains it, or `null`
    List<Failure> failures(String file, String id, String field, Failure.Mistake mistake) {
        List<Failure> failures = new ArrayList<>();
        for (int i : wrong.subList(0, Math.min(SHOWN, wrong.size()))) {
            Failure.Numbers numbers = new Failure.Numbers(
                    expected.values().get(i),
                    got.values().get(i),
                    tolerance.allowed(expected.values().get(i)));
            String message = "expected " + numbers.expected() + ", got " + numbers.got() + ", difference "
                    + numbers.difference() + ", allowed " + numbers.allowed();
            failures.add(new Failure(file, id, field, expected.shape().position(i), numbers, mistake, message));
        }
        if (wrong.size() > SHOWN) {
            String message =
                    (wrong.size() - SHOWN) + " more of its " + expected.shape().elements() + " numbers differ";
            failures.add(new Failure(file, id, field, List.of(), null, null, message));
        }
        return failures;
    }

    /// Whether a mistake that gives `mistaken` explains why `other` isn't `right`: `other` agrees with it wherever it
    /// doesn't agree with the right numbers.
    static boolean explains(GoldenTensor mistaken, GoldenTensor other, GoldenTensor right, Tolerance tolerance) {
        boolean explains = mistaken.shape().equals(other.shape());
        for (int i = 0; explains && i < other.shape().elements(); i++) {
            double x = other.values().get(i);
            explains = tolerance.accepts(x, right.values().get(i))
                    || tolerance.accepts(x, mistaken.values().get(i));
        }
        return explains;
    }
}
