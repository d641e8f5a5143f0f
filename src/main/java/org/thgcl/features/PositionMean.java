package org.thgcl.features;

import java.util.stream.IntStream;
import org.thgcl.autodiff.Sparse;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

/// The mean of each channel over all positions of a chunk, and what goes the other way: a number for each channel,
/// given to all positions.
final class PositionMean {
    private PositionMean() {}

    /// `y[n, c] = 1/positions sum over positions p of x[n, p, c]`.
    ///
    /// @param x `[N, T, H, W, C]`
    /// @return `[N, C]`
    static Variable of(Variable x) {
        int positions = positions(x);
        SparsityPattern all = SparsityPattern.of(1, positions, new int[positions], numbers(positions));
        return Sparse.spmm(all, filled(x, positions, 1.0 / positions), x);
    }

    /// `y[n, p, c] = x[n, p, c] g[n, c]`.
    ///
    /// @param x `[N, T, H, W, C]`
    /// @param g `[N, C]`
    /// @return of the shape of x
    static Variable scaled(Variable x, Variable g) {
        int positions = positions(x);
        SparsityPattern all = SparsityPattern.of(positions, 1, numbers(positions), new int[positions]);
        return x.times(Sparse.spmm(all, filled(x, positions, 1), g).reshape(x.shape()));
    }

    private static int positions(Variable x) {
        return x.shape().rows() / Math.max(1, x.shape().size(0));
    }

    private static int[] numbers(int count) {
        return IntStream.range(0, count).toArray();
    }

    private static Variable filled(Variable x, int count, double value) {
        Tensor tensor = x.tape().allocate(Shape.of(count));
        tensor.fill(value);
        return x.tape().constant(tensor);
    }

    /// The mean of one chunk, as the formula reads.
    ///
    /// @param x `[T][H][W][C]`
    /// @return `[C]`
    static double[] definition(double[][][][] x) {
        double[] y = new double[x[0][0][0].length];
        for (double[][][] frame : x) {
            for (double[][] row : frame) {
                for (double[] position : row) {
                    for (int c = 0; c < y.length; c++) {
                        y[c] += position[c] / (x.length * frame.length * row.length);
                    }
                }
            }
        }
        return y;
    }
}
