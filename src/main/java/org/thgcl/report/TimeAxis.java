package org.thgcl.report;

import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.thgcl.page.Svg;

/// A horizontal axis of time: what stands at the same time stands one above the other.
///
/// @param start seconds from the recording's beginning to the clip's, whose times have their zero there
/// @param seconds length of the clip
record TimeAxis(double start, double seconds) {
    static final double LEFT = 64;
    static final double SPAN = 800;

    private static final int MOST_TICKS = 11;
    private static final double[] STEPS = {0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60};

    /// Where a time of the clip stands.
    double x(double time) {
        return LEFT + SPAN * time / seconds;
    }

    /// Round times in the clip.
    double[] ticks() {
        double step = DoubleStream.of(STEPS)
                .filter(each -> seconds / each < MOST_TICKS)
                .findFirst()
                .orElse(seconds);
        int first = (int) StrictMath.ceil(start / step - 1e-9);
        int last = (int) StrictMath.floor((start + seconds) / step + 1e-9);
        return IntStream.rangeClosed(first, last)
                .mapToDouble(k -> k * step - start)
                .toArray();
    }

    /// Draws a fine line at each of the round times, and beneath it the time in the recording.
    void draw(Svg svg, double top, double bottom) {
        StringBuilder lines = new StringBuilder();
        for (double tick : ticks()) {
            lines.append(String.format(Locale.ROOT, "M%.1f %.1fV%.1f", x(tick), top, bottom + 5));
            svg.words(x(tick), bottom + 18, "middle", PredictedClipSection.seconds(start + tick));
        }
        svg.path(lines, "class=\"arc\"").words(LEFT + SPAN / 2, bottom + 38, "middle", "time in the recording (s)");
    }
}
