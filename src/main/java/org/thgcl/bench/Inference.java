package org.thgcl.bench;

import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Configuration;
import org.thgcl.model.Model;
import org.thgcl.model.Moment;
import org.thgcl.model.Parameters;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Kernels;

/// The scores of a batch of clips: forward pass and softmax.
public final class Inference implements Runnable {
    private final Configuration configuration;
    private final RandomClips clips;
    private final Model model;
    private final Tape tape;
    private final Parameters parameters;

    /// @param settings of any dtype: the kernels' counts
    public Inference(Configuration settings, Kernels kernels) {
        this.configuration = settings.with("dtype", kernels.dtype());
        this.clips =
                RandomClips.of(configuration.clips(), configuration.training().batch(), kernels.dtype());
        this.model = configuration.model();
        this.tape = new Tape(kernels);
        this.parameters = Parameters.initial(configuration);
    }

    @Override
    public void run() {
        double first = scored().value().get(0);
        if (!Double.isFinite(first)) {
            throw new IllegalStateException("a score is " + first);
        }
        tape.reset();
    }

    /// What [#run] computes: the scores clip by clip.
    public double[] scores() {
        double[] scores = scored().value().toArray();
        tape.reset();
        return scores;
    }

    /// The clips that are scored.
    public RandomClips clips() {
        return clips;
    }

    /// The model's settings and parameters, in the type that it computes in.
    public Configuration configuration() {
        return configuration;
    }

    public Parameters parameters() {
        return parameters;
    }

    /// Floating-point operations of the matrix products, by [FlopCount].
    public long flop() {
        logits();
        long flop = FlopCount.forward(tape);
        tape.reset();
        return flop;
    }

    /// Bytes of the tape's buffers.
    public long bytes() {
        return tape.bytes();
    }

    private Variable scored() {
        return model.activation().apply(logits());
    }

    private Variable logits() {
        return model.apply(
                        new Weights(parameters.on(tape, false)),
                        clips.on(tape),
                        Moment.evaluation(configuration.training().seed()))
                .logits();
    }
}
