package org.thgcl.baseline.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Samples;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Window;

/// [Convolution], [DepthwiseConvolution] and [Pooling] against what their formulas say in plain loops.
class ConvolutionTest {
    private static final List<Window> PLANE =
            List.of(Window.of(3).withPadding(1), Window.of(2).withStride(2));

    /// Sizes of an input and how windows move over it.
    record Geometry(int[] sizes, List<Window> windows) {
        static Geometry of(int axes, int kernel, int stride, int padding, int dilation) {
            int[] sizes = IntStream.range(0, axes).map(axis -> 4 + axis).toArray();
            List<Window> windows = IntStream.range(0, axes)
                    // padding behind that no axis shares with another or with the padding in front
                    .mapToObj(axis -> new Window(kernel, stride, padding, axis, axis == 0 ? dilation : 1))
                    .toList();
            return new Geometry(sizes, windows);
        }

        int[] shape(int clips, int channels) {
            int[] shape = new int[sizes.length + 2];
            shape[0] = clips;
            System.arraycopy(sizes, 0, shape, 1, sizes.length);
            shape[shape.length - 1] = channels;
            return shape;
        }
    }

    private static double[][][] split(Tensor x, int outer, int middle, int inner) {
        double[] all = x.toArray();
        return IntStream.range(0, outer)
                .mapToObj(i -> IntStream.range(0, middle)
                        .mapToObj(j -> Arrays.copyOfRange(all, (i * middle + j) * inner, (i * middle + j + 1) * inner))
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
    }

    private static double[] flat(double[][][] y) {
        return Arrays.stream(y)
                .flatMap(Arrays::stream)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static int product(int... sizes) {
        return Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
    }

    /// At most 3 channels and 8 taps: 24 products below 1 and a bias, 50 roundings of sums below 25 on each side.
    private static final double ERROR = 2 * 50 * 25 * Samples.U;

    @Property(tries = 100)
    void convolution_is_the_definition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int axes,
            @ForAll @IntRange(min = 1, max = 2) int kernel,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(max = 2) int padding,
            @ForAll @IntRange(min = 1, max = 2) int dilation,
            @ForAll @IntRange(min = 1, max = 3) int groups) {
        Geometry g = Geometry.of(axes, kernel, stride, padding, dilation);
        Convolution convolution = new Convolution(g.windows, groups);
        int in = 2 * groups;
        int out = 3 * groups;
        Tensor x = Samples.uniform(seed, -1, 1, g.shape(2, in));
        Tensor weight = Samples.uniform(
                seed + 1, -1, 1, convolution.weightShape(in, out).toArray());
        Tensor bias = Samples.uniform(seed + 2, -1, 1, out);
        Tape tape = Samples.tape();
        Variable y = convolution.apply(tape.constant(x), tape.constant(weight), tape.constant(bias));
        int taps = (int) Math.round(StrictMath.pow(kernel, axes));
        double[][][] expected = convolution.definition(
                split(x, 2, product(g.sizes), in), g.sizes, split(weight, out, 2, taps), bias.toArray());
        Samples.assertClose(y.value(), flat(expected), ERROR);
        assertThat(y.shape().rank()).isEqualTo(axes + 2);
    }

    @Property(tries = 50)
    void depthwise_convolution_is_the_definition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int axes,
            @ForAll @IntRange(min = 1, max = 2) int kernel,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(max = 2) int padding,
            @ForAll @IntRange(min = 1, max = 2) int dilation) {
        Geometry g = Geometry.of(axes, kernel, stride, padding, dilation);
        DepthwiseConvolution convolution = new DepthwiseConvolution(g.windows);
        Tensor x = Samples.uniform(seed, -1, 1, g.shape(2, 3));
        Tensor weight =
                Samples.uniform(seed + 1, -1, 1, convolution.weightShape(3).toArray());
        Tensor bias = Samples.uniform(seed + 2, -1, 1, 3);
        Tape tape = Samples.tape();
        Variable y = convolution.apply(tape.constant(x), tape.constant(weight), tape.constant(bias));
        int taps = (int) Math.round(StrictMath.pow(kernel, axes));
        double[][][] expected = convolution.definition(
                split(x, 2, product(g.sizes), 3), g.sizes, split(weight, 3, 1, taps), bias.toArray());
        Samples.assertClose(y.value(), flat(expected), ERROR);
    }

    @Property(tries = 50)
    void pooling_is_the_definition(
            @ForAll long seed,
            @ForAll Pooling.Pool pool,
            @ForAll @IntRange(min = 1, max = 3) int axes,
            @ForAll @IntRange(min = 1, max = 3) int kernel,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(max = 2) int padding) {
        Geometry g = Geometry.of(axes, kernel, stride, padding, 1);
        Pooling pooling = new Pooling(pool, g.windows);
        Tensor x = Samples.uniform(seed, -1, 1, g.shape(2, 3));
        double[][][] expected = pooling.definition(split(x, 2, product(g.sizes), 3), g.sizes);
        // a sum of at most 27 numbers below 1, and a quotient
        Samples.assertClose(pooling.apply(Samples.tape().constant(x)).value(), flat(expected), 2 * 28 * 27 * Samples.U);
    }

