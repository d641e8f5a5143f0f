package org.thgcl.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Eq2HawkesWeight.Noise;
import org.thgcl.equation.Eq2HawkesWeight.Position;
import org.thgcl.equation.Eq2HawkesWeight.Primes;
import org.thgcl.equation.Eq2HawkesWeight.TauPlace;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.ClipGraph;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Edges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.tensor.Tensor;

class Eq2HawkesWeightTest {
    private static final Eq2HawkesWeight PRINTED = new Eq2HawkesWeight(Noise.RATIO, 1, TauPlace.OUTSIDE, 1);

    @Property
    void apply_is_the_definition(
            @ForAll Noise noise,
            @ForAll boolean positive,
            @ForAll TauPlace place,
            @ForAll @DoubleRange(min = 0.1, max = 10) @Scale(12) double tau,
            @ForAll @DoubleRange(max = 100) @Scale(12) double position,
            @ForAll @IntRange(max = 50) int min,
            @ForAll @IntRange(max = 50) int width,
            @ForAll @DoubleRange(min = 1e-16, max = 1, maxIncluded = false) @Scale(16) double xi) {
        Eq2HawkesWeight equation = new Eq2HawkesWeight(noise, positive ? 1 : -1, place, tau);
        double expected = equation.definition(position, min, min + width, xi);
        // z is n + the second term, |term| <= 101, each right to 8 U on both sides together; the sigmoid passes at most
        // a quarter of that on, and nothing once n is above 200: 8 U 301 / 4. Then 4 U for each sigmoid, 2 U for
        // tau; all / tau.
        assertThat(weight(equation, position, min, min + width, xi))
                .isCloseTo(expected, within(620 * Samples.U / Math.min(tau, 1)));
    }

    @Test
    void weights_by_hand_at_xi_one_half_where_the_ratio_is_1_and_the_logit_0() {
        // second term (2 - 0 + 1) / (2 - 0 + 1) = 1
        assertThat(weight(PRINTED, 0, 0, 2, 0.5)).isCloseTo(0.8807970779778823, within(2 * Samples.U));
        assertThat(weight(new Eq2HawkesWeight(Noise.RATIO, -1, TauPlace.OUTSIDE, 1), 0, 0, 2, 0.5))
                .isEqualTo(0.5);
        assertThat(weight(new Eq2HawkesWeight(Noise.LOGIT, 1, TauPlace.OUTSIDE, 1), 0, 0, 2, 0.5))
                .isCloseTo(0.7310585786300049, within(2 * Samples.U));
        assertThat(weight(new Eq2HawkesWeight(Noise.NONE, -1, TauPlace.OUTSIDE, 1), 0, 0, 2, 0.5))
                .isCloseTo(0.2689414213699951, within(2 * Samples.U));
        assertThat(weight(new Eq2HawkesWeight(Noise.RATIO, 1, TauPlace.OUTSIDE, 2), 0, 0, 2, 0.5))
                .isCloseTo(0.44039853898894116, within(2 * Samples.U));
        assertThat(weight(new Eq2HawkesWeight(Noise.RATIO, 1, TauPlace.INSIDE, 2), 0, 0, 2, 0.5))
                .isCloseTo(0.7310585786300049, within(2 * Samples.U));
    }

    @Test
    void tiny_xi_doesnt_lose_the_logarithm_of_1_minus_xi() {
        // ln(1 - xi) would round to 0 and the ratio be infinite; the logit is ln(1e-17) = -39.14
        assertThat(weight(PRINTED, 0, 0, 2, 1e-17)).isEqualTo(1);
        Tape tape = Samples.tape();
        Variable xi = tape.parameter(Tensor.vector(1e-17));
        Variable zero = tape.constant(Tensor.vector(0));
        Eq2HawkesWeight logit = new Eq2HawkesWeight(Noise.LOGIT, 1, TauPlace.OUTSIDE, 1);
        Variable weight = logit.apply(zero, zero, zero, xi);
        tape.backward(weight.sum());
        // sigma(ln xi + 1) = e xi, for which xi is small enough
        assertThat(weight.value().item()).isCloseTo(Math.E * 1e-17, within(1e-30));
        assertThat(xi.gradient().item()).isCloseTo(Math.E, within(1e-12));
    }

    @Property
    void weight_lies_between_0_and_1_over_tau_outside_and_0_and_1_inside(
            @ForAll Noise noise,
            @ForAll boolean positive,
            @ForAll TauPlace place,
            @ForAll @DoubleRange(min = 0.1, max = 10) @Scale(12) double tau,
            @ForAll @IntRange(max = 100) int position,
            @ForAll @IntRange(max = 50) int min,
            @ForAll @IntRange(max = 50) int length,
            @ForAll @DoubleRange(min = 1e-16, max = 1, maxIncluded = false) @Scale(16) double xi) {
        Eq2HawkesWeight equation = new Eq2HawkesWeight(noise, positive ? 1 : -1, place, tau);
        // the ends are reached by rounding: sigma(40) is 1
        assertThat(weight(equation, position, min, min + length, xi))
                .isBetween(0.0, place == TauPlace.OUTSIDE ? 1 / tau : 1);
    }

