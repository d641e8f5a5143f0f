package org.thgcl.autodiff;

import org.thgcl.tensor.Arena;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Submatrix;
import org.thgcl.tensor.Tensor;

/// Scaled dot-product attention with several heads (Vaswani et al. 2017, section 3.2) of each clip's tokens to each
/// other. Head h has the columns `h c ... (h + 1) c - 1` of Q, K and V, c = d / heads, and gives these columns of
///
/// `Y_h = softmax(Q_h K_h' / sqrt(c)) V_h`, the softmax over each row.
///
/// The weights of one head are N x N numbers for N tokens. They are computed for a block of rows at a time and not
/// kept: of each row its maximum and sum stay, and the backward pass computes the weights from them again. Memory
/// beyond operands and result is `2 B heads N` numbers, and while it computes two blocks of weights.
///
/// Products are those of [Kernels#matmul], so each element is one chain of fused multiply-adds. Blocks of rows don't
/// change the order of any sum.
public final class Attention {
    /// Weights that are computed at a time, if a row has no more: 2 MiB in float32.
    private static final int BLOCK = 1 << 19;

    private final Arena arena;
    private final Kernels kernels;
    private final Tensor q;
    private final Tensor k;
    private final Tensor v;

    /// Sizes: clips B, heads, tokens N, columns c of a head, and rows of a block of weights.
    private final int clips;

    private final int heads;
    private final int tokens;
    private final int columns;
    private final int blockRows;

    /// `[B heads, N]`: of each row of the scaled products Q K', its maximum m and the sum of exp(x - m).
    private final Tensor maxima;

    private final Tensor sums;

    private Attention(Tape tape, Tensor q, Tensor k, Tensor v, int heads, int tokens) {
        this.arena = tape.arena();
        this.kernels = tape.kernels();
        this.q = q;
        this.k = k;
        this.v = v;
        this.heads = heads;
        this.tokens = tokens;
        clips = q.shape().rows() / tokens;
        columns = q.shape().columns() / heads;
        blockRows = Math.clamp(BLOCK / tokens, 1, tokens);
        Shape rows = Shape.of(clips * heads, tokens);
        maxima = tape.allocate(rows);
        sums = tape.allocate(rows);
    }

    /// The attention of B clips.
    ///
    /// @param q queries, `[B N, d]`
    /// @param k keys, `[B N, d]`
    /// @param v values, `[B N, d]`
    /// @param heads at least 1, a divisor of d
    /// @param tokens N of each clip, at least 1
    /// @return `[B, N, d]`
    /// @throws ShapeException if the rows aren't whole clips or the columns not whole heads
    public static Variable apply(Variable q, Variable k, Variable v, int heads, int tokens) {
        requireDivisor("row", q.shape().rows(), "tokens", tokens);
        requireDivisor("column", q.shape().columns(), "heads", heads);
        Axis[] axes = {
            Axis.of("row", q.shape().rows()), Axis.of("column", q.shape().columns())
        };
        q.shape().require("attention, queries", axes);
        k.shape().require("attention, keys", axes);
        v.shape().require("attention, values", axes);
        Tape tape = q.tape();
        Attention attention = new Attention(tape, q.value(), k.value(), v.value(), heads, tokens);
        Tensor y = tape.allocate(
                Shape.of(q.shape().rows() / tokens, tokens, q.shape().columns()));
        attention.forward(y);
        Tape.Gradient gradient = dy -> {
            Tensor dq = tape.arena().take(q.shape());
            Tensor dk = tape.arena().take(k.shape());
            Tensor dv = tape.arena().take(v.shape());
            attention.backward(dy, dq, dk, dv);
            q.accumulate(dq);
            k.accumulate(dk);
            v.accumulate(dv);
            attention.giveBack(dq, dk, dv);
        };
        return tape.record("attention", new Detail.Heads(heads, tokens), y, gradient, q, k, v);
    }

    private static void requireDivisor(String axis, int size, String what, int divisor) {
        if (divisor < 1 || size % divisor != 0) {
            throw new ShapeException("attention: axis " + axis + " is " + size + ", which must be a multiple of " + what
                    + ", got " + divisor);
        }
    }

