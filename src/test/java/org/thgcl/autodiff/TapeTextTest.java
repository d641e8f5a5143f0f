package org.thgcl.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

class TapeTextTest {
    private final Tape tape = new Tape(Kernels.of(DType.FLOAT64, Workers.one()));
    private final Variable x = tape.constant(Tensor.of(Shape.of(1, 2), 1, 2)).named("x");
    private final Variable w = tape.parameter(Tensor.of(Shape.of(2, 1), 3, -4)).named("w");

    @Test
    void a_tape_prints_as_a_table() {
        Dense.matmul(x.squared(), w)
                .plus(tape.constant(Tensor.zeros(Shape.of(1, 1))))
                .named("y");
        assertThat(tape).hasToString("""
            step  name  operation  inputs  shape   value
                  w     parameter          [2, 1]  -4 to 3
                  x     constant           [1, 2]  1 to 2
                  c3    constant           [1, 1]  0
            1     #1    square     x       [1, 2]  1 to 4
            2     #2    matmul     #1, w   [1, 1]  -13
            3     y     add        #2, c3  [1, 1]  -13
            """);
    }

    @Test
    void gradients_are_printed_once_there_are_some() {
        Variable y = Dense.matmul(x, w).named("y");
        tape.watch(y);
        tape.backward(y);
        assertThat(tape).hasToString("""
            step  name  operation  inputs  shape   value    gradient
                  w     parameter          [2, 1]  -4 to 3  1 to 2
                  x     constant           [1, 2]  1 to 2
            1     y     matmul     x, w    [1, 1]  -5       1
            """);
        assertThat(w).hasToString("""
            w = Tensor[2, 1] float64
               3
              -4
            its gradient = Tensor[2, 1] float64
              1
              2\
            """);
    }

    @Test
    void numbers_that_were_given_back_are_not_printed() {
        Variable half = tape.part(() -> x.times(2).times(0.25).named("half"));
        assertThat(tape).hasToString("""
            step  name  operation  inputs  shape   value
                  w     parameter          [2, 1]  -4 to 3
                  x     constant           [1, 2]  1 to 2
            1     #1    scale      x       [1, 2]  given back
            2     half  scale      #1      [1, 2]  0.50000 to 1
            """);
        assertThat(tape.operations().getFirst().output()).hasToString("Variable = [1, 2], given back");
        assertThat(half).hasToString("half = Tensor[1, 2] float64\n  0.5000 1.0000");
    }

    @Test
    void a_long_tape_is_cut() {
        Variable y = x;
        for (int i = 0; i < 103; i++) {
            y = y.times(1);
        }
        assertThat(tape.toString().lines()).hasSize(1 + 2 + 100 + 1).last().isEqualTo("... 3 more steps");
    }

    /// DOT's grammar, as far as it is used: a statement a line, a node before its edges, quoted labels.
    @Test
    void a_tape_draws_as_a_graph_in_dot() {
        Variable odd = x.times(2).named("a \"b\" \\");
        Dense.matmul(odd, w);
        List<String> lines = tape.toDot().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("digraph tape {");
        assertThat(lines.getLast()).isEqualTo("}");
        Pattern node = Pattern.compile("  (v\\d+) \\[shape=(box|ellipse), label=\"((?:[^\"\\\\]|\\\\.)*)\"\\];");
        Pattern edge = Pattern.compile("  (v\\d+) -> (v\\d+);");
        List<String> nodes = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        List<String> edges = new ArrayList<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            Matcher asNode = node.matcher(line);
            Matcher asEdge = edge.matcher(line);
            if (asNode.matches()) {
                nodes.add(asNode.group(1));
                labels.add(asNode.group(3));
            } else {
                assertThat(asEdge.matches()).as(line).isTrue();
                assertThat(nodes).contains(asEdge.group(1), asEdge.group(2));
                edges.add(asEdge.group(1) + asEdge.group(2));
            }
        }
        assertThat(nodes).doesNotHaveDuplicates().hasSize(4);
        assertThat(labels)
                .containsExactly(
                        "w\\nparameter [2, 1]",
                        "x\\nconstant [1, 2]",
                        "a \\\"b\\\" \\\\\\nscale [1, 2]",
                        "#2\\nmatmul [1, 1]");
        assertThat(edges).containsExactly("v1v2", "v2v3", "v0v3");
    }

    /// (x w)^2: each step's gradient is there when it is due.
    @Test
    void the_backward_pass_goes_step_by_step() {
        Variable product = Dense.matmul(x, w);
        Variable y = product.squared();
        x.exp();
        var steps = tape.backwardSteps(Map.of(y, Tensor.of(Shape.of(1, 1), 1)));
        assertThat(y.gradient().item()).isEqualTo(1);
        assertThat(product.gradient()).isNull();
        assertThat(steps.next().name()).isEqualTo("square");
        assertThat(product.gradient().item()).isEqualTo(-10);
        assertThat(w.gradient()).isNull();
        assertThat(steps.next().name()).isEqualTo("matmul");
        assertThat(w.gradient().toArray()).containsExactly(-10, -20);
        assertThat(steps.hasNext()).isFalse();
    }
}
