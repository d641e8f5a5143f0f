package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.indices;
import static org.thgcl.golden.suite.Numbers.matrix;
import static org.thgcl.golden.suite.Numbers.scalar;
import static org.thgcl.golden.suite.Numbers.vector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Shape;
import org.thgcl.training.Adam;
import org.thgcl.training.AveragePrecision;
import org.thgcl.training.LearningRate;
import org.thgcl.training.RocAuc;

/// What training needs besides the network: Adam, the learning rate, the metrics.
final class TrainingFiles {
    private TrainingFiles() {}

    static List<Document> all() {
        return List.of(adam(), learningRate(), averagePrecision(), rocAuc());
    }

    /// Adam on one number, as the algorithm is printed, with room for mistakes.
    ///
    /// @param corrected whether the moments are divided by 1 - beta^t
    /// @param epsilonInside whether epsilon stands inside the root
    /// @param decoupled whether the weight decay acts on the parameter itself
    record AdamRule(boolean corrected, boolean epsilonInside, boolean decoupled) {
        static final AdamRule RIGHT = new AdamRule(true, false, false);

        /// The parameter after each step.
        double[] trajectory(Definition.Settings s, double parameter, double... gradients) {
            double[] trajectory = new double[gradients.length];
            double theta = parameter;
            double m = 0;
            double v = 0;
            for (int t = 1; t <= gradients.length; t++) {
                double decay = s.number("weight_decay") * theta;
                double g = gradients[t - 1] + (decoupled ? 0 : decay);
                m = s.number("beta1") * m + (1 - s.number("beta1")) * g;
                v = s.number("beta2") * v + (1 - s.number("beta2")) * g * g;
                double mHat = corrected ? m / (1 - Elementary.pow(s.number("beta1"), t)) : m;
                double vHat = corrected ? v / (1 - Elementary.pow(s.number("beta2"), t)) : v;
                double root =
                        epsilonInside ? Math.sqrt(vHat + s.number("epsilon")) : Math.sqrt(vHat) + s.number("epsilon");
                theta -= s.number("learning_rate") * (mHat / root + (decoupled ? decay : 0));
                trajectory[t - 1] = theta;
            }
            return trajectory;
        }
    }

    private static Definition adam(AdamRule rule) {
        return (s, in) -> {
            int n = in.get("parameter").count();
            int steps = in.get("gradients").shape().rows();
            double[] trajectory = new double[steps * n];
            for (int i = 0; i < n; i++) {
                double[] gradients = new double[steps];
                for (int t = 0; t < steps; t++) {
                    gradients[t] = in.get("gradients").get(t * n + i);
                }
                double[] one = rule.trajectory(s, in.get("parameter").get(i), gradients);
                for (int t = 0; t < steps; t++) {
                    trajectory[t * n + i] = one[t];
                }
            }
            return Map.of("trajectory", matrix(steps, n, trajectory));
        };
    }

    private static Document adam() {
        Document file = new Document("adam", "adam", "2.3", Adam.class, adam(AdamRule.RIGHT))
                .reading("A23")
                .tolerance(
                        1e-14,
                        1e-13,
                        "A step is at most learning_rate in size and has a relative error of about 20 roundings; 1 -"
                                + " beta^t loses 3 digits at t = 1 with beta2 = 0.999: 6 steps x 0.05 x 1e3 x 2^-53 ="
                                + " 3e-14.")
                .decoy("no-bias-correction", "the moments as they are", adam(new AdamRule(false, false, false)))
                .decoy("epsilon-inside", "epsilon inside the root", adam(new AdamRule(true, true, false)))
                .decoy(
                        "decoupled-decay",
                        "the weight decay acts on the parameter (AdamW)",
                        adam(new AdamRule(true, false, true)));
        Draw draw = new Draw("adam");
        Numbers parameter = vector(0.5, -1.25, 3, 0);
        file.add(adam("paper", 0.005, 0.9, 0.999, 1e-8, 0, parameter, draw.normal("paper", 6, 4)));
        file.add(adam("weight-decay", 0.005, 0.9, 0.999, 1e-8, 0.1, parameter, draw.normal("decay", 6, 4))
                .comment("weight decay is added to the gradient"));
        file.add(adam("other-constants", 0.05, 0.5, 0.75, 0.01, 0, parameter, draw.normal("other", 6, 4)));
        file.add(adam("no-memory", 0.01, 0, 0, 1e-8, 0, parameter, draw.normal("memory", 3, 4))
                .comment("betas 0: each step is learning_rate times the gradient's sign, nearly"));
        file.add(adam("zero-gradients", 0.005, 0.9, 0.999, 1e-8, 0, vector(1, 0), matrix(3, 2, 0, 0, 0, 0, 0, 0))
                .comment("nothing moves")
                .flag("zero"));
        file.add(adam("after-a-zero", 0.005, 0.9, 0.999, 1e-8, 0, vector(1), matrix(4, 1, 2, 0, 0, 0))
                .comment("the moments go on without a gradient")
                .flag("zero"));
        file.add(adam(
                        "tiny-gradients",
                        0.005,
                        0.9,
                        0.999,
                        1e-8,
                        0,
                        vector(0.5, 0.5),
                        matrix(2, 2, 1e-9, 1e-7, 1e-9, 1e-7))
                .comment("gradients near epsilon: where epsilon stands decides"));
        return file.flag("zero", "0 / (0 + epsilon)");
    }

