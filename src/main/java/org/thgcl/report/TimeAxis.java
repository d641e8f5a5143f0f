package org.thgcl.report;

import org.thgcl.page.PathData;
import org.thgcl.page.Scale;
import org.thgcl.page.Svg;

/// A horizontal axis of time: what stands at the same time stands one above the other.
///
/// @param start seconds from the recording's beginning to the clip's, whose times have their zero there
/// @param seconds length of the clip
record TimeAxis(double start, double seconds) {
    static final double LEFT = 64;
    static final double SPAN = 800;

    private static final int MOST_TICKS = 11;

    /// Where a time of the clip stands.
    double x(double time) {
        return LEFT + SPAN * time / seconds;
    }

    /// Draws a fine line at each round time, and beneath it the time in the recording.
    void draw(Svg svg, double top, double bottom) {
        Scale recording = new Scale(start, start + seconds, LEFT, LEFT + SPAN);
        PathData lines = new PathData();
        for (Scale.Tick tick : recording.ticks(MOST_TICKS)) {
            double at = recording.at(tick.value());
            lines.move(at, top).line(at, bottom + 5);
            svg.words(at, bottom + 18, "middle", tick.label());
        }
        svg.path(lines, "class=\"arc\"").words(LEFT + SPAN / 2, bottom + 38, "middle", "time in the recording (s)");
    }
}
