package org.thgcl.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.HawkesNoise;
import org.thgcl.thgn.Parameters;
import org.thgcl.thgn.Thgn;
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

    /// @param settings of any dtype: the kernels' counts
    public TrainingStep(Configuration settings, Kernels kernels) {
        this.configuration = settings.with("dtype", kernels.dtype());
        this.clips = Clips.random(configuration);
        this.model = new Thgn(configuration, kernels);
        this.tape = new Tape(kernels);
        this.parameters = Parameters.initial(configuration);
        this.optimiser = Optimiser.of(configuration, parameters.tensors(), kernels);
        this.random = new CounterRandom(configuration.seed());
    }

    @Override
    public void run() {
        Map<String, Variable> variables = parameters.on(tape, true);
        tape.backward(loss(variables));
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        variables.forEach((name, variable) -> gradients.put(name, variable.gradient()));
        optimiser.step(iteration, configuration.learningRate(), gradients);
        iteration++;
        tape.reset();
    }

    /// Floating-point operations of a step's matrix products, by [FlopCount].
    public long flop() {
        loss(parameters.on(tape, true));
        long flop = FlopCount.training(tape);
        tape.reset();
        return flop;
    }

    private Variable loss(Map<String, Variable> variables) {
        Thgn.Output output = model.forward(
                variables,
                clips.audio(tape),
                clips.video(tape),
                HawkesNoise.eachStep(
                        random,
                        iteration,
                        tape.allocate(Shape.of(
                                configuration.batch(), model.graph().cross().count()))),
                new Thgn.Dropout(configuration.dropout(), random, iteration));
        return model.loss(output, clips.labels()).total();
    }
}