    @Property
    void as_printed_an_earlier_position_weighs_more_and_with_sign_minus_1_less(
            @ForAll Noise noise,
            @ForAll TauPlace place,
            @ForAll @IntRange(max = 20) int earlier,
            @ForAll @IntRange(min = 1, max = 20) int by,
            @ForAll @IntRange(max = 20) int min,
            @ForAll @IntRange(max = 20) int length,
            @ForAll @DoubleRange(min = 0.2, max = 0.9) @Scale(6) double xi) {
        // |z| <= 7.3 + 42 / 1, so a weight can round to 1 but never to 0; second terms differ by at least 1 / 21
        Eq2HawkesWeight rising = new Eq2HawkesWeight(noise, 1, place, 1.5);
        double high = weight(rising, earlier, min, min + length, xi);
        double low = weight(rising, earlier + by, min, min + length, xi);
        assertThat(low).isLessThanOrEqualTo(high);
        boolean saturated = low > (place == TauPlace.OUTSIDE ? 1 / 1.5 : 1) - 1e-9;
        assertThat(saturated || low < high).isTrue();
        Eq2HawkesWeight falling = new Eq2HawkesWeight(noise, -1, place, 1.5);
        double less = weight(falling, earlier, min, min + length, xi);
        double more = weight(falling, earlier + by, min, min + length, xi);
        assertThat(less).isLessThanOrEqualTo(more);
        saturated = less > (place == TauPlace.OUTSIDE ? 1 / 1.5 : 1) - 1e-9;
        assertThat(saturated || less < more).isTrue();
    }

    @Property
    void xi_one_half_gives_the_median_weight(
            @ForAll boolean positive,
            @ForAll TauPlace place,
            @ForAll @IntRange(max = 6) int position,
            @ForAll @IntRange(max = 6) int length,
            @ForAll @DoubleRange(min = 0.01, max = 0.49) @Scale(6) double below) {
        // Half of all xi lie below 1/2, half above. The ratio falls with xi, the logit rises.
        Eq2HawkesWeight ratio = new Eq2HawkesWeight(Noise.RATIO, positive ? 1 : -1, place, 1);
        double median = weight(ratio, position, 0, length, 0.5);
        assertThat(weight(ratio, position, 0, length, below)).isGreaterThanOrEqualTo(median);
        assertThat(weight(ratio, position, 0, length, 1 - below)).isLessThan(median);
        Eq2HawkesWeight logit = new Eq2HawkesWeight(Noise.LOGIT, positive ? 1 : -1, place, 1);
        median = weight(logit, position, 0, length, 0.5);
        assertThat(weight(logit, position, 0, length, below)).isLessThan(median);
        assertThat(weight(logit, position, 0, length, 1 - below)).isGreaterThan(median);
        // the logit of 1/2 is 0: no noise
        Eq2HawkesWeight none = new Eq2HawkesWeight(Noise.NONE, positive ? 1 : -1, place, 1);
        assertThat(median).isEqualTo(weight(none, position, 0, length, 0.5));
    }

    @Property
    void at_the_ends_of_xi_the_ratio_goes_to_1_and_to_no_noise_and_the_logit_to_0_and_1(
            @ForAll boolean positive,
            @ForAll TauPlace place,
            @ForAll @DoubleRange(min = 0.5, max = 2) @Scale(6) double tau,
            @ForAll @IntRange(max = 6) int position,
            @ForAll @IntRange(max = 6) int length) {
        int sign = positive ? 1 : -1;
        double top = place == TauPlace.OUTSIDE ? 1 / tau : 1;
        double near0 = 1e-300;
        double near1 = 1 - 0x1p-53;
        Eq2HawkesWeight ratio = new Eq2HawkesWeight(Noise.RATIO, sign, place, tau);
        Eq2HawkesWeight none = new Eq2HawkesWeight(Noise.NONE, sign, place, tau);
        assertThat(weight(ratio, position, 0, length, near0)).isEqualTo(top);
        // ln(1 - 2^-53) / ln(2^-53) = 3e-18 is left of the noise
        assertThat(weight(ratio, position, 0, length, near1))
                .isCloseTo(weight(none, position, 0, length, 0.5), within(4 * Samples.U / tau));
        // z = -690.8 + term and 36.7 + term, |term| <= 7, over tau <= 2
        Eq2HawkesWeight logit = new Eq2HawkesWeight(Noise.LOGIT, sign, place, tau);
        assertThat(weight(logit, position, 0, length, near0)).isBetween(0.0, Math.exp(-341) * 2);
        assertThat(weight(logit, position, 0, length, near1))
                .isCloseTo(top, within(Math.exp(-14.8) / Math.min(tau, 1)));
    }

