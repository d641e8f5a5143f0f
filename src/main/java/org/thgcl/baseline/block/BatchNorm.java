package org.thgcl.baseline.block;

import java.util.List;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// Batch normalisation (Ioffe, Szegedy 2015), for each channel c
///
/// `y[r, c] = (x[r, c] - m_c) / sqrt(v_c + epsilon) scale_c + shift_c`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x` | `x` | `[B, positions..., C]`, n rows of C channels | | real |
/// | `m`, `v` | mean, variance | `[C]` | | statistics of the batch, or running ones that are given |
/// | scale, shift | `affine` | `[C]` | | real |
/// | epsilon | `epsilon` | | | above 0; 1e-5 |
/// | `y` | returned | as `x` | | real |
///
/// The statistics of the batch are the mean and the biased variance of a channel over all n rows. Each update of
/// training moves the running statistics towards them: `m' = (1 - momentum) m + momentum m_batch` and
/// `v' = (1 - momentum) v + momentum v_batch n / (n - 1)`, where n / (n - 1) makes the variance unbiased. Evaluation
/// takes the running statistics.
///
/// @param epsilon what is added to a variance
public record BatchNorm(double epsilon) {
    /// The epsilon of all published programs here.
    public static final BatchNorm STANDARD = new BatchNorm(1e-5);

    /// How far an update moves the running statistics, in all published programs here.
    public static final double MOMENTUM = 0.1;

    /// Where mean and variance come from.
    public enum Statistics {
        /// The batch itself.
        BATCH,
        /// What training has left.
        RUNNING
    }

    /// Running statistics.
    ///
    /// @param mean `[C]`
    /// @param variance `[C]`
    public record Running(Tensor mean, Tensor variance) {}

    /// @throws IllegalArgumentException if epsilon isn't a finite number above 0
    public BatchNorm {
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "batch normalisation: epsilon must be a finite number above 0, got " + epsilon);
        }
    }

    /// The parameters `NAME.scale` and `NAME.shift`.
    public static List<ParameterSpec> parameters(String name, int channels) {
        return Affine.parameters(name, Shape.of(channels));
    }

    /// The running statistics `NAME.mean`, at first 0, and `NAME.variance`, at first 1.
    public static List<ParameterSpec> statistics(String name, int channels) {
        return List.of(
                new ParameterSpec(name + ".mean", Shape.of(channels), new Initial.Constant(0)),
                new ParameterSpec(name + ".variance", Shape.of(channels), new Initial.Constant(1)));
    }

    /// Normalises with `scale`, `shift` and, for running statistics, `mean` and `variance` among the weights.
    public Variable apply(Variable x, Statistics statistics, Weights weights) {
        Affine affine = Affine.of(weights);
        return switch (statistics) {
            case BATCH -> affine.apply(byBatch(x).value());
            case RUNNING -> affine.apply(byRunning(x, weights.get("mean"), weights.get("variance")));
        };
    }

    /// Normalises by the statistics of the batch, without scale and shift.
    ///
    /// @param x with at least one row
    public Columns.Normalised byBatch(Variable x) {
        return Columns.normalise(x, RowGroups.uniform(1, x.shape().rows()), epsilon);
    }

    /// Normalises by given statistics, without scale and shift.
    ///
    /// @throws IllegalArgumentException if a variance is negative or NaN
    public Variable byRunning(Variable x, Variable mean, Variable variance) {
        for (int c = 0; c < variance.shape().elements(); c++) {
            if (!(variance.value().get(c) >= 0)) {
                throw new IllegalArgumentException("batch normalisation: the variance of channel " + c + " is "
                        + variance.value().get(c) + ", must be at least 0");
            }
        }
        return Columns.standardise(x, mean, variance, epsilon);
    }

    /// The running statistics after an update.
    ///
    /// @param batch what [#byBatch] gave
    /// @param momentum 0 to 1
    /// @throws IllegalArgumentException if a channel has fewer than two elements, so no unbiased variance
    public static Running update(Running before, Columns.Normalised batch, double momentum) {
        int n = batch.value().shape().rows();
        if (n < 2) {
            throw new IllegalArgumentException("batch normalisation: running statistics need at least 2 elements of"
                    + " each channel, this batch has " + n);
        }
        Running after = new Running(before.mean().copy(), before.variance().copy());
        for (int c = 0; c < before.mean().shape().elements(); c++) {
            double unbiased = batch.variance().get(c) * n / (n - 1);
            after.mean()
                    .set(
                            c,
                            (1 - momentum) * before.mean().get(c)
                                    + momentum * batch.mean().get(c));
            after.variance().set(c, (1 - momentum) * before.variance().get(c) + momentum * unbiased);
        }
        return after;
    }

    /// Normalisation by the statistics of the batch.
    ///
    /// @param x n rows of C channels
    public double[][] definition(double[][] x, double[] scale, double[] shift) {
        int C = scale.length;
        double[] m = new double[C];
        double[] v = new double[C];
        for (int c = 0; c < C; c++) {
            for (double[] row : x) {
                m[c] += row[c] / x.length;
            }
            for (double[] row : x) {
                v[c] += (row[c] - m[c]) * (row[c] - m[c]) / x.length;
            }
        }
        return definition(x, m, v, scale, shift);
    }

    /// Normalisation by a given mean and variance.
    ///
    /// @param x n rows of C channels
    public double[][] definition(double[][] x, double[] m, double[] v, double[] scale, double[] shift) {
        double[][] y = new double[x.length][scale.length];
        for (int r = 0; r < x.length; r++) {
            for (int c = 0; c < scale.length; c++) {
                y[r][c] = (x[r][c] - m[c]) / Math.sqrt(v[c] + epsilon) * scale[c] + shift[c];
            }
        }
        return y;
    }
}
