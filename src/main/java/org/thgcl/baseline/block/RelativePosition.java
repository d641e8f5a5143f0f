package org.thgcl.baseline.block;

import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// LHGNN's fixed distances between positions, which are added to those of their features: with the sines and cosines E
/// of s^2 positions on a square of side s = floor(sqrt n),
///
/// `R = -(2/c) U (E E') W'`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | n | `nodes` | | positions | 1, 2, ... |
/// | r | `reduce` | | positions | 1, 2, ...; r^2 divides n |
/// | c | `width` | | channels | 4, 8, ... |
/// | E | - | `[s^2, c]` | 1 | sines and cosines, see below |
/// | U, W | - | `[n, s^2]`, `[n/r^2, s^2]` | 1 | bicubic resampling |
/// | R | returned | `[n, n/r^2]` | 1 | real |
///
/// The row of E for (row, column) has, with `omega_t = 10000^(-t/(c/4))` for t = 0 ... c/4 - 1, the numbers
/// `sin(column omega_t)`, then `cos(column omega_t)`, `sin(row omega_t)` and `cos(row omega_t)`.
///
/// Bicubic resampling from `in` to `out` positions: output o lies at `x = (o + 1/2) in/out - 1/2` and takes the four
/// positions `floor(x) - 1 ... floor(x) + 2`, cut into the input, with the weights of their distances t by the cubic
/// kernel with a = -3/4: `(a + 2) t^3 - (a + 3) t^2 + 1` for t <= 1, `a t^3 - 5 a t^2 + 8 a t - 4 a` for t < 2.
///
/// The square is the program's, whatever shape the map has: 32 x 256 positions count as 90 x 90. Source: LHGNN's
/// published program. Refused: sizes out of range.
///
/// @param width c
/// @param nodes n
/// @param reduce r
public record RelativePosition(int width, int nodes, int reduce) {
    private static final double A = -0.75;

    /// Checks the sizes.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public RelativePosition {
        if (width < 4 || width % 4 != 0) {
            throw new IllegalArgumentException(
                    "relative position: the width must be a multiple of 4 of at least 4, got " + width);
        }
        if (nodes < 1 || reduce < 1 || nodes % (reduce * reduce) != 0) {
            throw new IllegalArgumentException("relative position: " + nodes + " nodes in windows of " + reduce + " x "
                    + reduce + ": the windows must share them out");
        }
    }

    /// The distances, `[n, n/r^2]`, in float64. U E and W E are made first, so that no matrix is larger than R.
    public Tensor apply() {
        double[][] e = sinusoids();
        double[][] from = resampled(e, nodes);
        double[][] to = resampled(e, nodes / (reduce * reduce));
        Tensor r = Tensor.zeros(Shape.of(nodes, to.length));
        for (int i = 0; i < nodes; i++) {
            for (int j = 0; j < to.length; j++) {
                double dot = 0;
                for (int k = 0; k < width; k++) {
                    dot += from[i][k] * to[j][k];
                }
                r.set(i * to.length + j, -2.0 / width * dot);
            }
        }
        return r;
    }

    private double[][] sinusoids() {
        int side = (int) Math.sqrt(nodes);
        int quarter = width / 4;
        double[][] e = new double[side * side][width];
        for (int p = 0; p < e.length; p++) {
            int row = p / side;
            int column = p % side;
            for (int t = 0; t < quarter; t++) {
                double omega = StrictMath.pow(10000, -(double) t / quarter);
                e[p][t] = StrictMath.sin(column * omega);
                e[p][quarter + t] = StrictMath.cos(column * omega);
                e[p][2 * quarter + t] = StrictMath.sin(row * omega);
                e[p][3 * quarter + t] = StrictMath.cos(row * omega);
            }
        }
        return e;
    }

    /// Rows between the rows of x, by four taps each.
    private static double[][] resampled(double[][] x, int out) {
        double[][] y = new double[out][x[0].length];
        for (int o = 0; o < out; o++) {
            double centre = (o + 0.5) * x.length / out - 0.5;
            int floor = (int) Math.floor(centre);
            for (int tap = floor - 1; tap <= floor + 2; tap++) {
                double weight = cubic(Math.abs(centre - tap));
                double[] row = x[Math.clamp(tap, 0, x.length - 1)];
                for (int k = 0; k < row.length; k++) {
                    y[o][k] += weight * row[k];
                }
            }
        }
        return y;
    }

    private static double cubic(double t) {
        if (t <= 1) {
            return ((A + 2) * t - (A + 3)) * t * t + 1;
        }
        return t < 2 ? ((A * t - 5 * A) * t + 8 * A) * t - 4 * A : 0;
    }

    /// The distances by whole matrices: E E' first, its rows resampled, then its columns.
    public double[][] definition() {
        double[][] E = sinusoids();
        double[][] products = product(E, transposed(E));
        double[][] U = resampling(E.length, nodes);
        double[][] W = resampling(E.length, nodes / (reduce * reduce));
        double[][] R = product(product(U, products), transposed(W));
        for (double[] row : R) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= -2.0 / width;
            }
        }
        return R;
    }

    private static double[][] resampling(int in, int out) {
        double[][] matrix = new double[out][in];
        for (int o = 0; o < out; o++) {
            double x = (o + 0.5) * in / out - 0.5;
            for (int k = -1; k <= 2; k++) {
                int tap = (int) Math.floor(x) + k;
                double t = Math.abs(x - tap);
                double inner = (A + 2) * StrictMath.pow(t, 3) - (A + 3) * StrictMath.pow(t, 2) + 1;
                double outer = A * StrictMath.pow(t, 3) - 5 * A * StrictMath.pow(t, 2) + 8 * A * t - 4 * A;
                matrix[o][Math.min(Math.max(tap, 0), in - 1)] += t <= 1 ? inner : t < 2 ? outer : 0;
            }
        }
        return matrix;
    }

    private static double[][] transposed(double[][] x) {
        double[][] y = new double[x[0].length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y.length; j++) {
                y[j][i] = x[i][j];
            }
        }
        return y;
    }

    private static double[][] product(double[][] x, double[][] y) {
        double[][] z = new double[x.length][y[0].length];
        for (int i = 0; i < z.length; i++) {
            for (int j = 0; j < z[i].length; j++) {
                for (int k = 0; k < y.length; k++) {
                    z[i][j] += x[i][k] * y[k][j];
                }
            }
        }
        return z;
    }
}
