package org.thgcl.baseline.block;

import java.util.Objects;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

/// One step of fuzzy clustering, as LHGNN's published program takes it: from the positions of a clip to K centroids,
///
/// `dist_ig = |z_i - S_g|`, `a_ig = 1 / (dist_ig + 1e-10)`, `weight_ig = (a_ig / sum over h of a_ih)^4`
///
/// `M_g = sum over i of weight_ig z_i / sum over i of weight_ig`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `v` | `x` | `[n, c]` | | real; `z` are its rows, see below |
/// | `S` | `start` | `[c, K]` | | real |
/// | `weight` | `weight` | `[n, K]` | 1 | (0, 1] |
/// | `M` | `centroids` | `[c, K]` | | real |
///
/// `transposed`: `z_i` is row i of v, as the text means it. `scrambled`, as the program runs: v lies in memory by
/// channels, `[c, n]`, and this memory is read as `[n, c]`, so a row of z is made of one channel at c positions.
///
/// The centroids have no gradient: the program computes them outside its tape. Sums are in float64 and in the order of
/// their index, whatever type v has. Refused: shapes that don't fit.
///
/// @param order which rows are clustered
public record FuzzyCentroids(Order order) {
    private static final double SMALLEST_DISTANCE = 1e-10;

    /// Which rows are clustered.
    public enum Order {
        /// Memory by channels, read by rows.
        SCRAMBLED,
        /// The features of each position.
        TRANSPOSED
    }

    /// What clustering gives.
    ///
    /// @param centroids M, `[c, K]`
    /// @param weight `[n, K]`
    public record Clusters(Tensor centroids, Tensor weight) {}

    /// Checks the setting.
    public FuzzyCentroids {
        Objects.requireNonNull(order, "order");
    }

    /// The centroids of one clip.
    ///
    /// @throws ShapeException if the shapes don't fit
    public Clusters apply(Tensor x, Tensor start) {
        int n = x.shape().rows();
        int c = x.shape().columns();
        start.shape().require("fuzzy centroids, start", Axis.of("channel", c), Axis.any("centroid"));
        int count = start.shape().columns();
        double[] z = rows(x);
        double[] s = transposed(start);
        Tensor weight = Tensor.zeros(x.dtype(), Shape.of(n, count));
        double[] total = new double[count];
        double[] sum = new double[count * c];
        double[] membership = new double[count];
        for (int i = 0; i < n; i++) {
            memberships(z, i * c, s, c, membership);
            for (int g = 0; g < count; g++) {
                weight.set(i * count + g, membership[g]);
                total[g] += membership[g];
                for (int k = 0; k < c; k++) {
                    sum[g * c + k] += membership[g] * z[i * c + k];
                }
            }
        }
        Tensor centroids = Tensor.zeros(x.dtype(), Shape.of(c, count));
        for (int g = 0; g < count; g++) {
            for (int k = 0; k < c; k++) {
                centroids.set(k * count + g, sum[g * c + k] / total[g]);
            }
        }
        return new Clusters(centroids, weight);
    }

    /// z, row behind row.
    private double[] rows(Tensor x) {
        return order == Order.TRANSPOSED ? x.toArray() : transposed(x);
    }

    private static double[] transposed(Tensor x) {
        int rows = x.shape().rows();
        int columns = x.shape().columns();
        double[] transposed = new double[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < columns; k++) {
                transposed[k * rows + r] = x.get(r * columns + k);
            }
        }
        return transposed;
    }

    /// The weights of one row of z, which begins at `from`.
    private static void memberships(double[] z, int from, double[] s, int c, double[] membership) {
        double sum = 0;
        for (int g = 0; g < membership.length; g++) {
            double squared = 0;
            for (int k = 0; k < c; k++) {
                double difference = z[from + k] - s[g * c + k];
                squared += difference * difference;
            }
            membership[g] = 1 / (Math.sqrt(squared) + SMALLEST_DISTANCE);
            sum += membership[g];
        }
        for (int g = 0; g < membership.length; g++) {
            double share = membership[g] / sum;
            membership[g] = share * share * (share * share);
        }
    }

    /// The weights of one clip, `[n][K]`.
    public double[][] definitionWeight(double[][] v, double[][] S) {
        int K = S[0].length;
        double[][] weight = new double[v.length][K];
        for (int i = 0; i < v.length; i++) {
            double sum = 0;
            for (int g = 0; g < K; g++) {
                sum += a(v, i, S, g);
            }
            for (int g = 0; g < K; g++) {
                weight[i][g] = StrictMath.pow(a(v, i, S, g) / sum, 4);
            }
        }
        return weight;
    }

    /// The centroids of one clip, `[c][K]`.
    ///
    /// @param weight from [#definitionWeight]
    public double[][] definition(double[][] v, double[][] weight) {
        int c = v[0].length;
        int K = weight[0].length;
        double[][] M = new double[c][K];
        for (int g = 0; g < K; g++) {
            double total = 0;
            for (int i = 0; i < v.length; i++) {
                total += weight[i][g];
            }
            for (int k = 0; k < c; k++) {
                for (int i = 0; i < v.length; i++) {
                    M[k][g] += weight[i][g] * z(v, i, k) / total;
                }
            }
        }
        return M;
    }

    private double a(double[][] v, int i, double[][] S, int g) {
        double squared = 0;
        for (int k = 0; k < S.length; k++) {
            squared += StrictMath.pow(z(v, i, k) - S[k][g], 2);
        }
        return 1 / (Math.sqrt(squared) + SMALLEST_DISTANCE);
    }

    private double z(double[][] v, int i, int k) {
        int n = v.length;
        int place = i * v[i].length + k;
        return order == Order.TRANSPOSED ? v[i][k] : v[place % n][place / n];
    }
}
