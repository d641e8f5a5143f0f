package org.thgcl.bench;

import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.ThgnSettings;

/// Sparse times dense, A_a X_a of Eq. 3: each audio node's weighted sum over its neighbours. At the paper's sizes A_a
/// has 6464 rows with 13 entries each, and X_a 512 columns.
public final class SparseProduct {
    private final SparsityPattern pattern;
    private final int blocks;
    private final int columns;

    public SparseProduct(Configuration c) {
        this.pattern = TemporalNeighbourhood.of(
                        c.clips().audioSegments(),
                        ThgnSettings.of(c).audioSpan(),
                        ThgnSettings.of(c).audioDilation(),
                        ThgnSettings.of(c).boundary())
                .pattern();
        this.blocks = c.training().batch();
        this.columns = ThgnSettings.of(c).hidden();
    }

    public int rows() {
        return blocks * pattern.rows();
    }

    public int columns() {
        return columns;
    }

    /// Entries of A in a row, on average.
    public double entriesPerRow() {
        return (double) pattern.entries() / pattern.rows();
    }

    /// A multiplication and an addition for each entry and column.
    double flop() {
        return 2.0 * blocks * pattern.entries() * columns;
    }

    /// The product, on random operands, weights shared by all blocks.
    public Runnable on(Kernels kernels) {
        Tensor values = RandomClips.uniform(kernels.dtype(), "values", Shape.of(pattern.entries()));
        Tensor x = RandomClips.uniform(kernels.dtype(), "x", Shape.of(blocks * pattern.columns(), columns));
        Tensor y = Tensor.zeros(kernels.dtype(), Shape.of(rows(), columns));
        return () -> kernels.spmm(pattern, blocks, values, x, false, y);
    }
}