    @Test
    void clips_of_a_batch_share_positions_but_not_xi() {
        Tape tape = Samples.tape();
        CrossModalEdges edges = CrossModalEdges.of(9, 4, 3);
        Variable position = tape.constant(Samples.vector(Position.PRINTED.of(edges)));
        Variable min = tape.constant(Samples.vector(edges.min()));
        Variable max = tape.constant(Samples.vector(edges.max()));
        Tensor xi = Samples.uniform(5, 0, 1, 3 * edges.count());
        Tensor weight = PRINTED.apply(position, min, max, tape.constant(xi)).value();
        for (int k = 0; k < 3 * edges.count(); k++) {
            int e = k % edges.count();
            assertThat(weight.get(k))
                    .isEqualTo(weight(PRINTED, edges.video()[e], edges.min()[e], edges.max()[e], xi.get(k)));
        }
    }

    @Test
    void no_edges_have_no_weights() {
        Tape tape = Samples.tape();
        Variable none = tape.constant(Tensor.vector());
        assertThat(PRINTED.apply(none, none, none, none).shape().elements()).isZero();
    }

    @Test
    void positions_are_the_video_index_the_aligned_audio_index_or_the_audio_index() {
        CrossModalEdges edges = CrossModalEdges.of(10, 3, 2);
        assertThat(Position.PRINTED.of(edges)).containsExactly(0, 0, 1, 1, 2, 2);
        assertThat(Position.ALIGNED.of(edges)).containsExactly(0, 0, 3, 3, 6, 6);
        assertThat(Position.NEIGHBOUR.of(edges)).containsExactly(0, 1, 3, 4, 6, 7);
    }

    @Property
    void with_the_nodes_own_position_the_nearest_edge_weighs_most_by_the_printed_sign_and_least_by_the_other(
            @ForAll Noise noise,
            @ForAll TauPlace place,
            @ForAll @DoubleRange(min = 0.5, max = 2) @Scale(6) double tau,
            @ForAll @DoubleRange(min = 0.2, max = 0.8) @Scale(6) double xi,
            @ForAll @IntRange(max = 60) int audioSegments,
            @ForAll @IntRange(max = 30) int videoSegments,
            @ForAll @IntRange(max = 6) int span) {
        CrossModalEdges edges = CrossModalEdges.of(audioSegments, videoSegments, span);
        Order printed = Order.of(new Eq2HawkesWeight(noise, 1, place, tau), edges, xi);
        assertThat(printed.nearerWeighsMore()).isEqualTo(printed.pairs());
        Order other = Order.of(new Eq2HawkesWeight(noise, -1, place, tau), edges, xi);
        assertThat(other.nearerWeighsMore()).isZero();
        assertThat(other.nearerWeighsLess()).isEqualTo(other.pairs());
    }

    @Test
    void at_the_papers_sizes_the_nearest_edge_weighs_most_in_139_of_139_pairs() {
        CrossModalEdges edges = CrossModalEdges.of(101, 40, 3);
        for (Noise noise : Noise.values()) {
            assertThat(Order.of(new Eq2HawkesWeight(noise, 1, TauPlace.INSIDE, 1), edges, 0.5))
                    .isEqualTo(new Order(139, 139, 0));
            assertThat(Order.of(new Eq2HawkesWeight(noise, -1, TauPlace.INSIDE, 1), edges, 0.5))
                    .isEqualTo(new Order(139, 0, 139));
        }
    }

    /// The pairs of edges of one video node or of one audio node with different times between their ends,
    /// `j - start(i)`, and how many of them weigh more, and less, where the time is shorter.
    private record Order(int pairs, int nearerWeighsMore, int nearerWeighsLess) {
        /// At positions of the audio nodes themselves and one xi for all edges.
        static Order of(Eq2HawkesWeight equation, CrossModalEdges edges, double xi) {
            int pairs = 0;
            int more = 0;
            int less = 0;
            for (int e = 0; e < edges.count(); e++) {
                for (int f = 0; f < edges.count(); f++) {
                    boolean shared = edges.video()[e] == edges.video()[f] || edges.audio()[e] == edges.audio()[f];
                    if (shared && time(edges, e) < time(edges, f)) {
                        double nearer = weight(equation, edges, e, xi);
                        double farther = weight(equation, edges, f, xi);
                        pairs++;
                        more += nearer > farther ? 1 : 0;
                        less += nearer < farther ? 1 : 0;
                    }
                }
            }
            return new Order(pairs, more, less);
        }

