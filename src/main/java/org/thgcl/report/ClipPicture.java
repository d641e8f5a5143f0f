package org.thgcl.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.thgcl.page.EndLabels;
import org.thgcl.page.Html;
import org.thgcl.page.Mark;
import org.thgcl.page.Numbers;
import org.thgcl.page.PathData;
import org.thgcl.page.Scale;
import org.thgcl.page.Svg;

/// One clip before and after training: its segments in time, where the model attends, and how well all clips are told
/// apart, beside chance.
///
/// @param strips one for each modality
/// @param scores numbers from 0 to 1, such as the accuracy; may be empty
public record ClipPicture(List<Strip> strips, List<Score> scores) {
    private static final int BROAD = 820;
    private static final int COMPACT = 336;
    private static final double LEFT = 30;
    private static final double RIGHT = 54;
    private static final double TITLE = 30;
    private static final double CURVE = 92;
    private static final double CELLS = 18;
    private static final double SCORE = 66;
    private static final double GAP = 28;
    private static final int LEVELS = 6;
    private static final double RADIUS = 4;

    public ClipPicture {
        strips = List.copyOf(strips);
        scores = List.copyOf(scores);
    }

    /// The segments of one modality.
    ///
    /// @param word what they are of, such as `sound`
    /// @param content a number for each segment, `[P]`, which is shown as a shade
    /// @param event whether the event is on in each segment, `[P]`; empty where nobody knows
    /// @param before attention before training, `[P]`, which sums to 1
    /// @param after attention after training, `[P]`, which sums to 1
    public record Strip(String word, double[] content, boolean[] event, double[] before, double[] after) {
        /// Checks that all have the same length.
        ///
        /// @throws IllegalArgumentException if they haven't
        public Strip {
            int segments = content.length;
            if (segments == 0
                    || before.length != segments
                    || after.length != segments
                    || (event.length != 0 && event.length != segments)) {
                throw new IllegalArgumentException("picture of a clip: " + word + " has " + segments + " segments, "
                        + event.length + " of an event, attention of " + before.length + " and " + after.length);
            }
        }

        int segments() {
            return content.length;
        }

        /// The part of some weights that lies where the event is on.
        public double onEvent(double[] weights) {
            return IntStream.range(0, event.length)
                    .filter(i -> event[i])
                    .mapToDouble(i -> weights[i])
                    .sum();
        }

        /// The part of the segments in which the event is on.
        public double eventPart() {
            return (double) IntStream.range(0, event.length)
                            .filter(i -> event[i])
                            .count()
                    / segments();
        }

        /// Where the largest weight is, the first of several.
        int strongest() {
            return IntStream.range(0, after.length)
                    .reduce((best, i) -> after[i] > after[best] ? i : best)
                    .orElseThrow();
        }

        /// Segments in which the event is on from the first to the one after the last, run by run.
        List<int[]> runs() {
            List<int[]> runs = new ArrayList<>();
            for (int i = 0; i < event.length; i++) {
                if (event[i] && (i == 0 || !event[i - 1])) {
                    int end = i;
                    while (end < event.length && event[end]) {
                        end++;
                    }
                    runs.add(new int[] {i, end});
                }
            }
            return runs;
        }
    }

    /// A number before and after training, and what chance gives.
    ///
    /// @param name such as `mAP`
    public record Score(String name, double before, double after, double chance) {}

    /// The picture as a figure, once for broad pages and once for narrow ones.
    ///
    /// @param name letters and digits, different for the drawings of one page
    /// @param caption in HTML
    public String figure(String name, String caption) {
        return Html.adaptiveFigure(svg(name, BROAD), svg(name + "compact", COMPACT), caption);
    }

    /// What the picture shows, in numbers and plain text.
    public String sentence() {
        StringBuilder words = new StringBuilder(attention());
        for (Score score : scores) {
            words.append(words.isEmpty() ? "" : " ")
                    .append(score.name())
                    .append(": ")
                    .append(three(score.before()))
                    .append(" before, ")
                    .append(three(score.after()))
                    .append(" after, ")
                    .append(three(score.chance()))
                    .append(" by chance.");
        }
        return words.toString();
    }

    /// What the strips show, in numbers and plain text.
    public String attention() {
        return strips.stream().map(ClipPicture::attention).collect(Collectors.joining(" "));
    }

    private static String attention(Strip strip) {
        if (strip.event().length > 0) {
            return "Of the attention to the " + strip.word() + ", " + percent(strip.onEvent(strip.before()))
                    + " lies on the event before training and " + percent(strip.onEvent(strip.after()))
                    + " after it; the event takes " + percent(strip.eventPart()) + " of the segments.";
        }
        int most = strip.strongest();
        return "Of the attention to the " + strip.word() + ", most lies on segment " + most + " after training, "
                + Numbers.fixed(strip.after()[most] * strip.segments(), 2) + " times the mean.";
    }

    private static String percent(double part) {
        return Numbers.fixed(100 * part, 0) + " %";
    }

    private static String three(double value) {
        return Numbers.fixed(value, 3);
    }

