package org.thgcl.golden.suite;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Checks gradients of reverse mode against central differences of the definition: two computations that share nothing.
///
/// For s(x) = sum over outputs of <cotangent, output>, `(8 (s(x+h) - s(x-h)) - (s(x+2h) - s(x-2h))) / 12h` has the
/// truncation error h^4 s'''''/30, near 1e-17 for h = 2^-14, and a rounding error of some 2^-52 sum |cotangent output|
/// / h: 4e-12 times that sum. Room for the errors that build up in an output, and for steep fifth derivatives: 1e-8.
/// Where a kink of ReLU lies within 2h, a step of 2^-20 decides, which rarely reaches it; its rounding error of 3e-10
/// times the sum fits in, too.
final class Differences {
    private static final double[] STEPS = {0x1p-14, 0x1p-20};
    private static final double ALLOWED = 1e-8;

    private Differences() {}

    /// Passes if every element of every gradient agrees.
    ///
    /// @throws IllegalStateException at the first that doesn't: a suite with a wrong gradient is not written
    static void check(
            String where,
            Definition definition,
            Draft draft,
            Map<String, Numbers> cotangents,
            Map<String, Numbers> gradients) {
        gradients.forEach((name, gradient) -> {
            Numbers x = draft.inputs.get(name);
            if (!gradient.shape().equals(x.shape())) {
                throw new IllegalStateException("suite: " + where + ": gradient of " + name + " has shape "
                        + gradient.shape() + ", the input " + x.shape());
            }
            for (int e = 0; e < x.count(); e++) {
                Line s = Line.along(definition, draft, cotangents, name, e);
                double allowed = ALLOWED * (1 + Math.abs(gradient.get(e)) + Math.abs(s.at(0)));
                double g = gradient.get(e);
                double[] steps = draft.steps.containsKey(name) ? new double[] {draft.steps.get(name)} : STEPS;
                if (Arrays.stream(steps).noneMatch(h -> Math.abs(s.difference(h) - g) <= allowed)) {
                    throw new IllegalStateException("suite: " + where + ": gradient of " + name + "[" + e + "] is "
                            + g + " by reverse mode and " + s.difference(steps[0]) + " by differences of the"
                            + " definition, allowed difference " + allowed);
                }
            }
        });
    }

    /// Passes if the gradients of all inputs together agree along one random direction, in which all elements of all
    /// inputs move at once. Each element of the direction is normal and of size 4 / sqrt(n) for n elements, so a
    /// gradient of one element that is wrong by 1e-6 shows.
    ///
    /// @throws IllegalStateException if they don't
    static void checkTogether(
            String where,
            Definition definition,
            Draft draft,
            Map<String, Numbers> cotangents,
            Map<String, Numbers> gradients) {
        int elements = gradients.values().stream().mapToInt(Numbers::count).sum();
        Draw draw = new Draw(where + "/direction");
        Map<String, double[]> direction = new LinkedHashMap<>();
        double slope = 0;
        for (Map.Entry<String, Numbers> gradient : gradients.entrySet()) {
            double[] part = draw.normal(
                            gradient.getKey(), 4.0, gradient.getValue().count())
                    .data();
            for (int e = 0; e < part.length; e++) {
                part[e] /= Math.sqrt(elements);
                slope += part[e] * gradient.getValue().get(e);
            }
            direction.put(gradient.getKey(), part);
        }
        Line s = new Line(definition, draft, cotangents, direction);
        double wanted = slope;
        double allowed = ALLOWED * (1 + Math.abs(slope) + Math.abs(s.at(0)));
        if (Arrays.stream(STEPS).noneMatch(h -> Math.abs(s.difference(h) - wanted) <= allowed)) {
            throw new IllegalStateException("suite: " + where + ": the slope along a random direction is " + slope
                    + " by reverse mode and " + s.difference(STEPS[0]) + " by differences, allowed difference "
                    + allowed);
        }
    }

    /// The scalar s along a direction: for some inputs, by how much each of their elements moves in a step of 1.
    private record Line(
            Definition definition, Draft draft, Map<String, Numbers> cotangents, Map<String, double[]> direction) {
        /// Along one element of one input.
        static Line along(
                Definition definition, Draft draft, Map<String, Numbers> cotangents, String input, int element) {
            double[] direction = new double[draft.inputs.get(input).count()];
            direction[element] = 1;
            return new Line(definition, draft, cotangents, Map.of(input, direction));
        }

        double difference(double h) {
            return (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
        }

        double at(double step) {
            Map<String, Numbers> moved = new LinkedHashMap<>(draft.inputs);
            direction.forEach((name, part) -> moved.computeIfPresent(name, (_, x) -> x.moved(part, step)));
            Map<String, Numbers> outputs = definition.of(draft.allSettings(), moved);
            double s = 0;
            for (Map.Entry<String, Numbers> cotangent : cotangents.entrySet()) {
                for (int e = 0; e < cotangent.getValue().count(); e++) {
                    s += cotangent.getValue().get(e)
                            * outputs.get(cotangent.getKey()).get(e);
                }
            }
            return s;
        }
    }
}
