package org.thgcl.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.thgcl.tensor.RandomTensors.gaussian;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Window;
import org.thgcl.tensor.Windows;
import org.thgcl.tensor.Workers;

class ConvolutionsTest {
    private final Tape tape = new Tape(Kernels.of(DType.FLOAT64, Workers.one()));

    @Test
    void unfolding_lists_what_each_window_sees() {
        Windows windows = Windows.of(List.of(new Window(3, 2, 1, 1, 1)), 4);
        Variable x = tape.constant(Tensor.of(Shape.of(1, 4, 2), 1, 2, 3, 4, 5, 6, 7, 8));
        Variable y = Convolutions.unfold(x, windows);
        assertThat(y.shape()).isEqualTo(Shape.of(1, 2, 6));
        assertThat(y.value().toArray()).containsExactly(0, 0, 1, 2, 3, 4, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void dilated_windows_leave_elements_out() {
        Windows windows = Windows.of(List.of(Window.of(3).withDilation(2).withPadding(2)), 3);
        Variable x = tape.constant(Tensor.of(Shape.of(1, 3, 1), 1, 2, 3));
        assertThat(Convolutions.unfold(x, windows).value().toArray()).containsExactly(0, 1, 3, 0, 2, 0, 1, 3, 0);
    }

    @Test
    void windows_of_several_axes_go_line_by_line() {
        Windows windows = Windows.of(List.of(Window.of(2), Window.of(1), Window.of(2)), 2, 1, 3);
        Variable x = tape.constant(Tensor.of(Shape.of(1, 2, 1, 3, 1), 1, 2, 3, 4, 5, 6));
        assertThat(Convolutions.unfold(x, windows).value().toArray()).containsExactly(1, 2, 4, 5, 2, 3, 5, 6);
    }

    /// Blocks of 1, 2 and 5 windows of 14: each row of the result is the same chain, each gradient a chain in the
    /// same order.
    @Test
    void the_size_of_a_block_changes_no_bit() {
        List<double[]> whole = convolved(1 << 20);
        for (int rows : new int[] {0, 1, 2, 5}) {
            List<double[]> blocks = convolved(12 * rows);
            for (int i = 0; i < whole.size(); i++) {
                assertThat(blocks.get(i)).as("blocks of %d, array %d", rows, i).isEqualTo(whole.get(i));
            }
        }
    }

    private List<double[]> convolved(int block) {
        Windows windows = Windows.of(List.of(new Window(4, 1, 1, 2, 1)), 7);
        Tape own = new Tape(tape.kernels());
        Variable x = own.parameter(gaussian(1, 2, 7, 3));
        Variable weight = own.parameter(gaussian(2, 12, 5));
        Variable y = Convolutions.convolve(x, weight, windows, block);
        own.backward(Map.of(y, gaussian(3, y.shape().toArray())));
        return List.of(
                y.value().toArray(), x.gradient().toArray(), weight.gradient().toArray());
    }

    @Test
    void a_rectified_convolution_has_the_bits_of_its_steps() {
        Windows windows = Windows.of(List.of(new Window(4, 1, 1, 2, 1)), 7);
        Tensor cotangent = gaussian(4, 2, 7, 5);
        List<double[]> results = new ArrayList<>();
        for (boolean one : new boolean[] {true, false}) {
            Tape own = new Tape(tape.kernels());
            Variable x = own.parameter(gaussian(1, 2, 7, 3));
            Variable weight = own.parameter(gaussian(2, 12, 5));
            Variable bias = own.parameter(gaussian(3, 5));
            Variable y = one
                    ? Convolutions.rectified(x, weight, bias, windows)
                    : Dense.addBias(Convolutions.convolve(x, weight, windows), bias)
                            .relu();
            own.backward(Map.of(y, cotangent));
            for (Tensor tensor : List.of(y.value(), x.gradient(), weight.gradient(), bias.gradient())) {
                results.add(tensor.toArray());
            }
        }
        for (int i = 0; i < 4; i++) {
            assertThat(results.get(i)).as("array %d", i).isEqualTo(results.get(i + 4));
        }
    }

    @Test
    void a_convolution_in_blocks_keeps_one_block() {
        Windows windows = Windows.of(List.of(Window.of(5)), 1004);
        Variable x = tape.parameter(gaussian(1, 1, 1004, 2));
        Variable weight = tape.parameter(gaussian(2, 10, 3));
        long before = tape.bytes();
        Variable y = Convolutions.convolve(x, weight, windows, 100 * 10);
        tape.backward(y.sum());
        // 1000 windows of 10 elements would take 80,000 bytes; 100 of them, the result of 3 columns and its gradient, a
        // block of that, the sum and its gradient, and both gradients take these
        long numbers = 100 * 10 + 2 * 3000 + 100 * 3 + 2 + 2008 + 30;
        assertThat(tape.bytes() - before).isEqualTo(numbers * Double.BYTES);
    }

    @Test
    void the_maximum_takes_zero_rows_in_and_gives_its_gradient_to_the_first() {
        Variable x = tape.parameter(Tensor.of(Shape.of(3, 2), 1, -1, 1, -2, 0, -3));
        Variable y = Convolutions.gatherMax(x, new int[] {2, 0, 1, 1, -1, 2}, 3);
        assertThat(y.value().toArray()).containsExactly(1, -1, 1, 0);
        tape.backward(Map.of(y, Tensor.of(Shape.of(2, 2), 10, 20, 30, 40)));
        assertThat(x.gradient().toArray()).containsExactly(10, 20, 30, 0, 0, 0);
    }

    /// An infinite number has overflowed; that another is larger says nothing.
    @Test
    void the_maximum_of_an_infinite_number_is_nan() {
        Variable x = tape.constant(Tensor.of(Shape.of(2, 3), Double.NEGATIVE_INFINITY, Double.NaN, 1, 2, 3, 4));
        assertThat(Convolutions.gatherMax(x, new int[] {0, 1}, 2).value().toArray())
                .containsExactly(Double.NaN, Double.NaN, 4);
    }

    /// The last window is not full: 'same' pooling of an odd size.
    @Test
    void the_maximum_of_windows_sees_no_zeros_outside_and_gives_its_gradient_to_the_first() {
        Windows windows = Windows.of(List.of(Window.of(2).withStride(2).paddedToCover(3)), 3);
        Variable x = tape.parameter(Tensor.of(Shape.of(1, 3, 2), -1, 5, -1, 6, -3, -2));
        Variable y = Convolutions.maxPool(x, windows);
        assertThat(y.shape()).isEqualTo(Shape.of(1, 2, 2));
        assertThat(y.value().toArray()).containsExactly(-1, 6, -3, -2);
        tape.backward(Map.of(y, Tensor.of(y.shape(), 10, 20, 30, 40)));
        assertThat(x.gradient().toArray()).containsExactly(10, 0, 0, 20, 30, 40);
    }

    @Test
    void gradients_of_windows_that_overlap_add_up() {
        Windows windows = Windows.of(List.of(Window.of(3).withPadding(1)), 4);
        Variable x = tape.parameter(Tensor.of(Shape.of(1, 4, 1), 1, 7, 2, 3));
        Variable y = Convolutions.maxPool(x, windows);
        assertThat(y.value().toArray()).containsExactly(7, 7, 7, 3);
        tape.backward(Map.of(y, Tensor.of(y.shape(), 1, 10, 100, 1000)));
        assertThat(x.gradient().toArray()).containsExactly(0, 111, 0, 1000);
    }

    @Test
    void the_maximum_of_a_window_with_an_infinite_number_is_nan() {
        Windows windows = Windows.of(List.of(Window.of(2)), 3);
        Variable x =
                tape.constant(Tensor.of(Shape.of(1, 3, 3), 1, 2, 3, Double.NEGATIVE_INFINITY, Double.NaN, 4, 5, 6, 7));
        assertThat(Convolutions.maxPool(x, windows).value().toArray())
                .containsExactly(Double.NaN, Double.NaN, 4, Double.NaN, Double.NaN, 7);
    }

    @Test
    void a_window_that_sees_padding_alone_has_no_maximum() {
        Variable x = tape.constant(gaussian(1, 1, 2, 4, 2));
        List<Window> windows = List.of(Window.of(1), new Window(2, 1, 0, 2, 1));
        refused(
                () -> Convolutions.maxPool(x, Windows.over(x.shape(), windows)),
                "maximum of windows: on axis 1 of positions Window[kernel=2, stride=1, before=0, after=2, dilation=1]"
                        + " number 4 sees none of the 4 elements");
    }

    @Test
    void columns_are_cut_and_joined() {
        Variable x = tape.constant(Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6));
        assertThat(Columns.slice(x, 1, 3).value().toArray()).containsExactly(2, 3, 5, 6);
        assertThat(Columns.permute(x, 2, 0, 1).value().toArray()).containsExactly(3, 1, 2, 6, 4, 5);
        assertThat(Columns.pad(x, 1, 2).value().toArray()).containsExactly(0, 1, 2, 3, 0, 0, 0, 4, 5, 6, 0, 0);
        assertThat(Columns.concatenate(x, Columns.slice(x, 0, 1), x).value().toArray())
                .containsExactly(1, 2, 3, 1, 1, 2, 3, 4, 5, 6, 4, 4, 5, 6);
    }

    @Test
    void axes_are_permuted() {
        Variable x = tape.constant(Tensor.of(Shape.of(2, 1, 3), 1, 2, 3, 4, 5, 6));
        Variable y = Dense.permute(x, 2, 1, 0);
        assertThat(y.shape()).isEqualTo(Shape.of(3, 1, 2));
        assertThat(y.value().toArray()).containsExactly(1, 4, 2, 5, 3, 6);
    }

    @Test
    void what_does_not_fit_is_refused() {
        Variable x = tape.constant(gaussian(1, 1, 4, 2));
        Windows windows = Windows.of(List.of(Window.of(3)), 4);
        refused(() -> Windows.of(List.of(), 4), "windows: 0 windows for 1 axes of positions");
        refused(() -> Windows.of(List.of(Window.of(5)), 4), "an axis of 4 with padding 0 and 0 is shorter than");
        refused(() -> Windows.over(Shape.of(3), List.of(Window.of(1))), "has no axes of positions");
        refused(
                () -> Convolutions.unfold(tape.constant(gaussian(1, 1, 5, 2)), windows),
                "unfold: axis position 0 is 5, expected 4");
        refused(
                () -> Convolutions.convolve(x, tape.constant(gaussian(1, 5, 2)), windows),
                "convolution, weight: axis tap and channel is 5, expected 6");
        refused(
                () -> Convolutions.depthwise(x, tape.constant(gaussian(1, 3, 1)), windows),
                "depthwise convolution, weight: axis channel is 1, expected 2");
        refused(() -> Convolutions.gatherMax(x, new int[3], 2), "3 indices are no multiple of 2");
        refused(() -> Convolutions.gatherMax(x, new int[3], 0), "3 indices are no multiple of 0");
        refused(() -> Dense.permute(x, 0, 2), "order of axes [0, 2] must name each of the 3 axes of [1, 4, 2] once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Convolutions.gatherMax(x, new int[] {0, 4}, 2))
                .withMessage("maximum of rows: index 1 is 4, allowed is -1 to 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Columns.permute(x, 1, 1))
                .withMessage("order of columns [1, 1] must name each of the 2 columns once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Columns.pad(x, 1, -1))
                .withMessage("padding by 1 and -1 columns: both must be at least 0");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Columns.slice(x, 1, 3))
                .withMessage("columns 1 to 2 of 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Window(1, 0, 0, 0, 1))
                .withMessage("window: stride is 0, must be at least 1");
    }

    private static void refused(ThrowingCallable operation, String message) {
        assertThatExceptionOfType(ShapeException.class).isThrownBy(operation).withMessageContaining(message);
    }

    /// Every position that a window sees, counted out for a geometry in which all three axes differ.
    @Test
    void positions_are_those_of_the_formula() {
        List<Window> each = List.of(new Window(2, 2, 1, 0, 2), new Window(3, 1, 1, 1, 1), new Window(2, 3, 0, 2, 3));
        int[] size = {5, 3, 7};
        Windows windows = Windows.of(each, size);
        List<Integer> expected = new ArrayList<>();
        List<Integer> actual = new ArrayList<>();
        int[] outputs = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            outputs[axis] = each.get(axis).outputs(size[axis]);
        }
        assertThat(outputs).containsExactly(2, 3, 2);
        for (int o = 0; o < windows.outputs(); o++) {
            int[] output = {o / 6, o / 2 % 3, o % 2};
            for (int t = 0; t < windows.taps(); t++) {
                int[] tap = {t / 6, t / 2 % 3, t % 2};
                int position = 0;
                for (int axis = 0; axis < 3; axis++) {
                    Window w = each.get(axis);
                    int place = w.stride() * output[axis] + w.dilation() * tap[axis] - w.before();
                    position = position < 0 || place < 0 || place >= size[axis] ? -1 : position * size[axis] + place;
                }
                expected.add(position);
                actual.add(windows.position(o, t));
            }
        }
        assertThat(actual).isEqualTo(expected).hasSize(12 * 12);
    }
}
