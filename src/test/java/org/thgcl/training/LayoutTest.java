package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Initial;
import org.thgcl.model.Layout;
import org.thgcl.model.Moment;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Parameters;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

class LayoutTest {
    private static final ParameterSpec MATRIX = ParameterSpec.matrix("w", 2, 3, new Initial.Constant(0));
    private static final ParameterSpec TABLE = new ParameterSpec("t", Shape.of(2, 3), new Initial.Constant(0));

    /// A parameter is a matrix if the model multiplies rows by it, and in no other case.
    @ParameterizedTest
    @MethodSource("models")
    void matrices_are_what_rows_are_multiplied_by(SmallModel model) {
        Tape tape = new Tape(model.kernels(Workers.one()));
        Map<String, Variable> weights = Parameters.on(tape, model.parameters(), true);
        model.pass(weights, tape, Moment.update(1, 0), 0, 1, 2, 3);
        Set<String> factors = new HashSet<>();
        Set<String> used = new HashSet<>();
        for (Tape.Operation operation : tape.operations()) {
            operation.inputs().forEach(input -> used.add(input.name()));
            switch (operation.name()) {
                case "matmul" -> factors.add(operation.inputs().get(1).name());
                case "matvec" -> factors.add(operation.inputs().get(0).name()); // x (W a) is (x W) a
                default -> {}
            }
        }
        int matrices = 0;
        for (ParameterSpec spec : model.configuration().model().parameters()) {
            if (used.contains(spec.name())) { // not so the first norm of ResNet-1D, which never acts
                assertThat(spec.matrix()).as(spec.name()).isEqualTo(factors.contains(spec.name()));
                matrices += spec.matrix() ? 1 : 0;
            }
        }
        assertThat(matrices).isPositive();
    }

    static List<SmallModel> models() {
        return SmallModel.all();
    }

    @Test
    void matrices_alone_are_transposed() {
        Tensor stored = Tensor.of(Shape.of(3, 2), 1, 4, 2, 5, 3, 6);
        Tensor own = Layout.OUT_IN.own(MATRIX, stored);
        assertThat(own.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(own.toArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(Layout.OUT_IN.shape(MATRIX)).isEqualTo(Shape.of(3, 2));
        assertThat(Layout.IN_OUT.shape(MATRIX)).isEqualTo(Shape.of(2, 3));
        assertThat(Layout.OUT_IN.shape(TABLE)).isEqualTo(Shape.of(2, 3));
        assertThat(Layout.OUT_IN.own(TABLE, own)).isSameAs(own);
        assertThat(Layout.IN_OUT.own(MATRIX, own)).isSameAs(own);
    }

    @Test
    void a_matrix_has_two_axes() {
        assertThatThrownBy(() -> new ParameterSpec("v", Shape.of(3), new Initial.Constant(0), true))
                .hasMessage("parameter v: a matrix has two axes, not [3]");
        assertThat(MATRIX.named("other").matrix()).isTrue();
    }
}
