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

/// The kind of a network: settings to the network, inputs, parameters and statistics to its outputs. Most networks are
/// systems of Table 1.
interface SystemKind extends Kind {
    /// How the name of each system of Table 1 begins.
    String PREFIX = "baseline_";

    /// The section of Table 1.
    String TABLE_1 = "3.2";

    /// Names of the axes of a parameter in [#inputs], which say its rank alone.
    List<String> AXES = List.of("a", "b", "c", "d", "e");

    /// The network of some settings; the others have their defaults.
    ///
    /// @throws IllegalArgumentException for settings that the system doesn't have or that don't fit together
    Network network(Map<String, ?> settings);

    /// The system of Table 1, as setting `system` of other kinds has it.
    default String system() {
        return name().substring(PREFIX.length());
    }

    @Override
    default String equation() {
        return TABLE_1;
    }

    /// The network's inputs, then its parameters and statistics: `L` stands for the number of a layer or block, the
    /// letters of a parameter's axes say its rank.
    @Override
    default List<String> inputs() {
        Network network = network(Map.of());
        List<String> inputs = new ArrayList<>(network.inputs());
        weights(network)
                .map(spec -> spec.name().replaceAll("\\.\\d+(?=\\.)", ".L").replaceAll("^mixed_..", "mixed_L")
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
        weights(network).forEach(spec -> weights.put(spec.name(), in.variable(spec.name())));
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
