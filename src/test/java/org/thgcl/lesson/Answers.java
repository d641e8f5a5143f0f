package org.thgcl.lesson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.thgcl.lesson.Exercise.Case;
import org.thgcl.lesson.ScalarTape.Scalar;

/// Answers to the exercises of `docs/lesson.md`, in plain loops; each with its typical mistake, or without.
final class Answers {
    private static final double COSINE_FLOOR = 1e-8;

    private Answers() {}

    /// @param half false: the mistake `missing-half`
    static Map<String, Scalar[]> gaussian(Case c, boolean half) {
        Scalar[] weight = new Scalar[c.input("i").length];
        for (int e = 0; e < weight.length; e++) {
            Scalar distance = c.input("i")[e].minus(c.input("j")[e]);
            Scalar width = c.input("max")[e].minus(c.input("min")[e]).plus(c.number(1));
            Scalar square = width.times(width).times(c.number(half ? 2 : 1));
            weight[e] = c.number(0)
                    .minus(distance.times(distance))
                    .dividedBy(square)
                    .exp();
        }
        return Map.of("weight", weight);
    }

    /// @param own false: the mistake `ends-of-the-clip`
    static Map<String, Scalar[]> neighbourhood(Case c, boolean own) {
        int segments = (int) c.setting("segments");
        int span = (int) c.setting("span");
        int dilation = (int) c.setting("dilation");
        boolean shift = c.settings().get("boundary").equals("shift");
        List<Scalar> source = new ArrayList<>();
        List<Scalar> target = new ArrayList<>();
        List<Scalar> min = new ArrayList<>();
        List<Scalar> max = new ArrayList<>();
        for (int i = 0; i < segments; i++) {
            int node = i;
            List<Integer> lattice = IntStream.range(0, segments)
                    .filter(j -> j % dilation == node % dilation)
                    .boxed()
                    .toList();
            int from = lattice.indexOf(i) - span;
            int to = lattice.indexOf(i) + span;
            while (shift && from < 0) {
                from++;
                to++;
            }
            while (shift && to >= lattice.size()) {
                from--;
                to--;
            }
            List<Integer> heard = lattice.subList(Math.max(0, from), Math.min(lattice.size() - 1, to) + 1);
            for (int j : heard) {
                source.add(c.number(j));
                target.add(c.number(i));
                min.add(c.number(own ? heard.getFirst() : 0));
                max.add(c.number(own ? heard.getLast() : segments - 1));
            }
        }
        return Map.of("source", array(source), "target", array(target), "min", array(min), "max", array(max));
    }

    private static Scalar[] array(List<Scalar> scalars) {
        return scalars.toArray(Scalar[]::new);
    }

    /// @param plusOne false: the mistake `missing-plus-one`
    static Map<String, Scalar[]> hawkes(Case c, boolean plusOne) {
        Scalar one = c.number(1);
        Scalar tau = c.number(c.setting("tau"));
        boolean inside = c.settings().get("temperature_place").equals("inside");
        Scalar[] weight = new Scalar[c.input("xi").length];
        for (int e = 0; e < weight.length; e++) {
            Scalar xi = c.input("xi")[e];
            Scalar log = xi.log();
            Scalar other = c.number(0).minus(xi).log1p();
            Scalar noise =
                    switch ((String) c.settings().get("noise")) {
                        case "ratio" -> log.dividedBy(other);
                        case "logit" -> log.minus(other);
                        default -> c.number(0);
                    };
            Scalar numerator = c.input("max")[e].minus(c.input("position")[e]).plus(c.number(plusOne ? 1 : 0));
            Scalar width = c.input("max")[e].minus(c.input("min")[e]).plus(one);
            Scalar z = noise.plus(c.number(c.setting("sign")).times(numerator.dividedBy(width)));
            Scalar scaled = inside ? z.dividedBy(tau) : z;
            Scalar sigmoid = one.dividedBy(one.plus(c.number(0).minus(scaled).exp()));
            weight[e] = inside ? sigmoid : sigmoid.dividedBy(tau);
        }
        return Map.of("weight", weight);
    }

