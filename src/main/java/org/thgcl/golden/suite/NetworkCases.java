package org.thgcl.golden.suite;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.thgcl.golden.Declaration;
import org.thgcl.golden.GoldenCase;
import org.thgcl.golden.Kinds;
import org.thgcl.model.Network;

/// Cases of one of Table 1's networks: inputs, parameters and statistics are drawn in the shapes that the network
/// declares for its settings; outputs, gradients and decoys are what networks of the program give.
///
/// @param kind the golden kind
/// @param small settings of its cases, where nothing else is said
/// @param sizes of the axes that the network's inputs leave open, such as `B`, where no setting has the name
record NetworkCases(String kind, Map<String, Object> small, Map<String, Integer> sizes) {
    /// The file of the kind.
    Document file(Class<? extends Network> network) {
        return new Document(kind, kind, "3.2", network, network())
                .version("2.1.0")
                .ofNetwork()
                .tolerance(
                        1e-11,
                        1e-9,
                        "Some 40 operations one behind the other, with sums of at most some hundred terms of size 1,"
                                + " take 4000 roundings of 2^-53, 4e-13 in all; normalisations enlarge them by up to"
                                + " 10, and a gradient has all of them on its way forth and back.");
    }

    /// The network itself.
    Definition network() {
        return (settings, in) -> {
            Map<String, Object> written = new LinkedHashMap<>();
            settings.values().forEach((key, value) -> written.put(key, written(value)));
            Map<String, Numbers> outputs = new LinkedHashMap<>();
            Kinds.of(kind)
                    .evaluate(GoldenCase.of("network", written, Finished.tensors(in)))
                    .outputs()
                    .forEach((name, x) ->
                            outputs.put(name, new Numbers(x.shape(), x.values().toArray(), x.whole())));
            return outputs;
        };
    }

    /// A setting's value as the reader of golden files gives it.
    private static Object written(Object value) {
        return value instanceof Integer whole ? Long.valueOf(whole) : value;
    }

    /// A case with some settings changed.
    Draft draft(String id, Map<String, ?> changes) {
        Map<String, Object> settings = new LinkedHashMap<>(small);
        // sorted, for the order of new keys reaches the file
        settings.putAll(new TreeMap<>(changes));
        Draft draft = new Draft(id);
        settings.forEach(draft::setting);
        Draw draw = new Draw(kind + "/" + id);
        Map<String, Integer> known = new LinkedHashMap<>();
        settings.forEach((key, value) -> {
            if (value instanceof Integer size) {
                known.put(key, size);
            }
        });
        known.putAll(sizes);
        for (String text : Kinds.of(kind).inputs(draft.settings)) {
            Declaration declared = Declaration.of(text);
            if (!declared.optional()) {
                draft.input(declared.name(), drawn(draw, declared, known));
                if (!declared.whole() && !given(declared.name())) {
                    draft.gradients(declared.name());
                }
            }
        }
        return draft;
    }

    private static Numbers drawn(Draw draw, Declaration declared, Map<String, Integer> sizes) {
        int[] shape = declared.sizes().stream()
                .mapToInt(size -> sizes.containsKey(size) ? sizes.get(size) : Integer.parseInt(size))
                .toArray();
        int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        String name = declared.name();
        if (declared.whole()) {
            return draw.below(name, 2, count).reshaped(shape);
        }
        if (name.endsWith("variance")) {
            return moved(draw.uniform(name, shape), 0.5);
        }
        boolean factor = name.endsWith("scale") || name.endsWith("gain") || name.endsWith("gamma");
        if (factor || name.endsWith("shift") || name.endsWith("bias") || name.endsWith("mean")) {
            return moved(draw.normal(name, 0.3, shape), factor ? 1 : 0);
        }
        boolean weight = name.endsWith("weight") || (shape.length > 1 && name.contains("."));
        return draw.normal(name, weight ? 1.3 / Math.sqrt(fanIn(name, shape)) : 1, shape);
    }

    /// Terms in the sum that a weight is multiplied for.
    private static int fanIn(String name, int... shape) {
        int fan = 1;
        for (int axis = 1; axis < shape.length; axis++) {
            fan *= shape[axis];
        }
        return shape.length > 2 || name.endsWith("depthwise.weight") ? fan : shape[0];
    }

    static Numbers moved(Numbers x, double by) {
        return each(x, value -> Math.rint(1e4 * (value + by)) / 1e4);
    }

    /// Statistics are given and not trained.
    private static boolean given(String name) {
        return name.endsWith(".mean") || name.endsWith(".variance");
    }

    // ---------------------------------------------------------------------------------------------------- mistakes

    /// The network with another setting.
    Definition set(String key, Object value) {
        return set(Map.of(key, value));
    }

    /// The network with other settings. Inputs that it doesn't have then are left out.
    Definition set(Map<String, ?> changes) {
        return (settings, in) -> {
            Definition.Settings changed = settings;
            for (Map.Entry<String, ?> change : changes.entrySet()) {
                changed = changed.with(change.getKey(), written(change.getValue()));
            }
            Map<String, Numbers> kept = new LinkedHashMap<>();
            for (String text : Kinds.of(kind).inputs(changed.values())) {
                String name = Declaration.of(text).name();
                if (in.containsKey(name)) {
                    kept.put(name, in.get(name));
                }
            }
            return network().of(changed, kept);
        };
    }

    /// The network with inputs and parameters changed.
    ///
    /// @param endings of their names
    Definition changed(UnaryOperator<Numbers> change, String... endings) {
        return network().changed(change, endings);
    }

    /// The network with other inputs and parameters.
    Definition changed(Consumer<Map<String, Numbers>> change) {
        return network().changed(change);
    }

    /// The network with pairs of parameters of the same shape exchanged, whose names have the one part or the other.
    Definition exchanged(String one, String other) {
        return network().exchanged(one, other);
    }

    /// A function of every number.
    static Numbers each(Numbers x, DoubleUnaryOperator f) {
        return Numbers.of(x.shape(), Arrays.stream(x.data()).map(f).toArray());
    }

    /// Every number times a factor.
    static UnaryOperator<Numbers> times(double factor) {
        return x -> each(x, value -> factor * value);
    }

    /// A square matrix with rows for columns; others stay.
    static Numbers transposed(Numbers x) {
        boolean square = x.shape().rank() == 2 && x.shape().rows() == x.shape().columns();
        return square ? Numbers.of(x.matrix().transpose()) : x;
    }

    /// The last axis backwards, such as a kernel's.
    static Numbers reversed(Numbers x) {
        int n = x.shape().columns();
        double[] data = new double[x.count()];
        for (int e = 0; e < data.length; e++) {
            data[e] = x.get(e / n * n + n - 1 - e % n);
        }
        return Numbers.of(x.shape(), data);
    }

    /// The memory of a matrix read by columns: the numbers of its transpose, in its own shape.
    static Numbers scrambled(Numbers x) {
        return Numbers.of(x.shape(), x.matrix().transpose().getDDRM().getData());
    }

    /// The rows of a matrix in another order: row k is row `from[k]` of the given one.
    static Numbers rows(Numbers x, int... from) {
        double[][] rows = x.table();
        return Numbers.table(Arrays.stream(from).mapToObj(row -> rows[row]).toArray(double[][]::new));
    }

    /// The settings of a list of key, value, key, value.
    static Map<String, Object> settings(Object... pairs) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (int k = 0; k < pairs.length; k += 2) {
            settings.put((String) pairs[k], pairs[k + 1]);
        }
        return settings;
    }

    /// A list of whole numbers as a file has it.
    static List<Long> list(long... numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
