package org.thgcl.equation;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Sparse;
import org.thgcl.autodiff.Variable;
import org.thgcl.graph.ClipGraph;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.tensor.Elementary;

/// Equation 2, section 2.2: the Hawkes weight of a cross-modal edge, printed as
///
/// `s_inter^{i,j} = sigma( log xi / log(1 - xi) + (P_a^max' - P_v^i + 1) / (P_a^max' - P_a^min' + 1) ) / tau`
///
/// and here, so that each open point is a setting,
///
/// `z = n(xi) + sign (P_a^max' - p + 1) / (P_a^max' - P_a^min' + 1)`, then `sigma(z) / tau` or `sigma(z / tau)`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `xi` | `xi` | `[E]` or `[B E]` | 1 | (0, 1), uniform (A10: when it is drawn) |
/// | `p` | `position` | `[E]` | segment index (A7: whose) | real |
/// | `P^min'`, `P^max'` | `min`, `max` | `[E]` | smallest and largest audio index (A38: of what) | real, min <= max |
/// | `n` | `noise` (A6) | | 1 | |
/// | sign | `sign` (A8) | | 1 | +1, as printed; -1 |
/// | `tau` | `tau` (A9) | | 1 | above 0, finite |
/// | `s` | returned | as `xi` | 1 | (0, 1/tau) outside, (0, 1) inside |
///
/// Logarithms are natural; `ln(1 - xi)` is computed as `log1p(-xi)`, accurate for small xi. The ratio noise reaches
/// 10^17 as xi goes to 0 and the sigmoid then rounds to 1. An xi that is not in (0, 1) is refused.
///
/// Whether the weight decays with distance in time depends on p. J(i) begins at the video node's own time. With p the
/// audio node's own index and sign +1, the nearest audio node of J(i) weighs most and the farthest least, as the
/// paper's text and its Figure 1 say; with sign -1 it is the other way round. With p = i or p = start(i) all audio
/// nodes of J(i) weigh the same but for the noise.
///
/// @param noise the noise n
/// @param sign of the second term: +1 as printed or -1
/// @param place where tau divides
/// @param tau the smoothness
public record Eq2HawkesWeight(Noise noise, int sign, TauPlace place, double tau) {
    /// The noise n(xi), reading A6.
    public enum Noise {
        /// ln(xi) / ln(1 - xi), as printed.
        RATIO,
        /// ln(xi) - ln(1 - xi), the logistic noise of a binary concrete relaxation.
        LOGIT,
        /// 0.
        NONE;

        /// n of one edge, read literally.
        ///
        /// @param xi in (0, 1)
        public double definition(double xi) {
            return switch (this) {
                case RATIO -> Elementary.log(xi) / Elementary.log1p(-xi);
                case LOGIT -> Elementary.log(xi) - Elementary.log1p(-xi);
                case NONE -> 0;
            };
        }
    }

    /// The place of tau, reading A9.
    public enum TauPlace {
        /// sigma(z) / tau, as printed.
        OUTSIDE,
        /// sigma(z / tau).
        INSIDE
    }

    /// Which index p is subtracted from the audio index Pmax', reading A7.
    public enum Position {
        /// The video node's index i, as printed.
        PRINTED,
        /// start(i), the audio index at the video node's time.
        ALIGNED,
        /// The audio node's own index.
        NEIGHBOUR;

        /// p of each edge, `[E]`.
        public int[] of(CrossModalEdges edges) {
            return switch (this) {
                case PRINTED -> edges.video();
                case ALIGNED -> edges.start();
                case NEIGHBOUR -> edges.audio();
            };
        }
    }

    /// Which audio neighbourhood Pmin' and Pmax' are the ends of, reading A38. The paper explains Pmin and Pmax of
    /// Eq. 1 alone.
    public enum Primes {
        /// J(i), the video node's audio nodes.
        LIST,
        /// The whole clip: 0 and P_a - 1.
        CLIP,
        /// The audio node's own temporal neighbourhood.
        AUDIO;

        /// Pmin' of each cross-modal edge, `[E]`.
        public int[] min(ClipGraph graph) {
            return switch (this) {
                case LIST -> graph.cross().min();
                case CLIP -> new int[graph.cross().count()];
                case AUDIO -> ofAudioNodes(graph, graph.audio().nodeMin());
            };
        }

        /// Pmax' of each cross-modal edge, `[E]`.
        public int[] max(ClipGraph graph) {
            return switch (this) {
                case LIST -> graph.cross().max();
                case CLIP -> {
                    int[] max = new int[graph.cross().count()];
                    Arrays.fill(max, graph.audio().nodes() - 1);
                    yield max;
                }
                case AUDIO -> ofAudioNodes(graph, graph.audio().nodeMax());
            };
        }

        private static int[] ofAudioNodes(ClipGraph graph, int... values) {
            return IntStream.of(graph.cross().audio()).map(j -> values[j]).toArray();
        }
    }

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if the sign is neither 1 nor -1 or tau is not a finite number above 0
    public Eq2HawkesWeight {
        Objects.requireNonNull(noise, "noise");
        Objects.requireNonNull(place, "place");
        if (sign != 1 && sign != -1) {
            throw new IllegalArgumentException("Eq. 2: sign must be 1 or -1, got " + sign);
        }
        if (!(tau > 0 && tau < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Eq. 2: tau must be a finite number above 0, got " + tau);
        }
    }

    /// The weights of the E edges, or of B copies of them that share position, min and max but not xi;
    /// differentiable in all operands.
    ///
    /// @throws IllegalArgumentException if an xi is not in (0, 1)
    public Variable apply(Variable position, Variable min, Variable max, Variable xi) {
        requireOpenUnitInterval(xi);
        Variable term = max.minus(position).plus(1).dividedBy(max.minus(min).plus(1));
        Variable each = Sparse.repeat(term.times(sign), copies(term, xi));
        Variable z =
                switch (noise) {
                    case RATIO -> xi.log().dividedBy(xi.negated().log1p()).plus(each);
                    case LOGIT -> xi.log().minus(xi.negated().log1p()).plus(each);
                    case NONE -> each;
                };
        return switch (place) {
            case OUTSIDE -> z.sigmoid().times(1 / tau);
            case INSIDE -> z.times(1 / tau).sigmoid();
        };
    }

    private static int copies(Variable term, Variable xi) {
        int edges = term.shape().elements();
        return edges == 0 ? 1 : Math.max(1, xi.shape().elements() / edges);
    }

    private static void requireOpenUnitInterval(Variable xi) {
        for (int e = 0; e < xi.shape().elements(); e++) {
            double value = xi.value().get(e);
            if (!(value > 0 && value < 1)) {
                throw new IllegalArgumentException("Eq. 2: xi of edge " + e + " is " + value
                        + ", it must lie in the open interval (0, 1); draw it from U(0, 1) without the ends");
            }
        }
    }

    /// The weight of one edge.
    public double definition(double p, double min, double max, double xi) {
        double z = noise.definition(xi) + sign * (max - p + 1) / (max - min + 1);
        return switch (place) {
            case OUTSIDE -> 1 / (1 + Elementary.exp(-z)) / tau;
            case INSIDE -> 1 / (1 + Elementary.exp(-z / tau));
        };
    }
}
