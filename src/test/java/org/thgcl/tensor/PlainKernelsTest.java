package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every kernel in vectors against the plain loop that defines it, by bits, of both types: sizes around the vectors'
/// and the blocks', inputs with zeros of both signs, denormal and largest numbers, infinities and NaN.
class PlainKernelsTest {
    private static final CounterRandom RANDOM = new CounterRandom(11);

    /// A prime number of standard normal numbers, and of whole numbers below a thousand.
    private static final double[] GAUSSIAN = IntStream.range(0, 65_537)
            .mapToDouble(i -> RANDOM.gaussian(0, 0, i))
            .toArray();

    private static final int[] CHANCE = IntStream.range(0, GAUSSIAN.length)
            .map(i -> RANDOM.below(1000, 0, 1, i))
            .toArray();

    /// One run of a kernel. The same numbers come out of it in every run.
    private static final class Trial {
        private final DType dtype;
        private final Kernels kernels;

        /// Of a thousand numbers, so many are not ordinary.
        private final int special;

        private final Set<String> called = new HashSet<>();
        private final List<Tensor> outputs = new ArrayList<>();
        private int site;

        Trial(Kernels kernels, int special) {
            this.dtype = kernels.dtype();
            this.special = special;
            this.kernels = (Kernels) Proxy.newProxyInstance(
                    Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class}, (proxy, kernel, arguments) -> {
                        called.add(kernel.getName());
                        return kernel.invoke(kernels, arguments);
                    });
        }

        /// Numbers that rounding, overflow or a wrong order show in.
        Tensor in(int... sizes) {
            return numbers(special, sizes);
        }

        /// Ordinary numbers.
        Tensor plain(int... sizes) {
            return numbers(0, sizes);
        }

        private Tensor numbers(int special, int... sizes) {
            double smallest = dtype == DType.FLOAT64 ? Double.MIN_VALUE : Float.MIN_VALUE;
            double[] odd = {
                0,
                -0.0,
                smallest,
                -smallest,
                dtype.largest(),
                -dtype.largest(),
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.NaN
            };
            int offset = 7919 * ++site;
            Tensor x = Tensor.zeros(dtype, Shape.of(sizes));
            for (int i = 0; i < x.shape().elements(); i++) {
                int place = (offset + i) % GAUSSIAN.length;
                x.set(i, CHANCE[place] < special ? odd[place % odd.length] : GAUSSIAN[place]);
            }
            return x;
        }

        /// An output, in which nothing may stay as it was.
        Tensor out(int... sizes) {
            Tensor y = Tensor.zeros(dtype, Shape.of(sizes));
            y.fill(123);
            outputs.add(y);
            return y;
        }

        /// An input that is an output, too.
        Tensor inOut(int... sizes) {
            Tensor x = in(sizes);
            outputs.add(x);
            return x;
        }

