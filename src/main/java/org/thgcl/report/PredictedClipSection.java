package org.thgcl.report;

import java.util.List;
import java.util.Locale;
import org.thgcl.page.Html;
import org.thgcl.page.Section;

/// One clip of a recording: its sound, its pictures and the model's attention on one time axis, and the best scores.
///
/// @param index of the clip in its recording, from 0
/// @param clip what is shown
record PredictedClipSection(int index, PredictedClip clip) implements Section {
    private static final int SHOWN = 5;

    /// The anchor of a clip's section.
    static String id(int index) {
        return "clip" + index;
    }

    /// When a clip is, in its recording.
    static String when(PredictedClip clip) {
        return String.format(Locale.ROOT, "%s to %s s", seconds(clip.start()), seconds(clip.start() + clip.seconds()));
    }

    /// The class with the highest score, and the score.
    static String event(PredictedClip clip) {
        return clip.prediction().predicted() + ", "
                + Html.number(clip.prediction().score());
    }

    /// A time with two decimals at most.
    static String seconds(double time) {
        return String.format(Locale.ROOT, "%.2f", time).replaceAll("\\.?0+$", "");
    }

    @Override
    public String id() {
        return id(index);
    }

    @Override
    public String title() {
        return when(clip) + ": " + event(clip);
    }

    @Override
    public String html() {
        return new ClipTimeline("clip" + index, clip).figure()
                + Html.small(Html.text(String.join(" ", clip.notes())))
                + scores();
    }

    private String scores() {
        List<List<String>> rows = clip.prediction().best(SHOWN).stream()
                .map(entry -> List.of(Html.text(entry.getKey()), bar(entry.getValue()), Html.number(entry.getValue())))
                .toList();
        return Html.words("The classes with the highest scores", List.of("class", "from 0 to 1", "score"), rows);
    }

    private static String bar(double score) {
        return String.format(Locale.ROOT, "<div class=\"bar\" style=\"width: %.1f%%\"></div>", 100 * score);
    }
}
