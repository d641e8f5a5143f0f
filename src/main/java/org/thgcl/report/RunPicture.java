package org.thgcl.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.thgcl.data.DataSet;
import org.thgcl.data.Labels;
import org.thgcl.data.PlantedEvents;
import org.thgcl.metric.Evaluation;
import org.thgcl.page.Formula;
import org.thgcl.page.Html;
import org.thgcl.report.ClipPicture.Score;
import org.thgcl.report.ClipPicture.Strip;
import org.thgcl.tensor.Tensor;

/// What a run learnt, in one picture: scores beside chance, and the attention of the learnable pooling to one clip.
///
/// @param run whose clips are there
/// @param planted the clips, if it is known what was planted in them; otherwise `null`
record RunPicture(TrainedRun run, PlantedEvents planted) {
    /// The figure in HTML.
    String figure() {
        Evaluation before = run.clips().evaluationBefore();
        Evaluation after = run.clips().evaluation();
        Chance chance = Chance.of(after);
        List<Score> scores = List.of(
                new Score("mAP", before.map(), after.map(), chance.map()),
                new Score("AUC", before.auc(), after.auc(), chance.auc()),
                new Score("accuracy", before.accuracy(), after.accuracy(), chance.accuracy()));
        int surest = surest(run.clips().after().scores(), run.clips().subset().labels());
        int classes = run.model().classes().size();
        List<Strip> strips = surest < 0 ? List.of() : strips(surest / classes, surest % classes);
        ClipPicture picture = new ClipPicture(strips, scores);
        return picture.figure(
                "picture",
                strips.isEmpty()
                        ? "A ring is before training, a disc after it."
                        : caption(surest / classes, surest % classes) + Html.text(picture.attention()) + everywhere());
    }

    /// Where the highest score is that a clip's own class has, the first if several are: clip times classes plus
    /// class; -1 if no clip has a class.
    private static int surest(Tensor scores, Labels labels) {
        int classes = scores.shape().columns();
        int surest = -1;
        for (int place = 0; place < scores.shape().elements(); place++) {
            if (labels.has(place / classes, place % classes)
                    && (surest < 0 || scores.get(place) > scores.get(surest))) {
                surest = place;
            }
        }
        return surest;
    }

    /// The modalities to which the model shows its attention.
    private List<Strip> strips(int clip, int label) {
        DataSet data = run.clips().subset().data();
        int index = run.clips().subset().clip(clip);
        List<Strip> strips = new ArrayList<>();
        if (shows("audio_attention")) {
            float[] audio = new float[data.audioSegments() * data.audioFeatures()];
            data.readAudio(index, audio, 0);
            strips.add(strip(
                    "sound",
                    planted == null
                            ? lengths(audio, data.audioFeatures())
                            : along(audio, planted.audioDirection(label)),
                    planted == null ? new boolean[0] : planted.heard(index),
                    "audio_attention",
                    clip));
        }
        if (shows("video_attention")) {
            float[] video = new float[data.videoSegments() * data.videoFeatures()];
            data.readVideo(index, video, 0);
            strips.add(strip(
                    "pictures",
                    planted == null
                            ? lengths(video, data.videoFeatures())
                            : along(video, planted.videoDirection(label)),
                    planted == null ? new boolean[0] : planted.seen(index),
                    "video_attention",
                    clip));
        }
        return strips;
    }

    private boolean shows(String view) {
        return run.clips().after().views().containsKey(view);
    }

    private Strip strip(String word, double[] content, boolean[] event, String view, int clip) {
        return new Strip(
                word,
                content,
                event,
                row(run.clips().before().view(view), clip),
                row(run.clips().after().view(view), clip));
    }

    private static double[] row(Tensor view, int clip) {
        int segments = view.shape().columns();
        return IntStream.range(0, segments)
                .mapToDouble(i -> view.get(clip * segments + i))
                .toArray();
    }

    /// How far each segment's features reach in a direction.
    private static double[] along(float[] features, double[] direction) {
        double[] along = new double[features.length / direction.length];
        for (int k = 0; k < features.length; k++) {
            along[k / direction.length] += features[k] * direction[k % direction.length];
        }
        return along;
    }

    /// The length of each segment's features.
    private static double[] lengths(float[] features, int size) {
        double[] lengths = new double[features.length / size];
        for (int k = 0; k < features.length; k++) {
            lengths[k / size] += (double) features[k] * features[k];
        }
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = Math.sqrt(lengths[i]);
        }
        return lengths;
    }

    /// How much of the attention lies on the event, over all clips: one clip may be an exception.
    private String everywhere() {
        if (planted == null) {
            return "";
        }
        Map<String, double[]> sums = new LinkedHashMap<>();
        int clips = run.clips().subset().size();
        for (int clip = 0; clip < clips; clip++) {
            for (Strip strip : strips(clip, planted.label(run.clips().subset().clip(clip)))) {
                double[] sum = sums.computeIfAbsent(strip.word(), _ -> new double[3]);
                sum[0] += strip.onEvent(strip.before()) / clips;
                sum[1] += strip.onEvent(strip.after()) / clips;
                sum[2] += strip.eventPart() / clips;
            }
        }
        return sums.entrySet().stream()
                .map(each -> String.format(
                        Locale.ROOT,
                        "%s %.0f %% before and %.0f %% after, of %.0f %% of the segments",
                        each.getKey(),
                        100 * each.getValue()[0],
                        100 * each.getValue()[1],
                        100 * each.getValue()[2]))
                .collect(Collectors.joining("; ", " Over all " + clips + " clips: ", "."));
    }

    private String caption(int clip, int label) {
        TrainedRun.Clips clips = run.clips();
        String other = Evaluation.predicted(clips.after().scores(), clip) == label
                ? ""
                : " (but another class of this clip has a higher score)";
        String cells = planted == null
                ? "the stronger a cell's shade, the longer its segment's features."
                : "the stronger a cell's shade, the farther its segment's features reach in the event's direction;"
                        + " the bands are where the event was planted.";
        return "Scores are of the " + clips.part() + " part: a ring before training, a disc after it. Below, the clip "
                + Html.text(clips.subset().data().id(clips.subset().clip(clip)))
                + ", whose true class, " + Html.text(run.model().classes().get(label))
                + ", has the highest score of all, "
                + Html.number(
                        clips.after().scores().get(clip * run.model().classes().size() + label)) + other
                + ": curves are the weights " + Formula.inline("β") + " of the learnable pooling; " + cells + " ";
    }
}
