package org.thgcl.golden.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.thgcl.golden.GoldenCase;
import org.thgcl.golden.GoldenReader;
import org.thgcl.golden.GoldenTensor;

/// The published networks show something: their labels differ, their embeddings aren't zero, everything that the
/// settings let act has a gradient and moves in training.
class LivingSuiteTest {
    /// Far above the tolerance of 1e-11, so that no rounding error passes for a gradient.
    private static final double LEAST = 1e-6;

    private static final Map<String, GoldenCase> NETWORKS = new TreeMap<>();
    private static final Map<String, GoldenCase> TRAININGS = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> paths = Files.list(Path.of("golden/cases"))) {
            for (Path path : paths.sorted().toList()) {
                String name = path.getFileName().toString();
                if (name.startsWith("thgn")) {
                    GoldenReader.read(path).cases().forEach(c -> NETWORKS.put(name + "/" + c.id(), c));
                } else if (name.startsWith("training.")) {
                    GoldenReader.read(path).cases().forEach(c -> TRAININGS.put(c.id(), c));
                }
            }
        }
        assertThat(NETWORKS).hasSizeGreaterThan(40);
        assertThat(TRAININGS).isNotEmpty();
    }

    private static Stream<GoldenCase> all() {
        return Stream.concat(NETWORKS.values().stream(), TRAININGS.values().stream());
    }

    private static double[] numbers(GoldenTensor tensor) {
        return tensor.values().toArray();
    }

    private static double largest(double... numbers) {
        return Arrays.stream(numbers).map(Math::abs).max().orElse(0);
    }

    @Test
    void the_clips_of_a_batch_have_different_labels() {
        all().filter(c -> !c.settings().get("batch").equals(1L)).forEach(c -> assertThat(
                        Arrays.stream(numbers(c.inputs().get("label"))).distinct())
                .as(c.id())
                .hasSizeGreaterThan(1));
    }

    @Test
    void batches_have_three_clips_but_where_the_size_is_the_case() {
        Set<String> others = new TreeSet<>();
        all().filter(c -> !c.settings().get("batch").equals(3L)).forEach(c -> others.add(c.id()));
        assertThat(others).containsExactly("contrast-segments-one-clip", "one-clip", "two-clips");
    }

    @Test
    void no_clip_has_an_embedding_of_zeros() {
        NETWORKS.forEach((where, c) -> c.outputs().forEach((name, tensor) -> {
            if (name.endsWith("_embedding")) {
                double[] rows = numbers(tensor);
                int h = tensor.shape().columns();
                for (int first = 0; first < rows.length; first += h) {
                    assertThat(largest(Arrays.copyOfRange(rows, first, first + h)))
                            .as(where + ", " + name)
                            .isGreaterThan(LEAST);
                }
            }
        }));
    }

    @Test
    void every_parameter_and_feature_has_a_gradient_but_those_that_the_settings_silence() {
        Set<String> silent = new TreeSet<>();
        NETWORKS.forEach((where, c) -> c.gradients().forEach((name, gradient) -> {
            if (largest(numbers(gradient)) < LEAST) {
                silent.add(c.id() + ": " + name);
            }
        }));
        assertThat(silent)
                .as("attention of zeros; no edges; one node each; g_v not used")
                .containsExactlyInAnyOrder(
                        "kink: layers.1.cross.target",
                        "kink: layers.1.cross.attention_target",
                        "no-cross-modal-edges: layers.0.cross.source",
                        "no-cross-modal-edges: layers.0.cross.target",
                        "no-cross-modal-edges: layers.0.cross.attention_source",
                        "no-cross-modal-edges: layers.0.cross.attention_target",
                        "no-cross-modal-edges: layers.1.cross.source",
                        "no-cross-modal-edges: layers.1.cross.target",
                        "no-cross-modal-edges: layers.1.cross.attention_source",
                        "no-cross-modal-edges: layers.1.cross.attention_target",
                        "one-segment-each: layers.0.cross.target",
                        "one-segment-each: layers.0.cross.attention_source",
                        "one-segment-each: layers.0.cross.attention_target",
                        "one-segment-each: layers.1.cross.target",
                        "one-segment-each: layers.1.cross.attention_source",
                        "one-segment-each: layers.1.cross.attention_target",
                        "one-segment-each: pool.audio.gate",
                        "one-segment-each: pool.video.gate",
                        "tmac: layers.1.video.psi",
                        "tmac: layers.1.video.bias",
                        "tmac: pool.video.gate");
    }

    @Test
    void every_parameter_moves_in_training() {
        TRAININGS.forEach((id, c) -> c.outputs().forEach((name, after) -> {
            if (!name.equals("loss")) {
                double[] before = numbers(c.inputs().get(name));
                double[] now = numbers(after);
                for (int e = 0; e < now.length; e++) {
                    now[e] -= before[e];
                }
                assertThat(largest(now)).as(id + ", " + name).isGreaterThan(1e-3);
            }
        }));
    }
}
