package org.thgcl.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thgcl.equation.Samples;
import org.thgcl.model.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

/// [VideoResNet], [ConvNeXt] and [WaveLogmel]: their sizes, and small ones of each.
@Tag("slow")
class ConvolutionalSystemsTest {
    /// A network, its inputs, and its running statistics where it has them.
    record Small(String name, Network network, Map<String, Tensor> inputs) {
        NetworkChecks checks() {
            Map<String, Tensor> statistics = new LinkedHashMap<>();
            for (ParameterSpec spec : network.statistics()) {
                statistics.put(
                        spec.name(),
                        Samples.uniform(
                                statistics.size(), 0.5, 1.5, spec.shape().toArray()));
            }
            return new NetworkChecks(network, inputs, statistics);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static <S extends Record> S settings(Class<S> record, Map<String, ?> changes) {
        Settings<S> settings = Settings.of(record);
        return settings.with(settings.defaults(), changes);
    }

    private static VideoResNet video(Map<String, ?> changes) {
        return new VideoResNet(settings(VideoResNetSettings.class, changes));
    }

    private static ConvNeXt convNeXt(Map<String, ?> changes) {
        return new ConvNeXt(settings(ConvNeXtSettings.class, changes));
    }

    private static WaveLogmel waveLogmel(Map<String, ?> changes) {
        return new WaveLogmel(settings(WaveLogmelSettings.class, changes));
    }

    private static Small smallVideo(String variant, String middle, String statistics) {
        return new Small(
                variant + " " + statistics,
                video(Map.of(
                        "variant",
                        variant,
                        "widths",
                        List.of(1, 2),
                        "stem_middle",
                        2,
                        "middle",
                        middle,
                        "classes",
                        2,
                        "statistics",
                        statistics)),
                Map.of("clip", Samples.uniform(1, -1, 1, 2, 3, 2, 5, 4)));
    }

    private static Small smallConvNeXt(String statistics) {
        return new Small(
                "ConvNeXt " + statistics,
                convNeXt(Map.of(
                        "bands",
                        8,
                        "widths",
                        List.of(2, 3),
                        "depths",
                        List.of(1, 1),
                        "stem_kernel",
                        List.of(3, 2),
                        "stem_padding",
                        List.of(1, 0),
                        "classes",
                        2,
                        "statistics",
                        statistics)),
                Map.of("logmel", Samples.uniform(1, -1, 1, 2, 1, 12, 8)));
    }

    private static Small smallWave(String statistics) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        inputs.put("waveform", Samples.uniform(1, -1, 1, 2, 80));
        inputs.put("logmel", Samples.uniform(2, -1, 1, 2, 1, 5, 4));
        return new Small(
                "Wave-Logmel " + statistics,
                waveLogmel(Map.of(
                        "bands",
                        4,
                        "wave_channels",
                        List.of(1, 4),
                        "channels",
                        List.of(1, 2),
                        "classes",
                        2,
                        "statistics",
                        statistics)),
                inputs);
    }

    static Stream<Small> small() {
        return Stream.of(
                smallVideo("r3d", "shared", "batch"),
                smallVideo("r2plus1d", "shared", "running"),
                smallVideo("r2plus1d", "own", "batch"),
                smallConvNeXt("batch"),
                smallConvNeXt("running"),
                smallWave("batch"),
                smallWave("running"));
    }

    @ParameterizedTest
    @MethodSource("small")
    void gradients_are_right(Small small) {
        small.checks().gradients();
    }

    @ParameterizedTest
    @MethodSource("small")
    void the_same_bits_for_one_and_three_threads(Small small) {
        small.checks().sameBitsForOneAndThreeThreads();
    }

    @ParameterizedTest
    @MethodSource("small")
    void float32_is_near(Small small) {
        // some 10 layers of up to 150 roundings each, of which most cancel; normalisations enlarge them up to 10 times
        small.checks().float32(1500);
    }

    /// R3D-18 with 400 outputs is HGCN's video trunk; Table 1 has 33.4 M.
    @Test
    void video_networks_have_their_exact_size() {
        assertThat(NetworkChecks.count(video(Map.of()))).isEqualTo(33_371_472);
        assertThat(NetworkChecks.count(video(Map.of("variant", "r2plus1d", "middle", "own"))))
                .isEqualTo(33_370_839);
        // torchvision's r2plus1d_18
        assertThat(NetworkChecks.count(video(Map.of("variant", "r2plus1d")))).isEqualTo(31_505_325);
    }

    /// Table 1 has 5.0 M and 81.0 M.
    @Test
    void spectrogram_networks_have_their_exact_size() {
        assertThat(NetworkChecks.count(convNeXt(Map.of()))).isEqualTo(5_037_279);
        assertThat(NetworkChecks.count(waveLogmel(Map.of()))).isEqualTo(81_065_487);
    }

    @Test
    void running_statistics_are_two_for_each_channel_of_a_batch_normalisation() {
        Map<String, String> running = Map.of("statistics", "running");
        assertThat(video(running).statistics()).hasSize(40);
        assertThat(convNeXt(running).statistics().stream().map(ParameterSpec::name))
                .containsExactly("bands.norm.mean", "bands.norm.variance");
        assertThat(waveLogmel(running).statistics().stream().map(ParameterSpec::name))
                .hasSize(2 * (1 + 6 + 2 + 1 + 12))
                .contains("wave.first.norm.mean", "wave.plane.norm1.variance", "blocks.5.norm0.mean");
        assertThat(waveLogmel(Map.of()).statistics()).isEmpty();
    }

    @Test
    void settings_that_do_not_fit_together_are_refused() {
        refused(() -> video(Map.of("widths", List.of())), "widths: there must be at least one stage");
        refused(
                () -> convNeXt(Map.of("depths", List.of(1))),
                "widths and depths: 4 and 1 stages; there must be as many, at least one");
        refused(
                () -> convNeXt(Map.of("stem_padding", List.of(1))),
                "stem_kernel and stem_padding: 2 and 1 axes; each has time and frequency");
        refused(
                () -> waveLogmel(Map.of("channels", List.of(1))),
                "wave_channels and channels: 4 and 1 numbers; each has at least 2");
        refused(() -> waveLogmel(Map.of("bands", 6)), "bands: half of 6 must divide the wave's last 128 channels");
        refused(() -> waveLogmel(Map.of("bands", 7)), "bands: half of 7 must divide the wave's last 128 channels");
    }

    private static void refused(Runnable create, String message) {
        assertThatIllegalArgumentException().isThrownBy(create::run).withMessage(message);
    }

    @Test
    void wave_and_spectrogram_of_different_sounds_are_refused() {
        Small small = smallWave("batch");
        Map<String, Tensor> inputs = new LinkedHashMap<>(small.inputs);
        inputs.put("logmel", Samples.uniform(2, -1, 1, 2, 1, 7, 4));
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> new NetworkChecks(small.network, inputs, Map.of()).gradients())
                .withMessage("waveform and logmel: after pooling they have 2 and 3 frames; they must be of one sound");
    }
}
