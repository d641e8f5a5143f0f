package org.thgcl.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;

/// The kind of a system of Table 1: settings to a network, inputs and parameters to its outputs.
interface SystemKind extends Kind {
    /// How the name of each begins.
    String PREFIX = "baseline_";

    /// Names of the axes of a parameter in [#inputs], which say its rank alone.
    List<String> AXES = List.of("a", "b", "c", "d", "e");

    /// The network of some settings; the others have their defaults.
    ///
    /// @throws IllegalArgumentException for settings that the system doesn't have or that don't fit together
    Network network(Map<String, ?> settings);

    /// The system, as setting `system` of other kinds has it.
    default String system() {
        return name().substring(PREFIX.length());
    }

    @Override
    default String equation() {
        return "3.2";
    }

    /// The network's inputs, then its parameters and statistics: `L` stands for the number of a layer, the letters of a
    /// parameter's axes say its rank.
    @Override
    default List<String> inputs() {
        Network network = network(Map.of());
        List<String> inputs = new ArrayList<>(network.inputs());
        weights(network)
                .map(spec -> spec.name().replaceAll("\\.\\d+(?=\\.)", ".L")
                        + AXES.subList(0, spec.shape().rank()).toString().replace(" ", ""))
                .distinct()
                .forEach(inputs::add);
        return inputs;
    }

    @Override
    default List<String> inputs(Map<String, Object> settings) {
        return declarations(network(settings));
    }

    @Override
    default List<String> outputs() {
        return network(Map.of()).outputs();
    }

    @Override
    default Outputs compute(CaseSettings settings, CaseInputs in) {
        Network network = GoldenException.blaming("settings", () -> network(settings.values()));
        in.require(declarations(network));
        Map<String, Variable> weights = new LinkedHashMap<>();
        network.parameters().forEach(spec -> weights.put(spec.name(), in.variable(spec.name())));
        network.statistics().forEach(spec -> weights.put(spec.name(), in.constant(spec.name())));
        Map<String, Variable> inputs = new LinkedHashMap<>();
        for (String text : network.inputs()) {
            Declaration declared = Declaration.of(text);
            if (in.has(declared.name())) {
                inputs.put(
                        declared.name(),
                        declared.whole() ? in.constant(declared.name()) : in.variable(declared.name()));
            }
        }
        Outputs outputs = new Outputs();
        GoldenException.blaming("inputs", () -> network.apply(new Weights(weights), inputs))
                .forEach(outputs::put);
        return outputs;
    }

    /// The inputs, parameters and statistics of a network in their shapes.
    private static List<String> declarations(Network network) {
        List<String> declared = new ArrayList<>(network.inputs());
        weights(network)
                .forEach(spec ->
                        declared.add(spec.name() + spec.shape().toString().replace(" ", "")));
        return declared;
    }

    private static Stream<ParameterSpec> weights(Network network) {
        return Stream.concat(network.parameters().stream(), network.statistics().stream());
    }
}
