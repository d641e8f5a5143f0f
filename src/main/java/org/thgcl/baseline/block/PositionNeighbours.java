package org.thgcl.baseline.block;

import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

/// LHGNN's neighbours of each position i of a map among the positions j of a smaller one: by the angle of their
/// features, and by their fixed distance R,
///
/// `D_ij = |v_i|^2 - 2 v_i . u_j + |u_j|^2 + R_ij`, rows v and u divided by `max(norm, 1e-12)`
///
/// The k d nearest in order of distance are found, and every d-th of them taken, the first among them. Of equal
/// distances the smaller index comes first. The choice has no gradient.
///
/// @param neighbours k
/// @param dilation d
public record PositionNeighbours(int neighbours, int dilation) {
    private static final double SMALLEST_NORM = 1e-12;

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if one is below 1
    public PositionNeighbours {
        if (neighbours < 1 || dilation < 1) {
            throw new IllegalArgumentException("neighbours of positions: " + neighbours + " with dilation " + dilation
                    + ", both must be at least 1");
        }
    }

    /// The neighbours in each clip of a batch.
    ///
    /// @param v `[B n, c]`
    /// @param u `[B m, c]`
    /// @param relative R, `[n, m]`
    /// @return rows of u for each row of v, `[B n, k]`, row-major
    /// @throws ShapeException if the shapes don't fit
    /// @throws IllegalArgumentException if u has fewer than k d positions
    public int[] apply(Variable v, Variable u, Tensor relative) {
        int n = relative.shape().rows();
        int m = relative.shape().columns();
        int clips = v.shape().rows() / n;
        if (v.shape().rows() != clips * n || u.shape().rows() != clips * m) {
            throw new ShapeException("neighbours of positions: " + v.shape().rows() + " and "
                    + u.shape().rows() + " positions don't fit distances of shape " + relative.shape());
        }
        if ((long) neighbours * dilation > m) {
            throw new IllegalArgumentException("neighbours of positions: " + neighbours + " with dilation " + dilation
                    + " are more than there are positions, " + m);
        }
        Tape tape = v.tape();
        int c = v.shape().columns();
        Tensor from = tape.allocate(Shape.of(n, c));
        Tensor to = tape.allocate(Shape.of(m, c));
        Tensor d = tape.allocate(Shape.of(n, m));
        int[] index = new int[clips * n * neighbours];
        for (int clip = 0; clip < clips; clip++) {
            double[] squaredFrom = unitRows(v.value(), clip * n, from);
            double[] squaredTo = unitRows(u.value(), clip * m, to);
            tape.kernels().matmul(from, false, to, true, false, d);
            for (int i = 0; i < n * m; i++) {
                d.set(i, squaredFrom[i / m] - 2 * d.get(i) + squaredTo[i % m] + relative.get(i));
            }
            int[] nearest = SmallestOfRows.of(d, neighbours * dilation);
            for (int e = 0; e < n * neighbours; e++) {
                index[clip * n * neighbours + e] = clip * m + nearest[e * dilation];
            }
        }
        return index;
    }

    /// Divides rows by their norms.
    ///
    /// @return the squared norms of what results: 1 but for rounding, 0 for a row of zeros
    private static double[] unitRows(Tensor x, int firstRow, Tensor unit) {
        int c = unit.shape().columns();
        double[] squared = new double[unit.shape().rows()];
        for (int r = 0; r < squared.length; r++) {
            double sum = 0;
            for (int k = 0; k < c; k++) {
                double feature = x.get((firstRow + r) * c + k);
                sum += feature * feature;
            }
            double norm = Math.max(Math.sqrt(sum), SMALLEST_NORM);
            for (int k = 0; k < c; k++) {
                unit.set(r * c + k, x.get((firstRow + r) * c + k) / norm);
                squared[r] += unit.get(r * c + k) * unit.get(r * c + k);
            }
        }
        return squared;
    }

    /// The neighbours of one clip by sorting all distances.
    public int[][] definition(double[][] v, double[][] u, double[][] R) {
        double[][] D = new double[v.length][u.length];
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < u.length; j++) {
                for (int k = 0; k < v[i].length; k++) {
                    double a = v[i][k] / norm(v[i]);
                    double b = u[j][k] / norm(u[j]);
                    D[i][j] += a * a - 2 * a * b + b * b;
                }
                D[i][j] += R[i][j];
            }
        }
        int[][] nearest = SmallestOfRows.definition(D, neighbours * dilation);
        int[][] index = new int[v.length][neighbours];
        for (int i = 0; i < v.length; i++) {
            for (int k = 0; k < neighbours; k++) {
                index[i][k] = nearest[i][k * dilation];
            }
        }
        return index;
    }

    private static double norm(double... x) {
        double sum = 0;
        for (double feature : x) {
            sum += feature * feature;
        }
        return Math.max(Math.sqrt(sum), SMALLEST_NORM);
    }
}