    private String svg(String name, int width) {
        boolean broad = width == BROAD;
        double block = TITLE + CURVE + CELLS;
        double curves = strips.size() * (block + GAP);
        double gauges = scores.isEmpty() ? 0 : broad ? SCORE : scores.size() * SCORE;
        Svg svg = new Svg(
                name, "One clip before and after training", sentence(), width, (int) Math.ceil(gauges + curves));
        for (int k = 0; k < scores.size(); k++) {
            double each = broad ? (width - (scores.size() - 1) * GAP) / scores.size() : width;
            gauge(svg, scores.get(k), broad ? k * (each + GAP) : 0, broad ? 0 : k * SCORE, each);
        }
        double highest = strips.stream()
                .flatMapToDouble(
                        strip -> DoubleStream.concat(Arrays.stream(strip.before()), Arrays.stream(strip.after()))
                                .map(weight -> weight * strip.segments()))
                .max()
                .orElse(1);
        for (int k = 0; k < strips.size(); k++) {
            double top = gauges + k * (block + GAP) + TITLE;
            Scale up = new Scale(0, Math.max(1.2, 1.08 * highest), top + CURVE, top);
            Scale across = new Scale(0, strips.get(k).segments(), LEFT, width - RIGHT);
            strip(svg, strips.get(k), across, up, k == 0);
        }
        double bottom = gauges + curves - GAP + 16;
        svg.words(LEFT, bottom, "start", "begin", "class=\"tick\"")
                .words((LEFT + width - RIGHT) / 2, bottom, "middle", "time in the clip", "class=\"axis-title\"")
                .words(width - RIGHT, bottom, "end", "end", "class=\"tick\"");
        return svg.toString();
    }

    /// The attention above the segments.
    private static void strip(Svg svg, Strip strip, Scale across, Scale up, boolean first) {
        double top = up.end();
        double bottom = up.start() + CELLS;
        svg.words(
                0,
                top - 12,
                "start",
                "attention to " + strip.word() + " (1: the mean of " + strip.segments() + " segments)",
                "class=\"axis-title\"");
        PathData bands = new PathData();
        for (int[] run : strip.runs()) {
            bands.box(across.at(run[0]), top, across.at(run[1]) - across.at(run[0]), bottom - top);
        }
        svg.path(bands, "class=\"area gold\"");
        for (Scale.Tick tick : up.ticks(4)) {
            double at = up.at(tick.value());
            svg.line(across.start(), at, across.end(), at, "class=\"grid\"");
            svg.words(across.start() - 6, at + 4, "end", tick.label(), "class=\"tick\"");
        }
        svg.line(across.start(), up.at(1), across.end(), up.at(1), "class=\"line rule\"");
        svg.path(steps(strip.before(), across, up), "class=\"line short\"");
        svg.path(steps(strip.after(), across, up), "class=\"line bold blue\"");
        names(svg, strip, across, up);
        cells(svg, strip.content(), across, up.start());
        if (first && !strip.runs().isEmpty()) {
            int[] run = strip.runs().getFirst();
            svg.words((across.at(run[0]) + across.at(run[1])) / 2, top + 11, "middle", "event", "class=\"on-plot\"");
        }
    }

    /// The names of both lines beside their ends, apart from each other.
    private static void names(Svg svg, Strip strip, Scale across, Scale up) {
        int last = strip.segments() - 1;
        double before = up.at(strip.before()[last] * strip.segments());
        double after = up.at(strip.after()[last] * strip.segments());
        double[] places = EndLabels.places(new double[] {before, after}, 14, up.end(), up.start());
        svg.line(across.end(), before, across.end() + 7, places[0], "class=\"leader\"")
                .words(across.end() + 10, places[0] + 4, "start", "before", "class=\"name\"")
                .line(across.end(), after, across.end() + 7, places[1], "class=\"leader blue\"")
                .words(across.end() + 10, places[1] + 4, "start", "after", "class=\"name\"");
    }

    /// Each weight as a level line over its segment, relative to equal weights.
    private static PathData steps(double[] weights, Scale across, Scale up) {
        PathData path = new PathData();
        for (int i = 0; i < weights.length; i++) {
            double at = up.at(weights[i] * weights.length);
            path = i == 0 ? path.move(across.at(0), at) : path.line(across.at(i), at);
            path.line(across.at(i + 1), at);
        }
        return path;
    }

    private static void cells(Svg svg, double[] content, Scale across, double top) {
        double low = Arrays.stream(content).min().orElseThrow();
        double high = Arrays.stream(content).max().orElseThrow();
        for (int level = 0; level < LEVELS; level++) {
            PathData cells = new PathData();
            for (int i = 0; i < content.length; i++) {
                double part = high > low ? (content[i] - low) / (high - low) : 0;
                if (Math.min(LEVELS - 1, (int) (LEVELS * part)) == level) {
                    cells.box(across.at(i) + 0.5, top + 2, across.at(i + 1) - across.at(i) - 1, CELLS - 2);
                }
            }
            svg.path(cells, "class=\"heat" + level + "\"");
        }
    }

    /// A number from 0 to 1: a ring before, a disc after, and a tick where chance is.
    private static void gauge(Svg svg, Score score, double left, double top, double width) {
        Scale scale = new Scale(0, 1, left + 6, left + width - 6);
        double y = top + 30;
        svg.words(left, top + 14, "start", score.name(), "class=\"strong\"");
        svg.words(
                left + width,
                top + 14,
                "end",
                three(score.before()) + " → " + three(score.after()),
                "class=\"strong\"");
        svg.line(scale.start(), y, scale.end(), y, "class=\"axis\"");
        double chance = scale.at(score.chance());
        svg.line(chance, y - 10, chance, y + 10, "class=\"line bold orange\"");
        double from = scale.at(score.before());
        double to = scale.at(score.after());
        svg.path(new PathData().mark(Mark.RING, from, y), "class=\"dot blue\"");
        if (Math.abs(to - from) > RADIUS) {
            svg.line(from + Math.copySign(RADIUS, to - from), y, to, y, "class=\"line bold blue\"");
        }
        svg.disc(to, y, RADIUS + 2, "class=\"dot blue\"");
        String words = "chance " + three(score.chance());
        double half = Svg.width(words, 12) / 2;
        svg.words(Math.clamp(chance, left + half, left + width - half), y + 23, "middle", words, "class=\"tick\"");
    }
}
