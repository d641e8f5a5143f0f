package org.thgcl.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.determinism.Fingerprint;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.model.Thgn;
import org.thgcl.model.Xi;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.RandomTensors;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// 20 updates of parameters of either storage type on a batch of random clips, hashed.
public final class StepBits {
    private StepBits() {}

    /// The losses, and the parameters in the end.
    public static String run(DType dtype, Workers workers, boolean whole) {
        Configuration c = SmallRun.configuration(whole ? TrainingBits.WHOLE : TrainingBits.SMALL);
        Kernels kernels = Kernels.of(dtype, workers);
        Tape tape = new Tape(kernels);
        Thgn model = new Thgn(c, kernels);
        Parameters parameters = initial(c, dtype);
        Optimiser optimiser = Optimiser.of(c, parameters.tensors(), kernels);
        CounterRandom random = new CounterRandom(c.seed());
        Tensor audio = RandomTensors.gaussian(1, c.batch(), c.audioSegments(), c.audioFeatures());
        Tensor video = RandomTensors.gaussian(2, c.batch(), c.videoSegments(), c.videoFeatures());
        int[] labels = new int[c.batch()];
        for (int clip = 0; clip < labels.length; clip++) {
            labels[clip] = clip % c.classes();
        }
        Fingerprint fingerprint = new Fingerprint();
        for (int iteration = 0; iteration < c.iterations(); iteration++) {
            Map<String, Variable> variables = parameters.on(tape, true);
            Tensor xi = Xi.eachStep(
                    random, iteration, c.batch(), model.graph().cross().count());
            Thgn.Loss loss = model.loss(
                    model.forward(
                            variables,
                            tape.constant(audio),
                            tape.constant(video),
                            xi,
                            new Thgn.Dropout(c.dropout(), random, iteration)),
                    labels);
            fingerprint.add(loss.total().value());
            tape.backward(loss.total());
            Map<String, Tensor> gradients = new LinkedHashMap<>();
            variables.forEach((name, variable) -> gradients.put(name, variable.gradient()));
            optimiser.step(iteration, c.learningRate(), gradients);
            tape.reset();
        }
        parameters.tensors().values().forEach(fingerprint::add);
        return fingerprint.hex();
    }

    private static Parameters initial(Configuration c, DType dtype) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        Parameters.initial(c).tensors().forEach((name, tensor) -> {
            Tensor value = Tensor.zeros(dtype, tensor.shape());
            value.copyFrom(tensor);
            values.put(name, value);
        });
        return Parameters.of(c, values);
    }
}
