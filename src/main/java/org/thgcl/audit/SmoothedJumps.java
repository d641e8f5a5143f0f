package org.thgcl.audit;

import org.thgcl.graph.Edges;

/// What weighted averaging over the neighbours leaves of a signal's jumps from each segment to the next. The weights of
/// each node are divided by their sum.
final class SmoothedJumps {
    private SmoothedJumps() {}

    /// A periodic signal and the part of its jumps that is left.
    ///
    /// @param period in segments
    /// @param left largest jump afterwards by the largest jump before
    record Period(int period, double left) {}

    /// Expected energy (mean square) of the jumps of white noise afterwards, by that before.
    static double energy(Edges edges, double[] weights) {
        double[][] rows = rows(edges, weights);
        double sum = 0;
        for (int i = 1; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                double difference = rows[i][j] - rows[i - 1][j];
                sum += difference * difference;
            }
        }
        // two values of white noise of variance 1 differ by 2 in mean square
        return sum / (2.0 * (rows.length - 1));
    }

    /// The signal, 1 at every multiple of its period (2 to 10) and 0 elsewhere, that loses least.
    static Period worst(Edges edges, double[] weights) {
        double[][] rows = rows(edges, weights);
        Period worst = new Period(0, 0);
        for (int period = 2; period <= 10; period++) {
            double left = left(rows, period);
            if (left > worst.left + 1e-9) { // equal but for rounding: the shorter period
                worst = new Period(period, left);
            }
        }
        return worst;
    }

    private static double left(double[][] rows, int period) {
        double largest = 0;
        for (int i = 1; i < rows.length; i++) {
            double jump = 0;
            for (int j = 0; j < rows.length; j += period) {
                jump += rows[i][j] - rows[i - 1][j];
            }
            largest = Math.max(largest, Math.abs(jump));
        }
        return largest;
    }

    private static double[][] rows(Edges edges, double[] weights) {
        double[][] rows = new double[edges.nodes()][edges.nodes()];
        double[] total = new double[edges.nodes()];
        int[] source = edges.source();
        int[] target = edges.target();
        for (int e = 0; e < weights.length; e++) {
            rows[target[e]][source[e]] += weights[e];
            total[target[e]] += weights[e];
        }
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                rows[i][j] /= total[i];
            }
        }
        return rows;
    }
}