        void out(Mask mask, int rows, int columns) {
            Tensor bits = out(rows, columns);
            for (int i = 0; i < rows * columns; i++) {
                bits.set(i, (mask.bits(i / columns, i % columns) & 1) == 0 ? 0 : 1);
            }
        }
    }

    /// Tries of each kernel, for vectors of so many lanes.
    private static Map<String, List<Consumer<Trial>>> tries(int lanes) {
        Map<String, List<Consumer<Trial>>> tries = new LinkedHashMap<>();
        int[] sizes = IntStream.of(0, 1, 2, lanes - 1, lanes, lanes + 1, 2 * lanes + 1, 7, 8 * lanes, 8 * lanes + 3, 67)
                .distinct()
                .toArray();
        products(tries, sizes);
        elements(tries, sizes);
        rows(tries, sizes);
        sparse(tries, sizes);
        windows(tries, new int[] {1, 3, lanes, 67});
        layout(tries, sizes);
        normalisation(tries, sizes);
        layer(tries, new int[] {1, 4, lanes + 1, 64, 67, 129});
        return tries;
    }

    private static void add(Map<String, List<Consumer<Trial>>> tries, String kernel, Consumer<Trial> run) {
        tries.computeIfAbsent(kernel, k -> new ArrayList<>()).add(run);
    }

    private static void products(Map<String, List<Consumer<Trial>>> tries, int[] sizes) {
        int turn = 0;
        for (int m : new int[] {0, 1, 5, 6, 11, 67}) {
            for (int n : sizes) {
                for (int k : new int[] {0, 1, 67, 257, 519}) {
                    product(tries, m, n, k, turn++);
                }
            }
        }
        // more than one block of rows and of the inner index, of columns, and of all
        for (int t = 0; t < 8; t++) {
            product(tries, 49, 67, 1029, t);
            product(tries, 7, 1027, 67, t);
        }
        product(tries, 49, 1027, 1029, 6);
        for (int n : sizes) {
            add(tries, "matvec", t -> t.kernels.matvec(t.in(5, n), t.in(n), t.out(5)));
            add(tries, "weightedColumnSums", t -> t.kernels.weightedColumnSums(t.in(7, n), t.in(7), t.out(n)));
            add(tries, "outer", t -> t.kernels.outer(t.in(5), t.in(n), false, t.out(5, n)));
            add(tries, "outer", t -> t.kernels.outer(t.in(5), t.in(n), true, t.inOut(5, n)));
        }
    }

    /// One of the transpositions, adding or not, as the turn has it.
    private static void product(Map<String, List<Consumer<Trial>>> tries, int m, int n, int k, int turn) {
        boolean a = turn % 2 == 1;
        boolean b = turn / 2 % 2 == 1;
        boolean add = turn / 4 % 2 == 1;
        add(tries, "matmul", t -> {
            Tensor left = a ? t.in(k, m) : t.in(m, k);
            Tensor right = b ? t.in(n, k) : t.in(k, n);
            t.kernels.matmul(left, a, right, b, add, add ? t.inOut(m, n) : t.out(m, n));
        });
    }

    private static void elements(Map<String, List<Consumer<Trial>>> tries, int[] sizes) {
        for (int n :
                IntStream.concat(Arrays.stream(sizes), IntStream.of(512, 1500)).toArray()) {
            add(tries, "add", t -> t.kernels.add(t.in(n), t.in(n), t.out(n)));
            add(tries, "scale", t -> t.kernels.scale(t.in(n), 0.1, t.out(n)));
            add(tries, "map", t -> t.kernels.map(t.in(n), StrictMath::exp, t.out(n)));
            add(tries, "zip", t -> t.kernels.zip(t.in(n), t.in(n), (x, y) -> x / y, t.out(n)));
            add(tries, "dropout", t -> {
                t.kernels.dropout(t.in(n), new Dropout(0.3, new CounterRandom(5), 6, 7), t.out(n));
            });
            for (double slope : new double[] {0, 0.2}) {
                add(tries, "leakyRelu", t -> t.kernels.leakyRelu(t.in(n), slope, t.out(n)));
                add(tries, "leakyReluGradient", t -> {
                    t.kernels.leakyReluGradient(t.in(n), slope, t.in(n), t.out(n));
                });
            }
            add(tries, "gelu", t -> t.kernels.gelu(wide(t, n), t.out(n)));
            add(tries, "geluGradient", t -> t.kernels.geluGradient(wide(t, n), t.in(n), t.out(n)));
            for (double decay : new double[] {0, 0.1}) {
                add(tries, "adam", t -> {
                    Tensor m = t.inOut(n);
                    Tensor v = t.inOut(n);
                    t.kernels.map(v, Math::abs, v);
                    t.kernels.adam(t.in(n), 0.01, 0.9, 0.999, 0.1, 0.001, 1e-8, decay, m, v, t.inOut(n));
                });
                add(tries, "momentum", t -> {
                    t.kernels.momentum(t.in(n), 0.01, 0.9, decay, t.inOut(n), t.inOut(n));
                });
            }
        }
    }

    /// A block of numbers near 0, then some between which erfc goes from 2 to 0.
    private static Tensor wide(Trial t, int n) {
        Tensor x = t.in(n);
        for (int i = 0; i < n; i++) {
            x.set(i, x.get(i) * (i < 512 ? 0.25 : i % 40));
        }
        return x;
    }

    private static void rows(Map<String, List<Consumer<Trial>>> tries, int[] sizes) {
        for (int n : sizes) {
            add(tries, "addRow", t -> t.kernels.addRow(t.in(5, n), t.in(n), t.out(5, n)));
            add(tries, "addRowRelu", t -> t.kernels.addRowRelu(t.in(5, n), t.in(n), t.out(5, n)));
            add(tries, "columnSums", t -> t.kernels.columnSums(t.in(7, n), t.out(n)));
            add(tries, "exponentials", t -> t.kernels.exponentials(t.in(5, n), t.out(5), t.out(5), t.out(5, n)));
            add(tries, "exponentials", t -> {
                Tensor x = t.inOut(5, n);
                t.kernels.exponentials(x, t.out(5), t.out(5), x);
            });
            add(tries, "softmax", t -> t.kernels.softmax(t.in(5, n), t.in(5), t.in(5), t.out(5, n)));
            add(tries, "softmaxGradient", t -> t.kernels.softmaxGradient(t.in(5, n), t.in(5, n), t.out(5, n)));
            add(tries, "divideRows", t -> t.kernels.divideRows(t.in(5, n), t.in(5), t.out(5, n)));
            add(tries, "scaleColumns", t -> t.kernels.scaleColumns(t.in(5, n), t.in(n), t.out(5, n)));
            add(tries, "columnProducts", t -> t.kernels.columnProducts(t.in(515, n), t.in(515, n), t.out(n)));
        }
    }

    private static void sparse(Map<String, List<Consumer<Trial>>> tries, int[] sizes) {
        // rows without a partner, and pairs of all kinds: of equal rows, rows that go on, shorter and longer ones
        SparsityPattern loose =
                SparsityPattern.of(5, 4, new int[] {4, 0, 1, 0, 4, 4, 2, 0, 4}, new int[] {1, 3, 0, 3, 2, 0, 1, 2, 1});
        for (SparsityPattern p : List.of(loose, band(), band().transpose())) {
            int rows = 3 * p.rows();
            int entries = 3 * p.entries();
            for (int n : sizes) {
                for (int values : new int[] {p.entries(), entries}) {
                    add(tries, "spmm", t -> {
                        t.kernels.spmm(p, 3, t.in(values), t.in(3 * p.columns(), n), false, t.out(rows, n));
                    });
                    add(tries, "spmm", t -> {
                        t.kernels.spmm(p, 3, t.in(values), t.in(3 * p.columns(), n), true, t.inOut(rows, n));
                    });
                    add(tries, "sampledProduct", t -> {
                        t.kernels.sampledProduct(p, 3, t.in(rows, n), t.in(3 * p.columns(), n), t.out(values));
                    });
                }
            }
            add(tries, "gatherRows", t -> t.kernels.gatherRows(p, 3, t.in(rows), t.out(entries)));
            add(tries, "sumRows", t -> t.kernels.sumRows(p, 3, t.in(entries), t.out(rows)));
            add(tries, "softmaxRows", t -> t.kernels.softmaxRows(p, 3, t.in(entries), t.out(entries)));
            add(tries, "softmaxRowsGradient", t -> {
                t.kernels.softmaxRowsGradient(p, 3, t.in(entries), t.in(entries), t.out(entries));
            });
        }
    }

    /// Every second of 15 columns from up to two on either side, kept whole at one end and cut at the other.
    private static SparsityPattern band() {
        int[][] edges = IntStream.range(0, 15)
                .boxed()
                .flatMap(r -> IntStream.rangeClosed(-2, 2)
                        .map(k -> (r < 4 ? 4 + r % 2 : r) + 2 * k)
                        .filter(c -> c < 15)
                        .mapToObj(c -> new int[] {r, c}))
                .toArray(int[][]::new);
        return SparsityPattern.of(
                15,
                15,
                Arrays.stream(edges).mapToInt(edge -> edge[0]).toArray(),
                Arrays.stream(edges).mapToInt(edge -> edge[1]).toArray());
    }

    /// Windows at and beyond the borders, with gaps and strides, on 1 to 3 axes; up to 54 taps.
    private static List<Windows> geometries() {
        Window same = new Window(3, 1, 1, 1, 1);
        return List.of(
                Windows.of(List.of(Window.of(1)), 7),
                Windows.of(List.of(new Window(2, 3, 1, 0, 2)), 7),
                Windows.of(List.of(Window.of(2).withStride(2).paddedToCover(5), same), 5, 4),
                Windows.of(List.of(Window.of(1), Window.of(7).withPadding(3).withStride(2), same), 2, 5, 3),
                Windows.of(List.of(same, Window.of(1), Window.of(1)), 2, 2, 3),
                Windows.of(List.of(Window.sideBySide(2), new Window(3, 2, 2, 1, 1), same), 4, 5, 3));
    }

    private static void windows(Map<String, List<Consumer<Trial>>> tries, int[] channels) {
        for (Windows w : geometries()) {
            int rows = 2 * w.outputs();
            for (int c : channels) {
                int[] x = {2 * w.positions(), c};
                int width = w.taps() * c;
                add(tries, "unfold", t -> t.kernels.unfold(t.in(x), w, 1, t.out(rows - 1, width)));
                add(tries, "fold", t -> t.kernels.fold(t.in(rows - 1, width), w, 1, t.inOut(x)));
                for (int n : new int[] {1, 2 * channels[2] + 1}) {
                    add(tries, "convolve", t -> t.kernels.convolve(t.in(x), w, t.in(width, n), t.out(rows, n)));
                }
                add(tries, "depthwise", t -> t.kernels.depthwise(t.in(x), t.in(w.taps(), c), w, t.out(rows, c)));
                add(tries, "depthwiseInput", t -> {
                    t.kernels.depthwiseInput(t.in(rows, c), t.in(w.taps(), c), w, t.out(x));
                });
                add(tries, "depthwiseWeight", t -> {
                    t.kernels.depthwiseWeight(t.in(x), t.in(rows, c), w, t.out(w.taps(), c));
                });
                add(tries, "maxPool", t -> t.kernels.maxPool(t.in(x), w, t.out(rows, c)));
                add(tries, "maxPoolGradient", t -> t.kernels.maxPoolGradient(t.in(x), w, t.in(rows, c), t.out(x)));
            }
        }
        int[] index = IntStream.range(0, 3 * 9).map(i -> i * 7 % 12 - 1).toArray();
        for (int c : channels) {
            add(tries, "gatherMax", t -> t.kernels.gatherMax(t.in(11, c), index, 3, t.out(9, c)));
            add(tries, "gatherMaxGradient", t -> {
                t.kernels.gatherMaxGradient(t.in(11, c), index, 3, t.in(9, c), t.out(11, c));
            });
        }
    }

    private static void layout(Map<String, List<Consumer<Trial>>> tries, int[] sizes) {
        for (int[] order : new int[][] {{0, 1, 2}, {2, 0, 1}, {1, 0, 2}, {2, 1, 0}}) {
            for (int n : sizes) {
                int[] x = {3, 5, n};
                int[] y = Arrays.stream(order).map(axis -> x[axis]).toArray();
                add(tries, "permute", t -> t.kernels.permute(t.in(x), order, t.out(y)));
            }
        }
        for (int n : sizes) {
            int[] backwards = IntStream.range(0, n).map(c -> n - 1 - c).toArray();
            add(tries, "permuteColumns", t -> t.kernels.permuteColumns(t.in(5, n), backwards, t.out(5, n)));
            Submatrix part = new Submatrix(1, Math.min(1, n), 3, Math.max(0, n - 1));
            add(tries, "copyOut", t -> t.kernels.copyOut(t.in(5, n), part, t.out(3, part.columns())));
            add(tries, "copyIn", t -> t.kernels.copyIn(t.in(3, part.columns()), part, t.inOut(5, n)));
        }
    }

    private static void normalisation(Map<String, List<Consumer<Trial>>> tries, int[] sizes) {
        RowGroups groups = RowGroups.ofAscending(
                IntStream.range(0, 519).map(r -> r < 5 ? 0 : r < 6 ? 1 : 3).toArray());
        for (int n : sizes) {
            add(tries, "normalise", t -> t.kernels.normalise(t.in(519, n), groups, 1e-5, t.out(4), t.out(519, n)));
            for (double size : new double[] {1e-30, 1e30, 1e38}) {
                // of float32, squares or sums of these leave the range; of float64, those of the largest numbers
                add(tries, "normalise", t -> {
                    Tensor x = t.plain(519, n);
                    double factor =
                            t.dtype == DType.FLOAT32 ? size : size * size * size * size * size * size * size * size;
                    for (int i = 0; i < x.shape().elements(); i++) {
                        x.set(i, factor * Math.clamp(Math.abs(x.get(i)), 0, 3));
                    }
                    t.kernels.normalise(x, groups, 1e-5, t.out(4), t.out(519, n));
                });
            }
            add(tries, "normaliseGradient", t -> {
                t.kernels.normaliseGradient(t.in(519, n), groups, t.plain(4), t.in(519, n), t.out(519, n));
            });
            add(tries, "normaliseColumns", t -> {
                t.kernels.normaliseColumns(t.in(519, n), groups, 0.1, t.out(4, n), t.out(4, n), t.out(519, n));
            });
            add(tries, "normaliseColumnsGradient", t -> {
                t.kernels.normaliseColumnsGradient(t.in(519, n), groups, 10, t.in(4, n), t.in(519, n), t.out(519, n));
            });
        }
    }

    /// Bias, rectifier, dropout and normalisation in one pass, and its gradient.
    private static void layer(Map<String, List<Consumer<Trial>>> tries, int[] sizes) {
        RowGroups groups = RowGroups.ofAscending(0, 0, 0, 2, 3, 3);
        for (int n : sizes) {
            for (double rate : new double[] {0, 0.3}) {
                Dropout dropout = new Dropout(rate, new CounterRandom(5), 6, 7);
                for (boolean all : new boolean[] {false, true}) {
                    add(tries, "activate", t -> {
                        Mask active = new Mask(6, n);
                        activate(t, all, dropout, groups, active, t.out(4), t.out(6, n));
                        t.out(active, 6, n);
                    });
                    add(tries, "activateGradient", t -> {
                        Mask active = new Mask(6, n);
                        activate(t, all, dropout, groups, active, t.out(4), t.out(6, n));
                        Tensor dx = t.out(6, n);
                        t.kernels.activateGradient(t.in(6, n), active, dropout, groups, t.plain(4), t.in(6, n), dx);
                    });
                }
            }
        }
    }

    private static void activate(
            Trial t, boolean all, Dropout dropout, RowGroups groups, Mask active, Tensor inverse, Tensor y) {
        int n = y.shape().columns();
        Tensor bias = all ? t.in(n) : null;
        Tensor other = all ? t.in(6, n) : null;
        Tensor otherBias = all ? t.in(n) : null;
        t.kernels.activate(t.in(6, n), bias, other, otherBias, dropout, groups, 1e-5, active, inverse, y);
    }

    private static int lanes(DType dtype) {
        return dtype == DType.FLOAT64 ? Float64Vectors.SPECIES.length() : Float32Vectors.SPECIES.length();
    }

    @TestFactory
    Stream<DynamicTest> vectors_have_the_bits_of_plain_loops() {
        return Arrays.stream(DType.values()).flatMap(dtype -> tries(lanes(dtype)).entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey() + " " + dtype, () -> compare(entry.getKey(), entry.getValue(), dtype))));
    }

    private static void compare(String kernel, List<Consumer<Trial>> tries, DType dtype) {
        Kernels fast = Kernels.of(dtype, Workers.one());
        Kernels plain = Kernels.plain(dtype);
        for (int i = 0; i < tries.size(); i++) {
            for (int special : new int[] {0, 20, 200}) {
                Trial expected = new Trial(plain, special);
                Trial actual = new Trial(fast, special);
                tries.get(i).accept(expected);
                tries.get(i).accept(actual);
                assertThat(actual.called).contains(kernel);
                for (int output = 0; output < expected.outputs.size(); output++) {
                    assertThat(actual.outputs.get(output).toArray())
                            .as("%s, try %d, output %d, special %d", kernel, i, output, special)
                            .isEqualTo(expected.outputs.get(output).toArray());
                }
            }
        }
    }

    @Test
    void no_kernel_is_without_a_plain_loop_to_compare_it_with() {
        List<String> kernels = Arrays.stream(Kernels.class.getDeclaredMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !name.equals("dtype"))
                .toList();
        assertThat(tries(4).keySet()).containsExactlyInAnyOrderElementsOf(kernels);
    }
}