    @Test
    void what_is_left_over_behind_the_last_window_is_not_pooled() {
        Variable x = Samples.tape().constant(Tensor.of(Shape.of(1, 5, 1), 1, 4, 3, 2, 9));
        assertThat(Pooling.sideBySide(Pooling.Pool.MAX, 2).apply(x).value().toArray())
                .containsExactly(4, 3);
        assertThat(Pooling.sideBySide(Pooling.Pool.AVERAGE, 2).apply(x).value().toArray())
                .containsExactly(2.5, 2.5);
    }

    @Test
    void gradients_are_right() {
        Convolution convolution = new Convolution(PLANE, 2);
        Samples.assertGradient(
                v -> convolution.apply(v.get(0), v.get(1), v.get(2)),
                Samples.uniform(1, -1, 1, 2, 3, 5, 4),
                Samples.uniform(2, -1, 1, convolution.weightShape(4, 6).toArray()),
                Samples.uniform(3, -1, 1, 6));
        DepthwiseConvolution depthwise = new DepthwiseConvolution(PLANE);
        Samples.assertGradient(
                v -> depthwise.apply(v.get(0), v.get(1), v.get(2)),
                Samples.uniform(1, -1, 1, 2, 3, 5, 4),
                Samples.uniform(2, -1, 1, depthwise.weightShape(4).toArray()),
                Samples.uniform(3, -1, 1, 4));
        for (Pooling.Pool pool : Pooling.Pool.values()) {
            Samples.assertGradient(
                    v -> new Pooling(pool, PLANE).apply(v.getFirst()), Samples.uniform(1, -1, 1, 2, 3, 5, 4));
        }
    }

    @Test
    void channels_move_to_the_end_and_back() {
        Variable x = Samples.tape().constant(Samples.uniform(1, -1, 1, 2, 3, 4, 5));
        Variable last = ChannelsLast.of(x);
        assertThat(last.shape()).isEqualTo(Shape.of(2, 4, 5, 3));
        assertThat(last.value().get(3 + 2)).isEqualTo(x.value().get(2 * 20 + 1));
        assertThat(ChannelsLast.undo(last).value().toArray())
                .isEqualTo(x.value().toArray());
    }

    /// A convolution, a depthwise one and a maximum, large enough to be shared, and the gradients of all inputs.
    private static double[] large(Tape tape) {
        Convolution convolution =
                Convolution.of(Window.of(3).withPadding(1), Window.of(3).withPadding(1));
        DepthwiseConvolution depthwise = new DepthwiseConvolution(convolution.windows());
        Tensor[] numbers = {
            Samples.uniform(1, -1, 1, 2, 23, 17, 8),
            Samples.uniform(2, -1, 1, convolution.weightShape(8, 33).toArray()),
            Samples.uniform(3, -1, 1, depthwise.weightShape(33).toArray())
        };
        Variable[] v = Arrays.stream(numbers)
                .map(x -> tape.parameter(x.to(tape.kernels().dtype())))
                .toArray(Variable[]::new);
        Variable y = Pooling.sideBySide(Pooling.Pool.MAX, 2, 2)
                .apply(depthwise.apply(convolution.apply(v[0], v[1], null), v[2], null));
        tape.backward(Map.of(
                y,
                Samples.uniform(4, -1, 1, y.shape().toArray()).to(tape.kernels().dtype())));
        return flat(new double[][][] {
            {
                y.value().toArray(),
                v[0].gradient().toArray(),
                v[1].gradient().toArray(),
                v[2].gradient().toArray()
            }
        });
    }

    @Test
    void the_same_bits_for_one_and_three_threads() {
        Neighbours.assertSameBits(ConvolutionTest::large);
    }

    @Test
    void float32_is_near() {
        // 72 products below 1, then 9 of numbers up to 15, and sums of them over 176 windows for the weights: up to 100
        // roundings of numbers up to 40, which cancel, so a quarter of that is asked for
        Neighbours.assertFloat32(ConvolutionTest::large, 1000);
    }

    @Test
    void what_does_not_fit_is_refused() {
        Tape tape = Samples.tape();
        Variable x = tape.constant(Samples.uniform(1, -1, 1, 2, 3, 5, 4));
        Variable weight = tape.constant(Samples.uniform(1, -1, 1, 6, 4, 3, 3));
        refused(
                () -> new Convolution(PLANE, 1).apply(x, weight, null),
                "convolution: the weight is [6, 4, 3, 3], must be [6, 4, 3, 2] for 4 input channels");
        refused(
                () -> new Convolution(PLANE, 3).apply(x, weight, null),
                "convolution: 3 groups don't divide 4 input and 6 output channels");
        refused(
                () -> Convolution.of(Window.of(3)).apply(x, weight, null),
                "windows: 1 windows for 2 axes of positions; there must be as many, 1 to 3");
        refused(
                () -> new DepthwiseConvolution(PLANE).apply(x, weight, null),
                "depthwise convolution: the weight is [6, 4, 3, 3], must be [4, 1, 3, 2] for 4 channels");
        refused(
                () -> Pooling.sideBySide(Pooling.Pool.MAX, 4, 1).apply(x),
                "window: an axis of 3 with padding 0 and 0 is shorter than the window's 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Convolution(PLANE, 0))
                .withMessage("convolution: groups is 0, must be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Convolution(List.of(), 1))
                .withMessage("convolution: 0 axes of positions, must be 1 to 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pooling(Pooling.Pool.MAX, List.of()))
                .withMessage("pooling: 0 axes of positions, must be 1 to 3");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(ShapeException.class).isThrownBy(call).withMessage(message);
    }
}
