package org.thgcl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thgcl.features.EncoderWeights;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;
import org.thgcl.training.Models;

class BenchmarksTest {
    /// 2 x 2 patches of 4 x 4 and two prefix tokens, width 8.
    @Test
    void an_encoder_is_measured_against_60_percent_of_the_peak() {
        Configuration c = Models.configuration(Map.ofEntries(
                Map.entry("model", "ast"),
                Map.entry("audio_segments", 8),
                Map.entry("audio_features", 8),
                Map.entry("video_segments", 0),
                Map.entry("video_features", 0),
                Map.entry("classes", 3),
                Map.entry("patch_bands", 4),
                Map.entry("patch_frames", 4),
                Map.entry("stride_bands", 4),
                Map.entry("stride_frames", 4),
                Map.entry("width", 8),
                Map.entry("layers", 1),
                Map.entry("heads", 2),
                Map.entry("mlp", 16),
                Map.entry("batch", 1)));
        Report report = Benchmarks.ast(new Setup(DType.FLOAT32, 1, new Timing.Repeats(0, 1)), c);
        Report.Line line = report.lines().getFirst();
        // patches, four maps of attention, its two products, the two maps of the middle, the head
        double flop = 2.0 * (4 * 16 * 8 + 4 * 6 * 8 * 8 + 2 * 6 * 6 * 8 + 2 * 6 * 8 * 16 + 8 * 3);
        assertThat(line.flop()).isEqualTo(flop);
        double percent = line.percentOfPeak();
        double ratio = (double) line.details().get("ratio_to_60_percent_of_peak");
        if (line.timing().disturbed() == line.timing().samples()) {
            assertThat(percent).isNaN();
            assertThat(ratio).isNaN();
        } else {
            assertThat(ratio).isCloseTo(60 / percent, within(1e-9 * 60 / percent));
        }
        assertThat((long) line.details().get("tape_bytes")).isPositive();
    }

    /// VGGish has 6 convolutions, S3D 5 in its stem and 8 in each of 9 blocks.
    @Test
    void a_clips_operations_are_those_of_its_convolutions_and_linear_maps() {
        EncodedClip clip = new EncodedClip(
                EncoderWeights.randomSmall(1),
                new EncodedClip.Sizes(2, 1, 5, 17),
                Kernels.of(DType.FLOAT32, Workers.one()));
        List<ConvolutionLayer> layers = new ArrayList<>(clip.ofSounds());
        layers.addAll(clip.ofPictures());
        assertThat(layers).hasSize(6 + 5 + 9 * 8);
        assertThat(layers.getFirst().name()).isEqualTo("conv1");
        assertThat(layers.getFirst().flop()).isEqualTo(2.0 * 2 * 96 * 64 * 9 * 4);
        assertThat(layers.getLast().name()).isEqualTo("mixed_5c.branch3");
        clip.run();
        // the linear maps on 2 patches, from maps of 6 x 4 with 8 channels
        double linear = 2.0 * 2 * (6 * 4 * 8 * 32 + 32 * 32 + 32 * 128);
        assertThat((double) clip.flop())
                .isEqualTo(layers.stream().mapToDouble(ConvolutionLayer::flop).sum() + linear);
        assertThat(clip.bytes()).isPositive();
    }
}
