package org.thgcl.tensor;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// The bulk operations on tensors, for one storage type on a fixed number of threads.
///
/// The last tensor of each list is the output: all its elements are overwritten, whatever they were. An output may
/// be one of the inputs only where this says *in place*. Shapes are checked by the callers, who know what the
/// tensors mean. One instance serves one caller at a time.
///
/// An infinite number is a sum or product that has overflowed: nothing is known of it, not even its sign if it
/// comes from a sum. No kernel makes a finite number of it.
///
/// `blocks` is the number of copies of a [SparsityPattern] along a block diagonal. Values of entries are
/// `[entries]`, shared by all blocks, or `[blocks * entries]`.
public interface Kernels {
    /// Kernels for a storage type, of the [KernelSet#chosen].
    ///
    /// @throws IllegalStateException if vectors were asked for by [KernelSet#choose] and their module isn't there
    static Kernels of(DType dtype, Workers workers) {
        if (KernelSet.chosen() == KernelSet.PLAIN) {
            return plain(dtype);
        }
        VectorModule.require();
        return switch (dtype) {
            case FLOAT64 -> new Float64Kernels(workers);
            case FLOAT32 -> new Float32Kernels(workers);
        };
    }

    /// The definitions of the kernels for a storage type, as plain loops on the calling thread.
    static Kernels plain(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> new Float64PlainKernels();
            case FLOAT32 -> new Float32PlainKernels();
        };
    }

    /// The storage type of every tensor here.
    DType dtype();

    /// Matrix product C = op(A) op(B) + (`add` ? C : 0), where op transposes if asked to. Each element of C is one
    /// chain of fused multiply-adds that starts at 0, or at C, and takes the inner index in ascending order.
    void matmul(Tensor a, boolean transposeA, Tensor b, boolean transposeB, boolean add, Tensor c);

    /// y = X w, one fixed-order dot product per row: a fixed number of lanes, folded in halves.
    void matvec(Tensor x, Tensor w, Tensor y);

    /// y = X' w. Each element is one chain of fused multiply-adds over the rows in ascending order.
    void weightedColumnSums(Tensor x, Tensor w, Tensor y);

    /// Z = x y' + (`add` ? Z : 0) for vectors x and y, by fused multiply-adds.
    void outer(Tensor x, Tensor y, boolean add, Tensor z);

    /// z = x + y, elementwise; in place.
    void add(Tensor x, Tensor y, Tensor z);

    /// y = factor x; in place.
    void scale(Tensor x, double factor, Tensor y);

    /// Y = X + 1 row', the row added to each row of X; in place.
    void addRow(Tensor x, Tensor row, Tensor y);

    /// Y = max(X + 1 row', 0), and NaN for an infinite sum: [#addRow], then [#leakyRelu] with slope 0; in
    /// place.
    void addRowRelu(Tensor x, Tensor row, Tensor y);

    /// `sums[c] = sum over r of X[r, c]`, rows in ascending order.
    void columnSums(Tensor x, Tensor sums);

    /// y = f(x) for each element; in place. For small tensors: f is called once an element.
    void map(Tensor x, DoubleUnaryOperator f, Tensor y);

    /// z = f(x, y) for each pair of elements; in place. For small tensors: f is called once an element.
    void zip(Tensor x, Tensor y, DoubleBinaryOperator f, Tensor z);

    /// y = x where x > 0, else slope x; in place. The slope 0 gives the rectifier max(x, 0), and NaN for an infinite
    /// x.
    void leakyRelu(Tensor x, double slope, Tensor y);

    /// dx = dy where x > 0, else slope dy; in place of dy. The slope 0 gives 0, whatever dy is.
    void leakyReluGradient(Tensor x, double slope, Tensor dy, Tensor dx);

    /// y = x Phi(x), the Gaussian error linear unit with the distribution function of the standard normal
    /// distribution, computed in float64; in place.
    void gelu(Tensor x, Tensor y);

    /// dx = (Phi(x) + x phi(x)) dy, the gradient of [#gelu]; in place of dy.
    void geluGradient(Tensor x, Tensor dy, Tensor dx);

    /// y = x / (1 - rate) where [Dropout] keeps the element, else 0; in place.
    void dropout(Tensor x, Dropout dropout, Tensor y);

    /// Y = A X + (`add` ? Y : 0), with A block-diagonal of the given entry values: sparse (CSR) times dense. Each
    /// element is one chain of fused multiply-adds over the row's entries in their order.
    void spmm(SparsityPattern pattern, int blocks, Tensor values, Tensor x, boolean add, Tensor y);

    /// `g[e]` = sum over the blocks that share e of the dot product of row `row(e)` of X and row `column(e)` of Y:
    /// the dense product X Y' sampled at the entries.
    void sampledProduct(SparsityPattern pattern, int blocks, Tensor x, Tensor y, Tensor g);

    /// `y[e] = x[row(e)]` for the entries of each block.
    void gatherRows(SparsityPattern pattern, int blocks, Tensor x, Tensor y);

    /// `y[r] = sum of x[e]` over the entries of row r, in their order.
    void sumRows(SparsityPattern pattern, int blocks, Tensor x, Tensor y);

    /// The segment softmax: `y[e] = exp(x[e] - m) / sum of exp(x[f] - m)` over the entries f of e's row, m their
    /// maximum; NaN in a row with an infinite x.
    void softmaxRows(SparsityPattern pattern, int blocks, Tensor x, Tensor y);

    /// `dx[e] = y[e] (dy[e] - sum of y[f] dy[f])`, the sum over the entries f of e's row.
    void softmaxRowsGradient(SparsityPattern pattern, int blocks, Tensor y, Tensor dy, Tensor dx);

    /// Y = the part of X.
    ///
    /// @param y `[part.rows, part.columns]`
    void copyOut(Tensor x, Submatrix part, Tensor y);

    /// The part of Y = X; the rest of Y stays as it is.
    ///
    /// @param x `[part.rows, part.columns]`
    void copyIn(Tensor x, Submatrix part, Tensor y);

    /// The exponentials of a softmax of rows: `max[r]` is the largest number of the row, `y = exp(x - max[r])`, and
    /// `sum[r]` is the sum of the row of y, by a fixed number of lanes, folded in halves. A row with an infinite x
    /// becomes NaN. In place.
    void exponentials(Tensor x, Tensor max, Tensor sum, Tensor y);

    /// The softmax of rows, `y = exp(x - max[r]) / sum[r]`, with what [#exponentials] has found; in place.
    void softmax(Tensor x, Tensor max, Tensor sum, Tensor y);

    /// dx = y (dy - sum over the row of y dy), the gradient of [#softmax]; in place of dy.
    void softmaxGradient(Tensor y, Tensor dy, Tensor dx);

    /// `Y[r] = X[r] / divisor[r]`, each row by a number of its own; in place.
    void divideRows(Tensor x, Tensor divisor, Tensor y);

    /// The windows of X as rows: row r of Y holds the elements that window `first + r` sees, tap by tap, each with
    /// all channels, and 0 outside X. Windows are counted over all clips.
    ///
    /// @param x `[clips * positions, channels]`
    /// @param y `[rows, taps * channels]`
    void unfold(Tensor x, Windows windows, int first, Tensor y);

    /// Adds to each element of X what [#unfold] copied from it to Y: one chain of additions over the windows in
    /// ascending order.
    void fold(Tensor y, Windows windows, int first, Tensor x);

    /// The convolution `Y[o, j] = sum over taps t and channels c of X[p(o, t), c] W[t C + c, j]` with 0
    /// outside X: what [#unfold] makes of X times W, without that matrix. Each element is one chain of
    /// fused multiply-adds over taps and channels in ascending order, that starts at 0.
    ///
    /// @param x `[clips * positions, channels]`
    /// @param weight `[taps * channels, columns]`
    /// @param y `[clips * outputs, columns]`
    void convolve(Tensor x, Windows windows, Tensor weight, Tensor y);

    /// The depthwise convolution: `Y[o, c] = sum over taps t of W[t, c] X[p(o, t), c]` with 0 outside X. Each
    /// element is one chain of fused multiply-adds over the taps in ascending order.
    ///
    /// @param x `[clips * positions, channels]`
    /// @param weight `[taps, channels]`
    /// @param y `[clips * outputs, channels]`
    void depthwise(Tensor x, Tensor weight, Windows windows, Tensor y);

    /// The gradient of [#depthwise] by x, windows in ascending order.
    void depthwiseInput(Tensor dy, Tensor weight, Windows windows, Tensor dx);

    /// The gradient of [#depthwise] by the weight, windows in ascending order.
    void depthwiseWeight(Tensor x, Tensor dy, Windows windows, Tensor dweight);

    /// The largest number of each channel in each window, with minus infinity outside X; each window sees
    /// an element. Of equal numbers the first counts, taps in ascending order. NaN where one of them is
    /// infinite or NaN.
    ///
    /// @param x `[clips * positions, channels]`
    /// @param y `[clips * outputs, channels]`
    void maxPool(Tensor x, Windows windows, Tensor y);

    /// The gradient of [#maxPool]: `dY[r, c]` is added to the first element that attains the maximum, r in
    /// ascending order.
    void maxPoolGradient(Tensor x, Windows windows, Tensor dy, Tensor dx);

    /// `Y[r, c] = max over j of X[index[r count + j], c]`, where the index -1 is a row of zeros; NaN where one of
    /// them is infinite or NaN.
    ///
    /// @param index `count` rows of X for each row of Y
    /// @param count at least 1
    void gatherMax(Tensor x, int[] index, int count, Tensor y);

    /// The gradient of [#gatherMax]: `dY[r, c]` is added to the first of the listed rows that attains the maximum, r
    /// in ascending order.
    void gatherMaxGradient(Tensor x, int[] index, int count, Tensor dy, Tensor dx);

    /// Y is X with its axes in another order: axis a of Y is axis `order[a]` of X.
    void permute(Tensor x, int[] order, Tensor y);

    /// Y is X with its columns in another order: column c of Y is column `order[c]` of X.
    void permuteColumns(Tensor x, int[] order, Tensor y);

    /// y = (x - mean) inverse with inverse = 1 / sqrt(biased variance + epsilon), over all rows and columns of each
    /// group; `inverse` gets one number per group. Two passes: the mean, then the squared deviations. Neither
    /// overflows or loses digits for any finite x whose deviation from the mean is finite.
    void normalise(Tensor x, RowGroups groups, double epsilon, Tensor inverse, Tensor y);

    /// dx = inverse (dy - mean(dy) - y mean(dy y)), means over each group.
    ///
    /// @throws ArithmeticException if the inverse of a deviation is so small that gradients would lose digits next
    /// to 0
    void normaliseGradient(Tensor y, RowGroups groups, Tensor inverse, Tensor dy, Tensor dx);

    /// `Y[r, c] = factor[c] X[r, c]`, each column with its own factor; in place.
    void scaleColumns(Tensor x, Tensor factor, Tensor y);

    /// `sums[c] = sum over r of X[r, c] Y[r, c]`: each block of 256 rows is one chain of fused multiply-adds, and the
    /// blocks are added in ascending order.
    void columnProducts(Tensor x, Tensor y, Tensor sums);

    /// y = (x - mean) / sqrt(biased variance + epsilon), each column for itself over the rows of each group; in place.
    /// Two passes: the mean, then the squared deviations. A column whose squared deviations overflow becomes NaN,
    /// and so do the statistics of a group without rows.
    ///
    /// @param mean gets the mean of each column of each group, `[groups, columns]`
    /// @param variance gets the biased variance, likewise
    void normaliseColumns(Tensor x, RowGroups groups, double epsilon, Tensor mean, Tensor variance, Tensor y);

    /// dx = (dy - mean(dy) - y mean(dy y)) / sqrt(variance + epsilon), means over the rows of each group; in place of
    /// dy.
    void normaliseColumnsGradient(Tensor y, RowGroups groups, double epsilon, Tensor variance, Tensor dy, Tensor dx);

    /// What follows the sum of a layer's products, group by group in one pass over memory, with the bits of one
    /// operation after the other: y = normalise(dropout(relu((x + 1 bias') + (other + 1 otherBias')))).
    ///
    /// @param bias `null` for none; so may `other` and `otherBias` be
    /// @param active gets a bit for each element that neither the rectifier nor dropout made 0
    void activate(
            Tensor x,
            Tensor bias,
            Tensor other,
            Tensor otherBias,
            Dropout dropout,
            RowGroups groups,
            double epsilon,
            Mask active,
            Tensor inverse,
            Tensor y);

    /// The gradient of [#activate] by x, which is that by `other`, too, and, summed over rows, that by the biases.
    ///
    /// @throws ArithmeticException as [#normaliseGradient]
    void activateGradient(
            Tensor y, Mask active, Dropout dropout, RowGroups groups, Tensor inverse, Tensor dy, Tensor dx);

    /// One step of Adam (Kingma, Ba 2015) on parameter p, its moments m and v in place, for the gradient g:
    /// g' = g + decay p; m = beta1 m + (1 - beta1) g'; v = beta2 v + (1 - beta2) g'^2;
    /// p = p - rate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon).
    ///
    /// 1 - beta1 and 1 - beta2 are computed before anything is rounded to the type. A second moment that overflows
    /// makes p NaN.
    ///
    /// @param bias1 1 - beta1^t
    /// @param bias2 1 - beta2^t
    void adam(
            Tensor g,
            double rate,
            double beta1,
            double beta2,
            double bias1,
            double bias2,
            double epsilon,
            double decay,
            Tensor m,
            Tensor v,
            Tensor p);

    /// One step of gradient descent with momentum, in place: g' = g + decay p; m = momentum m + g'; p = p - rate m.
    void momentum(Tensor g, double rate, double momentum, double decay, Tensor m, Tensor p);
}