    private static Draft adam(
            String id,
            double learningRate,
            double beta1,
            double beta2,
            double epsilon,
            double decay,
            Numbers parameter,
            Numbers gradients) {
        return new Draft(id)
                .setting("learning_rate", learningRate)
                .setting("beta1", beta1)
                .setting("beta2", beta2)
                .setting("epsilon", epsilon)
                .setting("weight_decay", decay)
                .input("parameter", parameter)
                .input("gradients", gradients);
    }

    /// The rate at iteration k.
    @FunctionalInterface
    private interface Rate {
        double of(Definition.Settings settings, int k);
    }

    private static Definition rates(Rate rate) {
        return (s, in) -> {
            double[] rates = new double[in.get("iteration").count()];
            for (int k = 0; k < rates.length; k++) {
                rates[k] = rate.of(s, (int) in.get("iteration").get(k));
            }
            return Map.of("rate", vector(rates));
        };
    }

    private static double multiplier(Definition.Settings s, double w) {
        double m = 1;
        for (Object step : (List<?>) s.get("steps")) {
            long at = ((Number) step).longValue();
            if (at <= s.whole("max_iterations") && at <= Math.floor((w + 1e-6) * s.whole("max_iterations"))) {
                m *= s.number("gamma");
            }
        }
        return m;
    }

    private static double rate(Definition.Settings s, int k) {
        double base = s.number("base");
        if (s.text("schedule").equals("constant")) {
            return base;
        }
        double max = s.whole("max_iterations");
        double w = k / max;
        double length = Math.min(s.whole("warmup_iterations") / max, 1);
        return w + 1e-6 > length
                ? base * multiplier(s, w)
                : base
                        * (multiplier(s, length) * w / length
                                + s.number("warmup_factor") * multiplier(s, 0) * (1 - w / length));
    }

