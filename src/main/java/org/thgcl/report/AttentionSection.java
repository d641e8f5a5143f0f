package org.thgcl.report;

import java.util.Locale;
import java.util.stream.IntStream;
import org.thgcl.data.Labels;
import org.thgcl.metric.Evaluation;
import org.thgcl.page.Chart;
import org.thgcl.page.Formula;
import org.thgcl.page.Html;
import org.thgcl.page.Hue;
import org.thgcl.page.Mark;
import org.thgcl.page.Section;
import org.thgcl.tensor.Tensor;

/// Where in time the model looks in one clip: the weights of the learnable pooling.
///
/// @param run may be null
record AttentionSection(TrainedRun run) implements Section {
    @Override
    public String id() {
        return "attention";
    }

    @Override
    public String title() {
        return "Attention over time of one clip";
    }

    @Override
    public String html() {
        if (run == null) {
            return MissingInputs.run();
        }
        if (run.clips() == null) {
            return MissingInputs.clips(run);
        }
        if (!run.clips().after().views().containsKey("audio_attention")) {
            return MissingInputs.view(run, "audio_attention");
        }
        TrainedRun.Clips clips = run.clips();
        int surest = surest(clips.after().scores(), clips.subset().labels());
        if (surest < 0) {
            return Html.note("None of the clips has a class.");
        }
        int clip = surest / run.configuration().clips().classes();
        int label = surest % run.configuration().clips().classes();
        Chart chart = new Chart(
                        "attention", "Attention over time of one clip", "time (part of the clip)", "relative weight")
                .across(0, 1);
        double highest = curve(chart, "audio", clips.after().view("audio_attention"), clip);
        String video = "The clips have no video.";
        if (clips.after().views().containsKey("video_attention")) {
            highest = Math.max(highest, curve(chart, "video", clips.after().view("video_attention"), clip));
            video = "Audio and video are pooled separately.";
        }
        chart.up(0, highest * 1.05);
        String caption = String.format(
                Locale.ROOT,
                "Clip %s of the %s part: of all clips, its true class, %s, has the highest score, %.3f%s. "
                        + "The curves are the weights %s of the learnable pooling times the number of segments; "
                        + "equal weights would all be 1. %s",
                Html.text(clips.subset().data().id(clips.subset().clip(clip))),
                clips.part(),
                Html.text(run.model().classes().get(label)),
                clips.after().scores().get(clip * run.configuration().clips().classes() + label),
                Evaluation.predicted(clips.after().scores(), clip) == label
                        ? ""
                        : " (but another class of this clip has a higher score)",
                Formula.inline("β"),
                video);
        return chart.figure(caption);
    }

    private static double curve(Chart chart, String modality, Tensor attention, int clip) {
        int segments = attention.shape().columns();
        double[] x = IntStream.range(0, segments)
                .mapToDouble(i -> (i + 0.5) / segments)
                .toArray();
        double[] y = IntStream.range(0, segments)
                .mapToDouble(i -> attention.get(clip * segments + i) * segments)
                .toArray();
        boolean audio = modality.equals("audio");
        chart.marked(modality, x, y, audio ? Hue.INK : Hue.ORANGE, audio ? Mark.DISC : Mark.SQUARE);
        return IntStream.range(0, segments).mapToDouble(i -> y[i]).max().orElseThrow();
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
}
