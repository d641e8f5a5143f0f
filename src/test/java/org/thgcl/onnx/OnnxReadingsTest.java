package org.thgcl.onnx;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thgcl.ablation.RegisterSweep;
import org.thgcl.ablation.Variant;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.DType;
import org.thgcl.thgn.Preset;

/// ONNX Runtime computes the paper's network as this program does, in every reading of the register.
class OnnxReadingsTest {
    /// Some audio nodes have no edge to a video node.
    private static final Configuration SMALL = Preset.PAPER
            .configuration()
            .with(Map.ofEntries(
                    Map.entry("audio_segments", 13),
                    Map.entry("audio_features", 5),
                    Map.entry("video_segments", 4),
                    Map.entry("video_features", 7),
                    Map.entry("classes", 4),
                    Map.entry("embedding", 6),
                    Map.entry("hidden", 8),
                    Map.entry("layers", 2),
                    Map.entry("audio_span", 2),
                    Map.entry("video_span", 1),
                    Map.entry("cross_span", 2)));

    /// Settings that the register's variants haven't, or not together.
    private static final Map<String, Map<String, ?>> OTHERS = Map.of(
            "features without alignment, a slope above 1",
            Map.of("embedding", 0, "negative_slope", 1.5),
            "noise of each clip that has no effect",
            Map.of("noise", "none", "noise_draw", "once_per_graph"),
            "both weights of others",
            Map.of("cross_weight", "gaussian", "intra_weight", "tmac"),
            "one layer of one number",
            Map.of("cross_weight", "tmac", "layers", 1, "hidden", 1),
            "one video segment without edges",
            Map.of("video_segments", 1, "cross_span", 0, "negative_slope", 0));

    /// A reading that acts in training alone gives the same file, so it needn't be run.
    @Test
    void every_reading_gives_the_same() throws OrtException, IOException {
        DifferenceTable table = new DifferenceTable("readings", "reading");
        for (DType dtype : DType.values()) {
            for (Configuration base : List.of(SMALL.with("dtype", dtype), withoutVideo(SMALL.with("dtype", dtype)))) {
                byte[] configured = new ExportedModel(base).file();
                for (Variant variant : RegisterSweep.of(base).variants()) {
                    if (variant.changes().containsKey("noise_draw")) {
                        continue;
                    }
                    ExportedModel model = new ExportedModel(variant.of(base));
                    if (variant.changes().isEmpty() || !Arrays.equals(model.file(), configured)) {
                        String name = variant.name() + (base.clips().hasVideo() ? "" : ", no video");
                        table.add(name, dtype, model.agrees(name.toLowerCase(Locale.ROOT)));
                    }
                }
            }
        }
        table.compareOrWrite();
    }

    private static Configuration withoutVideo(Configuration c) {
        return c.with(Map.of("video_segments", 0, "video_features", 0));
    }

    @ParameterizedTest
    @EnumSource
    void settings_beyond_the_register_give_the_same(DType dtype) {
        OTHERS.forEach((name, changes) -> assertThatCode(
                        () -> new ExportedModel(SMALL.with("dtype", dtype).with(changes)).agrees(name))
                .as(name)
                .doesNotThrowAnyException());
    }

    @Test
    void noise_that_depends_on_the_clips_ids_is_refused_by_the_name_of_its_operation() {
        for (String fusion : List.of("add", "multiply")) {
            Map<String, ?> drawn = Map.of("noise_draw", "once_per_graph", "fusion", fusion);
            ExportedModel model = new ExportedModel(SMALL.with(drawn));
            assertThatIllegalArgumentException()
                    .isThrownBy(model::file)
                    .withMessageContaining("the model thgn can't be exported: operation " + fusion)
                    .withMessageContaining("differ from clip to clip");
        }
    }

    @Test
    void such_noise_that_nothing_depends_on_is_none() throws OrtException, IOException {
        Map<String, ?> unused = Map.of("noise_draw", "once_per_graph", "fusion", "none");
        new ExportedModel(SMALL.with(unused)).agrees("unused noise");
        new ExportedModel(withoutVideo(SMALL.with(unused))).agrees("unused noise, no video");
    }
}
