package org.thgcl.equation;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.equation.Eq2HawkesWeight.Noise;
import org.thgcl.equation.Eq2HawkesWeight.TauPlace;
import org.thgcl.equation.Eq4ContrastiveLoss.Negatives;
import org.thgcl.tensor.Tensor;

/// Gradients of edge weights and losses against forward mode through their definitions on scalars, read from the paper
/// once more, and against central differences. Matrices are row-major arrays, as the tensors are.
class WeightAndLossGradientsTest {
    @Test
    void eq_1() {
        GradientOracles.assertGradients(
                v -> Eq1GaussianWeight.apply(v.get(0), v.get(1), v.get(2), v.get(3)),
                x -> {
                    DerivativeStructure[] s = new DerivativeStructure[x[0].length];
                    for (int e = 0; e < s.length; e++) {
                        DerivativeStructure distance = x[0][e].subtract(x[1][e]);
                        DerivativeStructure width = x[3][e].subtract(x[2][e]).add(1);
                        s[e] = distance.pow(2)
                                .divide(width.pow(2))
                                .multiply(-0.5)
                                .exp();
                    }
                    return s;
                },
                Samples.uniform(1, 0, 9, 5),
                Samples.uniform(2, 0, 9, 5),
                Samples.uniform(3, 0, 3, 5),
                Samples.uniform(4, 6, 9, 5));
    }

    @Property(tries = 12)
    void eq_2_in_all_forms(@ForAll Noise noise, @ForAll boolean positive, @ForAll TauPlace place) {
        int sign = positive ? 1 : -1;
        double tau = 0.7;
        Tensor position = Samples.uniform(1, 2, 6, 3);
        Tensor min = Samples.uniform(2, 0, 3, 3);
        Tensor max = Samples.uniform(3, 6, 9, 3);
        // two clips; without noise nothing depends on xi
        Tensor xi = Samples.uniform(4, 0.2, 0.8, 6);
        Eq2HawkesWeight equation = new Eq2HawkesWeight(noise, sign, place, tau);
        GradientOracles.Scalars definition = x -> {
            DerivativeStructure[] s = new DerivativeStructure[6];
            for (int k = 0; k < 6; k++) {
                int e = k % 3;
                DerivativeStructure lag = x[2][e].subtract(x[0][e]).add(1);
                DerivativeStructure width = x[2][e].subtract(x[1][e]).add(1);
                DerivativeStructure z = lag.divide(width).multiply(sign);
                if (noise != Noise.NONE) {
                    DerivativeStructure up = x[3][k].log();
                    DerivativeStructure down = x[3][k].negate().add(1).log();
                    z = z.add(noise == Noise.RATIO ? up.divide(down) : up.subtract(down));
                }
                s[k] = place == TauPlace.OUTSIDE ? logistic(z).divide(tau) : logistic(z.divide(tau));
            }
            return s;
        };
        if (noise == Noise.NONE) {
            GradientOracles.assertGradients(
                    v -> equation.apply(
                            v.get(0), v.get(1), v.get(2), v.get(0).tape().constant(xi)),
                    definition,
                    position,
                    min,
                    max);
        } else {
            GradientOracles.assertGradients(
                    v -> equation.apply(v.get(0), v.get(1), v.get(2), v.get(3)), definition, position, min, max, xi);
        }
    }

    @Test
    void tmac() {
        GradientOracles.assertGradients(
                v -> TMacWeight.apply(v.get(0), v.get(1), v.get(2)),
                x -> {
                    DerivativeStructure[] s = new DerivativeStructure[x[0].length];
                    for (int e = 0; e < s.length; e++) {
                        DerivativeStructure lag = x[2][e].subtract(x[0][e]).add(1);
                        s[e] = lag.divide(x[2][e].subtract(x[1][e]).add(1))
                                .negate()
                                .exp();
                    }
                    return s;
                },
                Samples.uniform(1, 3, 6, 5),
                Samples.uniform(2, 0, 3, 5),
                Samples.uniform(3, 6, 9, 5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, 2, 3.5})
    void focal(double gamma) {
        int[] y = {0, 3, 1};
        GradientOracles.assertGradients(
                v -> new FocalLoss(0.25, gamma).apply(v.get(0), y),
                x -> {
                    DerivativeStructure loss = x[0][0].multiply(0);
                    for (int i = 0; i < 3; i++) {
                        DerivativeStructure others = loss.multiply(0);
                        for (int c = 0; c < 4; c++) {
                            others = c == y[i] ? others : others.add(x[0][4 * i + c].exp());
                        }
                        DerivativeStructure total = others.add(x[0][4 * i + y[i]].exp());
                        // 1 - p_y is the others' part: no cancellation
                        DerivativeStructure miss = others.divide(total).pow(gamma);
                        DerivativeStructure surprise = total.log().subtract(x[0][4 * i + y[i]]);
                        loss = loss.add(miss.multiply(surprise).multiply(0.25 / 3));
                    }
                    return new DerivativeStructure[] {loss};
                },
                Samples.uniform(1, -3, 3, 3, 4));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, 2, 3.5})
    void focal_sigmoid(double gamma) {
        int[][] y = {{1, 0, 1, 0}, {0, 0, 0, 0}, {1, 1, 1, 1}};
        GradientOracles.assertGradients(
                v -> new FocalLoss(0.25, gamma, FocalLoss.Form.SIGMOID).apply(v.get(0), y),
                x -> {
                    DerivativeStructure loss = x[0][0].multiply(0);
                    for (int k = 0; k < 12; k++) {
                        boolean member = y[k / 4][k % 4] == 1;
                        // odds that the class is missed: no cancellation
                        DerivativeStructure odds = (member ? x[0][k].negate() : x[0][k]).exp();
                        DerivativeStructure miss = odds.divide(odds.add(1)).pow(gamma);
                        DerivativeStructure surprise = odds.add(1).log();
                        loss = loss.add(miss.multiply(surprise).multiply((member ? 0.25 : 0.75) / 3));
                    }
                    return new DerivativeStructure[] {loss};
                },
                Samples.uniform(1, -3, 3, 3, 4));
    }

