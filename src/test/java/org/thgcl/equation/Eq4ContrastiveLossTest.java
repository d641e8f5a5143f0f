package org.thgcl.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Eq4ContrastiveLoss.Negatives;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

class Eq4ContrastiveLossTest {
    @Property(tries = 300)
    void apply_is_the_definition(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 5) int clips,
            @ForAll @IntRange(min = 1, max = 4) int features,
            @ForAll @DoubleRange(min = 0.1, max = 2) @Scale(12) double t,
            @ForAll Negatives negatives) {
        Eq4ContrastiveLoss equation = new Eq4ContrastiveLoss(t, negatives);
        Tensor audio = Samples.uniform(seed, -1, 1, clips, features);
        Tensor video = Samples.uniform(seed + 1, -1, 1, clips, features);
        double videoToAudio = equation.definition(Samples.matrix(audio), Samples.matrix(video));
        double audioToVideo = equation.definition(Samples.matrix(video), Samples.matrix(audio));
        Tape tape = Samples.tape();
        Eq4ContrastiveLoss.Losses result = equation.apply(tape.constant(audio), tape.constant(video));
        // A cosine of h <= 4 features is right to 3 h U = 12 U; over t, in numerator and denominator, on both sides:
        // 48 U / t. Sums, logarithms and means of B <= 5 numbers of size 2 / t + 2: 20 roundings each.
        double tolerance = (48 / t + 20 * (2 / t + 2)) * Samples.U;
        assertThat(result.videoToAudio().value().item()).isCloseTo(videoToAudio, within(tolerance));
        assertThat(result.audioToVideo().value().item()).isCloseTo(audioToVideo, within(tolerance));
        assertThat(result.total().value().item()).isCloseTo(videoToAudio + audioToVideo, within(3 * tolerance));
    }

    /// A40: the mean over clips of the loss between each clip's own pairs.
    @Property(tries = 200)
    void between_segments_apply_is_the_definition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int clips,
            @ForAll @IntRange(min = 2, max = 5) int segments,
            @ForAll @IntRange(min = 1, max = 4) int features,
            @ForAll @DoubleRange(min = 0.1, max = 2) @Scale(12) double t,
            @ForAll Negatives negatives) {
        Eq4ContrastiveLoss equation = new Eq4ContrastiveLoss(t, negatives);
        Tensor audio = Samples.uniform(seed, -1, 1, clips, segments, features);
        Tensor video = Samples.uniform(seed + 1, -1, 1, clips, segments, features);
        double videoToAudio = equation.definitionSegments(clipsOf(audio), clipsOf(video));
        double audioToVideo = equation.definitionSegments(clipsOf(video), clipsOf(audio));
        Tape tape = Samples.tape();
        Eq4ContrastiveLoss.Losses result = equation.applySegments(tape.constant(audio), tape.constant(video));
        // as between clips, and a mean over at most 3 of them
        double tolerance = (48 / t + 23 * (2 / t + 2)) * Samples.U;
        assertThat(result.videoToAudio().value().item()).isCloseTo(videoToAudio, within(tolerance));
        assertThat(result.audioToVideo().value().item()).isCloseTo(audioToVideo, within(tolerance));
        assertThat(result.total().value().item()).isCloseTo(videoToAudio + audioToVideo, within(3 * tolerance));
    }

    @Property(tries = 3)
    void between_segments_the_gradient_is_right_in_both_modalities(@ForAll Negatives negatives) {
        Tensor audio = Samples.uniform(1, -1, 1, 2, 3, 3);
        Tensor video = Samples.uniform(2, -1, 1, 2, 3, 3);
        Eq4ContrastiveLoss equation = new Eq4ContrastiveLoss(0.5, negatives);
        Samples.assertGradient(v -> equation.applySegments(v.get(0), v.get(1)).videoToAudio(), audio, video);
        Samples.assertGradient(v -> equation.applySegments(v.get(0), v.get(1)).audioToVideo(), audio, video);
        Samples.assertGradient(v -> equation.applySegments(v.get(0), v.get(1)).total(), audio, video);
    }

    /// One clip: the same samples, compared with each other, are a batch of clips.
    @Property(tries = 3)
    void segments_of_one_clip_are_compared_as_clips_of_a_batch_are(@ForAll Negatives negatives) {
        Tensor audio = Samples.uniform(1, -1, 1, 4, 3);
        Tensor video = Samples.uniform(2, -1, 1, 4, 3);
        Shape clip = Shape.of(1, 4, 3);
        Tape tape = Samples.tape();
        Variable segments = new Eq4ContrastiveLoss(0.5, negatives)
                .applySegments(tape.constant(audio.reshape(clip)), tape.constant(video.reshape(clip)))
                .total();
        assertThat(segments.value().item()).isEqualTo(total(0.5, negatives, audio, video));
    }

    @Test
    void segments_of_other_clips_are_no_negatives() {
        // clip 0: pairs agree, strangers are orthogonal, -2 in each direction; clip 1: all alike, ln 1 = 0
        Tensor nodes = Tensor.of(Shape.of(2, 2, 2), 1, 0, 0, 1, 1, 0, 1, 0);
        Tape tape = Samples.tape();
        Eq4ContrastiveLoss.Losses result = new Eq4ContrastiveLoss(0.5, Negatives.PRINTED)
                .applySegments(tape.constant(nodes), tape.constant(nodes));
        assertThat(result.total().value().item()).isCloseTo((-4 + 0) / 2.0, within(8 * Samples.U));
    }

    @Test
    void clips_of_one_segment_and_different_shapes_are_refused() {
        Tape tape = Samples.tape();
        Eq4ContrastiveLoss equation = new Eq4ContrastiveLoss(0.5, Negatives.PRINTED);
        Variable one = tape.constant(Samples.uniform(1, -1, 1, 3, 1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> equation.applySegments(one, one))
                .withMessage("Eq. 4: contrastive loss between segments needs at least 1 clip of at least 2 video"
                        + " segments, got 3 of 1; compare clips or set the contrastive weight to 0");
        Variable audio = tape.constant(Samples.uniform(1, -1, 1, 3, 2, 2));
        Variable video = tape.constant(Samples.uniform(1, -1, 1, 3, 4, 2));
        assertThatThrownBy(() -> equation.applySegments(audio, video))
                .isInstanceOf(ShapeException.class)
                .hasMessage("Eq. 4: video nodes: axis segment is 4, expected 2");
    }

    @Test
    void losses_by_hand_where_pairs_agree_and_strangers_are_orthogonal() {
        Tensor identity = Tensor.of(Shape.of(2, 2), 1, 0, 0, 1);
        // -ln(e^2 / e^0) in each direction
        assertThat(total(0.5, Negatives.PRINTED, identity, identity)).isCloseTo(-4, within(8 * Samples.U));
        // -ln(e^2 / (e^2 + 1)), a difference of numbers near 2
        assertThat(total(0.5, Negatives.WITH_POSITIVE, identity, identity))
                .isCloseTo(2 * 0.1269280110429725, within(16 * Samples.U));
        // audio clips equal, video clips opposite: cos within audio 1, within video -1; cos of pairs 1 and -1
        Tensor audio = Tensor.of(Shape.of(2, 1), 1, 2);
        Tensor video = Tensor.of(Shape.of(2, 1), 3, -4);
        Eq4ContrastiveLoss.Losses within = result(0.5, Negatives.WITHIN_MODALITY, audio, video);
        // -1/2 (ln(e^2 / e^2) + ln(e^-2 / e^2)) = 2, and -1/2 (ln(e^2 / e^-2) + ln(e^-2 / e^-2)) = -2
        assertThat(within.videoToAudio().value().item()).isCloseTo(2, within(8 * Samples.U));
        assertThat(within.audioToVideo().value().item()).isCloseTo(-2, within(8 * Samples.U));
    }

    @Test
    void embeddings_of_zeros_and_small_temperatures_stay_finite() {
        Tensor audio = Tensor.of(Shape.of(3, 2), 0, 0, 1, 2, -1, 1);
        Tensor video = Tensor.of(Shape.of(3, 2), 1, 0, 0, 0, -1, 1);
        for (Negatives negatives : Negatives.values()) {
            Tape tape = Samples.tape();
            Variable a = tape.parameter(audio);
            Variable v = tape.parameter(video);
            Variable loss = new Eq4ContrastiveLoss(1e-4, negatives).apply(a, v).total();
            tape.backward(loss);
            assertThat(loss.value().item()).isFinite();
            assertThat(Arrays.stream(a.gradient().toArray())).allMatch(Double::isFinite);
            assertThat(Arrays.stream(v.gradient().toArray())).allMatch(Double::isFinite);
        }
    }

    @Property(tries = 3)
    void gradient_is_right_in_both_embeddings(@ForAll Negatives negatives) {
        Tensor audio = Samples.uniform(1, -1, 1, 4, 3);
        Tensor video = Samples.uniform(2, -1, 1, 4, 3);
        Eq4ContrastiveLoss equation = new Eq4ContrastiveLoss(0.5, negatives);
        Samples.assertGradient(v -> equation.apply(v.get(0), v.get(1)).videoToAudio(), audio, video);
        Samples.assertGradient(v -> equation.apply(v.get(0), v.get(1)).audioToVideo(), audio, video);
        Samples.assertGradient(v -> equation.apply(v.get(0), v.get(1)).total(), audio, video);
    }

    @Test
    void a_batch_of_one_clip_is_refused() {
        Tensor one = Samples.uniform(1, -1, 1, 1, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Eq4ContrastiveLoss(0.5, Negatives.PRINTED)
                        .definition(Samples.matrix(one), Samples.matrix(one)))
                .withMessageContaining("at least 2 clips, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> total(0.5, Negatives.WITH_POSITIVE, one, one))
                .withMessage("Eq. 4: contrastive loss needs a batch of at least 2 clips, got 1;"
                        + " raise the batch size or set the contrastive weight to 0");
    }

    @Test
    void different_shapes_and_temperatures_out_of_range_are_refused() {
        Tensor audio = Samples.uniform(1, -1, 1, 3, 2);
        Tensor video = Samples.uniform(1, -1, 1, 2, 2);
        assertThatThrownBy(() -> total(0.5, Negatives.PRINTED, audio, video))
                .isInstanceOf(ShapeException.class)
                .hasMessage("Eq. 4: video embeddings: axis clip is 2, expected 3");
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Eq4ContrastiveLoss(bad, Negatives.PRINTED))
                    .withMessage("Eq. 4: the temperature must be a finite number above 0, got " + bad);
        }
    }

    /// `[B, P_v, h]` as B matrices.
    private static SimpleMatrix[] clipsOf(Tensor nodes) {
        int rows = nodes.shape().size(1);
        SimpleMatrix all = Samples.matrix(nodes);
        return IntStream.range(0, nodes.shape().size(0))
                .mapToObj(b -> all.rows(b * rows, (b + 1) * rows))
                .toArray(SimpleMatrix[]::new);
    }

    private static Eq4ContrastiveLoss.Losses result(double t, Negatives negatives, Tensor audio, Tensor video) {
        Tape tape = Samples.tape();
        return new Eq4ContrastiveLoss(t, negatives).apply(tape.constant(audio), tape.constant(video));
    }

    private static double total(double t, Negatives negatives, Tensor audio, Tensor video) {
        return result(t, negatives, audio, video).total().value().item();
    }
}
