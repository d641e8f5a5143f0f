package org.thgcl.page;

import java.util.ArrayList;
import java.util.List;

/// A linear scale: the values of an axis, and where they stand in a drawing.
///
/// @param from one end's value, finite
/// @param to the other end's value, finite, not `from`
/// @param start where `from` stands, in the drawing's units
/// @param end where `to` stands; less than `start` for an axis that goes up
public record Scale(double from, double to, double start, double end) {
    private static final int[] STEPS = {1, 2, 5};

    /// A part of a step by which an end may miss a tick: ends are often results of sums.
    private static final double SLACK = 1e-9;

    /// Of the exponents of steps: more decimals aren't shown.
    private static final int SMALLEST = -14;

    public Scale {
        if (!(Math.abs(to - from) > 0) || Double.isInfinite(to - from)) {
            throw new IllegalArgumentException("scale: its ends must be finite and differ, got " + from + " and " + to);
        }
    }

    /// A mark of an axis.
    ///
    /// @param value a round number
    /// @param label the number as it is shown: with a minus sign, and as many decimals as its neighbours
    public record Tick(double value, String label) {}

    /// A step between ticks: `digit` times ten to the power of `exponent`.
    private record Step(int digit, int exponent) {
        double times(long count) {
            return exponent < 0 ? count * digit / Numbers.power(-exponent) : count * digit * Numbers.power(exponent);
        }

        Tick tick(long count) {
            double value = times(count);
            return new Tick(value, Numbers.shown(Numbers.fixed(value, Math.max(0, -exponent))));
        }
    }

    /// Where a value stands.
    public double at(double value) {
        return start + (value - from) / (to - from) * (end - start);
    }

    /// The value that stands at a place.
    public double value(double place) {
        return from + (place - start) / (end - start) * (to - from);
    }

    /// Whether a value lies on the scale.
    public boolean holds(double value) {
        return value >= Math.min(from, to) && value <= Math.max(from, to);
    }

    /// Round values on the scale, in ascending order: a step of 1, 2 or 5 times a power of ten apart, the
    /// smallest such step that gives no more of them than wanted.
    ///
    /// @param most how many there may be, from 2 on
    public List<Tick> ticks(int most) {
        Step step = step(most);
        double unit = step.times(1);
        List<Tick> ticks = new ArrayList<>();
        long last = (long) Math.floor(Math.max(from, to) / unit + SLACK);
        for (long k = (long) Math.ceil(Math.min(from, to) / unit - SLACK); k <= last; k++) {
            ticks.add(step.tick(k));
        }
        return ticks;
    }

    /// This scale, widened at both ends to its next round values.
    ///
    /// @param most number of its ticks
    public Scale rounded(int most) {
        Step step = step(most);
        double unit = step.times(1);
        double low = Math.min(from, to);
        double high = Math.max(from, to);
        double below = step.times((long) Math.floor(low / unit + SLACK));
        double above = step.times((long) Math.ceil(high / unit - SLACK));
        return from < to ? new Scale(below, above, start, end) : new Scale(above, below, start, end);
    }

    private Step step(int most) {
        double low = Math.min(from, to);
        double high = Math.max(from, to);
        for (int exponent = SMALLEST; ; exponent++) {
            for (int digit : STEPS) {
                Step step = new Step(digit, exponent);
                double unit = step.times(1);
                if (Math.floor(high / unit + SLACK) - Math.ceil(low / unit - SLACK) < most) {
                    return step;
                }
            }
        }
    }
}