    /// @param rowsAreTargets false: the mistake `transposed-adjacency`
    static Map<String, Scalar[]> convolution(Case c, boolean rowsAreTargets) {
        int nodes = c.size("x", 0);
        int in = c.size("x", 1);
        int out = c.size("psi", 1);
        Scalar[][] a = new Scalar[nodes][nodes];
        for (Scalar[] row : a) {
            Arrays.fill(row, c.number(0));
        }
        for (int e = 0; e < c.input("weight").length; e++) {
            int row = c.index(rowsAreTargets ? "target" : "source", e);
            int column = c.index(rowsAreTargets ? "source" : "target", e);
            a[row][column] = a[row][column].plus(c.input("weight")[e]);
        }
        normalise(c, a);
        Scalar[] result = new Scalar[nodes * out];
        for (int i = 0; i < nodes; i++) {
            for (int k = 0; k < out; k++) {
                Scalar sum = c.input("bias") == null ? c.number(0) : c.input("bias")[k];
                for (int j = 0; j < nodes; j++) {
                    for (int f = 0; f < in; f++) {
                        sum = sum.plus(a[i][j].times(c.input("x")[j * in + f]).times(c.input("psi")[f * out + k]));
                    }
                }
                result[i * out + k] = c.settings().get("activation").equals("relu") ? sum.relu() : sum;
            }
        }
        return Map.of("x_out", result);
    }

    /// A, D^-1 A or D^-1/2 A D^-1/2, where a row sum of 0 gives 0.
    private static void normalise(Case c, Scalar[][] a) {
        String adjacency = (String) c.settings().get("adjacency");
        Scalar[] sums = Arrays.stream(a).map(c::sum).toArray(Scalar[]::new);
        for (int i = 0; i < a.length && !adjacency.equals("raw"); i++) {
            for (int j = 0; j < a.length; j++) {
                if (adjacency.equals("row")) {
                    a[i][j] = sums[i].value() == 0 ? c.number(0) : a[i][j].dividedBy(sums[i]);
                } else {
                    boolean none = sums[i].value() == 0 || sums[j].value() == 0;
                    a[i][j] = none
                            ? c.number(0)
                            : a[i][j].dividedBy(sums[i].sqrt().times(sums[j].sqrt()));
                }
            }
        }
    }

    /// @param byGraph false: the mistake `softmax-over-batch`
    static Map<String, Scalar[]> pooling(Case c, boolean byGraph) {
        int nodes = c.size("x", 0);
        int features = c.size("x", 1);
        int graphs =
                IntStream.range(0, nodes).map(i -> c.index("graph", i)).max().orElse(-1) + 1;
        Scalar[] scores = new Scalar[nodes];
        for (int i = 0; i < nodes; i++) {
            scores[i] = c.number(0);
            for (int f = 0; f < features; f++) {
                scores[i] = scores[i].plus(c.input("x")[i * features + f].times(c.input("gate")[f]));
            }
        }
        Scalar[] beta = new Scalar[nodes];
        for (int i = 0; i < nodes; i++) {
            int graph = c.index("graph", i);
            int[] together = IntStream.range(0, nodes)
                    .filter(j -> !byGraph || c.index("graph", j) == graph)
                    .toArray();
            Scalar most = c.number(Arrays.stream(together)
                    .mapToDouble(j -> scores[j].value())
                    .max()
                    .orElseThrow());
            Scalar sum = c.number(0);
            for (int j : together) {
                sum = sum.plus(scores[j].minus(most).exp());
            }
            beta[i] = scores[i].minus(most).exp().dividedBy(sum);
        }
        Scalar[] pooled = new Scalar[graphs * features];
        Arrays.fill(pooled, c.number(0));
        for (int i = 0; i < nodes; i++) {
            for (int f = 0; f < features; f++) {
                int place = c.index("graph", i) * features + f;
                pooled[place] = pooled[place].plus(beta[i].times(c.input("x")[i * features + f]));
            }
        }
        return Map.of("pooled", pooled, "beta", beta);
    }

