package org.thgcl.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.model.Thgn;
import org.thgcl.model.Xi;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.training.Optimiser;

/// One step of training on a batch: forward pass, backward pass, the optimiser's update. What else
/// [org.thgcl.training.Trainer] does, reading clips and writing a line of its log, is left out.
public final class TrainingStep implements Runnable {
    private final Configuration configuration;
    private final Clips clips;
    private final Thgn model;
    private final Tape tape;
    private final Parameters parameters;
    private final Optimiser optimiser;
    private final CounterRandom random;
    private int iteration;

    public TrainingStep(Configuration configuration, Kernels kernels) {
        this.configuration = configuration;
        this.clips = Clips.random(configuration, kernels.dtype());
        this.model = new Thgn(configuration, kernels);
        this.tape = new Tape(kernels);
        this.parameters = parameters(configuration, kernels.dtype());
        this.optimiser = Optimiser.of(configuration, parameters.tensors(), kernels);
        this.random = new CounterRandom(configuration.seed());
    }

    /// A configuration's initial parameters in a storage type.
    static Parameters parameters(Configuration configuration, DType dtype) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Parameters.initial(configuration).tensors().forEach((name, tensor) -> tensors.put(name, tensor.to(dtype)));
        return Parameters.of(configuration, tensors);
    }

    @Override
    public void run() {
        Map<String, Variable> variables = parameters.on(tape, true);
        Thgn.Output output = model.forward(
                variables,
                clips.audio(tape),
                clips.video(tape),
                Xi.eachStep(
                        random,
                        iteration,
                        configuration.batch(),
                        model.graph().cross().count()),
                new Thgn.Dropout(configuration.dropout(), random, iteration));
        Thgn.Loss loss = model.loss(output, clips.labels());
        tape.backward(loss.total());
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        variables.forEach((name, variable) -> gradients.put(name, variable.gradient()));
        optimiser.step(iteration, configuration.learningRate(), gradients);
        iteration++;
        tape.reset();
    }
}