    private static Document learningRate() {
        Document file = new Document(
                        "learning_rate", "learning_rate", "2.3", LearningRate.class, rates(TrainingFiles::rate))
                .reading("A17")
                .tolerance(0, 1e-14, "At most 12 roundings of positive numbers: 12 x 2^-53 = 1.4e-15.")
                .decoy("constant", "the schedule is not looked at", rates((s, k) -> s.number("base")))
                .decoy("rises-to-base", "the warm-up rises to base, whatever steps lie within it", rates((s, k) -> {
                    double w = k / (double) s.whole("warmup_iterations");
                    return s.text("schedule").equals("constant") || w >= 1
                            ? rate(s, k)
                            : s.number("base") * (w + s.number("warmup_factor") * (1 - w));
                }))
                .decoy("step-at-once", "a step within the warm-up shows at once", rates((s, k) -> {
                    double w = Math.min(1, k / (double) Math.max(1, s.whole("warmup_iterations")));
                    return s.text("schedule").equals("constant")
                            ? rate(s, k)
                            : s.number("base")
                                    * multiplier(s, k / (double) s.whole("max_iterations"))
                                    * (w + s.number("warmup_factor") * (1 - w));
                }))
                .decoy("one-late", "iterations are counted from 1", rates((s, k) -> rate(s, k + 1)));
        file.add(schedule("constant", "constant", 0, 0.001, List.of(), 5000, 0, 1, 2500, 5000));
        file.add(schedule(
                        "authors",
                        "warmup_multistep",
                        1000,
                        0.001,
                        List.of(250L),
                        5000,
                        0,
                        1,
                        249,
                        250,
                        500,
                        999,
                        1000,
                        1001,
                        4999)
                .comment("the authors' file: the rate never gets beyond 0.0005; the step lies within the warm-up and"
                        + " shows at its end"));
        file.add(schedule(
                "steps-after-warm-up",
                "warmup_multistep",
                10,
                0.1,
                List.of(20L, 30L),
                50,
                0,
                5,
                9,
                10,
                19,
                20,
                29,
                30,
                49));
        file.add(schedule("no-warm-up", "warmup_multistep", 0, 0.1, List.of(2L, 2L, 4L), 8, 0, 1, 2, 3, 4, 7)
                .comment("a step that stands twice counts twice"));
        file.add(schedule("step-beyond-the-end", "warmup_multistep", 2, 0.5, List.of(3L, 90L), 6, 0, 1, 2, 3, 5));
        file.add(schedule("warm-up-longer-than-the-run", "warmup_multistep", 20, 0.5, List.of(4L), 8, 0, 4, 7)
                .comment("the warm-up is cut to the run's length"));
        return file.add(schedule("step-at-0", "warmup_multistep", 4, 0.5, List.of(0L), 8, 0, 2, 4, 6)
                .comment("passed from the start"));
    }

    private static Draft schedule(
            String id, String schedule, int warmup, double factor, List<Long> steps, int max, int... iterations) {
        return new Draft(id)
                .setting("base", 0.005)
                .setting("schedule", schedule)
                .setting("warmup_iterations", warmup)
                .setting("warmup_factor", factor)
                .setting("steps", steps)
                .setting("gamma", 0.1)
                .setting("max_iterations", max)
                .input("iteration", indices(iterations));
    }

    /// A metric of one class against the rest: the scores of the class's clips and of the others, each with its row.
    @FunctionalInterface
    private interface Metric {
        double of(double[] positive, double[] negative);
    }

    private static Definition classes(Metric metric, boolean nanAsZero) {
        return (s, in) -> {
            int classes = in.get("score").shape().columns();
            double[] values = new double[classes];
            double sum = 0;
            int defined = 0;
            for (int c = 0; c < classes; c++) {
                values[c] = metric.of(scores(in, c, true), scores(in, c, false));
                if (!Double.isNaN(values[c]) || nanAsZero) {
                    sum += Double.isNaN(values[c]) ? 0 : values[c];
                    defined++;
                }
            }
            Map<String, Numbers> outputs = new LinkedHashMap<>();
            outputs.put("per_class", vector(values));
            outputs.put("mean", scalar(sum / defined));
            return outputs;
        };
    }

    private static double[] scores(Map<String, Numbers> in, int category, boolean own) {
        int classes = in.get("score").shape().columns();
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < in.get("label").count(); i++) {
            if (((int) in.get("label").get(i) == category) == own) {
                scores.add(in.get("score").get(i * classes + category));
            }
        }
        return scores.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static int atLeast(double[] scores, double threshold) {
        int count = 0;
        for (double score : scores) {
            count += score >= threshold ? 1 : 0;
        }
        return count;
    }

    private static int above(double[] scores, double threshold) {
        int count = 0;
        for (double score : scores) {
            count += score > threshold ? 1 : 0;
        }
        return count;
    }

    /// The mean over a class's clips of the precision among the clips that score at least as high.
    private static double precision(double[] positive, double[] negative) {
        double sum = 0;
        for (double score : positive) {
            double found = atLeast(positive, score);
            sum += found / (found + atLeast(negative, score));
        }
        return sum / positive.length;
    }

