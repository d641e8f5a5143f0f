package org.thgcl.golden;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.settings.Nearest;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Tensor;

/// The inputs of a case, checked against their declarations: names, shapes, whole numbers.
public final class CaseInputs {
    private final Map<String, GoldenTensor> values;
    private final DType dtype;
    private final Tape tape;
    private final boolean differentiate;
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private final Map<String, Variable> variables = new LinkedHashMap<>();

    CaseInputs(Map<String, GoldenTensor> values, DType dtype, Tape tape, boolean differentiate) {
        this.values = values;
        this.dtype = dtype;
        this.tape = tape;
        this.differentiate = differentiate;
    }

    /// Requires that the inputs are those that are declared.
    ///
    /// @throws GoldenException that names the first that is unknown, missing, or doesn't fit
    void require(List<String> declared) {
        List<Declaration> declarations = declared.stream().map(Declaration::of).toList();
        List<String> known = declarations.stream().map(Declaration::name).toList();
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new GoldenException(
                        field(name),
                        known.isEmpty()
                                ? "this kind has no inputs"
                                : "there is no such input here" + Nearest.hint(name, known));
            }
        }
        declarations.forEach(this::require);
    }

    /// Requires one input in a shape that is known by now.
    ///
    /// @throws GoldenException if it is missing or doesn't fit
    void require(String declared) {
        require(Declaration.of(declared));
    }

    private void require(Declaration declaration) {
        GoldenTensor tensor = values.get(declaration.name());
        if (tensor == null) {
            if (!declaration.optional()) {
                throw new GoldenException(field(declaration.name()), "is missing");
            }
            return;
        }
        int[] shape = tensor.shape().toArray();
        boolean fits = shape.length == declaration.sizes().size();
        for (int axis = 0; fits && axis < shape.length; axis++) {
            fits = shape[axis] == size(declaration.sizes().get(axis), shape[axis]);
        }
        if (!fits) {
            throw new GoldenException(
                    field(declaration.name()),
                    "has shape " + tensor.shape() + ", must be [" + String.join(", ", declaration.sizes()) + "]"
                            + known(declaration));
        }
        if (declaration.whole()) {
            requireWhole(declaration.name(), tensor);
        }
    }

    /// A size by number or name; a name met for the first time is defined by what is there.
    private int size(String size, int actual) {
        if (Character.isDigit(size.charAt(0))) {
            return Integer.parseInt(size);
        }
        Integer before = sizes.putIfAbsent(size, actual);
        return before == null ? actual : before;
    }

    private String known(Declaration declaration) {
        List<String> facts = declaration.sizes().stream()
                .filter(sizes::containsKey)
                .distinct()
                .map(size -> size + " = " + sizes.get(size))
                .toList();
        return facts.isEmpty() ? "" : " with " + String.join(", ", facts);
    }

    private static void requireWhole(String name, GoldenTensor tensor) {
        if (!tensor.whole()) {
            throw new GoldenException(field(name), "must be whole numbers, written without a decimal point");
        }
        for (int i = 0; i < tensor.shape().elements(); i++) {
            double value = tensor.values().get(i);
            if (value != (int) value) {
                throw new GoldenException(
                        field(name), "element " + i + " is " + value + ", beyond the range of 32 bits");
            }
        }
    }

    private static String field(String name) {
        return "inputs." + GoldenException.shown(name);
    }

    /// The tape that everything is computed on.
    Tape tape() {
        return tape;
    }

    /// Whether the file gives an input.
    boolean has(String name) {
        return values.containsKey(name);
    }

    /// Number of axes of an input that the file gives.
    int axes(String name) {
        return values.get(name).shape().rank();
    }

    /// A size that a declaration named.
    int size(String name) {
        return sizes.get(name);
    }

    /// Real numbers, as a variable; `null` if left out.
    Variable variable(String name) {
        GoldenTensor tensor = values.get(name);
        if (tensor == null) {
            return null;
        }
        return variables.computeIfAbsent(
                name, _ -> differentiate ? tape.parameter(tensor(name)) : tape.constant(tensor(name)));
    }

    /// Numbers as a variable, where nothing is differentiated.
    Variable constant(String name) {
        return tape.constant(tensor(name));
    }

    /// Real numbers, where nothing is differentiated.
    Tensor tensor(String name) {
        return values.get(name).values().to(dtype);
    }

    /// Whole numbers.
    int[] ints(String name) {
        return values.get(name).toInts();
    }

    /// Indices of something of which there are so many.
    ///
    /// @throws GoldenException for one outside `0 ... count - 1`
    int[] indices(String name, int count) {
        int[] indices = ints(name);
        for (int e = 0; e < indices.length; e++) {
            if (indices[e] < 0 || indices[e] >= count) {
                throw new GoldenException(
                        field(name), "element " + e + " is " + indices[e] + ", must be from 0 to " + (count - 1));
            }
        }
        return indices;
    }

    /// A matrix of 0 and 1 with so many columns.
    ///
    /// @throws GoldenException for another number
    int[][] indicators(String name, int columns) {
        int[] all = indices(name, 2);
        int[][] rows = new int[columns == 0 ? 0 : all.length / columns][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Arrays.copyOfRange(all, row * columns, (row + 1) * columns);
        }
        return rows;
    }

    /// Those that were asked for as variables.
    Map<String, Variable> variables() {
        return variables;
    }
}