    /// @param printed false: the mistake `positive-kept` where the denominator leaves the positive pair out
    static Map<String, Scalar[]> contrastive(Case c, boolean printed) {
        Scalar videoToAudio = direction(c, "audio", "video", printed);
        Scalar audioToVideo = direction(c, "video", "audio", printed);
        return Map.of(
                "video_to_audio", new Scalar[] {videoToAudio},
                "audio_to_video", new Scalar[] {audioToVideo},
                "total", new Scalar[] {videoToAudio.plus(audioToVideo)});
    }

    private static Scalar direction(Case c, String x, String y, boolean printed) {
        int clips = c.size(x, 0);
        String negatives = (String) c.settings().get("negatives");
        boolean positive = negatives.equals("with_positive") || (negatives.equals("printed") && !printed);
        Scalar t = c.number(c.setting("temperature"));
        Scalar mean = c.number(0);
        for (int i = 0; i < clips; i++) {
            List<Scalar> exponents = new ArrayList<>();
            for (int j = 0; j < clips; j++) {
                if (j != i || positive) {
                    String other = negatives.equals("within_modality") ? x : y;
                    exponents.add(cosine(c, x, i, other, j).dividedBy(t));
                }
            }
            Scalar most =
                    c.number(exponents.stream().mapToDouble(Scalar::value).max().orElseThrow());
            Scalar sum = c.number(0);
            for (Scalar exponent : exponents) {
                sum = sum.plus(exponent.minus(most).exp());
            }
            Scalar loss = sum.log().plus(most).minus(cosine(c, x, i, y, i).dividedBy(t));
            mean = mean.plus(loss.dividedBy(c.number(clips)));
        }
        return mean;
    }

    private static Scalar cosine(Case c, String x, int i, String y, int j) {
        int features = c.size(x, 1);
        Scalar[] a = Arrays.copyOfRange(c.input(x), i * features, (i + 1) * features);
        Scalar[] b = Arrays.copyOfRange(c.input(y), j * features, (j + 1) * features);
        Scalar squares = dot(c, a, a).times(dot(c, b, b));
        boolean floored = Math.sqrt(squares.value()) <= COSINE_FLOOR;
        return dot(c, a, b).dividedBy(floored ? c.number(COSINE_FLOOR) : squares.sqrt());
    }

    private static Scalar dot(Case c, Scalar[] a, Scalar[] b) {
        return c.sum(
                IntStream.range(0, a.length).mapToObj(f -> a[f].times(b[f])).toArray(Scalar[]::new));
    }

    /// @param corrected false: the mistake `no-bias-correction`
    static Map<String, Scalar[]> adam(Case c, boolean corrected) {
        int n = c.size("parameter", 0);
        int steps = c.size("gradients", 0);
        double beta1 = c.setting("beta1");
        double beta2 = c.setting("beta2");
        Scalar[] trajectory = new Scalar[steps * n];
        for (int p = 0; p < n; p++) {
            double x = c.input("parameter")[p].value();
            double m = 0;
            double v = 0;
            for (int step = 1; step <= steps; step++) {
                double g = c.input("gradients")[(step - 1) * n + p].value() + c.setting("weight_decay") * x;
                m = beta1 * m + (1 - beta1) * g;
                v = beta2 * v + (1 - beta2) * g * g;
                double m1 = corrected ? m / (1 - StrictMath.pow(beta1, step)) : m;
                double v1 = corrected ? v / (1 - StrictMath.pow(beta2, step)) : v;
                x -= c.setting("learning_rate") * m1 / (Math.sqrt(v1) + c.setting("epsilon"));
                trajectory[(step - 1) * n + p] = c.number(x);
            }
        }
        return Map.of("trajectory", trajectory);
    }
}