    private static Document averagePrecision() {
        Document file = new Document(
                        "average_precision",
                        "average_precision",
                        "2.3",
                        AveragePrecision.class,
                        classes(TrainingFiles::precision, false))
                .tolerance(0, 1e-14, "At most 10 positives: 25 roundings of positive numbers, 25 x 2^-53 = 3e-15.")
                .decoy(
                        "ties-in-favour",
                        "of clips of equal score those of the class come first",
                        classes(
                                (positive, negative) -> {
                                    double sum = 0;
                                    for (double score : positive) {
                                        double found = atLeast(positive, score);
                                        sum += found / (found + above(negative, score));
                                    }
                                    return sum / positive.length;
                                },
                                false))
                .decoy(
                        "undefined-as-0",
                        "a class without clips counts as 0 in the mean",
                        classes(TrainingFiles::precision, true))
                .decoy("roc-auc", "the area under the other curve", classes(TrainingFiles::area, false));
        return metricCases(file);
    }

    /// The share of pairs in which the clip of the class scores higher; equal scores count half.
    private static double area(double[] positive, double[] negative) {
        double won = 0;
        for (double score : positive) {
            won += negative.length - atLeast(negative, score);
            won += 0.5 * (atLeast(negative, score) - above(negative, score));
        }
        return won / positive.length / negative.length;
    }

    private static Document rocAuc() {
        Document file = new Document("roc_auc", "roc_auc", "2.3", RocAuc.class, classes(TrainingFiles::area, false))
                .tolerance(0, 1e-15, "Whole and half numbers, exact, and two divisions: 2 x 2^-53.")
                .decoy(
                        "ties-lost",
                        "equal scores count as lost",
                        classes(
                                (positive, negative) -> {
                                    double won = 0;
                                    for (double score : positive) {
                                        won += negative.length - atLeast(negative, score);
                                    }
                                    return won / positive.length / negative.length;
                                },
                                false))
                .decoy(
                        "ties-won",
                        "equal scores count as won",
                        classes(
                                (positive, negative) -> {
                                    double won = 0;
                                    for (double score : positive) {
                                        won += negative.length - above(negative, score);
                                    }
                                    return won / positive.length / negative.length;
                                },
                                false))
                .decoy(
                        "undefined-as-0",
                        "a class without clips counts as 0 in the mean",
                        classes(TrainingFiles::area, true))
                .decoy("average-precision", "the area under the other curve", classes(TrainingFiles::precision, false));
        return metricCases(file);
    }

    private static Document metricCases(Document file) {
        Draw draw = new Draw("metrics");
        file.add(metric("random", draw.uniform("random", 12, 3), draw.below("labels", 3, 12)));
        Numbers coarse = draw.uniform("coarse", 12, 3);
        for (int e = 0; e < coarse.count(); e++) {
            coarse.data()[e] = Math.rint(4 * coarse.get(e)) / 4;
        }
        file.add(metric("many-ties", coarse, draw.below("coarse labels", 3, 12))
                .comment("scores in quarters: clips of equal score come in together")
                .flag("ties"));
        file.add(metric("all-equal", matrix(4, 2, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5), indices(0, 0, 0, 1))
                .comment("nothing is ranked: AP is the share of the class, AUC 1/2")
                .flag("ties"));
        file.add(metric("perfect", matrix(4, 2, 0.9, 0.1, 0.8, 0.2, 0.3, 0.7, 0.1, 0.9), indices(0, 0, 1, 1)));
        file.add(metric("worst", matrix(4, 2, 0.1, 0.9, 0.2, 0.8, 0.7, 0.3, 0.9, 0.1), indices(0, 0, 1, 1)));
        file.add(metric("class-without-clips", draw.uniform("without", 6, 4), indices(0, 3, 0, 1, 1, 3))
                .comment("class 2 has no clips: NaN, left out of the mean")
                .flag("undefined"));
        file.add(metric("only-one-class", draw.uniform("only", 3, 2), indices(1, 1, 1))
                .comment("class 0 has no clips, class 1 no others: AUC is defined for neither")
                .flag("undefined"));
        file.add(metric(
                        "infinite-scores",
                        Numbers.of(Shape.of(4, 1), Double.POSITIVE_INFINITY, 1, Double.NEGATIVE_INFINITY, 0),
                        indices(0, 0, 0, 0))
                .comment("infinite scores rank as numbers do")
                .flag("undefined"));
        return file.flag("ties", "clips of equal score")
                .flag("undefined", "a class that has no value is NaN, written \"NaN\"");
    }

    private static Draft metric(String id, Numbers score, Numbers label) {
        return new Draft(id).input("score", score).input("label", label);
    }
}
