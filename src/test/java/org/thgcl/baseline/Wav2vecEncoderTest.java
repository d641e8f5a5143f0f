package org.thgcl.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Samples;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

class Wav2vecEncoderTest {
    private static final Settings<Wav2vecEncoderSettings> SETTINGS = Settings.of(Wav2vecEncoderSettings.class);
    private static final Wav2vecEncoderSettings SMALL = SETTINGS.with(
            SETTINGS.defaults(), Map.of("channels", 3, "kernels", List.of(4, 2), "strides", List.of(2, 1)));

    private static NetworkChecks checks() {
        return new NetworkChecks(
                new Wav2vecEncoder(SMALL), Map.of("waveform", Samples.uniform(1, -1, 1, 2, 12)), Map.of());
    }

    /// HGCN's 42.4 M in Table 1 contain these.
    @Test
    void the_base_model_has_4200448_parameters() {
        assertThat(NetworkChecks.count(new Wav2vecEncoder(SETTINGS.defaults()))).isEqualTo(4_200_448);
    }

    private static double[] features(Tensor waveform) {
        Wav2vecEncoder encoder = new Wav2vecEncoder(SMALL);
        Tape tape = Samples.tape();
        Map<String, Variable> all = new LinkedHashMap<>();
        for (ParameterSpec spec : encoder.parameters()) {
            all.put(spec.name(), tape.constant(spec.draw(1, tape.kernels().dtype())));
        }
        return encoder.apply(new Weights(all), Map.of("waveform", tape.constant(waveform)))
                .get("features")
                .value()
                .toArray();
    }

    @Test
    void gradients_are_right() {
        checks().gradients();
    }

    @Test
    void the_same_bits_for_one_and_three_threads() {
        checks().sameBitsForOneAndThreeThreads();
    }

    @Test
    void float32_is_near() {
        // some 40 roundings, enlarged where the normalisation divides by a deviation of 0.3
        checks().float32(500);
    }

    /// Windows are normalised each for itself, so the loudness of one changes nothing, but for epsilon.
    @Test
    void a_window_depends_on_no_other_and_hardly_on_its_loudness() {
        Tensor waveform = Samples.uniform(1, -100, 100, 2, 12);
        double[] features = features(waveform);
        for (int i = 0; i < 12; i++) {
            waveform.set(i, 10 * waveform.get(i));
        }
        double[] louder = features(waveform);
        assertThat(louder).isNotEqualTo(features);
        Samples.assertClose(Tensor.vector(louder), features, 1e-6);
        for (int c = 3; c < 6; c++) {
            assertThat(louder[c]).isEqualTo(features[c]);
        }
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SETTINGS.with(SMALL, Map.of("strides", List.of(2))))
                .withMessage("kernels: [4, 2] and strides [2] must have one element for each convolution, at least 1");
        assertThatThrownBy(() -> features(Samples.uniform(1, -1, 1, 2, 5)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("an axis of 1 with padding 0 and 0 is shorter than the window's 2");
    }
}
