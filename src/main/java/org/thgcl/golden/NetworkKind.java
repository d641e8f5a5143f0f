package org.thgcl.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.settings.Settings;

/// A system of Table 1: settings to a network, inputs and parameters to its outputs.
///
/// @param defaults the settings where a case leaves them out
/// @param create makes the network of settings; refuses those that don't fit together
/// @param <S> the record of its settings
record NetworkKind<S extends Record>(
        String name, String formula, Settings<S> record, S defaults, Function<S, Network> create) implements Kind {
    /// Names of the axes of a parameter in [#inputs], which say its rank alone.
    private static final List<String> AXES = List.of("a", "b", "c", "d", "e");

    @Override
    public String equation() {
        return "3.2";
    }

    @Override
    public List<KindSetting> settings() {
        return record.keys().stream()
                .map(key -> KindSetting.of(record, key, record.value(defaults, key)))
                .toList();
    }

    /// The network's inputs, then its parameters and statistics: `L` stands for the number of a layer, the letters of a
    /// parameter's axes say its rank.
    @Override
    public List<String> inputs() {
        return general(create.apply(defaults));
    }

    /// What [#inputs] says of a network.
    static List<String> general(Network network) {
        List<String> inputs = new ArrayList<>(network.inputs());
        weights(network)
                .map(spec -> spec.name().replaceAll("\\.\\d+(?=\\.)", ".L")
                        + AXES.subList(0, spec.shape().rank()).toString().replace(" ", ""))
                .distinct()
                .forEach(inputs::add);
        return inputs;
    }

    @Override
    public List<String> inputs(Map<String, Object> settings) {
        return declarations(create.apply(record.with(defaults, settings)));
    }

    @Override
    public List<String> outputs() {
        return create.apply(defaults).outputs();
    }

    @Override
    public Outputs compute(CaseSettings settings, CaseInputs in) {
        Network network =
                GoldenException.blaming("settings", () -> create.apply(record.with(defaults, settings.values())));
        return compute(network, in);
    }

    /// Runs a network on a case's inputs.
    static Outputs compute(Network network, CaseInputs in) {
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
    static List<String> declarations(Network network) {
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
