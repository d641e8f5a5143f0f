package org.thgcl.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;
import picocli.CommandLine.Option;

/// The sizes of a benchmark; those of preset `paper` unless given.
final class BenchSizes {
    private static final Pattern SEGMENTS = Pattern.compile("(\\d{1,9}),(\\d{1,9})");

    @Option(
            names = "--segments",
            paramLabel = "AUDIO,VIDEO",
            description = "Segments of a clip, P_a and P_v; AUDIO,0 without video. Default: 101,40.")
    private String segments;

    @Option(names = "--embedding", paramLabel = "N", description = "Embedding size d. Default: 128.")
    private Integer embedding;

    @Option(names = "--hidden", paramLabel = "N", description = "Hidden size H. Default: 512.")
    private Integer hidden;

    @Option(names = "--layers", paramLabel = "N", description = "Layers L. Default: 4.")
    private Integer layers;

    @Option(names = "--batch", paramLabel = "N", description = "Clips in a batch B. Default: 64.")
    private Integer batch;

    /// @throws IllegalArgumentException if a size is out of range
    Configuration configuration() {
        Map<String, Object> changes = new LinkedHashMap<>();
        put(changes, "embedding", embedding);
        put(changes, "hidden", hidden);
        put(changes, "layers", layers);
        put(changes, "batch", batch);
        if (segments != null) {
            Matcher matcher = SEGMENTS.matcher(segments);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "--segments: " + segments + " isn't allowed, must be two whole numbers such as 101,40");
            }
            int video = Integer.parseInt(matcher.group(2));
            changes.put("audio_segments", Integer.parseInt(matcher.group(1)));
            changes.put("video_segments", video);
            if (video == 0) {
                changes.put("video_features", 0);
            }
        }
        return Preset.PAPER.configuration().with(changes);
    }

    private static void put(Map<String, Object> changes, String key, Integer value) {
        if (value != null) {
            changes.put(key, value);
        }
    }
}
