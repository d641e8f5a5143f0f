package org.thgcl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.thgcl.features.LogMel;
import org.thgcl.media.Picture;
import org.thgcl.page.DataImage;
import org.thgcl.page.Formula;
import org.thgcl.page.Html;
import org.thgcl.page.Svg;
import org.thgcl.report.PredictedClip.Attention;
import org.thgcl.report.PredictedClip.KeyFrame;
import org.thgcl.report.PredictedClip.Modality;

/// The pictures, the sound and the model's attention to both, one row above the other on one time axis.
final class ClipTimeline {
    private static final double GAP = 16;
    private static final double SOUND = 130;
    private static final double CURVE = 92;
    private static final double AXIS = 46;
    private static final double PICTURE_WIDTH = 94;
    private static final double PICTURE_HEIGHT = 110;
    private static final int RIGHT = 16;

    private final String name;
    private final PredictedClip clip;
    private final TimeAxis axis;
    private final List<Placed> pictures;
    private final double soundTop;
    private final double bottom;

    /// A picture and its place.
    private record Placed(KeyFrame frame, double x, double width, double height) {}

    /// @param name letters and digits, different for the drawings of one page
    ClipTimeline(String name, PredictedClip clip) {
        this.name = name;
        this.clip = clip;
        axis = new TimeAxis(clip.start(), clip.seconds());
        pictures = placed(axis, clip.pictures());
        double height = pictures.stream().mapToDouble(Placed::height).max().orElse(0);
        soundTop = GAP + (pictures.isEmpty() ? 0 : height + 2 * GAP);
        bottom = soundTop + SOUND + clip.attention().size() * (GAP + CURVE);
    }

    /// Each picture begins at its time, but stays within the axis. One that would cover the one before is left out.
    private static List<Placed> placed(TimeAxis axis, List<KeyFrame> frames) {
        List<Placed> placed = new ArrayList<>();
        double free = TimeAxis.LEFT;
        for (KeyFrame frame : frames) {
            Picture picture = frame.picture();
            double scale = Math.min(PICTURE_WIDTH / picture.width(), PICTURE_HEIGHT / picture.height());
            double width = scale * picture.width();
            double last = TimeAxis.LEFT + TimeAxis.SPAN - width;
            double x = Math.min(axis.x(frame.time()), last);
            if (x >= free) {
                placed.add(new Placed(frame, x, width, scale * picture.height()));
                free = x + width + 2;
            }
        }
        return placed;
    }

    /// The figure in HTML.
    String figure() {
        Svg.Size size = new Svg.Size((int) (TimeAxis.LEFT + TimeAxis.SPAN) + RIGHT, (int) (bottom + AXIS));
        Svg svg = new Svg(name, "Pictures, sound and attention over time", description(), size.width(), size.height());
        axis.draw(svg, GAP, bottom);
        StringBuilder images = new StringBuilder();
        for (Placed picture : pictures) {
            images.append(image(picture).at(picture.x(), GAP, picture.width(), picture.height(), size));
            String label =
                    PredictedClipSection.seconds(clip.start() + picture.frame().time());
            svg.words(picture.x(), GAP + picture.height() + 14, "start", label + " s");
        }
        images.append(sound(svg, size));
        double top = soundTop + SOUND + GAP;
        for (Attention attention : clip.attention()) {
            curve(svg, attention, top);
            top += CURVE + GAP;
        }
        return Html.layered(images.toString(), svg.toString(), caption());
    }

    private DataImage image(Placed placed) {
        double time = clip.start() + placed.frame().time();
        return DataImage.jpeg(
                placed.frame().picture().image(), "Picture at " + PredictedClipSection.seconds(time) + " s");
    }

    /// The spectrogram, and where the recording ends if that is before the clip does.
    private String sound(Svg svg, Svg.Size size) {
        LogMel.Settings settings = clip.spectrogram().settings();
        double seconds = clip.spectrogram().frames().shape().size(0) * settings.hopSeconds();
        double width = Math.min(axis.x(seconds), axis.x(clip.seconds())) - TimeAxis.LEFT;
        svg.frame(TimeAxis.LEFT, soundTop, TimeAxis.SPAN, SOUND)
                .words(TimeAxis.LEFT - 4, soundTop + 10, "end", hertz(settings.highHz()))
                .words(TimeAxis.LEFT - 4, soundTop + SOUND, "end", hertz(settings.lowHz()))
                .upwards(14, soundTop + SOUND / 2, "sound (Hz)");
        if (clip.recorded() < clip.seconds()) {
            double x = axis.x(clip.recorded());
            svg.path(String.format(Locale.ROOT, "M%.1f %.1fV%.1f", x, GAP, bottom), "class=\"equal\"");
        }
        return SpectrogramImage.of(clip.spectrogram()).at(TimeAxis.LEFT, soundTop, width, SOUND, size);
    }

