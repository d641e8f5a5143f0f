package org.thgcl.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.ThgnSettings;

/// How the time of a training step grows with each of its sizes, the others held.
///
/// To the times t at sizes x, `t = c x^p` is fitted by least squares on the logarithms; p is the slope. A p of 1 is
/// growth in proportion. The times are taken in operations that the peak beside them allows, see [Timing], so that a
/// machine that becomes slower or faster meanwhile doesn't bend the line. Disturbed times are left out.
public final class Scaling {
    /// The size, as a multiple of the given configuration's.
    private static final double[] FACTORS = {0.25, 0.5, 1, 2};

    private static final int[] SPANS = {1, 2, 4, 8, 16};

    private Scaling() {}

    /// The time at one size.
    ///
    /// @param gflops speed in GFLOP/s
    public record Point(int size, Timing timing, double gflops) {}

    /// The times over one axis.
    ///
    /// @param exponent p
    /// @param standardError of p, by the scatter about the line; NaN with fewer than three points
    public record Sweep(String axis, List<Point> points, double exponent, double standardError) {
        static Sweep of(String axis, List<Point> points) {
            SimpleRegression line = new SimpleRegression();
            points.stream()
                    .filter(point -> !Double.isNaN(point.timing.possible()))
                    .forEach(
                            point -> line.addData(StrictMath.log(point.size), StrictMath.log(point.timing.possible())));
            return new Sweep(axis, points, line.getSlope(), line.getSlopeStdErr());
        }
    }

    /// Measures all axes.
    public static List<Sweep> measure(Setup setup, Configuration c) {
        List<Sweep> sweeps = new ArrayList<>();
        sweeps.add(sweep(setup, "clips", sizes(2, c.training().batch()), size -> c.with("batch", size)));
        sweeps.add(sweep(setup, "audio segments", sizes(2, c.clips().audioSegments()), size -> segments(c, size)));
        List<Integer> neighbours = new ArrayList<>();
        for (int span : SPANS) {
            neighbours.add(2 * span + 1);
        }
        sweeps.add(sweep(setup, "neighbours", neighbours, size -> span(c, size / 2)));
        sweeps.add(sweep(setup, "hidden size", sizes(1, ThgnSettings.of(c).hidden()), size -> c.with("hidden", size)));
        sweeps.add(sweep(setup, "layers", sizes(1, ThgnSettings.of(c).layers()), size -> c.with("layers", size)));
        return sweeps;
    }

    private static List<Integer> sizes(int least, int size) {
        TreeSet<Integer> sizes = new TreeSet<>();
        for (double factor : FACTORS) {
            sizes.add((int) Math.max(least, Math.floor(factor * size)));
        }
        return List.copyOf(sizes);
    }

    /// As many video segments for each audio segment as before.
    private static Configuration segments(Configuration c, int audio) {
        int video = Math.max(
                Math.min(1, c.clips().videoSegments()),
                audio * c.clips().videoSegments() / c.clips().audioSegments());
        return c.with(Map.of("audio_segments", audio, "video_segments", video));
    }

    /// The same span for both modalities, without dilation, so that a clip is long enough for it.
    private static Configuration span(Configuration c, int span) {
        Map<String, Object> changes = new LinkedHashMap<>();
        for (String modality : List.of("audio", "video")) {
            changes.put(modality + "_span", span);
            changes.put(modality + "_dilation", 1);
        }
        return c.with(changes);
    }

    private static Sweep sweep(
            Setup setup, String axis, List<Integer> sizes, IntFunction<Configuration> configurations) {
        List<Point> points = new ArrayList<>();
        try (Workers workers = new Workers(setup.threads())) {
            for (int size : sizes) {
                Configuration c = configurations.apply(size);
                TimedStep step = new TimedStep(c, Kernels.of(setup.dtype(), workers));
                Timing timing = setup.time(step);
                double gflops = step.flop() / timing.median() * 1e-9;
                points.add(new Point(size, timing, gflops));
            }
        }
        return Sweep.of(axis, points);
    }
}
