package org.thgcl.bench;

import org.thgcl.autodiff.Scores;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.HawkesNoise;
import org.thgcl.thgn.Parameters;
import org.thgcl.thgn.Thgn;

/// The scores of a batch of clips: forward pass and softmax.
public final class Inference implements Runnable {
    private final Clips clips;
    private final Thgn model;
    private final Tape tape;
    private final Parameters parameters;
    private final Tensor xi;

    /// @param settings of any dtype: the kernels' counts
    public Inference(Configuration settings, Kernels kernels) {
        Configuration configuration = settings.with("dtype", kernels.dtype());
        this.clips = Clips.random(configuration);
        this.model = new Thgn(configuration, kernels);
        this.tape = new Tape(kernels);
        this.parameters = Parameters.initial(configuration);
        this.xi = HawkesNoise.median(Tensor.zeros(
                kernels.dtype(),
                Shape.of(configuration.batch(), model.graph().cross().count())));
    }

    @Override
    public void run() {
        Variable scores = Scores.logSoftmax(logits()).exp();
        if (!Double.isFinite(scores.value().get(0))) {
            throw new IllegalStateException("a score is " + scores.value().get(0));
        }
        tape.reset();
    }

    /// Floating-point operations of the matrix products, by [FlopCount].
    public long flop() {
        logits();
        long flop = FlopCount.forward(tape);
        tape.reset();
        return flop;
    }

    private Variable logits() {
        return model.forward(parameters.on(tape, false), clips.audio(tape), clips.video(tape), xi, Thgn.Dropout.NONE)
                .logits();
    }
}
