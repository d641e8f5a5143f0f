package org.thgcl.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.GatAv.Fusion;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

class GatAvTest {
    @Property(tries = 300)
    void apply_is_the_definition_for_every_clip_of_a_batch(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int clips,
            @ForAll @IntRange(min = 1, max = 6) int nAudio,
            @ForAll @IntRange(min = 1, max = 4) int nVideo,
            @ForAll @IntRange(max = 3) int span,
            @ForAll @IntRange(min = 1, max = 4) int in,
            @ForAll @IntRange(min = 1, max = 4) int hidden,
            @ForAll boolean shared,
            @ForAll Fusion fusion) {
        CrossModalEdges edges = CrossModalEdges.of(nAudio, nVideo, span);
        int count = edges.count();
        GatAv gat = new GatAv(0.2, fusion);
        Tensor xVideo = Samples.uniform(seed, -1, 1, clips * nVideo, in);
        Tensor xAudio = Samples.uniform(seed + 1, -1, 1, clips * nAudio, in + 1);
        Tensor weight = Samples.uniform(seed + 2, 0, 1, shared ? count : clips * count);
        Tensor source = Samples.uniform(seed + 3, -1, 1, in, hidden);
        Tensor target = Samples.uniform(seed + 4, -1, 1, in + 1, hidden);
        Tensor as = Samples.uniform(seed + 5, -1, 1, hidden);
        Tensor ad = Samples.uniform(seed + 6, -1, 1, hidden);
        Tensor bias = Samples.uniform(seed + 7, -1, 1, hidden);
        Tape tape = Samples.tape();
        GatAv.Messages result = gat.apply(
                edges.pattern(),
                tape.constant(xVideo),
                tape.constant(xAudio),
                tape.constant(weight),
                new GatAv.Parameters(
                        tape.constant(source),
                        tape.constant(target),
                        tape.constant(as),
                        tape.constant(ad),
                        Optional.of(tape.constant(bias))));
        SimpleMatrix out = new SimpleMatrix(0, hidden);
        double[] alpha = new double[clips * count];
        for (int clip = 0; clip < clips; clip++) {
            SimpleMatrix v = Samples.rows(xVideo, clip * nVideo, nVideo);
            SimpleMatrix a = Samples.rows(xAudio, clip * nAudio, nAudio);
            double[] s = new double[count];
            for (int e = 0; e < count; e++) {
                s[e] = weight.get(shared ? e : clip * count + e);
            }
            double[] share = gat.definitionAlpha(
                    edges.video(),
                    edges.audio(),
                    v,
                    a,
                    Samples.matrix(source),
                    Samples.matrix(target),
                    Samples.matrix(as),
                    Samples.matrix(ad));
            System.arraycopy(share, 0, alpha, clip * count, count);
            out = out.concatRows(gat.definition(
                    edges.video(), edges.audio(), share, s, v, a, Samples.matrix(source), Samples.matrix(bias)));
        }
        // Logits: |a_s . h| <= 4 * 4 after 4 + 4 roundings, |a_d . X_a W_d| <= 5 * 4 after 5 + 4, their sum, the slope:
        // 400 U on each side. Softmax over at most 4 edges: twice that, relative, and 10 roundings.
        double alphaTolerance = 2 * (2 * 400 + 10) * Samples.U;
        Samples.assertClose(result.alpha().value(), alpha, alphaTolerance);
        // Sum of at most 4 edges with |h| <= 4, (alpha + s) <= 2, and 4 + 4 + 2 roundings on each side.
        Samples.assertClose(result.out().value(), out, 4 * 4 * (alphaTolerance + 2 * 2 * 10 * Samples.U));
    }

    @Property(tries = 300)
    void alpha_sums_to_1_over_the_edges_of_each_audio_node_that_has_any(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int nAudio,
            @ForAll @IntRange(min = 1, max = 12) int nVideo,
            @ForAll @IntRange(max = 4) int span) {
        CrossModalEdges edges = CrossModalEdges.of(nAudio, nVideo, span);
        Tensor alpha = alpha(edges, 0.2, seed, Samples.uniform(seed, -2, 2, nAudio, 3));
        double[] sum = new double[nAudio];
        int[] degree = new int[nAudio];
        int[] audio = edges.audio();
        for (int e = 0; e < edges.count(); e++) {
            assertThat(alpha.get(e)).isBetween(Double.MIN_NORMAL, 1.0);
            sum[audio[e]] += alpha.get(e);
            degree[audio[e]]++;
        }
        for (int j = 0; j < nAudio; j++) {
            // each share is rounded once, the sums of the exponentials and of the shares once a term
            assertThat(sum[j]).isCloseTo(degree[j] == 0 ? 0 : 1, within(2 * (degree[j] + 1) * Samples.U));
        }
    }

