package org.thgcl.optimise;

import java.util.List;
import org.thgcl.settings.Setting;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.DType;

/// How a model is trained, whatever it is.
public record TrainingSettings(
        @Setting(group = "Optimisation", value = "64", about = "clips in a batch, B", min = 1)
        int batch,

        @Setting(value = "5000", about = "iterations at most", min = 0)
        int iterations,

        @Setting(value = "adam", about = "the optimiser (A23)")
        Optimisation optimiser,

        @Setting(value = "0.005", about = "learning rate", above = 0)
        double learningRate,

        @Setting(value = "constant", about = "learning-rate schedule (A17)")
        Schedule schedule,

        @Setting(value = "1000", about = "warm-up iterations of the schedule (A17)", min = 0)
        int warmupIterations,

        @Setting(value = "0.001", about = "first rate of the warm-up; a part of learning_rate (A17)", above = 0)
        double warmupFactor,

        @Setting(value = "[250]", about = "iterations at which the schedule steps down (A17)", min = 0)
        List<Integer> steps,

        @Setting(value = "0.1", about = "factor of each step down (A17)", above = 0)
        double stepFactor,

        @Setting(value = "0.9", about = "Adam's decay of the first moment", min = 0, below = 1)
        double beta1,

        @Setting(value = "0.999", about = "Adam's decay of the second moment", min = 0, below = 1)
        double beta2,

        @Setting(value = "1.0e-8", about = "Adam's epsilon", above = 0)
        double epsilon,

        @Setting(value = "0.9", about = "momentum of sgd (A23)", min = 0, below = 1)
        double momentum,

        @Setting(value = "0.0", about = "weight decay, added to the gradient (A23)", min = 0)
        double weightDecay,

        @Setting(value = "0.0", about = "weight of the parameters' norms; unsquared, summed (A23)", min = 0)
        double normPenalty,

        @Setting(
                value = "0.0",
                about = "threshold of repeat-factor sampling; 0: every clip once an epoch (A23)",
                min = 0,
                max = 1)
        double repeatThreshold,

        @Setting(group = "Validation", value = "250", about = "iterations between validations (A18)", min = 1)
        int validateEvery,

        @Setting(value = "5", about = "validations without a better one; then training stops (A18)", min = 1)
        int patience,

        @Setting(value = "map", about = "what a better validation is (A18)")
        Stopping stopping,

        @Setting(value = "1024", about = "seed of everything random; split, parameters, batches, noise (A19)")
        long seed,

        @Setting(value = "float64", about = "type of the numbers; float64 is the reference")
        DType dtype,

        // what changes no number
        @Setting(
                value = "5.0",
                about = "minutes between further checkpoints; 0: at validations alone; changes no number",
                min = 0)
        double checkpointMinutes) {
    /// Its settings.
    public static final Settings<TrainingSettings> SETTINGS = Settings.of(TrainingSettings.class);

    /// The optimiser (A23).
    public enum Optimisation {
        ADAM,
        SGD
    }

    /// The learning-rate schedule (A17).
    public enum Schedule {
        CONSTANT,
        WARMUP_MULTISTEP
    }

    /// The measure by which a validation is better than the best so far (A18).
    public enum Stopping {
        /// A validation mAP above the best.
        MAP,
        /// TMac's criterion: mAP + 0.5 AUC above the best - 1e-4. A score that is slightly lower is "better", too, and
        /// replaces the best, which can sink so, 1e-4 at a time.
        MAP_AUC
    }

    public TrainingSettings {
        steps = List.copyOf(steps);
        Settings.rule(
                normPenalty == 0 || optimiser == Optimisation.SGD,
                "norm_penalty",
                normPenalty,
                "0 with the optimiser adam: it is a part of TMac's sgd");
    }
}
