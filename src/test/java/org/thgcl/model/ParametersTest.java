package org.thgcl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.Preset;

class ParametersTest {
    private static final Configuration SMALL = Preset.PAPER
            .configuration()
            .with(Map.of(
                    "audio_features", 6, "video_features", 9, "embedding", 4, "hidden", 20, "layers", 2, "classes", 3));

    @Test
    void names_and_shapes_follow_the_paper_s_symbols() {
        Map<String, Shape> shapes = Parameters.shapes(SMALL);
        assertThat(shapes)
                .containsEntry("projection.audio.weight", Shape.of(6, 4))
                .containsEntry("layers.0.audio.psi", Shape.of(4, 20))
                .containsEntry("layers.1.cross.source", Shape.of(20, 20))
                .containsEntry("layers.1.cross.attention_target", Shape.of(20))
                .containsEntry("head.weight", Shape.of(20, 3))
                .hasSize(4 + 2 * 9 + 2 + 2);
    }

    @Test
    void initial_values_in_float32_are_those_of_float64_rounded() {
        Map<String, Tensor> exact = Parameters.initial(SMALL).tensors();
        Map<String, Tensor> rounded =
                Parameters.initial(SMALL.with("dtype", "float32")).tensors();
        assertThat(rounded.keySet()).isEqualTo(exact.keySet());
        exact.forEach((name, tensor) -> {
            assertThat(tensor.dtype()).isEqualTo(DType.FLOAT64);
            assertThat(rounded.get(name).dtype()).isEqualTo(DType.FLOAT32);
            assertThat(rounded.get(name).toArray())
                    .containsExactly(tensor.to(DType.FLOAT32).toArray());
        });
    }

    @Test
    void given_values_of_another_type_are_rounded_and_of_the_same_type_taken() {
        Map<String, Tensor> exact = Parameters.initial(SMALL).tensors();
        assertThat(Parameters.of(SMALL, exact).tensors().get("head.weight")).isSameAs(exact.get("head.weight"));
        Tensor rounded =
                Parameters.of(SMALL.with("dtype", "float32"), exact).tensors().get("head.weight");
        assertThat(rounded.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(rounded.get(0)).isEqualTo((float) exact.get("head.weight").get(0));
    }

    @Test
    void settings_add_and_remove_parameters() {
        assertThat(Parameters.shapes(SMALL.with("bias", false)))
                .doesNotContainKeys("layers.0.audio.bias", "layers.1.video.bias")
                .containsKeys("layers.0.cross.bias", "projection.audio.bias", "head.bias");
        assertThat(Parameters.shapes(SMALL.with("graph_embedding", "concat")))
                .containsEntry("head.weight", Shape.of(40, 3));
        assertThat(Parameters.shapes(SMALL.with("cross_layers", "last")).keySet())
                .containsAll(Parameters.shapes(SMALL).keySet().stream()
                        .filter(name -> !name.startsWith("layers.0.cross"))
                        .toList())
                .noneMatch(name -> name.startsWith("layers.0.cross"));
        assertThat(Parameters.shapes(SMALL.with("embedding", 0)))
                .doesNotContainKey("projection.audio.weight")
                .containsEntry("layers.0.cross.source", Shape.of(9, 20))
                .containsEntry("layers.0.cross.target", Shape.of(6, 20));
        assertThat(Parameters.shapes(SMALL.with(Map.of("video_segments", 0, "video_features", 0)))
                        .keySet())
                .noneMatch(name -> name.contains("video") || name.contains("cross"));
    }

    @ParameterizedTest
    @CsvSource({
        // Glorot: sqrt(6 / (fan-in + fan-out)); an attention vector has fan-out 1
        "layers.0.audio.psi, 0.5",
        "layers.1.cross.attention_source, 0.5345224838248488",
        // 1 / sqrt(H), 1 / sqrt(in)
        "pool.video.gate, 0.22360679774997896",
        "projection.video.weight, 0.3333333333333333",
        "head.bias, 0.22360679774997896",
        "layers.1.video.bias, 0"
    })
    void initial_values_fill_their_range(String name, double bound) {
        double largest = 0;
        for (long seed = 0; seed < 200; seed++) {
            Tensor tensor =
                    Parameters.initial(SMALL.with("seed", seed)).tensors().get(name);
            for (double value : tensor.toArray()) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        assertThat(largest).isLessThanOrEqualTo(bound);
        // 600 draws or more: all within 98 % of the bound has a probability below 0.98^600 = 5e-6
        assertThat(largest).isGreaterThanOrEqualTo(0.98 * bound);
    }

    @Test
    void shared_parameters_start_equal_in_different_configurations() {
        Tensor one = Parameters.initial(SMALL).tensors().get("layers.1.audio.psi");
        Tensor other = Parameters.initial(SMALL.with("bias", false)).tensors().get("layers.1.audio.psi");
        assertThat(one.toArray()).containsExactly(other.toArray());
    }

    @Test
    void values_that_do_not_fit_are_refused_by_name() {
        Map<String, Tensor> values =
                new LinkedHashMap<>(Parameters.initial(SMALL).tensors());
        values.put("head.bias", Tensor.zeros(Shape.of(4)));
        assertRefused(values, "parameter head.bias: has shape [4], the configuration needs [3]");
        values.remove("head.bias");
        assertRefused(values, "parameter head.bias: missing; the configuration needs it in shape [3]");
        values.put("head.biass", Tensor.zeros(Shape.of(3)));
        assertRefused(values, "parameter head.biass: the configuration has none of this name");
    }

    private static void assertRefused(Map<String, Tensor> values, String message) {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Parameters.of(SMALL, values))
                .withMessage(message);
    }

    @Test
    void a_copy_shares_nothing() {
        Parameters original = Parameters.initial(SMALL);
        Parameters copy = original.copy();
        copy.tensors().get("head.bias").fill(7);
        assertThat(original.tensors().get("head.bias").get(0)).isNotEqualTo(7);
    }
}