    private static String hertz(double frequency) {
        return String.format(Locale.ROOT, "%.0f", frequency);
    }

    /// The relative weights of the segments, each at the middle of its segment, and the segment with the largest.
    private void curve(Svg svg, Attention attention, double top) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < attention.weights().size(); i++) {
            double x = axis.x(attention.begin(i) + attention.length() / 2);
            double y = height(top, attention.relative(i));
            line.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x, y));
            svg.disc(x, y, 2, "class=\"node\"");
        }
        String equal = String.format(Locale.ROOT, "M%.1f %.1fh%.1f", TimeAxis.LEFT, height(top, 1), TimeAxis.SPAN);
        svg.path(line, "class=\"curve\"")
                .path(equal, "class=\"equal\"")
                .frame(TimeAxis.LEFT, top, TimeAxis.SPAN, CURVE)
                .words(TimeAxis.LEFT - 4, height(top, 1) + 4, "end", "1")
                .words(TimeAxis.LEFT - 4, top + CURVE, "end", "0")
                .upwards(
                        14,
                        top + CURVE / 2,
                        attention.modality() == Modality.AUDIO ? "sound weight" : "picture weight");
        mark(svg, attention, top, CURVE);
        if (attention.modality() == Modality.AUDIO) {
            mark(svg, attention, soundTop, SOUND);
        } else {
            mark(svg, attention, GAP / 2, soundTop - GAP);
        }
    }

    /// Where a relative weight stands in the plot that begins at `top`; the scale is the same for both modalities.
    private double height(double top, double relative) {
        double highest = clip.attention().stream()
                .mapToDouble(attention -> attention.relative(attention.strongest()))
                .max()
                .orElseThrow();
        return top + CURVE * (1 - relative / (1.1 * highest));
    }

    /// Marks the segment with the largest weight.
    private void mark(Svg svg, Attention attention, double top, double height) {
        double from = axis.x(attention.begin(attention.strongest()));
        double width = axis.x(attention.length()) - TimeAxis.LEFT;
        svg.path(
                String.format(Locale.ROOT, "M%.1f %.1fh%.1fv%.1fh%.1fz", from, top, width, height, -width),
                "class=\"moment\"");
    }

    private String description() {
        return "Horizontal axis: time in the recording in seconds. Rows from the top: "
                + (pictures.isEmpty() ? "" : "pictures; ") + "spectrogram"
                + clip.attention().stream()
                        .map(attention -> "; relative weight of " + word(attention))
                        .collect(Collectors.joining())
                + ". " + strongest();
    }

    /// When the model attends most, in plain text.
    private String strongest() {
        return clip.attention().stream()
                .map(attention -> {
                    double from = clip.start() + attention.begin(attention.strongest());
                    return String.format(
                            Locale.ROOT,
                            "Of the %s, those from %s to %s s count most, %.2f times the mean.",
                            word(attention),
                            PredictedClipSection.seconds(from),
                            PredictedClipSection.seconds(from + attention.length()),
                            attention.relative(attention.strongest()));
                })
                .collect(Collectors.joining(" "));
    }

    private static String word(Attention attention) {
        return attention.modality() == Modality.AUDIO ? "sounds" : "pictures";
    }

    private String caption() {
        String curves = clip.attention().isEmpty()
                ? "This model doesn't show where in time it looks or listens."
                : strongest() + " They are marked. The curves are the weights " + Formula.inline("β")
                        + " of the learnable pooling times the number of segments, each at the middle of its segment; "
                        + "equal weights would all be 1 (dashed).";
        String light = " In the spectrogram, light is loud.";
        String seen = pictures.isEmpty()
                ? " There are no pictures: the model was given sound alone."
                : " A picture begins at the time from which it is shown, and is square, as the encoder sees it.";
        String end = clip.recorded() < clip.seconds() ? " The recording ends at the dashed line across all rows." : "";
        return curves + light + seen + end;
    }
}
