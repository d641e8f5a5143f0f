package org.thgcl.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.thgcl.autodiff.Tape;
import org.thgcl.equation.Eq4ContrastiveLoss.Negatives;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// Symmetries and bounds of Eq. 4. B is the number of clips, t the temperature.
class Eq4PropertiesTest {
    /// The three losses as numbers.
    private record Losses(double videoToAudio, double audioToVideo, double total) {}

    @Property(tries = 300)
    void exchanging_the_modalities_exchanges_the_directions_and_keeps_the_total(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 6) int clips,
            @ForAll @DoubleRange(min = 0.1, max = 2) @Scale(12) double t,
            @ForAll Negatives negatives) {
        Tensor audio = Samples.uniform(seed, -1, 1, clips, 3);
        Tensor video = Samples.uniform(seed + 1, -1, 1, clips, 3);
        Losses losses = losses(t, negatives, audio, video);
        Losses exchanged = losses(t, negatives, video, audio);
        // the same operations: the same bits
        assertThat(exchanged.videoToAudio).isEqualTo(losses.audioToVideo);
        assertThat(exchanged.audioToVideo).isEqualTo(losses.videoToAudio);
        assertThat(exchanged.total).isEqualTo(losses.total);
    }

    @Property(tries = 300)
    void scaling_embeddings_by_positive_numbers_changes_nothing(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 6) int clips,
            @ForAll @DoubleRange(min = 0.1, max = 2) @Scale(12) double t,
            @ForAll Negatives negatives) {
        Tensor audio = Samples.uniform(seed, -1, 1, clips, 3);
        Tensor video = Samples.uniform(seed + 1, -1, 1, clips, 3);
        Losses losses = losses(t, negatives, audio, video);
        Losses scaled = losses(t, negatives, scaled(audio, seed + 2), scaled(video, seed + 3));
        assertClose(scaled, losses, tolerance(t));
    }

    /// Each row times a number of its own in 0.01 ... 100.
    private static Tensor scaled(Tensor x, long seed) {
        Tensor exponent = Samples.uniform(seed, -2, 2, x.shape().rows());
        Tensor scaled = Tensor.zeros(x.shape());
        for (int i = 0; i < x.shape().elements(); i++) {
            scaled.set(i, x.get(i) * Math.pow(10, exponent.get(i / x.shape().columns())));
        }
        return scaled;
    }

    @Property(tries = 300)
    void the_order_of_the_clips_doesnt_matter(
            @ForAll long seed,
            @ForAll("permutations") List<Integer> order,
            @ForAll @DoubleRange(min = 0.1, max = 2) @Scale(12) double t,
            @ForAll Negatives negatives) {
        Tensor audio = Samples.uniform(seed, -1, 1, order.size(), 3);
        Tensor video = Samples.uniform(seed + 1, -1, 1, order.size(), 3);
        Losses permuted = losses(t, negatives, permuted(audio, order), permuted(video, order));
        assertClose(permuted, losses(t, negatives, audio, video), tolerance(t));
    }

    @Provide
    Arbitrary<List<Integer>> permutations() {
        return Arbitraries.integers()
                .between(2, 6)
                .flatMap(n -> Arbitraries.shuffle(IntStream.range(0, n).boxed().toList()));
    }

    private static Tensor permuted(Tensor x, List<Integer> order) {
        int columns = x.shape().columns();
        Tensor permuted = Tensor.zeros(x.shape());
        for (int i = 0; i < x.shape().elements(); i++) {
            permuted.set(i, x.get(order.get(i / columns) * columns + i % columns));
        }
        return permuted;
    }

    /// A cosine of 3 features is right to 12 U on each side, over t in numerator and denominator; sums, logarithms and
    /// means of 6 numbers of size 2 / t + 2: 20 roundings on each side.
    private static double tolerance(double t) {
        return 2 * (2 * 12 / t + 20 * (2 / t + 2)) * Samples.U;
    }

    private static void assertClose(Losses actual, Losses expected, double tolerance) {
        assertThat(actual.videoToAudio).isCloseTo(expected.videoToAudio, within(tolerance));
        assertThat(actual.audioToVideo).isCloseTo(expected.audioToVideo, within(tolerance));
        assertThat(actual.total).isCloseTo(expected.total, within(2 * tolerance));
    }

    /// Embeddings near each other's: near the bounds, where a random batch hardly comes.
    @Property
    void without_the_positive_each_direction_is_above_both_bounds_and_the_sharp_one_is_sharper(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 8) int clips,
            @ForAll @IntRange(min = 1, max = 8) int features,
            @ForAll @DoubleRange(min = 0.05, max = 2) @Scale(12) double t,
            @ForAll @DoubleRange(max = 1) @Scale(6) double noise,
            @ForAll boolean printed) {
        Negatives negatives = printed ? Negatives.PRINTED : Negatives.WITHIN_MODALITY;
        Tensor audio = Samples.uniform(seed, -1, 1, clips, features);
        Tensor video = Samples.uniform(seed + 1, -noise, noise, clips, features);
        for (int i = 0; i < clips * features; i++) {
            video.set(i, video.get(i) + audio.get(i));
        }
        double sharp = sharpBound(clips, t);
        assertThat(-2 / t + Math.log(clips - 1)).isLessThanOrEqualTo(sharp);
        Losses losses = losses(t, negatives, audio, video);
        // 8 features and clips: the tolerance of 6, threefold
        double below = sharp - 3 * tolerance(t);
        assertThat(losses.videoToAudio).isGreaterThanOrEqualTo(below);
        assertThat(losses.audioToVideo).isGreaterThanOrEqualTo(below);
    }

    @Property(tries = 100)
    void the_sharp_bound_is_reached_by_the_corners_of_a_regular_simplex_and_the_plain_one_for_two_clips_only(
            @ForAll @IntRange(min = 2, max = 12) int clips,
            @ForAll @DoubleRange(min = 0.05, max = 2) @Scale(12) double t,
            @ForAll boolean printed) {
        Negatives negatives = printed ? Negatives.PRINTED : Negatives.WITHIN_MODALITY;
        // unit vectors less their centre: B corners in B - 1 dimensions
        Tensor corners = Tensor.zeros(Shape.of(clips, clips));
        for (int i = 0; i < clips * clips; i++) {
            corners.set(i, (i / clips == i % clips ? 1 : 0) - 1.0 / clips);
        }
        Losses losses = losses(t, negatives, corners, corners);
        double sharp = sharpBound(clips, t);
        // 12 features and clips: the tolerance of 6, fourfold
        assertThat(losses.videoToAudio).isCloseTo(sharp, within(4 * tolerance(t)));
        assertThat(losses.audioToVideo).isCloseTo(sharp, within(4 * tolerance(t)));
        double plain = -2 / t + Math.log(clips - 1);
        if (clips == 2) {
            assertThat(sharp).isCloseTo(plain, within(4 * Samples.U / t));
        } else {
            // B / (B - 1) <= 3/2
            assertThat(losses.videoToAudio).isGreaterThan(plain + 0.49 / t);
        }
    }

    private static double sharpBound(int clips, double t) {
        return Math.log(clips - 1) - clips / (t * (clips - 1));
    }

    @Property
    void with_the_positive_each_direction_is_at_least_0(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 8) int clips,
            @ForAll @IntRange(min = 1, max = 8) int features,
            @ForAll @DoubleRange(min = 0.05, max = 2) @Scale(12) double t) {
        Tensor audio = Samples.uniform(seed, -1, 1, clips, features);
        // equal embeddings make the positives as strong as they can be
        for (Tensor video : new Tensor[] {audio, Samples.uniform(seed + 1, -1, 1, clips, features)}) {
            Losses losses = losses(t, Negatives.WITH_POSITIVE, audio, video);
            assertThat(losses.videoToAudio).isNotNegative();
            assertThat(losses.audioToVideo).isNotNegative();
        }
    }

    private static Losses losses(double t, Negatives negatives, Tensor audio, Tensor video) {
        Tape tape = Samples.tape();
        Eq4ContrastiveLoss.Losses result =
                new Eq4ContrastiveLoss(t, negatives).apply(tape.constant(audio), tape.constant(video));
        return new Losses(
                result.videoToAudio().value().item(),
                result.audioToVideo().value().item(),
                result.total().value().item());
    }
}
