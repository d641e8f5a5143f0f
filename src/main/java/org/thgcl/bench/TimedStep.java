package org.thgcl.bench;

import org.thgcl.autodiff.Tape;
import org.thgcl.model.Configuration;
import org.thgcl.model.Model;
import org.thgcl.model.Moment;
import org.thgcl.model.Parameters;
import org.thgcl.model.Weights;
import org.thgcl.optimise.Optimiser;
import org.thgcl.tensor.Kernels;
import org.thgcl.training.TrainingStep;

/// One step of training on a batch of random clips. What else [org.thgcl.training.Trainer] does, reading clips and
/// writing a line of its log, is left out.
public final class TimedStep implements Runnable {
    private final Configuration configuration;
    private final RandomClips clips;
    private final Model model;
    private final Tape tape;
    private final Parameters parameters;
    private final TrainingStep step;
    private int iteration;

    /// @param settings of any dtype: the kernels' counts
    public TimedStep(Configuration settings, Kernels kernels) {
        this.configuration = settings.with("dtype", kernels.dtype());
        this.clips =
                RandomClips.of(configuration.clips(), configuration.training().batch(), kernels.dtype());
        this.model = configuration.model();
        this.tape = new Tape(kernels);
        this.parameters = Parameters.initial(configuration);
        this.step = new TrainingStep(
                model, parameters.tensors(), Optimiser.of(configuration.training(), parameters.tensors(), kernels));
    }

    @Override
    public void run() {
        step.run(
                clips.on(tape),
                clips.labels(),
                moment(),
                configuration.training().learningRate(),
                _ -> {});
        iteration++;
    }

    private Moment moment() {
        return Moment.update(configuration.training().seed(), iteration);
    }

    /// Floating-point operations of a step's matrix products, by [FlopCount].
    public long flop() {
        model.apply(new Weights(parameters.on(tape, true)), clips.on(tape), moment())
                .losses(clips.labels());
        long flop = FlopCount.training(tape);
        tape.reset();
        return flop;
    }
}
