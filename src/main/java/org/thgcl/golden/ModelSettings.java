package org.thgcl.golden;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.graph.Alignment;
import org.thgcl.model.Configuration;
import org.thgcl.model.Preset;
import org.thgcl.model.Settings;

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
            "classes",
            "batch",
            "audio_span",
            "audio_dilation",
            "video_span",
            "video_dilation",
            "cross_span",
            "boundary",
            "alignment",
            "intra_weight",
            "cross_weight",
            "noise",
            "position",
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
            "temperature",
            "negatives",
            "weight_focal",
            "weight_contrastive",
            "bias");

    /// Those of training it.
    static final List<String> TRAINING =
            List.of("learning_rate", "beta1", "beta2", "epsilon", "weight_decay", "iterations");

    private ModelSettings() {}

    /// The configuration, with starts of 0 where the alignment is `hops`: they are an input.
    static Configuration of(CaseSettings settings) {
        Map<String, Object> changes = new LinkedHashMap<>();
        settings.values().forEach((name, value) -> changes.put(name, checked(settings, name, value)));
        Configuration paper = Preset.PAPER.configuration();
        int videoSegments = settings.whole("video_segments", paper.videoSegments(), 0, Limits.SIZE);
        if (videoSegments == 0) {
            changes.put("video_features", 0); // a clip without video (A25) has none, whatever the file says
        }
        if (settings.word("alignment", paper.alignment()) == Alignment.HOPS) {
            changes.put("hops", Collections.nCopies(videoSegments, 0));
        }
        return GoldenException.blaming("settings", () -> paper.with(changes));
    }

    /// A value, if it is of its setting's type and in range.
    private static Object checked(CaseSettings settings, String name, Object value) {
        Class<?> type = Settings.type(name);
        if (type == int.class) {
            settings.whole(name, 0, Integer.MIN_VALUE, limit(name));
        } else if (type == double.class) {
            settings.real(name, 0);
        } else if (type == boolean.class) {
            settings.truth(name, false);
        } else if (!(value instanceof String)) {
            throw new GoldenException(
                    CaseSettings.field(name), value + " isn't allowed, must be " + Settings.rule(name));
        }
        GoldenException.blaming("settings", () -> {
            Settings.check(name, value);
            return name;
        });
        return value;
    }

    private static int limit(String name) {
        return switch (name) {
            case "layers", "iterations" -> Limits.STEPS;
            case "audio_span", "video_span", "cross_span", "audio_dilation", "video_dilation" -> Integer.MAX_VALUE;
            default -> Limits.SIZE;
        };
    }
}