    @Property(tries = 300)
    void a_number_added_to_all_logits_of_an_audio_node_changes_no_alpha(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int nAudio,
            @ForAll @IntRange(min = 1, max = 8) int nVideo) {
        // With slope 1 LeakyReLU is the identity, and the audio side adds one number for each audio node.
        CrossModalEdges edges = CrossModalEdges.of(nAudio, nVideo, 3);
        Tensor one = alpha(edges, 1, seed, Samples.uniform(seed, -2, 2, nAudio, 3));
        Tensor other = alpha(edges, 1, seed, Samples.uniform(seed + 9, -2, 2, nAudio, 3));
        // Logits of size at most 4 + 12 after 10 roundings each: 160 U on both sides, twice in a softmax.
        Samples.assertClose(one, other.toArray(), 4 * 160 * Samples.U);
    }

    private static Tensor alpha(CrossModalEdges edges, double slope, long seed, Tensor xAudio) {
        Tape tape = Samples.tape();
        return new GatAv(slope, Fusion.NONE)
                .apply(
                        edges.pattern(),
                        tape.constant(Samples.uniform(seed + 1, -1, 1, edges.videoNodes(), 2)),
                        tape.constant(xAudio),
                        null,
                        new GatAv.Parameters(
                                tape.constant(Samples.uniform(seed + 2, -1, 1, 2, 2)),
                                tape.constant(Samples.uniform(seed + 3, -1, 1, 3, 2)),
                                tape.constant(Samples.uniform(seed + 4, -1, 1, 2)),
                                tape.constant(Samples.uniform(seed + 5, -1, 1, 2)),
                                Optional.empty()))
                .alpha()
                .value();
    }

    @Test
    void attention_by_hand() {
        // h = 1, -1; a_s = 1, W_d = 0: logits 1 and -0.2, alpha 1 / (1 + e^-1.2) and the rest. Audio node 1 has no
        // edges.
        Tape tape = Samples.tape();
        SparsityPattern pattern = SparsityPattern.of(2, 2, new int[] {0, 0}, new int[] {0, 1});
        Variable video = tape.constant(Tensor.of(Shape.of(2, 1), 1, -1));
        Variable audio = tape.constant(Tensor.of(Shape.of(2, 1), 5, 7));
        Variable weight = tape.constant(Tensor.vector(0.5, 0.25));
        Variable one = tape.constant(Tensor.of(Shape.of(1, 1), 1));
        Variable zero = tape.constant(Tensor.of(Shape.of(1, 1), 0));
        Variable unit = tape.constant(Tensor.vector(1));
        Variable bias = tape.constant(Tensor.vector(10));
        GatAv.Parameters p = new GatAv.Parameters(one, zero, unit, unit, Optional.of(bias));
        double a = 0.7685247834990176;
        double[] alpha = {a, 1 - a};
        // an exponential, a division and a sum: 4 U; then sums of numbers up to 16
        GatAv.Messages added = new GatAv(0.2, Fusion.ADD).apply(pattern, video, audio, weight, p);
        Samples.assertClose(added.alpha().value(), alpha, 4 * Samples.U);
        Samples.assertClose(added.out().value(), new double[] {10 + 2 * a - 1 + 0.25, 10}, 32 * Samples.U);
        GatAv.Messages multiplied = new GatAv(0.2, Fusion.MULTIPLY).apply(pattern, video, audio, weight, p);
        Samples.assertClose(multiplied.alpha().value(), alpha, 4 * Samples.U);
        Samples.assertClose(multiplied.out().value(), new double[] {10 + 0.75 * a - 0.25, 10}, 32 * Samples.U);
        GatAv.Parameters withoutBias = new GatAv.Parameters(one, zero, unit, unit, Optional.empty());
        GatAv.Messages plain = new GatAv(0.2, Fusion.NONE).apply(pattern, video, audio, weight, withoutBias);
        Samples.assertClose(plain.out().value(), new double[] {2 * a - 1, 0}, 8 * Samples.U);
    }

