package org.thgcl.golden;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.thgcl.model.Configuration;
import org.thgcl.model.Preset;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.training.Adam;
import org.thgcl.training.AveragePrecision;
import org.thgcl.training.LearningRate;
import org.thgcl.training.PerClass;
import org.thgcl.training.RocAuc;

/// The optimiser, the learning rate and the metrics.
final class TrainingKinds {
    private static final Configuration PAPER = Preset.PAPER.configuration();

    static final List<Kind> ALL = List.of(
            new EquationKind(
                    "adam",
                    "2.3",
                    List.of("learning_rate", "beta1", "beta2", "epsilon", "weight_decay"),
                    List.of("parameter[n]", "gradients[steps,n]"),
                    List.of("trajectory[steps,n]"),
                    TrainingKinds::adam),
            new EquationKind(
                    "learning_rate",
                    "2.3",
                    List.of(
                            "base",
                            "schedule",
                            "warmup_iterations",
                            "warmup_factor",
                            "steps",
                            "gamma",
                            "max_iterations"),
                    List.of("int iteration[k]"),
                    List.of("rate[k]"),
                    TrainingKinds::learningRate),
            metric("average_precision", AveragePrecision::of),
            metric("roc_auc", RocAuc::of));

    private TrainingKinds() {}

    private static Outputs adam(CaseSettings settings, CaseInputs in) {
        Adam.Settings constants = GoldenException.blaming(
                "settings",
                () -> new Adam.Settings(
                        settings.real("beta1", PAPER.beta1()),
                        settings.real("beta2", PAPER.beta2()),
                        settings.real("epsilon", PAPER.epsilon()),
                        settings.real("weight_decay", PAPER.weightDecay())));
        LearningRate rate = constant(settings, "learning_rate");
        Tensor parameter = in.tensor("parameter").copy();
        Tensor gradients = in.tensor("gradients");
        Tensor trajectory = Tensor.zeros(gradients.shape());
        Adam adam =
                new Adam(constants, Map.of("parameter", parameter), in.tape().kernels());
        int n = in.size("n");
        Tensor gradient = Tensor.zeros(Shape.of(n));
        for (int step = 0; step < in.size("steps"); step++) {
            for (int i = 0; i < n; i++) {
                gradient.set(i, gradients.get(step * n + i));
            }
            adam.step(step, rate.at(step), Map.of("parameter", gradient));
            for (int i = 0; i < n; i++) {
                trajectory.set(step * n + i, parameter.get(i));
            }
        }
        return new Outputs().put("trajectory", GoldenTensor.real(trajectory));
    }

    private static LearningRate constant(CaseSettings settings, String name) {
        return GoldenException.blaming(
                CaseSettings.field(name), () -> new LearningRate.Constant(settings.real(name, PAPER.learningRate())));
    }

    private static Outputs learningRate(CaseSettings settings, CaseInputs in) {
        LearningRate schedule =
                switch (settings.word("schedule", PAPER.schedule())) {
                    case CONSTANT -> constant(settings, "base");
                    case WARMUP_MULTISTEP -> GoldenException.blaming("settings", () -> warmup(settings));
                };
        int[] iteration = in.indices("iteration", Integer.MAX_VALUE);
        Tensor rate = Tensor.zeros(Shape.of(iteration.length));
        for (int k = 0; k < iteration.length; k++) {
            rate.set(k, schedule.at(iteration[k]));
        }
        return new Outputs().put("rate", GoldenTensor.real(rate));
    }

    private static LearningRate warmup(CaseSettings settings) {
        return new LearningRate.WarmupMultistep(
                settings.real("base", PAPER.learningRate()),
                settings.whole("warmup_iterations", PAPER.warmupIterations(), 0, Integer.MAX_VALUE),
                settings.real("warmup_factor", PAPER.warmupFactor()),
                settings.wholes("steps", PAPER.steps(), 0, Integer.MAX_VALUE),
                settings.real("gamma", PAPER.stepFactor()),
                settings.whole("max_iterations", PAPER.iterations(), 1, Integer.MAX_VALUE));
    }

    private static Kind metric(String name, BiFunction<Tensor, int[], PerClass> metric) {
        return new EquationKind(
                name,
                "2.3",
                List.of(),
                List.of("score[N,C]", "int label[N]"),
                List.of("per_class[C]", "mean[]"),
                (settings, in) -> perClass(metric, in));
    }

    private static Outputs perClass(BiFunction<Tensor, int[], PerClass> metric, CaseInputs in) {
        int classes = in.size("C");
        Limits.require("inputs.score", classes, Limits.SIZE / Limits.STEPS);
        int[] label = in.indices("label", classes);
        PerClass values = GoldenException.blaming("inputs.score", () -> metric.apply(in.tensor("score"), label));
        Tensor perClass = Tensor.zeros(Shape.of(classes));
        for (int c = 0; c < classes; c++) {
            perClass.set(c, values.get(c));
        }
        return new Outputs()
                .put("per_class", GoldenTensor.real(perClass))
                .put("mean", GoldenTensor.real(Tensor.scalar(values.mean())));
    }
}
