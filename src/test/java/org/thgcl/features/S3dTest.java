package org.thgcl.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.autodiff.Tape;
import org.thgcl.baseline.Drawn;
import org.thgcl.baseline.NetworkChecks;
import org.thgcl.equation.Samples;
import org.thgcl.features.S3dSettings.Norm;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

class S3dTest {
    private static final List<String> BLOCKS = List.of("3b", "3c", "4b", "4c", "4d", "4e", "4f", "5b", "5c");

    private static final S3dSettings SMALL = small();

    private static S3dSettings small() {
        Map<String, Object> widths = new LinkedHashMap<>();
        widths.put("stem", List.of(2, 2, 3));
        BLOCKS.forEach(block -> widths.put("mixed_" + block, List.of(1, 2, 2, 1, 2, 1)));
        return Settings.of(S3dSettings.class).with(S3dSettings.PUBLISHED, widths);
    }

    /// Numbers with which most channels live: weights as they begin, norms beside 1 and 0.
    private static Drawn weights(S3d s3d) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        Stream.concat(s3d.parameters().stream(), s3d.statistics().stream()).forEach(spec -> {
            Tensor tensor = spec.draw(3, DType.FLOAT64);
            for (int i = 0;
                    !spec.name().endsWith("weight") && i < tensor.shape().elements();
                    i++) {
                double jitter = Samples.uniform(weights.size(), 0, 0.5, i + 1).get(i);
                tensor.set(i, tensor.get(i) + jitter);
            }
            weights.put(spec.name(), tensor);
        });
        return new Drawn(weights);
    }

    private static double[] features(S3d s3d, Tensor video) {
        return features(s3d, video, Samples.kernels());
    }

    private static double[] features(S3d s3d, Tensor video, Kernels kernels) {
        Tape tape = new Tape(kernels);
        return s3d.apply(weights(s3d).weights(tape), Map.of("video", tape.constant(video)))
                .get("features")
                .value()
                .toArray();
    }

    /// Some chunks of several.
    private static Tensor chosen(Tensor video, int... numbers) {
        int[] sizes = video.shape().toArray();
        int size = video.shape().elements() / sizes[0];
        sizes[0] = numbers.length;
        Tensor chosen = Tensor.zeros(Shape.of(sizes));
        for (int i = 0; i < numbers.length * size; i++) {
            chosen.set(i, video.get(numbers[i / size] * size + i % size));
        }
        return chosen;
    }

    /// One chunk as nested arrays.
    private static double[][][][] chunk(Tensor video, int n) {
        Shape shape = video.shape();
        double[][][][] chunk = new double[shape.size(1)][shape.size(2)][shape.size(3)][shape.size(4)];
        int i = n * shape.elements() / shape.size(0);
        for (double[][][] frame : chunk) {
            for (double[][] row : frame) {
                for (double[] position : row) {
                    for (int c = 0; c < position.length; c++) {
                        position[c] = video.get(i++);
                    }
                }
            }
        }
        return chunk;
    }

    @Test
    void the_published_network_has_7910048_parameters() {
        S3d s3d = new S3d(S3dSettings.PUBLISHED);
        assertThat(NetworkChecks.count(s3d)).isEqualTo(7_910_048);
        assertThat(Stream.concat(s3d.parameters().stream(), s3d.statistics().stream())
                        .mapToLong(spec -> spec.shape().elements())
                        .sum())
                .isEqualTo(7_931_264);
        assertThat(NetworkChecks.count(new S3d(S3dSettings.PUBLISHED.withGating(true))))
                .isEqualTo(9_098_000);
        assertThat(s3d.parameters().size() + s3d.statistics().size()).isEqualTo(385);
    }

    /// 40 layers with sums of at most 49 x 3 products, of numbers of size 1 by their norms: 40 x 150 roundings of
    /// 2^-53 are 7e-13, and the unit that divides by a deviation below 1 enlarges them a little.
    @ParameterizedTest
    @CsvSource({
        "5, 17, 17, false, L2",
        "5, 17, 17, false, NONE",
        "6, 18, 21, true, L2",
        "7, 20, 17, true, NONE",
        "9, 33, 35, false, L2"
    })
    void it_is_its_definition(int frames, int height, int width, boolean gating, Norm norm) {
        S3d s3d = new S3d(SMALL.withGating(gating).withNorm(norm));
        Tensor video = Samples.uniform(1, -2, 2, 2, frames, height, width, 3);
        double[] features = features(s3d, video);
        int count = features.length / 2;
        for (int n = 0; n < 2; n++) {
            double[] expected = s3d.definition(chunk(video, n), weights(s3d).numbers());
            assertThat(expected).hasSize(count);
            assertThat(Arrays.stream(expected).filter(x -> x > 0)).hasSizeGreaterThan(2);
            for (int d = 0; d < count; d++) {
                assertThat(features[n * count + d]).isCloseTo(expected[d], within(1e-12));
            }
        }
    }

    @Test
    void maps_have_the_sizes_of_the_table() {
        S3d s3d = new S3d(SMALL);
        Tape tape = Samples.tape();
        s3d.apply(
                weights(s3d).weights(tape),
                Map.of("video", tape.constant(Samples.uniform(1, -1, 1, 1, 6, 128, 128, 3))));
        List<String> sizes = tape.operations().stream()
                .filter(operation -> List.of("max_pool", "concatenate_columns").contains(operation.name()))
                .map(operation -> operation.output().shape().toString())
                .distinct()
                .toList();
        assertThat(sizes)
                .containsExactly(
                        "[1, 3, 32, 32, 2]",
                        "[1, 3, 16, 16, 3]",
                        "[1, 3, 16, 16, 6]",
                        "[1, 2, 8, 8, 6]",
                        "[1, 1, 4, 4, 6]");
    }

    @Test
    void a_chunk_gives_the_same_bits_alone_and_among_others() {
        S3d s3d = new S3d(SMALL.withGating(true));
        Tensor video = Samples.uniform(1, -2, 2, 5, 6, 19, 18, 3);
        double[] all = features(s3d, video);
        int count = all.length / 5;
        for (int n = 0; n < 5; n++) {
            assertThat(features(s3d, chosen(video, n)))
                    .as("chunk %d", n)
                    .isEqualTo(Arrays.copyOfRange(all, n * count, (n + 1) * count));
        }
        assertThat(Arrays.copyOfRange(features(s3d, chosen(video, 3, 1)), 0, count))
                .isEqualTo(Arrays.copyOfRange(all, 3 * count, 4 * count));
    }

    @Test
    void features_have_length_1() {
        double[] features = features(new S3d(SMALL), Samples.uniform(1, -2, 2, 1, 5, 17, 17, 3));
        double squares = 0;
        for (double feature : features) {
            squares += feature * feature;
        }
        // 6 squares, a root and a quotient
        assertThat(squares).isCloseTo(1, within(10 * Samples.U));
    }

    @Test
    void the_same_bits_for_one_and_three_threads() {
        Tensor video = Samples.uniform(1, -2, 2, 3, 6, 24, 24, 3);
        double[] one = features(new S3d(SMALL), video);
        try (Workers three = new Workers(3)) {
            assertThat(features(new S3d(SMALL), video, Kernels.of(DType.FLOAT64, three)))
                    .isEqualTo(one);
        }
    }

    /// 40 layers of sums of at most 147 products, which are rounded to 2^-24 of their largest partial sum. Roundings
    /// cancel like a random walk: 40 x 12 of them.
    @Test
    void float32_is_near() {
        S3d s3d = new S3d(SMALL.withGating(true));
        Tensor video = Samples.uniform(1, -2, 2, 2, 6, 24, 24, 3);
        double[] exact = features(s3d, video);
        double[] rounded = features(s3d, video, Kernels.of(DType.FLOAT32, Workers.one()));
        assertThat(rounded).isNotEqualTo(exact);
        for (int d = 0; d < exact.length; d++) {
            assertThat(rounded[d]).isCloseTo(exact[d], within(480 * 0x1p-24));
        }
    }

    @Test
    void what_leaves_nothing_is_refused() {
        S3d s3d = new S3d(SMALL);
        for (int[] size : List.of(new int[] {4, 17, 17}, new int[] {5, 16, 17}, new int[] {5, 17, 16})) {
            assertThatThrownBy(() -> features(s3d, Tensor.zeros(Shape.of(1, size[0], size[1], size[2], 3))))
                    .isInstanceOf(ShapeException.class)
                    .hasMessage("video: a chunk has %d frames of %d x %d pixels, it must have at least 5 of 17 x 17"
                            .formatted(size[0], size[2], size[1]));
        }
        assertThatThrownBy(() -> features(s3d, Tensor.zeros(Shape.of(1, 5, 17, 17, 4))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("colour");
    }

    @Test
    void a_variance_below_0_is_refused() {
        S3d s3d = new S3d(SMALL);
        Drawn weights = weights(s3d);
        weights.tensors().get("mixed_4c.branch3.norm.variance").set(0, -0.25);
        Tape tape = Samples.tape();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> s3d.apply(
                        weights.weights(tape), Map.of("video", tape.constant(Tensor.zeros(Shape.of(1, 5, 17, 17, 3))))))
                .withMessage("mixed_4c.branch3.norm.variance of channel 0 is -0.25, must be at least 0");
    }

    @Test
    void lists_of_other_lengths_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(S3dSettings.class).with(SMALL, Map.of("mixed_4c", List.of(1, 2))))
                .withMessage("mixed_4c: [1, 2] has 2 numbers, it must have 6");
    }
}
