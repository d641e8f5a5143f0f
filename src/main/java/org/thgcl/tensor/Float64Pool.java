package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Vectors.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The largest number of each channel in each of the [Windows] of a float64 array, and its gradient.
///
/// Outside the array there is minus infinity, and each window sees an element at least. Of equal numbers, 0 and -0
/// among them, the first counts, taps in ascending order. The maximum is NaN where one of the numbers is infinite or
/// NaN.
final class Float64Pool {
    private static final int LANES = SPECIES.length();

    private Float64Pool() {}

    /// Rows from ... to-1 of Y, each of which is a window, counted over all clips.
    static void max(int from, int to, Windows windows, int channels, double[] x, double[] y) {
        int[] seen = new int[windows.taps()];
        for (int r = from; r < to; r++) {
            int count = windows.seen(r % windows.outputs(), seen);
            int clip = r / windows.outputs() * windows.positions();
            for (int t = 0; t < count; t++) {
                seen[t] = (clip + seen[t]) * channels;
            }
            int c = 0;
            for (; c <= channels - LANES; c += LANES) {
                maxOfVectors(x, seen, count, c, y, r * channels + c);
            }
            for (; c < channels; c++) {
                y[r * channels + c] = maxOfNumbers(x, seen, count, c);
            }
        }
    }

    /// The largest of `x[seen[t] + c]`, t below count, for a vector of channels c.
    private static void maxOfVectors(double[] x, int[] seen, int count, int c, double[] y, int target) {
        DoubleVector max = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int t = 0; t < count; t++) {
            DoubleVector value = DoubleVector.fromArray(SPECIES, x, seen[t] + c);
            max = max.blend(value, value.compare(VectorOperators.GT, max));
            zero = value.mul(0).add(zero);
        }
        VectorMask<Double> known = zero.compare(VectorOperators.EQ, 0);
        DoubleVector.broadcast(SPECIES, Double.NaN).blend(max, known).intoArray(y, target);
    }

    private static double maxOfNumbers(double[] x, int[] seen, int count, int c) {
        double max = Double.NEGATIVE_INFINITY;
        double zero = 0;
        for (int t = 0; t < count; t++) {
            double value = x[seen[t] + c];
            max = value > max ? value : max;
            zero += 0 * value;
        }
        return zero == 0 ? max : Double.NaN;
    }

    /// Columns from ... to-1 of dX: `dY[r, c]` is added to the first element that attains the maximum, r in ascending
    /// order.
    static void gradient(
            int from, int to, Windows windows, int rows, int channels, double[] x, double[] dy, double[] dx) {
        for (int i = from; i < dx.length; i += channels) {
            Arrays.fill(dx, i, i + to - from, 0);
        }
        int[] seen = new int[windows.taps()];
        for (int r = 0; r < rows; r++) {
            int count = windows.seen(r % windows.outputs(), seen);
            int clip = r / windows.outputs() * windows.positions();
            for (int c = from; c < to; c++) {
                int first = (clip + seen[0]) * channels + c;
                for (int t = 1; t < count; t++) {
                    int element = (clip + seen[t]) * channels + c;
                    first = x[element] > x[first] ? element : first;
                }
                dx[first] += dy[r * channels + c];
            }
        }
    }
}
