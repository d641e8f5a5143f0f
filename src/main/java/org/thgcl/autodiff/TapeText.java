package org.thgcl.autodiff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.tensor.ShortNumber;
import org.thgcl.tensor.Tensor;

/// A tape for the eye: as a table, and as a graph. A variable without a name is called by its operation's step, `#3`,
/// or by its place among constants and parameters, `c1`.
final class TapeText {
    /// Steps that the table has at most.
    private static final int SHOWN = 100;

    private final List<Tape.Operation> operations;

    /// The name of each variable. Constants and parameters come first, in the order in which they are used.
    private final Map<Variable, String> names = new LinkedHashMap<>();

    private final int leaves;

    /// @param parameters all of them, used or not
    TapeText(Tape tape, List<Variable> parameters) {
        operations = tape.operations();
        Map<Variable, Integer> steps = new LinkedHashMap<>();
        for (Tape.Operation operation : operations) {
            steps.put(operation.output(), steps.size() + 1);
        }
        List<Variable> first = new ArrayList<>(parameters);
        operations.forEach(operation -> first.addAll(operation.inputs()));
        for (Variable variable : first) {
            if (!steps.containsKey(variable) && !names.containsKey(variable)) {
                names.put(variable, named(variable, "c" + (names.size() + 1)));
            }
        }
        leaves = names.size();
        steps.forEach((output, step) -> names.put(output, named(output, "#" + step)));
    }

    private static String named(Variable variable, String otherwise) {
        return variable.name().isEmpty() ? otherwise : variable.name();
    }

    String table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("step", "name", "operation", "inputs", "shape", "value", "gradient"));
        names.keySet().stream().limit(leaves).forEach(leaf -> rows.add(row("", leaf, kind(leaf), List.of())));
        for (int k = 0; k < Math.min(operations.size(), SHOWN); k++) {
            Tape.Operation operation = operations.get(k);
            rows.add(row(String.valueOf(k + 1), operation.output(), operation.name(), operation.inputs()));
        }
        if (rows.stream().skip(1).allMatch(row -> row.getLast().isEmpty())) {
            rows.replaceAll(row -> row.subList(0, row.size() - 1));
        }
        String more = operations.size() > SHOWN ? "... " + (operations.size() - SHOWN) + " more steps\n" : "";
        return aligned(rows) + more;
    }

    private static String kind(Variable leaf) {
        return leaf.needsGradient() ? "parameter" : "constant";
    }

    private List<String> row(String step, Variable result, String operation, List<Variable> inputs) {
        return List.of(
                step,
                names.get(result),
                operation,
                String.join(", ", inputs.stream().map(names::get).toList()),
                result.shape().toString(),
                result.givenBack() ? "given back" : range(result.value()),
                result.gradient() == null ? "" : range(result.gradient()));
    }

    /// The only number, or the smallest and the largest one.
    private static String range(Tensor tensor) {
        double[] numbers = tensor.toArray();
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (double number : numbers) {
            smallest = Math.min(smallest, number);
            largest = Math.max(largest, number);
        }
        if (numbers.length == 0) {
            return "empty";
        }
        String from = ShortNumber.of(smallest);
        return numbers.length == 1 ? from : from + " to " + ShortNumber.of(largest);
    }

    private static String aligned(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] width = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(width[c], row.get(c).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                line.append(row.get(c)).append(" ".repeat(width[c] - row.get(c).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    String dot() {
        List<Variable> all = List.copyOf(names.keySet());
        Map<Variable, String> ids = new LinkedHashMap<>();
        all.forEach(variable -> ids.put(variable, "v" + ids.size()));
        StringBuilder text = new StringBuilder("digraph tape {\n");
        all.subList(0, leaves)
                .forEach(leaf -> text.append(node(ids.get(leaf), "ellipse", names.get(leaf), kind(leaf), leaf)));
        for (Tape.Operation operation : operations) {
            Variable output = operation.output();
            text.append(node(ids.get(output), "box", names.get(output), operation.name(), output));
            operation.inputs().forEach(input -> text.append("  " + ids.get(input) + " -> " + ids.get(output) + ";\n"));
        }
        return text.append("}\n").toString();
    }

    private static String node(String id, String shape, String name, String operation, Variable result) {
        String label = name.replace("\\", "\\\\").replace("\"", "\\\"") + "\\n" + operation + " " + result.shape();
        return "  " + id + " [shape=" + shape + ", label=\"" + label + "\"];\n";
    }
}
