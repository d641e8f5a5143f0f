package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.indices;
import static org.thgcl.golden.suite.Numbers.matrix;
import static org.thgcl.golden.suite.Numbers.scalar;
import static org.thgcl.golden.suite.Numbers.vector;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.thgcl.data.Split;
import org.thgcl.data.Standardisation;
import org.thgcl.metric.Evaluation;
import org.thgcl.optimise.EarlyStopping;
import org.thgcl.optimise.Sgd;
import org.thgcl.tensor.Shape;

/// What surrounds training: TMac's optimiser, scaled features, the split, the end of a run, right predictions.
final class PracticeFiles {
    private PracticeFiles() {}

    static List<Document> all() {
        return List.of(sgd(), standardisation(), splitSizes(), earlyStopping(), accuracy());
    }

    /// Outputs by name, in an order that every run has.
    static Map<String, Numbers> named(List<String> names, Numbers... numbers) {
        Map<String, Numbers> named = new LinkedHashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            named.put(names.get(i), numbers[i]);
        }
        return named;
    }

    /// What is added to the gradient of a parameter for its norm.
    @FunctionalInterface
    private interface Penalty {
        double of(double p, double norm);
    }

    /// Gradient descent with momentum, with room for mistakes.
    ///
    /// @param damped whether the new gradient enters the momentum by 1 - momentum alone
    /// @param nesterov whether the step looks ahead
    /// @param decoupled whether the weight decay acts on the parameter itself
    private record SgdRule(Penalty penalty, boolean damped, boolean nesterov, boolean decoupled) {
        static final Penalty UNSQUARED = (p, norm) -> norm == 0 ? 0 : p / norm;

        Map<String, Numbers> of(Definition.Settings s, Map<String, Numbers> in) {
            double[] p = in.get("parameter").data().clone();
            double[] m = new double[p.length];
            int steps = in.get("gradients").shape().rows();
            double[] trajectory = new double[steps * p.length];
            for (int t = 0; t < steps; t++) {
                double squares = 0;
                for (double x : p) {
                    squares += x * x;
                }
                for (int i = 0; i < p.length; i++) {
                    double decay = s.number("weight_decay") * p[i];
                    double g = in.get("gradients").get(t * p.length + i)
                            + (decoupled ? 0 : decay)
                            + s.number("norm_penalty") * penalty.of(p[i], Math.sqrt(squares));
                    double mu = s.number("momentum");
                    m[i] = mu * m[i] + (damped ? 1 - mu : 1) * g;
                    trajectory[t * p.length + i] = p[i]
                            - s.number("learning_rate") * ((nesterov ? g + mu * m[i] : m[i]) + (decoupled ? decay : 0));
                }
                System.arraycopy(trajectory, t * p.length, p, 0, p.length);
            }
            return Map.of("trajectory", matrix(steps, p.length, trajectory));
        }
    }

    private static Document sgd() {
        Document file = new Document(
                        "sgd", "sgd", "3.1.2", Sgd.class, new SgdRule(SgdRule.UNSQUARED, false, false, false)::of)
                .reading("A23")
                .tolerance(
                        1e-13,
                        1e-13,
                        "A step has about 12 roundings, of numbers up to 10, and momentum 0.9 makes of each at most 10:"
                                + " 6 steps x 12 x 10 x 2^-53 x 10 x 0.1 = 8e-14.")
                .decoy(
                        "squared-norm",
                        "the penalty is half the squared norm",
                        new SgdRule((p, norm) -> p, false, false, false)::of)
                .decoy(
                        "norm-of-each-element",
                        "the penalty is the sum of absolute values",
                        new SgdRule((p, norm) -> Math.signum(p), false, false, false)::of)
                .decoy(
                        "damped",
                        "the gradient enters the momentum by 1 - momentum",
                        new SgdRule(SgdRule.UNSQUARED, true, false, false)::of)
                .decoy(
                        "nesterov",
                        "Nesterov's momentum looks ahead",
                        new SgdRule(SgdRule.UNSQUARED, false, true, false)::of)
                .decoy(
                        "decoupled-decay",
                        "the weight decay acts on the parameter, past the momentum",
                        new SgdRule(SgdRule.UNSQUARED, false, false, true)::of);
        Draw draw = new Draw("sgd");
        Numbers parameter = vector(0.5, -1.25, 3, 0);
        file.add(sgd("tmac", 0.005, 0.9, 1e-4, 0.5, parameter, draw.normal("tmac", 6, 4))
                .comment("what TMac's code sets"));
        file.add(sgd("momentum-alone", 0.1, 0.75, 0, 0, parameter, draw.normal("momentum", 6, 4)));
        file.add(sgd("weight-decay", 0.1, 0.5, 0.25, 0, parameter, draw.normal("decay", 6, 4)));
        file.add(sgd("no-momentum", 0.1, 0, 0.25, 0.5, parameter, draw.normal("none", 3, 4)));
        file.add(sgd("all-zero", 0.1, 0.9, 0.1, 0.5, vector(0, 0), matrix(3, 2, 0, 0, 1, 0, 0, 0))
                .comment("a norm of 0 has no derivative; the penalty counts as 0 there")
                .flag("zero"));
        file.add(sgd("defaults-left-out", 0.005, 0.9, 0, 0, vector(0.5, 2), matrix(3, 2, 1, 2, 0.5, 1, 0, 0))
                .comment("without settings: 0.005, momentum 0.9, neither decay nor penalty")
                .leftOut("learning_rate", "momentum", "weight_decay", "norm_penalty"));
        return file.flag("zero", "P / |P| is 0 / 0 at P = 0");
    }

    private static Draft sgd(
            String id,
            double learningRate,
            double momentum,
            double decay,
            double penalty,
            Numbers parameter,
            Numbers gradients) {
        return new Draft(id)
                .setting("learning_rate", learningRate)
                .setting("momentum", momentum)
                .setting("weight_decay", decay)
                .setting("norm_penalty", penalty)
                .input("parameter", parameter)
                .input("gradients", gradients);
    }

    /// Mean and deviation of a column.
    @FunctionalInterface
    private interface Spread {
        double of(double mean, double... column);
    }

    private static double deviation(double mean, double... column) {
        boolean constant = Arrays.stream(column).allMatch(x -> x == column[0]);
        return constant ? 1 : Math.sqrt(squares(mean, column) / column.length);
    }

    private static double squares(double mean, double... column) {
        return Arrays.stream(column).map(x -> (x - mean) * (x - mean)).sum();
    }

    private static double[] column(Numbers x, int k) {
        int features = x.shape().columns();
        return IntStream.range(0, x.shape().rows())
                .mapToDouble(row -> x.get(row * features + k))
                .toArray();
    }

    /// @param statistics the input that means and deviations are taken of
    private static Definition scaled(String statistics, Spread spread) {
        return (s, in) -> {
            Numbers x = in.get(statistics);
            Numbers y = in.get("y");
            int features = x.shape().columns();
            double[] mean = new double[features];
            double[] deviation = new double[features];
            for (int k = 0; k < features; k++) {
                double[] column = column(x, k);
                mean[k] = Arrays.stream(column).sum() / column.length;
                deviation[k] = spread.of(mean[k], column);
            }
            double[] scaled = new double[y.count()];
            for (int e = 0; e < scaled.length; e++) {
                scaled[e] = (y.get(e) - mean[e % features]) / deviation[e % features];
            }
            return named(
                    List.of("mean", "deviation", "y_out"),
                    vector(mean),
                    vector(deviation),
                    Numbers.of(y.shape(), scaled));
        };
    }

    private static Document standardisation() {
        Document file = new Document(
                        "standardisation",
                        "standardisation",
                        "2.1",
                        Standardisation.class,
                        scaled("x", PracticeFiles::deviation))
                .reading("A24")
                .tolerance(
                        1e-13,
                        1e-13,
                        "Means and deviations of 9 segments: 30 roundings of numbers up to 10, 3e-14; deviations are"
                                + " above 0.3.")
                .decoy(
                        "unbiased",
                        "the squares are divided by n - 1",
                        scaled("x", (mean, column) -> Math.sqrt(squares(mean, column) / (column.length - 1))))
                .decoy(
                        "variance",
                        "divided by the variance",
                        scaled("x", (mean, column) -> squares(mean, column) / column.length))
                .decoy(
                        "own-statistics",
                        "the part to be scaled is measured itself, not the training part",
                        scaled("y", PracticeFiles::deviation))
                .decoy("mean-alone", "nothing is divided", scaled("x", (mean, column) -> 1));
        Draw draw = new Draw("standardisation");
        file.add(scaling("random", draw.normal("x", 9, 3), draw.normal("y", 4, 3)));
        file.add(scaling("one-feature-constant", matrix(3, 2, 0.1, 1, 0.1, 2, 0.1, 6), matrix(2, 2, 0.1, 3, 0.6, 3))
                .comment("a feature that never varies is divided by 1, also where a sum of its squares rounds above 0")
                .flag("constant"));
        file.add(scaling("one-segment", matrix(1, 2, 3, -4), matrix(1, 2, 5, -4))
                .comment("one segment never varies")
                .flag("constant"));
        Numbers offset = draw.normal("offset", 8, 2).plus(Numbers.of(Shape.of(8, 2), filled(16, 1e6)));
        file.add(scaling("large-mean", offset, matrix(2, 2, 1e6, 1e6, 1e6 + 1, 1e6 - 1))
                .comment("a mean of a million beside a deviation of 1: the mean of squares minus the squared mean has"
                        + " four digits left")
                .tolerance(2e-9, 1e-9)
                .flag("cancellation"));
        file.add(scaling("nothing-to-scale", draw.normal("few", 3, 2), Numbers.of(Shape.of(0, 2))));
        return file.flag("constant", "division by a deviation of 0")
                .flag("cancellation", "the deviation by a difference of large numbers");
    }

    private static double[] filled(int n, double value) {
        double[] data = new double[n];
        Arrays.fill(data, value);
        return data;
    }

    private static Draft scaling(String id, Numbers x, Numbers y) {
        return new Draft(id).input("x", x).input("y", y);
    }

    /// The sizes of the parts of n clips.
    @FunctionalInterface
    private interface Sizes {
        int[] of(int n, double... fractions);
    }

    /// Largest remainders, in decimal fractions: nothing is rounded.
    private static int[] largestRemainders(int n, double... fractions) {
        int[] sizes = cutDown(n, fractions);
        BigDecimal[] remainders = new BigDecimal[sizes.length];
        for (int part = 0; part < sizes.length; part++) {
            remainders[part] = share(n, fractions[part]).subtract(BigDecimal.valueOf(sizes[part]));
        }
        for (int left = n - Arrays.stream(sizes).sum(); left > 0; left--) {
            int best = 0;
            for (int part = 1; part < sizes.length; part++) {
                best = remainders[part].compareTo(remainders[best]) > 0 ? part : best;
            }
            sizes[best]++;
            remainders[best] = BigDecimal.valueOf(-1);
        }
        return sizes;
    }

    private static int[] filledUp(int n, double... fractions) {
        int[] sizes = largestRemainders(n, fractions);
        for (int part = 0; part < sizes.length; part++) {
            if (sizes[part] == 0) {
                int largest = 0;
                for (int other = 1; other < sizes.length; other++) {
                    largest = sizes[other] > sizes[largest] ? other : largest;
                }
                sizes[largest]--;
                sizes[part] = 1;
            }
        }
        return sizes;
    }

    private static int[] cutDown(int n, double... fractions) {
        return Arrays.stream(fractions)
                .mapToInt(f -> share(n, f).setScale(0, RoundingMode.FLOOR).intValueExact())
                .toArray();
    }

    private static BigDecimal share(int n, double fraction) {
        return new BigDecimal(Double.toString(fraction)).multiply(BigDecimal.valueOf(n));
    }

    private static int[] restTo(int part, int n, double... fractions) {
        int[] sizes = cutDown(n, fractions);
        sizes[part] += n - Arrays.stream(sizes).sum();
        return sizes;
    }

    private static Definition sizes(Sizes rule) {
        return (s, in) -> {
            int[] clips = in.get("clips").indices();
            double[] fractions = in.get("fractions").data();
            double[] sizes = Arrays.stream(clips)
                    .flatMap(n -> Arrays.stream(rule.of(n, fractions)))
                    .asDoubleStream()
                    .toArray();
            return Map.of("sizes", new Numbers(Shape.of(clips.length, fractions.length), sizes, true));
        };
    }

    private static Document splitSizes() {
        Document file = new Document("split_sizes", "split_sizes", "3.1.1", Split.class, sizes(PracticeFiles::filledUp))
                .reading("A19")
                .decoy(
                        "rest-to-the-last",
                        "what is left goes to the last part",
                        sizes((n, fractions) -> restTo(fractions.length - 1, n, fractions)))
                .decoy(
                        "rest-to-the-first",
                        "what is left goes to the first part",
                        sizes((n, fractions) -> restTo(0, n, fractions)))
                .decoy("empty-parts", "an empty part stays empty", sizes(PracticeFiles::largestRemainders))
                .decoy(
                        "binary-fractions",
                        "n times the fraction in float64, cut down: 10 x 0.29 is 2.8999999999999999",
                        sizes((n, fractions) -> {
                            int[] sizes = Arrays.stream(fractions)
                                    .mapToInt(f -> (int) Math.floor(n * f))
                                    .toArray();
                            sizes[0] += n - Arrays.stream(sizes).sum();
                            return sizes;
                        }));
        file.add(split("paper", vector(0.7, 0.1, 0.2), 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 20, 100, 101)
                .comment("0.7, 0.1, 0.2 of as many clips as a class may have"));
        file.add(split("predecessor", vector(0.7, 0.15, 0.15), 3, 10, 11, 13, 20, 33)
                .comment("the first of equal remainders comes first"));
        file.add(split("hold-out", vector(0.9, 0.1), 2, 4, 5, 6, 9, 10, 14, 15, 16));
        file.add(split("equal-parts", vector(0.25, 0.25, 0.25, 0.25), 4, 5, 6, 7, 8));
        file.add(split("products-below-a-whole-number", vector(0.29, 0.57, 0.14), 100, 200, 700)
                .comment("100 x 0.29 is 28.999999999999996 in float64 and means 29"));
        file.add(split("largest-part-in-the-middle", vector(0.02, 0.96, 0.02), 3, 4, 10, 40)
                .comment("the middle part gives to both others"));
        file.add(split("one-part-nearly-all", vector(0.98, 0.01, 0.01), 3, 10, 50, 149, 151)
                .comment("empty parts take a clip each from the largest"));
        return file;
    }

    private static Draft split(String id, Numbers fractions, int... clips) {
        return new Draft(id).input("clips", indices(clips)).input("fractions", fractions);
    }

    /// Early stopping with room for mistakes.
    ///
    /// @param equal whether an equal score counts as better
    /// @param slack whether a little less than the best counts as better under `map_auc`
    /// @param sinks whether the best is replaced by a lower score that counts as better
    /// @param late how many validations more than `patience` a run goes on
    private record StoppingRule(boolean equal, boolean slack, boolean sinks, int late) {
        static final StoppingRule RIGHT = new StoppingRule(false, true, true, 0);

        Map<String, Numbers> of(Definition.Settings s, Map<String, Numbers> in) {
            boolean both = s.text("stopping").equals("map_auc");
            int n = in.get("map").count();
            int[] best = new int[n];
            int[] since = new int[n];
            int[] stops = new int[n];
            double highest = Double.NEGATIVE_INFINITY;
            int at = -1;
            int waited = 0;
            for (int k = 0; k < n; k++) {
                double score =
                        in.get("map").get(k) + (both ? 0.5 * in.get("auc").get(k) : 0);
                double bar = both && slack ? highest - 1e-4 : highest;
                boolean better = equal ? score >= bar : score > bar;
                highest = better ? sinks ? score : Math.max(score, highest) : highest;
                at = better ? k : at;
                waited = better ? 0 : waited + 1;
                best[k] = at;
                since[k] = waited;
                stops[k] = waited >= s.whole("patience") + late ? 1 : 0;
            }
            return named(List.of("best", "since", "stops"), indices(best), indices(since), indices(stops));
        }
    }

    private static Document earlyStopping() {
        Document file = new Document(
                        "early_stopping", "early_stopping", "3.1.2", EarlyStopping.class, StoppingRule.RIGHT::of)
                .reading("A18")
                .decoy("equal-is-better", "an equal score counts", new StoppingRule(true, true, true, 0)::of)
                .decoy("no-slack", "1e-4 is left out", new StoppingRule(false, false, true, 0)::of)
                .decoy(
                        "best-never-sinks",
                        "the best stays the highest so far",
                        new StoppingRule(false, true, false, 0)::of)
                .decoy("one-more", "the run ends one validation later", new StoppingRule(false, true, true, 1)::of)
                .decoy(
                        "other-score",
                        "mAP alone, or mAP with AUC, whichever isn't asked for",
                        (s, in) -> StoppingRule.RIGHT.of(
                                s.with("stopping", s.text("stopping").equals("map") ? "map_auc" : "map"), in));
        Numbers rising = vector(0.1, 0.3, 0.2, 0.3, 0.31, 0.3, 0.2, 0.1, 0.05);
        Numbers areas = vector(0.5, 0.6, 0.9, 0.9, 0.5, 0.4, 0.5, 0.4, 0.3);
        file.add(stopping("map", "map", 3, rising, areas)
                .comment("an equal score isn't better; the last row ends the run"));
        file.add(stopping("map-auc", "map_auc", 3, rising, areas));
        file.add(stopping(
                        "sinking",
                        "map_auc",
                        2,
                        vector(0.5, 0.49995, 0.4999, 0.49985, 0.4998, 0.4996, 0.4996),
                        vector(0, 0, 0, 0, 0, 0, 0))
                .comment("each score is above the best - 1e-4 and replaces it, so that the best sinks"));
        file.add(stopping("not-a-number", "map", 2, vector(Double.NaN, 0.2, Double.NaN, Double.NaN), vector(0, 0, 0, 0))
                .comment("no class has a value: never better, and no best before the first number")
                .flag("undefined"));
        file.add(stopping("auc-counts-half", "map_auc", 2, vector(0.5, 0.4, 0.4), vector(0, 0.15, 0.25))
                .comment("0.5, 0.475, 0.525: with the whole AUC the second were better"));
        file.add(stopping("patience-1", "map", 1, vector(0, 0.1, 0.1, 0.2), vector(0, 0, 0, 0))
                .comment("0 is better than nothing"));
        file.add(stopping("defaults-left-out", "map", 5, rising, areas)
                .comment("without settings: map, patience 5")
                .leftOut("stopping", "patience"));
        file.add(stopping("no-validations", "map", 5, vector(), vector()));
        return file.flag("undefined", "a score that is NaN");
    }

    private static Draft stopping(String id, String stopping, int patience, Numbers map, Numbers auc) {
        return new Draft(id)
                .setting("stopping", stopping)
                .setting("patience", patience)
                .input("map", map)
                .input("auc", auc);
    }

    /// Which class the scores of a clip predict.
    @FunctionalInterface
    private interface Choice {
        int of(double... scores);
    }

    private static int first(double... scores) {
        int chosen = 0;
        for (int c = 1; c < scores.length; c++) {
            chosen = scores[c] > scores[chosen] ? c : chosen;
        }
        return chosen;
    }

    private static int last(double... scores) {
        int chosen = 0;
        for (int c = 1; c < scores.length; c++) {
            chosen = scores[c] >= scores[chosen] ? c : chosen;
        }
        return chosen;
    }

    /// @param balanced whether the accuracy is the mean of the classes' recalls
    private static Definition predictions(Choice choice, boolean balanced) {
        return (s, in) -> {
            int classes = in.get("score").shape().columns();
            int[] label = in.get("label").indices();
            int[] predicted = new int[label.length];
            double[] right = new double[classes];
            double[] chosen = new double[classes];
            double[] own = new double[classes];
            for (int clip = 0; clip < label.length; clip++) {
                predicted[clip] =
                        choice.of(Arrays.copyOfRange(in.get("score").data(), clip * classes, (clip + 1) * classes));
                chosen[predicted[clip]]++;
                own[label[clip]]++;
                right[label[clip]] += predicted[clip] == label[clip] ? 1 : 0;
            }
            double[] precision = new double[classes];
            double[] recall = new double[classes];
            double[] f1 = new double[classes];
            for (int c = 0; c < classes; c++) {
                precision[c] = right[c] / chosen[c];
                recall[c] = right[c] / own[c];
                f1[c] = 2 * right[c] / (chosen[c] + own[c]);
            }
            double accuracy = balanced
                    ? Arrays.stream(recall)
                            .filter(r -> !Double.isNaN(r))
                            .average()
                            .orElse(Double.NaN)
                    : Arrays.stream(right).sum() / label.length;
            return named(
                    List.of("predicted", "accuracy", "precision", "recall", "f1"),
                    indices(predicted),
                    scalar(accuracy),
                    vector(precision),
                    vector(recall),
                    vector(f1));
        };
    }

    private static Document accuracy() {
        Definition definition = predictions(PracticeFiles::first, false);
        Document file = new Document("accuracy", "accuracy", "3.1.2", Evaluation.class, definition)
                .tolerance(0, 1e-15, "Whole numbers, exact, and a division: 2^-53.")
                .decoy("last-of-equals", "of equal scores the last class", predictions(PracticeFiles::last, false))
                .decoy("balanced", "the mean of the classes' recalls", predictions(PracticeFiles::first, true))
                .decoy("precision-recall-exchanged", "precision and recall exchanged", (s, in) -> {
                    Map<String, Numbers> found = new LinkedHashMap<>(definition.of(s, in));
                    Numbers precision = found.get("precision");
                    found.put("precision", found.get("recall"));
                    found.put("recall", precision);
                    return found;
                });
        Draw draw = new Draw("accuracy");
        file.add(scores("random", draw.uniform("random", 12, 3), draw.below("labels", 3, 12)));
        file.add(scores("ties", matrix(4, 3, 0.4, 0.4, 0.2, 0.2, 0.4, 0.4, 0.3, 0.3, 0.3, 0, 0, 1), indices(0, 2, 1, 2))
                .comment("the first class of the highest score is predicted")
                .flag("ties"));
        file.add(scores("all-wrong", matrix(2, 2, 0.9, 0.1, 0.2, 0.8), indices(1, 0))
                .comment("F1 is 0, not NaN"));
        file.add(scores("class-without-clips", draw.uniform("without", 6, 4), indices(0, 3, 0, 1, 1, 3))
                .comment("recall is 0/0 for class 2")
                .flag("undefined"));
        file.add(scores(
                        "infinite-scores",
                        matrix(2, 2, Double.NEGATIVE_INFINITY, -5, 0, Double.POSITIVE_INFINITY),
                        indices(1, 1))
                .comment("class 0 has neither clips nor predictions: 0/0 three times")
                .flag("undefined"));
        return file.flag("ties", "equal scores in a clip").flag("undefined", "0/0 is NaN");
    }

    private static Draft scores(String id, Numbers score, Numbers label) {
        return new Draft(id).input("score", score).input("label", label);
    }
}
