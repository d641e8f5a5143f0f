package org.thgcl.onnx;

import java.util.HashMap;
import java.util.Map;
import org.thgcl.onnx.Recording.Step;
import org.thgcl.onnx.Value.Result;

/// Writes the operations of a recording as nodes of ONNX, each by a [Rule] that knows this operation alone.
final class Lowering {
    /// How an operation is written.
    @FunctionalInterface
    interface Rule {
        /// Writes nodes.
        ///
        /// @return the result
        /// @throws IllegalArgumentException if that can't be done
        Value write(Step step);
    }

    private final OnnxGraph graph;
    private final Values values;
    private final Map<String, Rule> rules;

    Lowering(OnnxGraph graph, Values values) {
        this.graph = graph;
        this.values = values;
        this.rules = rules(graph, values);
    }

    /// The rules by the names of their operations.
    static Map<String, Rule> rules(OnnxGraph graph, Values values) {
        Map<String, Rule> rules = new HashMap<>();
        rules.put("reshape", step -> values.get(step.inputs().getFirst()));
        rules.put("repeat", step -> values.get(step.inputs().getFirst()));
        rules.putAll(new ElementRules(graph, values).rules());
        rules.putAll(new RowRules(graph, values).rules());
        rules.putAll(new NormRules(graph, values).rules());
        rules.putAll(new EntryRules(graph, values).rules());
        rules.putAll(new WindowRules(graph, values).rules());
        return rules;
    }

    /// Writes an operation.
    ///
    /// @throws IllegalArgumentException that names it, if that can't be done
    void write(Step step) {
        Rule rule = rules.get(step.name());
        if (rule == null) {
            throw new IllegalArgumentException(step + " has no counterpart among those of ONNX that are written here");
        }
        graph.scope(step.name() + "_" + step.number());
        try {
            values.put(step.output(), rule.write(step));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(step + ": " + e.getMessage(), e);
        }
    }

    /// Names an output: what a clip has, along one axis.
    void output(String name, Twin twin) {
        graph.scope(name);
        Result flat = values.shaped(values.get(twin), twin.elements());
        graph.output(name, values.ofEachClip(flat));
    }
}
