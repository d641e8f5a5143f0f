package org.thgcl.golden;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.graph.Alignment;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;

/// A model's settings as a [Configuration]: preset `paper` with what the file changes.
public final class ModelSettings {
    /// Those of the model itself.
    public static final List<String> MODEL = List.of(
            "audio_features",
            "video_features",
            "audio_segments",
            "video_segments",
            "embedding",
            "hidden",
            "layers",
            "cross_layers",
            "classes",
            "batch",
            "audio_span",
            "audio_dilation",
            "video_span",
            "video_dilation",
            "cross_span",
            "cross_dilation",
            "boundary",
            "alignment",
            "audio_hop_seconds",
            "video_hop_seconds",
            "intra_weight",
            "current",
            "cross_weight",
            "noise",
            "position",
            "primes",
            "sign",
            "temperature_place",
            "tau",
            "fusion",
            "adjacency",
            "normalisation",
            "negative_slope",
            "pooling",
            "alpha",
            "gamma",
            "focal_form",
            "temperature",
            "negatives",
            "contrast",
            "weight_focal",
            "weight_contrastive",
            "bias");

    /// Those of training it.
    static final List<String> TRAINING =
            List.of("learning_rate", "beta1", "beta2", "epsilon", "weight_decay", "iterations");

    private ModelSettings() {}

    /// The configuration, with starts of 0 where the alignment is `hops`: they are an input.
    static Configuration of(CaseSettings settings) {
        Map<String, Object> changes = new LinkedHashMap<>(settings.values());
        changes.put("dropout", 0); // a golden case has none
        int videoSegments = settings.whole("video_segments");
        if (videoSegments == 0) {
            changes.put("video_features", 0); // a clip without video (A25) has none, whatever the file says
        }
        if (settings.word(Alignment.class, "alignment") == Alignment.HOPS) {
            changes.put("hops", Collections.nCopies(videoSegments, 0));
        }
        Configuration paper = Preset.PAPER.configuration();
        return GoldenException.blaming("settings", () -> paper.with(changes));
    }
}
