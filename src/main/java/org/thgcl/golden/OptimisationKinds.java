package org.thgcl.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.thgcl.metric.AveragePrecision;
import org.thgcl.metric.PerClass;
import org.thgcl.metric.RocAuc;
import org.thgcl.model.Configuration;
import org.thgcl.optimise.Adam;
import org.thgcl.optimise.LearningRate;
import org.thgcl.optimise.Optimiser;
import org.thgcl.optimise.Sgd;
import org.thgcl.optimise.TrainingSettings;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.Preset;

/// The optimiser, the learning rate and the metrics.
final class OptimisationKinds {
    private static final Configuration PAPER = Preset.PAPER.configuration();

    static final List<Kind> ALL = List.of(
            new EquationKind(
                    "adam",
                    "3.1.2",
                    "m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2, theta -= learning_rate mhat /"
                            + " (sqrt(vhat) + epsilon), g = gradient + weight_decay theta",
                    KindSetting.ofModel("learning_rate", "beta1", "beta2", "epsilon", "weight_decay"),
                    List.of("parameter[n]", "gradients[steps,n]"),
                    List.of("trajectory[steps,n]"),
                    OptimisationKinds::adam),
            new EquationKind(
                    "sgd",
                    "3.1.2",
                    "m = momentum m + g + weight_decay p + norm_penalty p/|p|, p -= learning_rate m",
                    KindSetting.ofModel("learning_rate", "momentum", "weight_decay", "norm_penalty"),
                    List.of("parameter[n]", "gradients[steps,n]"),
                    List.of("trajectory[steps,n]"),
                    OptimisationKinds::sgd),
            new EquationKind(
                    "learning_rate",
                    "3.1.2",
                    "base; or base m(w) after the warm-up, base (m(len) w/len + warmup_factor m(0) (1 - w/len)) in it",
                    schedule(),
                    List.of("int iteration[k]"),
                    List.of("rate[k]"),
                    OptimisationKinds::learningRate),
            metric("average_precision", "sum of (R_n - R_{n-1}) P_n over distinct scores", AveragePrecision::of),
            metric("roc_auc", "part of pairs of a clip of the class and another in order, ties 1/2", RocAuc::of));

    private OptimisationKinds() {}

    private static List<KindSetting> schedule() {
        List<KindSetting> settings = new ArrayList<>(
                KindSetting.ofModel("learning_rate", "schedule", "warmup_iterations", "warmup_factor", "steps"));
        settings.set(0, settings.getFirst().as("base"));
        settings.add(KindSetting.ofModel("step_factor").getFirst().as("gamma"));
        settings.add(KindSetting.whole("max_iterations", 1, Integer.MAX_VALUE)
                .or(PAPER.training().iterations()));
        return settings;
    }

    private static Outputs adam(CaseSettings settings, CaseInputs in) {
        Adam.Hyperparameters constants = GoldenException.blaming(
                "settings",
                () -> new Adam.Hyperparameters(
                        settings.real("beta1"),
                        settings.real("beta2"),
                        settings.real("epsilon"),
                        settings.real("weight_decay")));
        return trajectory(
                settings,
                in,
                parameters -> new Adam(constants, parameters, in.tape().kernels()));
    }

    private static Outputs sgd(CaseSettings settings, CaseInputs in) {
        Sgd.Hyperparameters constants = GoldenException.blaming(
                "settings",
                () -> new Sgd.Hyperparameters(
                        settings.real("momentum"), settings.real("weight_decay"), settings.real("norm_penalty")));
        return trajectory(
                settings,
                in,
                parameters -> new Sgd(constants, parameters, in.tape().kernels()));
    }

    /// The parameter after each of an optimiser's steps.
    private static Outputs trajectory(
            CaseSettings settings, CaseInputs in, Function<Map<String, Tensor>, Optimiser> optimisers) {
        LearningRate rate = constant(settings, "learning_rate");
        Tensor parameter = in.tensor("parameter").copy();
        Tensor gradients = in.tensor("gradients");
        Tensor trajectory = Tensor.zeros(gradients.shape());
        Optimiser optimiser = optimisers.apply(Map.of("parameter", parameter));
        int n = in.size("n");
        Tensor gradient = Tensor.zeros(gradients.dtype(), Shape.of(n));
        for (int step = 0; step < in.size("steps"); step++) {
            for (int i = 0; i < n; i++) {
                gradient.set(i, gradients.get(step * n + i));
            }
            optimiser.step(step, rate.at(step), Map.of("parameter", gradient));
            for (int i = 0; i < n; i++) {
                trajectory.set(step * n + i, parameter.get(i));
            }
        }
        return new Outputs().put("trajectory", GoldenTensor.real(trajectory));
    }

    private static LearningRate constant(CaseSettings settings, String name) {
        return GoldenException.blaming(CaseSettings.field(name), () -> new LearningRate.Constant(settings.real(name)));
    }

    private static Outputs learningRate(CaseSettings settings, CaseInputs in) {
        LearningRate schedule =
                switch (settings.word(TrainingSettings.Schedule.class, "schedule")) {
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
                settings.real("base"),
                settings.whole("warmup_iterations"),
                settings.real("warmup_factor"),
                settings.wholes("steps"),
                settings.real("gamma"),
                settings.whole("max_iterations"));
    }

    private static Kind metric(String name, String formula, BiFunction<Tensor, int[], PerClass> metric) {
        return new EquationKind(
                name,
                "3.1.2",
                formula + "; the mean leaves out classes that have none",
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
