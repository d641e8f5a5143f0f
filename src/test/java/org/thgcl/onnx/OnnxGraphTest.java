package org.thgcl.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thgcl.onnx.Value.Result;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

class OnnxGraphTest {
    /// Each of the up to 20 steps of a polynomial rounds twice, where this program rounds once; the terms fall, and no
    /// sum is above 1.26: 40 roundings of 2^-53 at most, and as many in the few steps around it.
    @Test
    void the_error_function_of_float64_is_that_of_the_program() throws OrtException {
        double[] x = DoubleStream.concat(
                        IntStream.rangeClosed(-3000, 3000).mapToDouble(i -> i / 100.0),
                        DoubleStream.of(
                                0,
                                -0.0,
                                1,
                                -1,
                                Math.nextDown(1.0),
                                Math.nextUp(1.0),
                                1e-300,
                                1e300,
                                -1e300,
                                Double.POSITIVE_INFINITY,
                                Double.NEGATIVE_INFINITY,
                                Double.NaN,
                                28,
                                28.5))
                .toArray();
        OnnxGraph graph = new OnnxGraph(DType.FLOAT64);
        Result input = graph.input("audio");
        graph.output("y", graph.erf(input));
        byte[] file = graph.file("erf", "test", Map.of()).bytes();
        try (OnnxSession session = new OnnxSession(file)) {
            Tensor y = session.run(Map.of("audio", Tensor.of(Shape.of(x.length), x)))
                    .get("y");
            for (int i = 0; i < x.length; i++) {
                double expected = Elementary.erf(x[i]);
                if (Double.isNaN(expected)) {
                    assertThat(y.get(i)).isNaN();
                } else {
                    assertThat(Math.abs(y.get(i) - expected)).as("x = " + x[i]).isLessThan(80 * 0x1p-53);
                }
            }
        }
    }

    @Test
    void a_constant_is_written_once() {
        OnnxGraph graph = new OnnxGraph(DType.FLOAT32);
        graph.scope("a");
        Result first = graph.constant("edges", new double[] {1, 2}, 2);
        graph.scope("b");
        assertThat(graph.constant("edges", new double[] {1, 2}, 2)).isSameAs(first);
        assertThat(graph.constant("edges", new double[] {1, 2}, 2, 1).name()).isNotEqualTo(first.name());
        assertThat(graph.constant("edges", new double[] {1, -2}, 2).name()).isNotEqualTo(first.name());
    }
}