    private void forward(Tensor y) {
        Tensor keys = arena.take(Shape.of(tokens, columns));
        Tensor values = arena.take(Shape.of(tokens, columns));
        for (int head = 0; head < clips * heads; head++) {
            kernels.copyOut(k, part(head, 0, tokens), keys);
            kernels.copyOut(v, part(head, 0, tokens), values);
            for (int first = 0; first < tokens; first += blockRows) {
                int rows = Math.min(blockRows, tokens - first);
                Submatrix part = part(head, first, rows);
                Submatrix statistics = new Submatrix(head, first, 1, rows);
                Tensor max = arena.take(Shape.of(1, rows));
                Tensor sum = arena.take(Shape.of(1, rows));
                Tensor weights = products(part, keys);
                kernels.exponentials(weights, max, sum, weights);
                Tensor result = arena.take(part.shape());
                kernels.matmul(weights, false, values, false, false, result);
                kernels.divideRows(result, sum, result);
                kernels.copyIn(result, part, y);
                kernels.copyIn(max, statistics, maxima);
                kernels.copyIn(sum, statistics, sums);
                giveBack(max, sum, weights, result);
            }
        }
        giveBack(keys, values);
    }

    /// With A = softmax(S), S = Q K' / sqrt(c), Y = A V: dV = A' dY, dA = dY V', dS = A (dA - sum over the row of A
    /// dA), dQ = dS K / sqrt(c), dK = dS' Q / sqrt(c).
    private void backward(Tensor dy, Tensor dq, Tensor dk, Tensor dv) {
        Tensor keys = arena.take(Shape.of(tokens, columns));
        Tensor values = arena.take(Shape.of(tokens, columns));
        Tensor dKeys = arena.take(Shape.of(tokens, columns));
        Tensor dValues = arena.take(Shape.of(tokens, columns));
        for (int head = 0; head < clips * heads; head++) {
            Submatrix whole = part(head, 0, tokens);
            kernels.copyOut(k, whole, keys);
            kernels.copyOut(v, whole, values);
            for (int first = 0; first < tokens; first += blockRows) {
                Submatrix part = part(head, first, Math.min(blockRows, tokens - first));
                Tensor weights = weights(head, first, part, keys);
                Tensor dResult = arena.take(part.shape());
                kernels.copyOut(dy, part, dResult);
                kernels.matmul(weights, true, dResult, false, first > 0, dValues);
                Tensor dProducts = arena.take(weights.shape());
                kernels.matmul(dResult, false, values, true, false, dProducts);
                kernels.softmaxGradient(weights, dProducts, dProducts);
                Tensor queries = queries(part);
                kernels.matmul(dProducts, true, queries, false, first > 0, dKeys);
                kernels.matmul(dProducts, false, keys, false, false, queries);
                kernels.scale(queries, scale(), queries);
                kernels.copyIn(queries, part, dq);
                giveBack(weights, dResult, dProducts, queries);
            }
            kernels.copyIn(dKeys, whole, dk);
            kernels.copyIn(dValues, whole, dv);
        }
        giveBack(keys, values, dKeys, dValues);
    }

    /// The weights of a block of rows, by the maxima and sums of the forward pass.
    private Tensor weights(int head, int first, Submatrix part, Tensor keys) {
        Submatrix statistics = new Submatrix(head, first, 1, part.rows());
        Tensor max = arena.take(statistics.shape());
        Tensor sum = arena.take(statistics.shape());
        kernels.copyOut(maxima, statistics, max);
        kernels.copyOut(sums, statistics, sum);
        Tensor weights = products(part, keys);
        kernels.softmax(weights, max, sum, weights);
        giveBack(max, sum);
        return weights;
    }

    /// Q K' / sqrt(c) for a block of rows.
    private Tensor products(Submatrix part, Tensor keys) {
        Tensor queries = queries(part);
        Tensor products = arena.take(Shape.of(part.rows(), tokens));
        kernels.matmul(queries, false, keys, true, false, products);
        giveBack(queries);
        return products;
    }

    /// Q / sqrt(c) for a block of rows.
    private Tensor queries(Submatrix part) {
        Tensor queries = arena.take(part.shape());
        kernels.copyOut(q, part, queries);
        kernels.scale(queries, scale(), queries);
        return queries;
    }

    private double scale() {
        return 1 / Math.sqrt(columns);
    }

    /// Rows of a head, counted over all clips, in Q, K, V and Y.
    private Submatrix part(int head, int first, int rows) {
        return new Submatrix(head / heads * tokens + first, head % heads * columns, rows, columns);
    }

    private void giveBack(Tensor... tensors) {
        for (Tensor tensor : tensors) {
            arena.give(tensor);
        }
    }
}