        private static int time(CrossModalEdges edges, int e) {
            return edges.audio()[e] - edges.start()[e];
        }

        private static double weight(Eq2HawkesWeight equation, CrossModalEdges edges, int e, double xi) {
            return equation.definition(edges.audio()[e], edges.min()[e], edges.max()[e], xi);
        }
    }

    @Test
    void the_primes_are_the_ends_of_the_list_the_clip_or_the_audio_nodes_neighbourhood() {
        Edges audio = TemporalNeighbourhood.of(9, 1, 2, Boundary.SHIFT);
        Edges video = TemporalNeighbourhood.of(3, 1, 1, Boundary.SHIFT);
        ClipGraph graph = new ClipGraph(audio, video, CrossModalEdges.ofHops(9, 2, 0, 4, 8));
        assertThat(graph.cross().audio()).containsExactly(0, 1, 4, 5, 8);
        assertThat(Primes.LIST.min(graph)).containsExactly(0, 0, 4, 4, 8);
        assertThat(Primes.LIST.max(graph)).containsExactly(1, 1, 5, 5, 8);
        assertThat(Primes.CLIP.min(graph)).containsExactly(0, 0, 0, 0, 0);
        assertThat(Primes.CLIP.max(graph)).containsExactly(8, 8, 8, 8, 8);
        assertThat(Primes.AUDIO.min(graph)).containsExactly(0, 1, 2, 3, 4);
        assertThat(Primes.AUDIO.max(graph)).containsExactly(4, 5, 6, 7, 8);
    }

    @ParameterizedTest
    @CsvSource({"LIST, 1, 20.67", "CLIP, 0.61, 1", "AUDIO, 0.81, 1.86"})
    void how_far_the_printed_second_term_goes_depends_on_the_primes(Primes primes, double least, double most) {
        ClipGraph graph = new ClipGraph(
                TemporalNeighbourhood.of(101, 6, 3, Boundary.SHIFT),
                TemporalNeighbourhood.of(40, 4, 4, Boundary.SHIFT),
                CrossModalEdges.of(101, 40, 3));
        double[] term = IntStream.range(0, graph.cross().count())
                .mapToDouble(e -> (primes.max(graph)[e] - graph.cross().video()[e] + 1.0)
                        / (primes.max(graph)[e] - primes.min(graph)[e] + 1))
                .toArray();
        // the figures have two decimals
        assertThat(DoubleStream.of(term).min().orElseThrow()).isCloseTo(least, within(0.005));
        assertThat(DoubleStream.of(term).max().orElseThrow()).isCloseTo(most, within(0.005));
    }

    @Property(tries = 12)
    void gradient_is_right_in_all_operands(@ForAll Noise noise, @ForAll boolean positive, @ForAll TauPlace place) {
        Eq2HawkesWeight equation = new Eq2HawkesWeight(noise, positive ? 1 : -1, place, 0.7);
        Samples.assertGradient(
                v -> equation.apply(v.get(0), v.get(1), v.get(2), v.get(3)),
                Samples.uniform(1, 2, 6, 3),
                Samples.uniform(2, 0, 3, 3),
                Samples.uniform(3, 6, 9, 3),
                Samples.uniform(4, 0.2, 0.8, 6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN, Double.POSITIVE_INFINITY})
    void xi_that_is_not_inside_0_and_1_is_refused(double bad) {
        Tape tape = Samples.tape();
        Variable index = tape.constant(Tensor.vector(1, 1));
        Variable xi = tape.constant(Tensor.vector(0.5, bad));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PRINTED.apply(index, index, index, xi))
                .withMessageStartingWith("Eq. 2: xi of edge 1 is " + bad + ", it must lie in the open interval (0, 1)");
    }

    @Test
    void settings_out_of_range_are_refused() {
        for (double tau : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Eq2HawkesWeight(Noise.RATIO, 1, TauPlace.INSIDE, tau))
                    .withMessage("Eq. 2: tau must be a finite number above 0, got " + tau);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Eq2HawkesWeight(Noise.RATIO, 0, TauPlace.INSIDE, 1))
                .withMessage("Eq. 2: sign must be 1 or -1, got 0");
    }

    private static double weight(Eq2HawkesWeight equation, double position, double min, double max, double xi) {
        Tape tape = Samples.tape();
        return equation.apply(
                        tape.constant(Tensor.vector(position)),
                        tape.constant(Tensor.vector(min)),
                        tape.constant(Tensor.vector(max)),
                        tape.constant(Tensor.vector(xi)))
                .value()
                .item();
    }
}
