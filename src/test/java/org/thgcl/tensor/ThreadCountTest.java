package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thgcl.tensor.RandomTensors.gaussian;
import static org.thgcl.tensor.RandomTensors.unwritten;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kernel, of each storage type, on sizes at which work is shared, gives the bits of the plain loop on 1, 2 and 3
/// threads.
class ThreadCountTest {
    private static final int ROWS = 301;
    private static final int COLUMNS = 257;
    private static final int BLOCKS = 67;
    private static final Dropout DROPOUT = new Dropout(0.3, new CounterRandom(1), 2, 3);

    interface Run {
        /// Runs a kernel and gives its outputs.
        List<Tensor> on(Kernels kernels);
    }

    record Case(String kernel, Run run) {
        @Override
        public String toString() {
            return kernel;
        }
    }

    private static Tensor x() {
        return gaussian(1, ROWS, COLUMNS);
    }

    private static Tensor y() {
        return gaussian(2, ROWS, COLUMNS);
    }

    private static Tensor output() {
        return unwritten(ROWS, COLUMNS);
    }

    /// 101 rows with 0 to 20 entries.
    private static SparsityPattern pattern() {
        CounterRandom random = new CounterRandom(5);
        int[] row =
                IntStream.range(0, 1010).map(e -> random.below(101, 0, 1, e)).toArray();
        int[] column =
                IntStream.range(0, 1010).map(e -> random.below(40, 0, 2, e)).toArray();
        return SparsityPattern.of(101, 40, row, column);
    }

