package org.thgcl.baseline;

import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Samples;
import org.thgcl.model.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Tensor;

/// Parameters of networks for tests.
final class NetworkSamples {
    private NetworkSamples() {}

    /// Numbers for all parameters, of size 1, and statistics, from 0.5 to 1.5.
    static Map<String, Tensor> weights(Network network, long seed) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (ParameterSpec spec : network.parameters()) {
            weights.put(spec.name(), uniform(spec, seed + weights.size(), -1, 1));
        }
        for (ParameterSpec spec : network.statistics()) {
            weights.put(spec.name(), uniform(spec, seed + weights.size(), 0.5, 1.5));
        }
        return weights;
    }

    private static Tensor uniform(ParameterSpec spec, long seed, double low, double high) {
        return Samples.uniform(seed, low, high, spec.shape().toArray());
    }

    /// The same on a tape, as constants.
    static Weights constants(Tape tape, Map<String, Tensor> weights) {
        Map<String, Variable> constants = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> constants.put(name, tape.constant(tensor)));
        return new Weights(constants);
    }
}