    @Property(tries = 6)
    void gradient_is_right_in_features_weights_and_parameters(@ForAll Fusion fusion, @ForAll boolean shared) {
        SparsityPattern pattern = CrossModalEdges.of(5, 3, 3).pattern();
        GatAv gat = new GatAv(0.2, fusion);
        // a batch of two clips; no logit lies within the step of the kink at 0
        Samples.assertGradient(
                v -> gat.apply(
                                pattern,
                                v.get(0),
                                v.get(1),
                                v.get(2),
                                new GatAv.Parameters(v.get(3), v.get(4), v.get(5), v.get(6), Optional.of(v.get(7))))
                        .out(),
                Samples.uniform(1, -1, 1, 6, 2),
                Samples.uniform(2, -1, 1, 10, 3),
                Samples.uniform(3, 0, 1, (shared ? 1 : 2) * pattern.entries()),
                Samples.uniform(4, -1, 1, 2, 2),
                Samples.uniform(5, -1, 1, 3, 2),
                Samples.uniform(6, -1, 1, 2),
                Samples.uniform(7, -1, 1, 2),
                Samples.uniform(8, -1, 1, 2));
    }

    @Test
    void gradient_of_alpha_is_right() {
        SparsityPattern pattern = CrossModalEdges.of(3, 3, 3).pattern();
        Samples.assertGradient(
                v -> new GatAv(0.2, Fusion.NONE)
                        .apply(
                                pattern,
                                v.get(0),
                                v.get(1),
                                v.get(2),
                                new GatAv.Parameters(v.get(3), v.get(4), v.get(5), v.get(6), Optional.empty()))
                        .alpha(),
                Samples.uniform(1, -1, 1, 3, 2),
                Samples.uniform(2, -1, 1, 3, 2),
                Samples.uniform(3, 0, 1, pattern.entries()),
                Samples.uniform(4, -1, 1, 2, 2),
                Samples.uniform(5, -1, 1, 2, 2),
                Samples.uniform(6, -1, 1, 2),
                Samples.uniform(7, -1, 1, 2));
    }

    @Test
    void a_slope_that_is_not_finite_is_refused() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new GatAv(bad, Fusion.ADD))
                    .withMessage("GAT-AV: the negative slope must be a finite number, got " + bad);
        }
    }

    @Test
    void without_video_nodes_every_audio_node_gets_the_bias() {
        Tape tape = Samples.tape();
        Variable none = tape.constant(Tensor.zeros(Shape.of(0, 1)));
        Variable audio = tape.constant(Samples.uniform(2, -1, 1, 2, 1));
        Variable one = tape.constant(Tensor.of(Shape.of(1, 1), 1));
        Variable unit = tape.constant(Tensor.vector(1));
        Variable bias = tape.constant(Tensor.vector(10));
        GatAv.Messages result = new GatAv(0.2, Fusion.ADD)
                .apply(
                        CrossModalEdges.of(2, 0, 3).pattern(),
                        none,
                        audio,
                        tape.constant(Tensor.vector()),
                        new GatAv.Parameters(one, one, unit, unit, Optional.of(bias)));
        assertThat(result.out().value().toArray()).containsExactly(10, 10);
        assertThat(result.alpha().shape().elements()).isZero();
    }

    @Test
    void numbers_of_nodes_that_dont_fit_are_refused() {
        Tape tape = Samples.tape();
        SparsityPattern pattern = CrossModalEdges.of(5, 3, 3).pattern();
        Variable weight = tape.constant(Samples.uniform(3, 0, 1, pattern.entries()));
        Variable matrix = tape.constant(Samples.uniform(4, 0, 1, 1, 1));
        Variable vector = tape.constant(Samples.uniform(5, 0, 1, 1));
        GatAv.Parameters p = new GatAv.Parameters(matrix, matrix, vector, vector, Optional.empty());
        for (int[] bad : new int[][] {{6, 5}, {7, 10}}) {
            Variable video = tape.constant(Samples.uniform(1, -1, 1, bad[0], 1));
            Variable audio = tape.constant(Samples.uniform(2, -1, 1, bad[1], 1));
            assertThatThrownBy(() -> new GatAv(0.2, Fusion.ADD).apply(pattern, video, audio, weight, p))
                    .isInstanceOf(ShapeException.class)
                    .hasMessage("GAT-AV: " + bad[0] + " video and " + bad[1]
                            + " audio nodes are not the same multiple of the pattern's 3 and 5");
        }
    }
}
