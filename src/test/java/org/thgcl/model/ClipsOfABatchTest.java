package org.thgcl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.HawkesNoise;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.Thgn;

/// The clips of a batch don't see each other but in the contrastive loss.
class ClipsOfABatchTest {
    private static final Kernels KERNELS = Kernels.of(DType.FLOAT64, Workers.one());

    private static final Configuration SMALL = Preset.PAPER
            .configuration()
            .with(Map.ofEntries(
                    Map.entry("audio_segments", 5),
                    Map.entry("audio_features", 3),
                    Map.entry("video_segments", 3),
                    Map.entry("video_features", 4),
                    Map.entry("classes", 3),
                    Map.entry("embedding", 3),
                    Map.entry("hidden", 4),
                    Map.entry("layers", 2),
                    Map.entry("audio_span", 1),
                    Map.entry("audio_dilation", 2),
                    Map.entry("video_span", 1),
                    Map.entry("video_dilation", 1)));

    /// Readings that bring clips together in one operation or another.
    @Provide
    Arbitrary<Map<String, Object>> readings() {
        return Arbitraries.of(
                Map.of(),
                Map.of("normalisation", "none", "adjacency", "row"),
                Map.of("adjacency", "symmetric", "graph_embedding", "concat"),
                Map.of("noise", "logit", "position", "neighbour", "sign", -1, "tau_place", "inside"),
                Map.of("fusion", "multiply"),
                Map.of("cross_weight", "gaussian"),
                Map.of("video_segments", 0, "video_features", 0));
    }

    @Provide
    Arbitrary<List<Integer>> permutations() {
        return Arbitraries.integers()
                .between(1, 5)
                .flatMap(n -> Arbitraries.shuffle(IntStream.range(0, n).boxed().toList()));
    }

    @Property(tries = 200)
    void permuting_the_clips_permutes_the_logits(
            @ForAll int seed,
            @ForAll("readings") Map<String, Object> reading,
            @ForAll("permutations") List<Integer> order) {
        Configuration c = SMALL.with(reading);
        Clips clips = Clips.random(c, seed, order.size());
        double[] logits = clips.logits(c);
        double[] permuted = clips.taken(order).logits(c);
        for (int clip = 0; clip < order.size(); clip++) {
            // each clip is computed by the same operations in the same order: the same bits
            assertThat(row(permuted, clip, c)).containsExactly(row(logits, order.get(clip), c));
        }
    }

    private static double[] row(double[] logits, int clip, Configuration c) {
        return Arrays.copyOfRange(
                logits, clip * c.clips().classes(), (clip + 1) * c.clips().classes());
    }

    @Property(tries = 100)
    void the_gradient_of_a_batch_is_the_mean_over_its_clips_where_the_loss_is_separable(
            @ForAll int seed,
            @ForAll("readings") Map<String, Object> reading,
            @ForAll("permutations") List<Integer> order) {
        Configuration c = SMALL.with(reading).with("weight_contrastive", 0);
        int batch = order.size();
        Clips clips = Clips.random(c, seed, batch);
        double[] whole = clips.gradient(c);
        double[] sum = new double[whole.length];
        double[] size = new double[1];
        for (int clip = 0; clip < batch; clip++) {
            double[] one = clips.taken(List.of(clip)).gradient(c);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += one[i] / batch;
                size[0] = Math.max(size[0], Math.abs(one[i]));
            }
        }
        assertThat(size[0]).isPositive();
        for (int i = 0; i < sum.length; i++) {
            // The same products, summed over 25 nodes in another order. The terms can be larger than the largest
            // gradient: those of a graph layer norm cancel, by less than a factor of 1000.
            assertThat(whole[i]).isCloseTo(sum[i], within(1000 * 25 * 0x1p-53 * size[0]));
        }
    }

    /// The clips that a model is given: features `[B, P, F]`, noise `[B, E]`, labels `[B]`.
    private record Clips(Tensor audio, Tensor video, Tensor xi, int... labels) {
        static Clips random(Configuration c, int seed, int batch) {
            CounterRandom random = new CounterRandom(seed);
            int edges = Thgn.of(c).graph().cross().count();
            int[] labels = new int[batch];
            for (int i = 0; i < batch; i++) {
                labels[i] = Math.floorMod(seed + i, c.clips().classes());
            }
            return new Clips(
                    gaussian(
                            random,
                            "audio",
                            batch,
                            c.clips().audioSegments(),
                            c.clips().audioFeatures()),
                    gaussian(
                            random,
                            "video",
                            batch,
                            c.clips().videoSegments(),
                            c.clips().videoFeatures()),
                    HawkesNoise.eachStep(random, 0, Tensor.zeros(Shape.of(batch, edges))),
                    labels);
        }

        private static Tensor gaussian(CounterRandom random, String site, int... shape) {
            Tensor tensor = Tensor.zeros(Shape.of(shape));
            for (int i = 0; i < tensor.shape().elements(); i++) {
                tensor.set(i, random.gaussian(0, CounterRandom.site(site), i));
            }
            return tensor;
        }

        Clips taken(List<Integer> clips) {
            return new Clips(
                    taken(audio, clips),
                    video == null ? null : taken(video, clips),
                    taken(xi, clips),
                    clips.stream().mapToInt(clip -> labels[clip]).toArray());
        }

        private static Tensor taken(Tensor tensor, List<Integer> clips) {
            int[] sizes = tensor.shape().toArray();
            int each = tensor.shape().elements() / sizes[0];
            sizes[0] = clips.size();
            Tensor taken = Tensor.zeros(Shape.of(sizes));
            for (int i = 0; i < taken.shape().elements(); i++) {
                taken.set(i, tensor.get(clips.get(i / each) * each + i % each));
            }
            return taken;
        }

        double[] logits(Configuration c) {
            Tape tape = new Tape(KERNELS);
            return forward(c, tape, Parameters.initial(c).on(tape, false))
                    .logits()
                    .value()
                    .toArray();
        }

        /// By all parameters, in their order.
        double[] gradient(Configuration c) {
            Tape tape = new Tape(KERNELS);
            Map<String, Variable> parameters = Parameters.initial(c).on(tape, true);
            Thgn.Output output = forward(c, tape, parameters);
            tape.backward(Thgn.of(c).loss(output, labels).total());
            return parameters.values().stream()
                    .flatMapToDouble(p -> Arrays.stream(
                            p.gradient() == null
                                    ? new double[p.shape().elements()]
                                    : p.gradient().toArray()))
                    .toArray();
        }

        private Thgn.Output forward(Configuration c, Tape tape, Map<String, Variable> parameters) {
            return Thgn.of(c)
                    .forward(
                            new Weights(parameters),
                            tape.constant(audio),
                            tape.constant(video),
                            tape.constant(xi),
                            Moment.evaluation(0));
        }
    }
}