    static Stream<Case> cases() {
        return Stream.of(dense(), softmax(), copies(), layout(), windows(), sparse(), updates())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> dense() {
        RowGroups groups = RowGroups.uniform(43, 7);
        return Stream.of(
                new Case("matmul", k -> {
                    Tensor c = unwritten(ROWS, ROWS);
                    k.matmul(x(), false, y(), true, false, c);
                    Tensor d = unwritten(COLUMNS, COLUMNS);
                    k.matmul(x(), true, y(), false, false, d);
                    return List.of(c, d);
                }),
                one("add", (k, z) -> k.add(x(), y(), z)),
                one("scale", (k, z) -> k.scale(x(), 0.1, z)),
                one("addRow", (k, z) -> k.addRow(x(), gaussian(3, COLUMNS), z)),
                one("addRowRelu", (k, z) -> k.addRowRelu(x(), gaussian(3, COLUMNS), z)),
                new Case("columnSums", k -> {
                    Tensor sums = unwritten(COLUMNS);
                    k.columnSums(x(), sums);
                    return List.of(sums);
                }),
                one("map", (k, z) -> k.map(x(), Elementary::exp, z)),
                one("zip", (k, z) -> k.zip(x(), y(), (v, w) -> v / w, z)),
                one("leakyRelu", (k, z) -> k.leakyRelu(x(), 0.1, z)),
                one("leakyReluGradient", (k, z) -> k.leakyReluGradient(x(), 0.1, y(), z)),
                one("gelu", (k, z) -> k.gelu(x(), z)),
                one("geluGradient", (k, z) -> k.geluGradient(x(), y(), z)),
                one("dropout", (k, z) -> k.dropout(x(), DROPOUT, z)),
                new Case("normalise", k -> {
                    Tensor inverse = unwritten(43);
                    Tensor z = output();
                    k.normalise(x(), groups, 1e-5, inverse, z);
                    return List.of(inverse, z);
                }),
                one("normaliseGradient", (k, z) -> k.normaliseGradient(x(), groups, gaussian(3, 43), y(), z)),
                one("scaleColumns", (k, z) -> k.scaleColumns(x(), gaussian(3, COLUMNS), z)),
                new Case("columnProducts", k -> {
                    Tensor sums = unwritten(COLUMNS);
                    k.columnProducts(x(), y(), sums);
                    return List.of(sums);
                }),
                new Case("normaliseColumns", k -> {
                    Tensor mean = unwritten(43, COLUMNS);
                    Tensor variance = unwritten(43, COLUMNS);
                    Tensor z = output();
                    k.normaliseColumns(x(), groups, 1e-5, mean, variance, z);
                    return List.of(mean, variance, z);
                }),
                one(
                        "normaliseColumnsGradient",
                        (k, z) -> k.normaliseColumnsGradient(x(), groups, 10, gaussian(3, 43, COLUMNS), y(), z)),
                new Case("activate", k -> activated(k, groups, new Mask(ROWS, COLUMNS))),
                new Case("activateGradient", k -> {
                    Mask active = new Mask(ROWS, COLUMNS);
                    List<Tensor> forward = activated(k, groups, active);
                    Tensor dx = output();
                    k.activateGradient(forward.get(1), active, DROPOUT, groups, forward.get(0), y(), dx);
                    return List.of(dx);
                }),
                new Case("matvec", k -> {
                    Tensor z = unwritten(ROWS);
                    k.matvec(x(), gaussian(3, COLUMNS), z);
                    return List.of(z);
                }),
                new Case("weightedColumnSums", k -> {
                    Tensor z = unwritten(COLUMNS);
                    k.weightedColumnSums(x(), gaussian(3, ROWS), z);
                    return List.of(z);
                }),
                one("outer", (k, z) -> k.outer(gaussian(3, ROWS), gaussian(4, COLUMNS), false, z)));
    }

    private static Stream<Case> softmax() {
        return Stream.of(
                new Case("exponentials", k -> {
                    Tensor max = unwritten(ROWS);
                    Tensor sum = unwritten(ROWS);
                    Tensor z = output();
                    k.exponentials(x(), max, sum, z);
                    return List.of(max, sum, z);
                }),
                one("softmax", (k, z) -> k.softmax(x(), gaussian(3, ROWS), gaussian(4, ROWS), z)),
                one("softmaxGradient", (k, z) -> k.softmaxGradient(x(), y(), z)),
                one("divideRows", (k, z) -> k.divideRows(x(), gaussian(3, ROWS), z)));
    }

    private static Stream<Case> copies() {
        Submatrix part = new Submatrix(2, 3, ROWS - 5, COLUMNS - 7);
        return Stream.of(
                new Case("copyOut", k -> {
                    Tensor z = unwritten(ROWS - 5, COLUMNS - 7);
                    k.copyOut(x(), part, z);
                    return List.of(z);
                }),
                new Case("copyIn", k -> {
                    Tensor z = y();
                    k.copyIn(gaussian(3, ROWS - 5, COLUMNS - 7), part, z);
                    return List.of(z);
                }));
    }

    private static List<Tensor> activated(Kernels kernels, RowGroups groups, Mask active) {
        Tensor inverse = unwritten(43);
        Tensor z = output();
        Tensor bias = gaussian(3, COLUMNS);
        kernels.activate(x(), bias, y(), bias, DROPOUT, groups, 1e-5, active, inverse, z);
        return List.of(inverse, z);
    }

    private static Stream<Case> layout() {
        return Stream.of(
                new Case("permute", k -> {
                    Tensor z = unwritten(COLUMNS, ROWS);
                    k.permute(x(), new int[] {1, 0}, z);
                    return List.of(z);
                }),
                one("permuteColumns", (k, z) -> {
                    int[] order = IntStream.range(0, COLUMNS)
                            .map(c -> COLUMNS - 1 - c)
                            .toArray();
                    k.permuteColumns(x(), order, z);
                }));
    }

    private static Stream<Case> windows() {
        Windows w = Windows.of(List.of(Window.of(3).withPadding(1), new Window(4, 2, 1, 2, 3)), 17, 40);
        int[] index =
                IntStream.range(0, 3 * ROWS).map(i -> i * 7 % (ROWS + 1) - 1).toArray();
        Tensor x = gaussian(1, 3 * w.positions(), 16);
        Tensor y = gaussian(2, 3 * w.outputs(), 16);
        Tensor weight = gaussian(3, w.taps(), 16);
        return Stream.of(
                new Case("unfold", k -> {
                    Tensor z = unwritten(2 * w.outputs(), w.taps() * 16);
                    k.unfold(x, w, 5, z);
                    return List.of(z);
                }),
                new Case("fold", k -> {
                    Tensor z = x.copy();
                    k.fold(gaussian(4, 2 * w.outputs(), w.taps() * 16), w, 5, z);
                    return List.of(z);
                }),
                new Case("convolve", k -> {
                    Tensor z = unwritten(3 * w.outputs(), 9);
                    k.convolve(x, w, gaussian(3, w.taps() * 16, 9), z);
                    return List.of(z);
                }),
                new Case("depthwise", k -> {
                    Tensor z = unwritten(3 * w.outputs(), 16);
                    k.depthwise(x, weight, w, z);
                    return List.of(z);
                }),
                new Case("depthwiseInput", k -> {
                    Tensor z = unwritten(3 * w.positions(), 16);
                    k.depthwiseInput(y, weight, w, z);
                    return List.of(z);
                }),
                new Case("depthwiseWeight", k -> {
                    Tensor z = unwritten(w.taps(), 16);
                    k.depthwiseWeight(x, y, w, z);
                    return List.of(z);
                }),
                new Case("maxPool", k -> {
                    Tensor z = unwritten(3 * w.outputs(), 16);
                    k.maxPool(x, w, z);
                    return List.of(z);
                }),
                new Case("maxPoolGradient", k -> {
                    Tensor z = unwritten(3 * w.positions(), 16);
                    k.maxPoolGradient(x, w, y, z);
                    return List.of(z);
                }),
                one("gatherMax", (k, z) -> k.gatherMax(x(), index, 3, z)),
                one("gatherMaxGradient", (k, z) -> k.gatherMaxGradient(x(), index, 3, y(), z)));
    }

    private static Stream<Case> sparse() {
        SparsityPattern p = pattern();
        int entries = BLOCKS * p.entries();
        int rows = BLOCKS * p.rows();
        return Stream.of(
                new Case("spmm", k -> {
                    Tensor y = unwritten(rows, 9);
                    k.spmm(p, BLOCKS, gaussian(1, p.entries()), gaussian(2, BLOCKS * p.columns(), 9), false, y);
                    return List.of(y);
                }),
                new Case("sampledProduct", k -> {
                    Tensor shared = unwritten(p.entries());
                    Tensor own = unwritten(entries);
                    Tensor x = gaussian(1, rows, 9);
                    Tensor y = gaussian(2, BLOCKS * p.columns(), 9);
                    k.sampledProduct(p, BLOCKS, x, y, shared);
                    k.sampledProduct(p, BLOCKS, x, y, own);
                    return List.of(shared, own);
                }),
                new Case("gatherRows", k -> {
                    Tensor y = unwritten(entries);
                    k.gatherRows(p, BLOCKS, gaussian(1, rows), y);
                    return List.of(y);
                }),
                new Case("sumRows", k -> {
                    Tensor y = unwritten(rows);
                    k.sumRows(p, BLOCKS, gaussian(1, entries), y);
                    return List.of(y);
                }),
                new Case("softmaxRows", k -> {
                    Tensor y = unwritten(entries);
                    k.softmaxRows(p, BLOCKS, gaussian(1, entries), y);
                    return List.of(y);
                }),
                new Case("softmaxRowsGradient", k -> {
                    Tensor dx = unwritten(entries);
                    k.softmaxRowsGradient(p, BLOCKS, gaussian(1, entries), gaussian(2, entries), dx);
                    return List.of(dx);
                }));
    }

    private static Stream<Case> updates() {
        return Stream.of(
                new Case("adam", k -> {
                    Tensor m = gaussian(3, ROWS, COLUMNS);
                    Tensor v = Tensor.zeros(m.shape());
                    Tensor p = y();
                    k.adam(x(), 0.01, 0.9, 0.999, 0.1, 0.001, 1e-8, 0.1, m, v, p);
                    return List.of(m, v, p);
                }),
                new Case("momentum", k -> {
                    Tensor m = gaussian(3, ROWS, COLUMNS);
                    Tensor p = y();
                    k.momentum(x(), 0.01, 0.9, 0.1, m, p);
                    return List.of(m, p);
                }));
    }

    private interface ToOutput {
        void run(Kernels kernels, Tensor z);
    }

    private static Case one(String kernel, ToOutput run) {
        return new Case(kernel, kernels -> {
            Tensor z = output();
            run.run(kernels, z);
            return List.of(z);
        });
    }

    static Stream<Arguments> casesOfEachType() {
        return Arrays.stream(DType.values()).flatMap(dtype -> cases().map(c -> Arguments.of(c, dtype)));
    }

    @ParameterizedTest
    @MethodSource("casesOfEachType")
    void any_number_of_threads_gives_the_bits_of_plain_loops(Case c, DType dtype) {
        List<long[]> expected = bits(c, Kernels.plain(dtype));
        assertThat(expected)
                .allSatisfy(bits -> assertThat(bits).doesNotContain(Double.doubleToRawLongBits(Double.NaN)));
        for (int threads = 1; threads <= 3; threads++) {
            try (Workers workers = new Workers(threads)) {
                List<long[]> actual = bits(c, Kernels.of(dtype, workers));
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(Arrays.equals(actual.get(i), expected.get(i)))
                            .as("output %d on %d threads", i, threads)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void no_kernel_is_forgotten() {
        List<String> kernels = Arrays.stream(Kernels.class.getDeclaredMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !name.equals("dtype"))
                .toList();
        assertThat(cases().map(Case::kernel)).containsExactlyInAnyOrderElementsOf(kernels);
    }

    private static List<long[]> bits(Case c, Kernels kernels) {
        return c.run.on(FromFloat64.kernels(kernels)).stream()
                .map(tensor -> Arrays.stream(tensor.toArray())
                        .mapToLong(Double::doubleToRawLongBits)
                        .toArray())
                .toList();
    }
}
