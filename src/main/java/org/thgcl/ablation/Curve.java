package org.thgcl.ablation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A quantity by iteration, with its spread over the seeds.
///
/// Runs stop early at different iterations, so the number of runs behind a point falls along the curve; where it
/// does, the mean is over other runs than before, and a bend there may be no more than that.
///
/// @param points by ascending iteration
public record Curve(List<Point> points) {
    public Curve {
        points = List.copyOf(points);
    }

    /// One iteration.
    ///
    /// @param iteration updates made
    /// @param runs, mean, deviation, min, max as in [Summary]
    public record Point(int iteration, int runs, double mean, double deviation, double min, double max) {}

    /// The curve up to where fewer than half of the runs are left: beyond, a mean is one over few runs.
    public Curve whileHalfAreLeft() {
        int all = points.stream().mapToInt(Point::runs).max().orElse(0);
        return new Curve(
                points.stream().takeWhile(point -> 2 * point.runs() >= all).toList());
    }

    /// Sums up the runs.
    ///
    /// @param runs values by iteration, one map for each run
    static Curve of(List<? extends Map<Integer, Double>> runs) {
        TreeMap<Integer, List<Double>> columns = new TreeMap<>();
        runs.forEach(run -> run.forEach((iteration, value) ->
                columns.computeIfAbsent(iteration, none -> new ArrayList<>()).add(value)));
        return new Curve(columns.entrySet().stream()
                .map(column -> point(column.getKey(), column.getValue()))
                .toList());
    }

    private static Point point(int iteration, List<Double> values) {
        Summary summary =
                Summary.of(values.stream().mapToDouble(Double::doubleValue).toArray());
        return new Point(iteration, summary.runs(), summary.mean(), summary.deviation(), summary.min(), summary.max());
    }
}
