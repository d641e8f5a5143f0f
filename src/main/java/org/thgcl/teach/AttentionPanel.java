package org.thgcl.teach;

import java.util.List;
import org.thgcl.page.Numbers;
import org.thgcl.page.PathData;
import org.thgcl.page.Scale;
import org.thgcl.page.Svg;

/// The pooling's attention over one modality of a clip, and where its event is.
///
/// @param id of the drawing
/// @param modality a plain word
/// @param on whether the event is on in each segment
/// @param lines what is drawn, the last in front
@SuppressWarnings("ArrayRecordComponent") // drawn at once, never compared
record AttentionPanel(String id, String modality, boolean[] on, List<Line> lines) {
    private static final int WIDTH = 328;
    private static final int HEIGHT = 198;
    private static final double LETTERS = 12;
    private static final double LEFT = 34;
    private static final double RIGHT = 320;
    private static final double TOP = 30;
    private static final double BOTTOM = 150;

    /// A curve.
    ///
    /// @param name a plain word or two
    /// @param weights of the segments; they sum to 1
    /// @param paint classes of the house style
    record Line(String name, List<Double> weights, String paint) {
        /// A segment's weight in parts of an equal share.
        double relative(int segment) {
            return weights.get(segment) * weights.size();
        }
    }

    /// The part of the attention that goes to some segments.
    static double share(List<Double> weights, boolean... on) {
        double share = 0;
        for (int k = 0; k < on.length; k++) {
            share += on[k] ? weights.get(k) : 0;
        }
        return share;
    }

    /// The drawing.
    String svg() {
        Svg svg = new Svg(id, "Attention to " + modality, description(), WIDTH, HEIGHT);
        Scale x = new Scale(0, on.length, LEFT, RIGHT);
        Scale y = new Scale(0, highest(), BOTTOM, TOP);
        PathData bands = new PathData();
        for (int k = 0; k < on.length; k++) {
            if (on[k]) {
                bands.box(x.at(k), TOP, x.at(k + 1) - x.at(k), BOTTOM - TOP);
            }
        }
        svg.path(bands, "class=\"area gold\"")
                .words(
                        LEFT - 28,
                        16,
                        "start",
                        "attention to the " + modality + " (1: equal share)",
                        "class=\"axis-title\"");
        for (Scale.Tick tick : y.ticks(4)) {
            svg.words(LEFT - 6, y.at(tick.value()) + 4, "end", tick.label(), "class=\"tick\"");
        }
        svg.line(LEFT, y.at(1), RIGHT, y.at(1), "class=\"line rule\"");
        for (Line line : lines) {
            PathData path = new PathData();
            for (int k = 0; k < on.length; k++) {
                path = k == 0 ? path.move(x.at(0), y.at(line.relative(0))) : path.line(x.at(k), y.at(line.relative(k)));
                path.line(x.at(k + 1), y.at(line.relative(k)));
            }
            svg.path(path, "class=\"line " + line.paint + "\"");
        }
        svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, "class=\"axis\"");
        legend(svg);
        return svg.toString();
    }

    private void legend(Svg svg) {
        double base = HEIGHT - 12;
        double at = 6;
        for (Line line : lines) {
            svg.line(at, base - 4, at + 20, base - 4, "class=\"line " + line.paint + "\"")
                    .words(at + 25, base, "start", line.name);
            at += 35 + Svg.width(line.name, LETTERS);
        }
        svg.box(at, base - 10, 12, 12, "class=\"area gold\"").words(at + 17, base, "start", "event");
    }

    private double highest() {
        double highest = 1.25;
        for (Line line : lines) {
            for (int k = 0; k < on.length; k++) {
                highest = Math.max(highest, 1.05 * line.relative(k));
            }
        }
        return highest;
    }

    private String description() {
        StringBuilder text = new StringBuilder("To the right: " + on.length
                + " segments over time. Upwards: the segment's attention in parts of an equal share, which is dashed.");
        for (Line line : lines) {
            text.append(" ")
                    .append(line.name)
                    .append(": ")
                    .append(Numbers.fixed(100 * share(line.weights, on), 0))
                    .append(" % on the event's segments.");
        }
        return text.toString();
    }
}
