package org.thgcl.thgn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.thgcl.settings.Nearest;

/// The schema of the authors' configuration file, which is that of the TMac code.
///
/// Each of its keys is either one of our settings, or has a single value that we support, or has no bearing on the
/// method.
public final class AuthorsSchema {
    /// Keys that are settings of ours under another name.
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("MODEL.HIDDEN_CHANNELS", "hidden"),
            Map.entry("MODEL.NUM_LAYERS", "layers"),
            Map.entry("GRAPH.SPAN_OVER_TIME_AUDIO", "audio_span"),
            Map.entry("GRAPH.AUDIO_DILATION", "audio_dilation"),
            Map.entry("GRAPH.SPAN_OVER_TIME_VIDEO", "video_span"),
            Map.entry("GRAPH.VIDEO_DILATION", "video_dilation"),
            Map.entry("GRAPH.SPAN_OVER_TIME_BETWEEN", "cross_span"),
            Map.entry("TEST.MAX_PATIENCE", "patience"),
            Map.entry("TEST.EVAL_PERIOD", "validate_every"),
            Map.entry("DATALOADER.BATCH_SIZE", "batch"),
            Map.entry("DATALOADER.STRATIFIED_SPLIT", "stratified"),
            Map.entry("SOLVER.BASE_LR", "learning_rate"),
            Map.entry("SOLVER.STEPS", "steps"),
            Map.entry("SOLVER.MAX_ITER", "iterations"),
            Map.entry("SOLVER.WARMUP_ITERS", "warmup_iterations"),
            Map.entry("SEED", "seed"));

    /// Parts of one setting.
    private static final List<String> FRACTIONS =
            List.of("DATASETS.TRAIN_RATIO", "DATASETS.EVAL_RATIO", "DATASETS.TEST_RATIO");

    /// Keys of which we support one value, and what it stands for.
    private static final Map<String, String> FIXED = Map.of(
            "MODEL.META_ARCHITECTURE", "THGCL",
            "MODEL.AUDIO_BACKBONE.NAME", "Vggish",
            "MODEL.VIDEO_BACKBONE.NAME", "S3D",
            "TRAINING.LOSS", "Lfc",
            "GRAPH.DYNAMIC", "false",
            "GRAPH.NORMALIZE", "false",
            "GRAPH.SELF_LOOPS", "true",
            "GRAPH.FUSION_LAYERS", "[]");

    /// Keys without a bearing on the method: how backbones were trained before, a backbone for single images,
    /// paths on the authors' machine, image sizes, the file's own version.
    private static final List<String> WITHOUT_BEARING = List.of(
            "MODEL.AUDIO_BACKBONE.PRETRAINED_ON",
            "MODEL.VIDEO_BACKBONE.PRETRAINED_ON",
            "MODEL.IMAGE_BACKBONE.NAME",
            "MODEL.IMAGE_BACKBONE.PRETRAINED_ON",
            "DATASETS.TRAIN_PATH",
            "DATASETS.TEST_PATH",
            "DATASETS.EVAL_PATH",
            "INPUT.MIN_SIZE_TRAIN",
            "VERSION");

    private AuthorsSchema() {}

    /// The settings of a document of that schema, by key.
    ///
    /// @throws IllegalArgumentException for a key that isn't known, or a value that isn't supported
    public static Map<String, Object> translate(Map<?, ?> document) {
        Map<String, Object> flat = new LinkedHashMap<>();
        flatten("", document, flat);
        Map<String, Object> settings = new LinkedHashMap<>();
        flat.forEach((key, value) -> {
            if (SETTINGS.containsKey(key)) {
                settings.put(SETTINGS.get(key), value);
            } else if (FIXED.containsKey(key)) {
                requireFixed(key, value);
            } else if (!FRACTIONS.contains(key) && !WITHOUT_BEARING.contains(key)) {
                throw new IllegalArgumentException(
                        key + ": not a key of the authors' schema" + Nearest.hint(key, known()));
            }
        });
        List<Object> fractions =
                FRACTIONS.stream().map(flat::get).filter(Objects::nonNull).toList();
        if (!fractions.isEmpty()) {
            settings.put("fractions", fractions);
        }
        if (flat.containsKey("SOLVER.WARMUP_ITERS")) {
            settings.put("schedule", "warmup_multistep");
        }
        return settings;
    }

    private static void flatten(String prefix, Map<?, ?> map, Map<String, Object> flat) {
        map.forEach((key, value) -> {
            if (value instanceof Map<?, ?> nested) {
                flatten(prefix + key + ".", nested, flat);
            } else {
                flat.put(prefix + key, value);
            }
        });
    }

    private static void requireFixed(String key, Object value) {
        String supported = FIXED.get(key);
        if (!String.valueOf(value).equalsIgnoreCase(supported)) {
            throw new IllegalArgumentException(key + ": " + value + " isn't supported, only " + supported);
        }
    }

    private static List<String> known() {
        List<String> known = new ArrayList<>(SETTINGS.keySet());
        known.addAll(FRACTIONS);
        known.addAll(FIXED.keySet());
        known.addAll(WITHOUT_BEARING);
        return known.stream().sorted().toList();
    }
}
