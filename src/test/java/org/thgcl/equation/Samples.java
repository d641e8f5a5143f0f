package org.thgcl.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.ejml.simple.SimpleMatrix;
import org.thgcl.autodiff.GradientCheck;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// Tapes, sample tensors and comparisons for the tests of the equations, and of what is built like them.
public final class Samples {
    /// Unit roundoff of float64: the relative error of one operation.
    public static final double U = 0x1p-53;

    private Samples() {}

    public static Kernels kernels() {
        return Kernels.of(DType.FLOAT64, Workers.one());
    }

    public static Tape tape() {
        return new Tape(kernels());
    }

    /// Numbers uniform in (low, high), a function of seed and shape.
    public static Tensor uniform(long seed, double low, double high, int... shape) {
        CounterRandom random = new CounterRandom(seed);
        Tensor tensor = Tensor.zeros(Shape.of(shape));
        for (int i = 0; i < tensor.shape().elements(); i++) {
            tensor.set(i, low + (high - low) * random.uniform(0, 0, i));
        }
        return tensor;
    }

    public static Tensor vector(int... values) {
        Tensor tensor = Tensor.zeros(Shape.of(values.length));
        for (int i = 0; i < values.length; i++) {
            tensor.set(i, values[i]);
        }
        return tensor;
    }

    /// Graphs from how much the graph index grows at each node: 0 stays, 2 leaves an empty graph between.
    public static RowGroups graphs(List<Integer> steps) {
        int[] graphOfNode = new int[steps.size()];
        int graph = 0;
        for (int i = 0; i < graphOfNode.length; i++) {
            graph += steps.get(i);
            graphOfNode[i] = graph;
        }
        return RowGroups.ofAscending(graphOfNode);
    }

    /// All axes but the last as rows; a vector as one row.
    public static SimpleMatrix matrix(Tensor tensor) {
        return rows(tensor, 0, tensor.shape().rows());
    }

    /// Consecutive rows, such as those of one clip.
    public static SimpleMatrix rows(Tensor tensor, int first, int count) {
        int columns = tensor.shape().columns();
        SimpleMatrix matrix = new SimpleMatrix(count, columns);
        for (int i = 0; i < count * columns; i++) {
            matrix.set(i, tensor.get(first * columns + i));
        }
        return matrix;
    }

    public static void assertClose(Tensor actual, SimpleMatrix expected, double tolerance) {
        assertThat(actual.shape().rows()).isEqualTo(expected.getNumRows());
        assertThat(actual.shape().columns()).isEqualTo(expected.getNumCols());
        assertClose(actual, expected.getDDRM().getData(), tolerance);
    }

    public static void assertClose(Tensor actual, double[] expected, double tolerance) {
        assertThat(actual.shape().elements()).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual.get(i)).as("element %d", i).isCloseTo(expected[i], within(tolerance));
        }
    }

    public static void assertGradient(Function<List<Variable>, Variable> f, Tensor... inputs) {
        GradientCheck check = GradientCheck.of(kernels(), f, inputs);
        assertThat(check.failures()).isEmpty();
        assertThat(check.passed()).isTrue();
    }
}
