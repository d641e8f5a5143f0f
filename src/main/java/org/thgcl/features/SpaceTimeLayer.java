package org.thgcl.features;

import java.util.List;
import java.util.function.Function;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;

/// A layer of [S3d], on maps over frames, rows and columns.
sealed interface SpaceTimeLayer permits NormalisedUnit, MaxPool, MixedBlock {
    /// The parameters, which are learnt.
    List<ParameterSpec> parameters();

    /// The statistics of its norms, means and variances, which are given.
    List<ParameterSpec> statistics();

    /// The layer on N chunks.
    ///
    /// @param x `[N, T, H, W, in]`
    /// @param weights parameters and statistics by their names
    /// @return `[N, T', H', W', out]`
    /// @throws org.thgcl.tensor.ShapeException if the shapes don't fit
    Variable apply(Variable x, Weights weights);

    /// The layer on one chunk, as its formula reads.
    ///
    /// @param x `[T][H][W][in]`
    /// @param weights the numbers of a parameter or statistic, row by row
    /// @return `[T'][H'][W'][out]`
    double[][][][] definition(double[][][][] x, Function<String, double[]> weights);
}
