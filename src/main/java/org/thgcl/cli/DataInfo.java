package org.thgcl.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.thgcl.data.DataSet;
import org.thgcl.data.FeatureSummary;
import org.thgcl.data.Fingerprint;
import org.thgcl.data.Hdf5DataSet;
import org.thgcl.data.Labels;
import org.thgcl.data.Subset;
import org.thgcl.file.Work;
import org.thgcl.model.Configuration;
import org.thgcl.training.TrainingObstacles;

/// Describes a data set.
///
/// @param audio the audio features
/// @param video the video features; null without video
/// @param counts clips of each class; null without labels
/// @param twice ids that more than one clip has
/// @param batch clips in a batch
/// @param fileBytes size of the file
/// @param refused why `train` would refuse it; empty if it would not
record DataInfo(
        DataSet data,
        FeatureSummary audio,
        FeatureSummary video,
        int[] counts,
        Set<String> twice,
        int batch,
        long fileBytes,
        List<String> refused) {
    private static final int FIRST_IDS = 3;
    private static final int WIDTH = 80;

    /// Reads all clips, one at a time.
    static DataInfo of(Hdf5DataSet data, Configuration configuration, long fileBytes) {
        FeatureSummary audio = new FeatureSummary(data.audioFeatures());
        FeatureSummary video = data.hasVideo() ? new FeatureSummary(data.videoFeatures()) : null;
        float[] audioFeatures = new float[data.audioSegments() * data.audioFeatures()];
        float[] videoFeatures = new float[data.videoSegments() * data.videoFeatures()];
        Set<String> ids = new LinkedHashSet<>();
        Set<String> twice = new LinkedHashSet<>();
        try (Work work = Work.begin("reading clips", data.size())) {
            for (int clip = 0; clip < data.size(); clip++) {
                data.readAudioUnchecked(clip, audioFeatures, 0);
                audio.add(clip, audioFeatures);
                if (video != null) {
                    data.readVideoUnchecked(clip, videoFeatures, 0);
                    video.add(clip, videoFeatures);
                }
                if (!ids.add(data.id(clip))) {
                    twice.add(data.id(clip));
                }
                work.step();
            }
        }
        List<String> refused = new ArrayList<>();
        if (data.isLabelled()) {
            refused.addAll(TrainingObstacles.of(data, configuration));
        } else {
            refused.add("there is no dataset label; predict alone does without");
        }
        addNotFinite(refused, data, "audio", audio);
        addNotFinite(refused, data, "video", video);
        int[] counts = data.isLabelled() ? Subset.all(data).classCounts() : null;
        return new DataInfo(
                data, audio, video, counts, twice, configuration.training().batch(), fileBytes, refused);
    }

    private static void addNotFinite(List<String> refused, DataSet data, String modality, FeatureSummary features) {
        if (features != null && features.firstClip() >= 0) {
            refused.add(String.format(
                    Locale.ROOT,
                    "%,d %s features are not finite numbers, the first in clip %d (%s), segment %d, feature %d",
                    features.nan() + features.infinite(),
                    modality,
                    features.firstClip(),
                    data.id(features.firstClip()),
                    features.firstSegment(),
                    features.firstFeature()));
        }
    }

    /// Bytes of some clips in float32.
    private long bytes(long clips) {
        long numbers =
                (long) data.audioSegments() * data.audioFeatures() + (long) data.videoSegments() * data.videoFeatures();
        return clips * numbers * Float.BYTES;
    }

    /// All of it for a terminal of 80 columns.
    String text(String file) {
        StringBuilder text = new StringBuilder();
        WrappedTable facts = new WrappedTable(8, WIDTH - 10);
        facts.row("file", file + ", " + size(fileBytes));
        facts.row("clips", String.format(Locale.ROOT, "%,d", data.size()));
        facts.row("ids", ids());
        facts.row("features", made());
        facts.row(
                "memory",
                size(bytes(batch)) + " for a batch of " + batch + " clips in float32, " + size(bytes(data.size()))
                        + " for all");
        text.append(facts).append('\n');
        TextTable features =
                new TextTable("features", "segments", "features", "min", "max", "zeros", "NaN", "infinite");
        row(features, "audio", data.audioSegments(), data.audioFeatures(), audio);
        if (video != null) {
            row(features, "video", data.videoSegments(), data.videoFeatures(), video);
        } else {
            text.append("no video\n");
        }
        text.append(features).append('\n');
        if (counts != null) {
            TextTable classes = new TextTable("class", "clips", "share");
            for (int c = 0; c < counts.length; c++) {
                classes.row(data.classes().get(c), counts[c], percent((double) counts[c] / data.size()));
            }
            text.append(classes).append(counts.length).append(" classes\n");
            if (data.severalLabels()) {
                text.append(severalLabels());
            }
            text.append('\n');
        }
        if (refused.isEmpty()) {
            return text.append("train takes this file\n").toString();
        }
        text.append("train refuses this file:\n");
        refused.forEach(reason -> text.append(Wrapping.item(reason)));
        return text.toString();
    }

    private String severalLabels() {
        int[] clips = new int[3];
        Labels labels = Subset.all(data).labels();
        for (int clip = 0; clip < data.size(); clip++) {
            clips[Math.min(2, labels.of(clip).length)]++;
        }
        return "clips have any number of classes: " + clips[0] + " none, " + clips[1] + " one, " + clips[2]
                + " several\n";
    }

    /// How the features were made.
    private String made() {
        return data.fingerprint()
                .map(made -> made.warning().map(warning -> warning + "; ").orElse("") + "fingerprint " + made + ": "
                        + String.join(", ", made.text().lines().toList()))
                .orElse("made in a way that the file doesn't say");
    }

    private String ids() {
        List<String> first = new ArrayList<>();
        for (int clip = 0; clip < Math.min(FIRST_IDS, data.size()); clip++) {
            first.add(data.id(clip));
        }
        String some =
                twice.stream().limit(FIRST_IDS).reduce((a, b) -> a + ", " + b).orElse("");
        return String.join(", ", first) + (data.size() > FIRST_IDS ? ", ..." : "") + "; "
                + (twice.isEmpty()
                        ? "none occurs twice"
                        : twice.size() + " occur more than once: " + some + (twice.size() > FIRST_IDS ? ", ..." : ""));
    }

    private static void row(TextTable table, String modality, int segments, int features, FeatureSummary summary) {
        table.row(
                modality,
                segments,
                features,
                number(summary.min()),
                number(summary.max()),
                percent(summary.zeros()),
                summary.nan(),
                summary.infinite());
    }

    private static String number(double number) {
        return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, "%.5g", number);
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * part);
    }

    private static String size(long bytes) {
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%,.1f MiB", bytes / (1024.0 * 1024));
    }

    /// All of it, to be written as JSON.
    Map<String, Object> json(String file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file);
        json.put("bytes", fileBytes);
        json.put("clips", data.size());
        json.put("fingerprint", data.fingerprint().map(Fingerprint::sha256).orElse(null));
        json.put("made", data.fingerprint().map(Fingerprint::made).orElse(null));
        json.put("audio", features(data.audioSegments(), data.audioFeatures(), audio));
        json.put("video", video == null ? null : features(data.videoSegments(), data.videoFeatures(), video));
        Map<String, Integer> classes = new LinkedHashMap<>();
        for (int c = 0; counts != null && c < counts.length; c++) {
            classes.put(data.classes().get(c), counts[c]);
        }
        json.put("classes", counts == null ? null : classes);
        json.put("duplicate_ids", List.copyOf(twice));
        json.put("batch", batch);
        json.put("batch_bytes", bytes(batch));
        json.put("all_bytes", bytes(data.size()));
        json.put("refused", refused);
        return json;
    }

    private static Map<String, Object> features(int segments, int features, FeatureSummary summary) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("segments", segments);
        json.put("features", features);
        json.put("min", summary.min());
        json.put("max", summary.max());
        json.put("zeros", summary.zeros());
        json.put("nan", summary.nan());
        json.put("infinite", summary.infinite());
        return json;
    }
}
