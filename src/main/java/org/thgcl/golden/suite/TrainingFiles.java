package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.indices;
import static org.thgcl.golden.suite.Numbers.matrix;
import static org.thgcl.golden.suite.Numbers.vector;

import java.util.List;
import java.util.Map;
import org.thgcl.optimise.Adam;
import org.thgcl.optimise.LearningRate;
import org.thgcl.tensor.Elementary;

/// What training needs besides the network: Adam and the learning rate.
final class TrainingFiles {
    private static final String[] SCHEDULE = {
        "base", "warmup_iterations", "warmup_factor", "steps", "gamma", "max_iterations"
    };

    private TrainingFiles() {}

    static List<Document> all() {
        return List.of(adam(), learningRate());
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
        Document file = new Document("adam", "adam", "3.1.2", Adam.class, adam(AdamRule.RIGHT))
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
        file.add(adam("defaults-left-out", 0.005, 0.9, 0.999, 1e-8, 0, vector(0.5, 2), matrix(2, 2, 1e-7, 2, 0.5, 1))
                .comment("without settings: 0.005, 0.9, 0.999, 1e-8, no weight decay")
                .leftOut("learning_rate", "beta1", "beta2", "epsilon", "weight_decay"));
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

    /// What is added to k / max against rounding, by fvcore's rule 1e-6 in both places.
    ///
    /// @param steps where steps are counted
    /// @param warmUp where the warm-up ends
    private record Slack(double steps, double warmUp) {
        static final Slack RIGHT = new Slack(1e-6, 1e-6);

        double multiplier(Definition.Settings s, double w) {
            double m = 1;
            for (Object step : (List<?>) s.get("steps")) {
                long at = ((Number) step).longValue();
                if (at <= s.whole("max_iterations") && at <= Math.floor((w + steps) * s.whole("max_iterations"))) {
                    m *= s.number("gamma");
                }
            }
            return m;
        }

        double rate(Definition.Settings s, int k) {
            double base = s.number("base");
            if (s.text("schedule").equals("constant")) {
                return base;
            }
            double max = s.whole("max_iterations");
            double w = k / max;
            double length = Math.min(s.whole("warmup_iterations") / max, 1);
            return w + warmUp > length
                    ? base * multiplier(s, w)
                    : base
                            * (multiplier(s, length) * w / length
                                    + s.number("warmup_factor") * multiplier(s, 0) * (1 - w / length));
        }
    }

    private static double multiplier(Definition.Settings s, double w) {
        return Slack.RIGHT.multiplier(s, w);
    }

    private static double rate(Definition.Settings s, int k) {
        return Slack.RIGHT.rate(s, k);
    }

    private static Document learningRate() {
        Document file = new Document(
                        "learning_rate", "learning_rate", "3.1.2", LearningRate.class, rates(TrainingFiles::rate))
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
                .decoy("one-late", "iterations are counted from 1", rates((s, k) -> rate(s, k + 1)))
                .decoy(
                        "no-slack-at-steps",
                        "steps up to floor(w max), without the 1e-6",
                        rates(new Slack(0, 1e-6)::rate))
                .decoy(
                        "no-slack-at-the-warm-up",
                        "the warm-up lasts while w <= len, without the 1e-6",
                        rates(new Slack(1e-6, 0)::rate));
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
        file.add(schedule("past-the-end", "warmup_multistep", 2, 0.5, List.of(3L, 90L), 6, 6, 89, 90, 100)
                .comment("a run that goes on: a step beyond max_iterations stays ignored"));
        file.add(schedule(
                        "quotient-below-a-whole-number", "warmup_multistep", 0, 0.5, List.of(29L, 57L), 100, 29, 57, 58)
                .comment("29/100 x 100 is 28.999999999999996 in float64: without the 1e-6 the step comes one iteration"
                        + " late"));
        file.add(schedule("long-run", "warmup_multistep", 10, 0.5, List.of(1000L), 4000000, 5, 7, 9, 995, 996, 1000)
                .comment("the 1e-6 is added to k/max: of 4,000,000 iterations it is four, so that the warm-up ends at 7"
                        + " and the step shows at 996"));
        file.add(schedule("default-schedule", "constant", 1000, 0.001, List.of(250L), 5000, 0, 1000)
                .comment("without settings: constant, 0.005")
                .leftOut(SCHEDULE)
                .leftOut("schedule"));
        file.add(schedule("defaults-of-the-warm-up", "warmup_multistep", 1000, 0.001, List.of(250L), 5000, 0, 500, 1001)
                .comment("schedule alone is given: 0.005, 1000 iterations from 0.001, a step of 0.1 at 250 of 5000")
                .leftOut(SCHEDULE));
        file.add(schedule("default-length", "warmup_multistep", 4500, 0.001, List.of(250L), 5000, 4200, 4800)
                .comment("without max_iterations: 5000, so that the warm-up of 4500 isn't cut")
                .leftOut("max_iterations"));
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
}
