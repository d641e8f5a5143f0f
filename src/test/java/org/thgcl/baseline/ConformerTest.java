package org.thgcl.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Samples;
import org.thgcl.model.Network;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

class ConformerTest {
    private static final Settings<ConformerSettings> SETTINGS = Settings.of(ConformerSettings.class);
    private static final ConformerSettings SMALL = SETTINGS.with(
            SETTINGS.defaults(),
            Map.ofEntries(
                    Map.entry("bands", 3),
                    Map.entry("frames", 13),
                    Map.entry("stack", 2),
                    Map.entry("extractor", 5),
                    Map.entry("width", 4),
                    Map.entry("layers", 2),
                    Map.entry("heads", 2),
                    Map.entry("mlp", 6),
                    Map.entry("kernels", List.of(5, 3)),
                    Map.entry("classes", 3)));

    static Stream<ConformerSettings> variants() {
        return Stream.of(
                SMALL,
                SETTINGS.with(
                        SMALL,
                        Map.of(
                                "order",
                                "attention_first",
                                "convolution_norm",
                                "batch",
                                "convolution_bias",
                                false,
                                "activation",
                                "gelu")));
    }

    private static Map<String, Tensor> given(Network network) {
        Map<String, Tensor> given =
                new LinkedHashMap<>(Drawn.of(network.statistics()).tensors());
        given.put("label", Tensor.of(Shape.of(2, 3), 0, 1, 1, 0, 0, 1));
        return given;
    }

    private static NetworkChecks checks(ConformerSettings settings) {
        Network network = new Conformer(settings);
        return new NetworkChecks(network, Map.of("spectrogram", Samples.uniform(1, -1, 1, 2, 3, 13)), given(network));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void apply_is_the_definition_for_every_clip_of_a_batch(ConformerSettings settings) {
        Conformer network = new Conformer(settings);
        Drawn drawn = Drawn.of(Stream.concat(network.parameters().stream(), network.statistics().stream())
                .toList());
        Tensor x = Samples.uniform(1, -1, 1, 2, 3, 13);
        Tape tape = Samples.tape();
        Map<String, Variable> outputs = network.apply(
                drawn.weights(tape),
                Map.of(
                        "spectrogram",
                        tape.constant(x),
                        "label",
                        tape.constant(given(network).get("label"))));
        for (int clip = 0; clip < 2; clip++) {
            double[][] own = new double[3][13];
            for (int i = 0; i < 39; i++) {
                own[i / 13][i % 13] = x.get(39 * clip + i);
            }
            double[] features = network.definition(own, drawn.numbers());
            double[] logits = network.definitionLogits(features, drawn.numbers());
            // two layers of some 100 roundings of numbers up to 10, and divisions by deviations above 0.1
            assertThat(part(outputs.get("features"), clip, 4)).containsExactly(features, within(1e-11));
            assertThat(part(outputs.get("logits"), clip, 3)).containsExactly(logits, within(1e-11));
        }
    }

    private static double[] part(Variable y, int clip, int length) {
        return Arrays.copyOfRange(y.value().toArray(), clip * length, (clip + 1) * length);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void gradients_are_right(ConformerSettings settings) {
        checks(settings).gradients();
    }

    @Test
    void the_same_bits_for_one_and_three_threads() {
        checks(SMALL).sameBitsForOneAndThreeThreads();
    }

    @Test
    void float32_is_near() {
        // 2 layers of some 100 roundings each, enlarged up to 10 times where a normalisation divides
        checks(SMALL).float32(2000);
    }

    @ParameterizedTest
    @CsvSource({"527, 88340751, 405263", "33, 87960865, 25377"})
    void parameters_are_counted(int classes, long used, long head) {
        ConformerSettings settings = SETTINGS.with(SETTINGS.defaults(), Map.of("classes", classes));
        assertThat(new Conformer(settings).count()).isEqualTo(new ParameterCount(used, head, 0, 0));
    }

    @Test
    void settings_that_dont_fit_together_are_refused() {
        refused("frames", 1, "frames: 1 isn't allowed, must be at least stack, 2");
        refused("heads", 3, "width: 4 isn't allowed, must be a multiple of heads, 3");
        refused("kernels", List.of(5), "kernels: [5] isn't allowed, must be as many as layers, 2");
        refused("kernels", List.of(5, 4), "kernels: [5, 4] isn't allowed, must be odd, each");
    }

    private static void refused(String key, Object value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SETTINGS.with(SMALL, Map.of(key, value)))
                .withMessage(message);
    }

    @Test
    void another_size_of_spectrogram_is_refused() {
        Conformer network = new Conformer(SMALL);
        Tape tape = Samples.tape();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network.features(
                        Drawn.of(network.parameters()).weights(tape),
                        tape.constant(Samples.uniform(1, -1, 1, 2, 3, 12))))
                .withMessage("conformer, spectrogram: axis frame is 12, expected 13");
    }
}
