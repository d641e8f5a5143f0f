package org.thgcl.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Samples;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

class Wav2vec2Test {
    private static final Settings<Wav2vec2Settings> SETTINGS = Settings.of(Wav2vec2Settings.class);
    private static final Wav2vec2Settings SMALL = SETTINGS.with(
            SETTINGS.defaults(),
            Map.ofEntries(
                    Map.entry("samples", 50),
                    Map.entry("channels", 3),
                    Map.entry("kernels", List.of(5, 3, 2)),
                    Map.entry("strides", List.of(3, 2, 1)),
                    Map.entry("width", 4),
                    Map.entry("layers", 2),
                    Map.entry("heads", 2),
                    Map.entry("mlp", 6),
                    Map.entry("position_kernel", 4),
                    Map.entry("position_groups", 2),
                    Map.entry("classes", 3)));
    private static final Tensor LABEL = Tensor.of(Shape.of(2, 3), 0, 1, 1, 0, 0, 1);

    static Stream<Wav2vec2Settings> variants() {
        return Stream.of(
                SMALL,
                SETTINGS.with(SMALL, Map.of("norm", "pre", "qkv_bias", false, "position_kernel", 3, "layers", 1)),
                SETTINGS.with(SMALL, Map.of("head_hidden", List.of(5, 4), "position_groups", 1)));
    }

    private static Tensor waveform() {
        return Samples.uniform(1, -1, 1, 2, 50);
    }

    private static NetworkChecks checks(Wav2vec2Settings settings) {
        return new NetworkChecks(new Wav2vec2(settings), Map.of("waveform", waveform()), Map.of("label", LABEL));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void apply_is_the_definition_for_every_clip_of_a_batch(Wav2vec2Settings settings) {
        Wav2vec2 network = new Wav2vec2(settings);
        Drawn drawn = Drawn.of(network.parameters());
        Tape tape = Samples.tape();
        Map<String, Variable> outputs = network.apply(
                drawn.weights(tape), Map.of("waveform", tape.constant(waveform()), "label", tape.constant(LABEL)));
        for (int clip = 0; clip < 2; clip++) {
            double[] own = Arrays.copyOfRange(waveform().toArray(), 50 * clip, 50 * (clip + 1));
            double[] features = network.definition(own, drawn.numbers());
            double[] logits = network.definitionLogits(features, drawn.numbers());
            // some 150 roundings of numbers up to 10, and divisions by deviations above 0.1
            assertThat(part(outputs.get("features"), clip, 4)).containsExactly(features, within(1e-11));
            assertThat(part(outputs.get("logits"), clip, 3)).containsExactly(logits, within(1e-11));
        }
    }

    private static double[] part(Variable y, int clip, int length) {
        return Arrays.copyOfRange(y.value().toArray(), clip * length, (clip + 1) * length);
    }

    @Test
    void gradients_are_right() {
        checks(SMALL).gradients();
    }

    @Test
    void the_same_bits_for_one_and_three_threads() {
        checks(SMALL).sameBitsForOneAndThreeThreads();
    }

    @Test
    void float32_is_near() {
        // some 150 roundings, enlarged up to 10 times where a normalisation divides
        checks(SMALL).float32(2000);
    }

    @Test
    void parameters_are_counted() {
        assertThat(new Wav2vec2(SETTINGS.defaults()).count()).isEqualTo(new ParameterCount(94_396_321, 25_377, 768, 0));
        // T17: with two hidden layers the program would have the 94.9 M of Table 1
        Wav2vec2Settings guess = SETTINGS.with(SETTINGS.defaults(), Map.of("head_hidden", List.of(512, 256)));
        assertThat(new Wav2vec2(guess).count().all()).isBetween(94_850_000L, 94_949_999L);
    }

    @Test
    void settings_that_dont_fit_together_are_refused() {
        refused("heads", 3, "width: 4 isn't allowed, must be a multiple of heads, 3");
        refused("strides", List.of(3, 2), "strides: 2 for 3 kernels isn't allowed, must be as many, at least one");
        refused("position_groups", 3, "position_groups: 3 isn't allowed, must divide the width, 4");
        // 5 + (3 - 1) 3 + (2 - 1) 2 3
        refused("samples", 16, "waveform: 16 samples are too few for one step, must be at least 17");
    }

    private static void refused(String key, Object value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Wav2vec2(SETTINGS.with(SMALL, Map.of(key, value))))
                .withMessage(message);
    }

    @Test
    void another_length_of_waveform_is_refused() {
        Wav2vec2 network = new Wav2vec2(SMALL);
        Tape tape = Samples.tape();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network.features(
                        Drawn.of(network.parameters()).weights(tape), tape.constant(Samples.uniform(1, -1, 1, 2, 49))))
                .withMessage("wav2vec2, waveform: axis sample is 49, expected 50");
    }
}
