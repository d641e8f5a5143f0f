package org.thgcl.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.thgcl.tensor.RandomTensors.gaussian;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// Attention whose weights don't fit one block; its gradient on small clips is checked in [OperationsTest].
class AttentionTest {
    /// Two blocks of rows: 524288 / 800 = 655.36.
    private static final int TOKENS = 800;

    private static final int COLUMNS = 3;

    /// What a computation gives: Y, dQ, dK, dV.
    private static List<double[]> run(DType dtype, int threads, int heads, int tokens, Tensor... operands) {
        try (Workers workers = new Workers(threads)) {
            Tape tape = new Tape(Kernels.of(dtype, workers));
            Variable q = tape.parameter(operands[0].to(dtype));
            Variable k = tape.parameter(operands[1].to(dtype));
            Variable v = tape.parameter(operands[2].to(dtype));
            Variable y = Attention.apply(q, k, v, heads, tokens).reshape(q.shape());
            tape.backward(Map.of(y, operands[3].to(dtype)));
            return List.of(
                    y.value().toArray(),
                    q.gradient().toArray(),
                    k.gradient().toArray(),
                    v.gradient().toArray());
        }
    }

    /// Row by row from the formulas, with all weights at once.
    private static List<double[]> definition(int n, int c, double[] q, double[] k, double[] v, double[] dy) {
        double[] y = new double[n * c];
        double[] dq = new double[n * c];
        double[] dk = new double[n * c];
        double[] dv = new double[n * c];
        for (int i = 0; i < n; i++) {
            double[] weight = new double[n];
            double total = 0;
            for (int j = 0; j < n; j++) {
                weight[j] = StrictMath.exp(dot(c, q, i, k, j) / Math.sqrt(c));
                total += weight[j];
            }
            double mean = 0;
            for (int j = 0; j < n; j++) {
                weight[j] /= total;
                mean += weight[j] * dot(c, dy, i, v, j);
            }
            for (int j = 0; j < n; j++) {
                double dProduct = weight[j] * (dot(c, dy, i, v, j) - mean) / Math.sqrt(c);
                for (int l = 0; l < c; l++) {
                    y[i * c + l] += weight[j] * v[j * c + l];
                    dv[j * c + l] += weight[j] * dy[i * c + l];
                    dq[i * c + l] += dProduct * k[j * c + l];
                    dk[j * c + l] += dProduct * q[i * c + l];
                }
            }
        }
        return List.of(y, dq, dk, dv);
    }

    private static double dot(int c, double[] x, int i, double[] y, int j) {
        double sum = 0;
        for (int l = 0; l < c; l++) {
            sum += x[i * c + l] * y[j * c + l];
        }
        return sum;
    }

    private static Tensor[] operands(int rows, int columns) {
        return new Tensor[] {
            gaussian(1, rows, columns), gaussian(2, rows, columns),
            gaussian(3, rows, columns), gaussian(4, rows, columns)
        };
    }

    /// A sum over 800 tokens of numbers below 4, each right to some 10 roundings, and of weights that add up to 1 or,
    /// for keys and values, to 800 at most: 800 x 800 x 40 roundings at the very worst, 3e-9; errors of either sign
    /// make a thousandth of that likely.
    @Test
    void blocks_of_rows_give_what_all_weights_at_once_give() {
        Tensor[] x = operands(TOKENS, COLUMNS);
        List<double[]> actual = run(DType.FLOAT64, 1, 1, TOKENS, x);
        List<double[]> expected =
                definition(TOKENS, COLUMNS, x[0].toArray(), x[1].toArray(), x[2].toArray(), x[3].toArray());
        for (int i = 0; i < 4; i++) {
            assertThat(actual.get(i)).as("result %d", i).containsExactly(expected.get(i), within(3e-12));
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_number_of_threads_changes_no_bit(DType dtype) {
        Tensor[] x = operands(TOKENS, 2 * COLUMNS);
        List<double[]> one = run(dtype, 1, 2, TOKENS, x);
        List<double[]> three = run(dtype, 3, 2, TOKENS, x);
        for (int i = 0; i < 4; i++) {
            assertThat(three.get(i)).containsExactly(one.get(i));
        }
    }

    /// Weights, products of 8 terms and sums of 20: some 40 roundings of 2^-24 of numbers below 4.
    @Test
    void float32_is_float64_rounded() {
        Tensor[] x = operands(60, 16);
        for (int i = 0; i < x.length; i++) {
            x[i] = x[i].to(DType.FLOAT32).to(DType.FLOAT64);
        }
        List<double[]> wide = run(DType.FLOAT64, 1, 2, 20, x);
        List<double[]> narrow = run(DType.FLOAT32, 1, 2, 20, x);
        for (int i = 0; i < 4; i++) {
            assertThat(narrow.get(i)).containsExactly(wide.get(i), within(160 * 0x1p-24));
        }
    }

    @Test
    void clips_and_heads_know_nothing_of_each_other() {
        Tensor[] x = operands(6, 4);
        List<double[]> all = run(DType.FLOAT64, 1, 2, 3, x);
        for (int clip = 0; clip < 2; clip++) {
            for (int head = 0; head < 2; head++) {
                Tensor[] part = new Tensor[4];
                for (int i = 0; i < 4; i++) {
                    part[i] = Tensor.of(Shape.of(3, 2), part(x[i].toArray(), clip, head));
                }
                List<double[]> own = run(DType.FLOAT64, 1, 1, 3, part);
                for (int i = 0; i < 4; i++) {
                    assertThat(part(all.get(i), clip, head)).containsExactly(own.get(i));
                }
            }
        }
    }

    /// Three rows and two columns of a matrix of 6 x 4.
    private static double[] part(double[] x, int clip, int head) {
        double[] part = new double[6];
        for (int i = 0; i < 6; i++) {
            part[i] = x[(3 * clip + i / 2) * 4 + 2 * head + i % 2];
        }
        return part;
    }

    /// What stays lent of one step: operands' gradients and result, and two numbers a row and head.
    @Test
    void no_weights_are_kept() {
        Tape tape = new Tape(Kernels.of(DType.FLOAT32, Workers.one()));
        Variable x = tape.constant(gaussian(1, TOKENS, COLUMNS));
        for (int i = 0; i < 10; i++) {
            Attention.apply(x, x, x, 1, TOKENS);
        }
        long block = 4L << 19;
        assertThat(tape.bytes()).isLessThan(2 * block);
    }

    @Test
    void sizes_that_dont_fit_are_refused() {
        Tape tape = new Tape(Kernels.of(DType.FLOAT64, Workers.one()));
        Variable x = tape.constant(gaussian(1, 6, 4));
        Variable other = tape.constant(gaussian(1, 3, 4));
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Attention.apply(x, x, x, 2, 4))
                .withMessage("attention: axis row is 6, which must be a multiple of tokens, got 4");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Attention.apply(x, x, x, 3, 3))
                .withMessage("attention: axis column is 4, which must be a multiple of heads, got 3");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Attention.apply(x, x, x, 0, 3))
                .withMessage("attention: axis column is 4, which must be a multiple of heads, got 0");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Attention.apply(x, other, x, 2, 3))
                .withMessage("attention, keys: axis row is 3, expected 6");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Attention.apply(x, x, other, 2, 3))
                .withMessage("attention, values: axis row is 3, expected 6");
    }
}
