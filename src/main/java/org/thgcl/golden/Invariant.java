package org.thgcl.golden;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.thgcl.tensor.Tensor;

/// A formula that must hold of an output, or an input, of a case.
///
/// | formula | holds if |
/// |---|---|
/// | `range(name, lo, hi)` | every number is in lo ... hi, ends included; `-Infinity` and `Infinity` are allowed |
/// | `rows_sum_to(name, x)` | each row sums to x |
/// | `sums_to(name, x)` | all numbers sum to x |
/// | `ascending(name)` | no number is below the one before |
/// | `descending(name)` | no number is above the one before |
/// | `finite(name)` | no number is infinite or NaN |
///
/// A row is that of a matrix; in `beta` of the pooling it is a graph's nodes, in `alpha` of GAT-AV an audio node's
/// edges.
final class Invariant {
    private static final Pattern FORM = Pattern.compile("\\s*([a-z_]+)\\s*\\(([^()]*)\\)\\s*");

    private static final Pattern NUMBER = Pattern.compile("[-+]?(Infinity|(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?)");

    private final String field;
    private final String function;
    private final List<String> arguments;

    /// @param field to blame
    /// @throws GoldenException if it isn't a formula that is known
    Invariant(String field, String formula) {
        this.field = field;
        Matcher form = FORM.matcher(formula);
        if (!form.matches()) {
            throw new GoldenException(
                    field, GoldenException.quoted(formula) + " isn't a formula such as range(weight, 0, 1)");
        }
        function = form.group(1);
        arguments = List.of(form.group(2).strip().split("\\s*,\\s*"));
        int needed =
                switch (function) {
                    case "range" -> 3;
                    case "rows_sum_to", "sums_to" -> 2;
                    case "ascending", "descending", "finite" -> 1;
                    default ->
                        throw new GoldenException(
                                field,
                                "there is no formula " + GoldenException.quoted(function)
                                        + ", only range, rows_sum_to, sums_to, ascending, descending, finite");
                };
        if (arguments.size() != needed) {
            throw new GoldenException(
                    field, function + " takes " + needed + " arguments, there are " + arguments.size());
        }
    }

    /// Says what is wrong, or nothing.
    ///
    /// @return `null` if the formula holds
    String violation(Kind.Answer result, Map<String, GoldenTensor> inputs, Tolerance tolerance) {
        String name = arguments.getFirst();
        GoldenTensor tensor = result.outputs().getOrDefault(name, inputs.get(name));
        if (tensor == null) {
            throw new GoldenException(field, "there is no output or input " + GoldenException.quoted(name));
        }
        double[] x = tensor.values().toArray();
        return switch (function) {
            case "range" -> range(x, number(1), number(2));
            case "rows_sum_to" -> rows(x, rows(name, tensor.values(), result), number(1), tolerance);
            case "sums_to" -> sum(x, number(1), tolerance);
            case "ascending" -> ordered(x, 1);
            case "descending" -> ordered(x, -1);
            default -> range(x, -Double.MAX_VALUE, Double.MAX_VALUE);
        };
    }

    private double number(int argument) {
        String text = arguments.get(argument);
        if (!NUMBER.matcher(text).matches()) {
            throw new GoldenException(field, GoldenException.quoted(text) + " isn't a number");
        }
        return Double.parseDouble(text);
    }

    private static String range(double[] x, double low, double high) {
        for (int i = 0; i < x.length; i++) {
            if (!(x[i] >= low && x[i] <= high)) {
                return "element " + i + " is " + x[i];
            }
        }
        return null;
    }

    private static String ordered(double[] x, int direction) {
        for (int i = 1; i < x.length; i++) {
            if (!(direction * x[i] >= direction * x[i - 1])) {
                return "element " + i + " is " + x[i] + ", the one before " + x[i - 1];
            }
        }
        return null;
    }

    /// The row of each element.
    private static int[] rows(String name, Tensor values, Kind.Answer result) {
        if (result.outputs().containsKey(name) && result.rows().containsKey(name)) {
            return result.rows().get(name);
        }
        int[] rows = new int[values.shape().elements()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i / values.shape().columns();
        }
        return rows;
    }

    /// All numbers as one row, also if there are none.
    private static String sum(double[] x, double expected, Tolerance tolerance) {
        return x.length == 0 && Math.abs(expected) > tolerance.allowed(expected)
                ? "nothing sums to 0"
                : rows(x, new int[x.length], expected, tolerance);
    }

    /// Beyond the tolerance, a sum of n numbers is allowed n roundings of the sum of their sizes.
    private static String rows(double[] x, int[] row, double expected, Tolerance tolerance) {
        Map<Integer, double[]> sums = new TreeMap<>();
        for (int i = 0; i < x.length; i++) {
            double[] sum = sums.computeIfAbsent(row[i], _ -> new double[3]);
            sum[0] += x[i];
            sum[1] += Math.abs(x[i]);
            sum[2]++;
        }
        for (Map.Entry<Integer, double[]> entry : sums.entrySet()) {
            double[] sum = entry.getValue();
            double allowed = tolerance.allowed(expected) + sum[2] * sum[1] * 0x1p-53;
            if (!(Math.abs(sum[0] - expected) <= allowed)) {
                return "row " + entry.getKey() + " sums to " + sum[0];
            }
        }
        return null;
    }
}