    @Property(tries = 9)
    void eq_4_between_segments(@ForAll Negatives negatives, @ForAll @IntRange(max = 2) int part) {
        double t = 0.5;
        GradientOracles.assertGradients(
                v -> {
                    Eq4ContrastiveLoss.Losses result =
                            new Eq4ContrastiveLoss(t, negatives).applySegments(v.get(0), v.get(1));
                    return part == 0 ? result.videoToAudio() : part == 1 ? result.audioToVideo() : result.total();
                },
                x -> {
                    DerivativeStructure loss = x[0][0].multiply(0);
                    for (int clip = 0; clip < 2; clip++) {
                        DerivativeStructure[] a = Arrays.copyOfRange(x[0], 9 * clip, 9 * (clip + 1));
                        DerivativeStructure[] v = Arrays.copyOfRange(x[1], 9 * clip, 9 * (clip + 1));
                        loss = part == 1
                                ? loss
                                : loss.add(contrast(a, v, 3, 3, t, negatives).divide(2));
                        loss = part == 0
                                ? loss
                                : loss.add(contrast(v, a, 3, 3, t, negatives).divide(2));
                    }
                    return new DerivativeStructure[] {loss};
                },
                Samples.uniform(1, -1, 1, 2, 3, 3),
                Samples.uniform(2, -1, 1, 2, 3, 3));
    }

    @Property(tries = 9)
    void eq_4_in_all_forms(@ForAll Negatives negatives, @ForAll @IntRange(max = 2) int part) {
        double t = 0.5;
        GradientOracles.assertGradients(
                v -> {
                    Eq4ContrastiveLoss.Losses result = new Eq4ContrastiveLoss(t, negatives).apply(v.get(0), v.get(1));
                    return part == 0 ? result.videoToAudio() : part == 1 ? result.audioToVideo() : result.total();
                },
                x -> {
                    DerivativeStructure videoToAudio = contrast(x[0], x[1], 4, 3, t, negatives);
                    DerivativeStructure audioToVideo = contrast(x[1], x[0], 4, 3, t, negatives);
                    return new DerivativeStructure[] {
                        part == 0 ? videoToAudio : part == 1 ? audioToVideo : videoToAudio.add(audioToVideo)
                    };
                },
                Samples.uniform(1, -1, 1, 4, 3),
                Samples.uniform(2, -1, 1, 4, 3));
    }

    private static DerivativeStructure contrast(
            DerivativeStructure[] a, DerivativeStructure[] b, int clips, int h, double t, Negatives negatives) {
        DerivativeStructure loss = a[0].multiply(0);
        for (int i = 0; i < clips; i++) {
            DerivativeStructure sum = a[0].multiply(0);
            for (int j = 0; j < clips; j++) {
                if (j != i || negatives == Negatives.WITH_POSITIVE) {
                    DerivativeStructure[] other = negatives == Negatives.WITHIN_MODALITY ? a : b;
                    sum = sum.add(cosine(a, i, other, j, h).divide(t).exp());
                }
            }
            DerivativeStructure positive = cosine(a, i, b, i, h).divide(t);
            loss = loss.add(sum.log().subtract(positive).divide(clips));
        }
        return loss;
    }

    private static DerivativeStructure cosine(DerivativeStructure[] a, int i, DerivativeStructure[] b, int j, int h) {
        DerivativeStructure ab = a[0].multiply(0);
        DerivativeStructure aa = ab;
        DerivativeStructure bb = ab;
        for (int k = 0; k < h; k++) {
            ab = ab.add(a[i * h + k].multiply(b[j * h + k]));
            aa = aa.add(a[i * h + k].pow(2));
            bb = bb.add(b[j * h + k].pow(2));
        }
        return ab.divide(aa.multiply(bb).sqrt());
    }

    private static DerivativeStructure logistic(DerivativeStructure z) {
        return z.negate().exp().add(1).reciprocal();
    }
}
