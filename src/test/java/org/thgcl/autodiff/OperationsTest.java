package org.thgcl.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thgcl.tensor.RandomTensors.gaussian;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Dropout;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Window;
import org.thgcl.tensor.Windows;
import org.thgcl.tensor.Workers;

/// The gradient of every differentiable operation, by itself.
class OperationsTest {
    private static final CounterRandom RANDOM = new CounterRandom(3);

    /// Row 1 and column 3 are empty, one position occurs twice.
    private static final SparsityPattern PATTERN =
            SparsityPattern.of(3, 4, new int[] {2, 0, 2, 0, 2, 0}, new int[] {0, 2, 1, 2, 2, 1});

    private static final SparsityPattern EMPTY = SparsityPattern.of(3, 4, new int[0], new int[0]);

    private final Kernels kernels = Kernels.of(DType.FLOAT64, Workers.one());

    /// @param operation class, name and parameter types
    /// @param what which case of it
    /// @param f the operation on as many variables as there are inputs
    record Case(String operation, String what, Function<List<Variable>, Variable> f, List<Tensor> inputs) {
        @Override
        public String toString() {
            return operation + " " + what;
        }

        Variable on(Tape tape, boolean parameters) {
            return f.apply(variables(tape, parameters));
        }

        List<Variable> variables(Tape tape, boolean parameters) {
            return inputs.stream()
                    .map(input -> parameters ? tape.parameter(input) : tape.constant(input))
                    .toList();
        }
    }

    private static Case unary(String operation, String what, Function<Variable, Variable> f, Tensor x) {
        return new Case(operation, what, v -> f.apply(v.getFirst()), List.of(x));
    }

    private interface Binary {
        Variable apply(Variable x, Variable y);
    }

    private static Case binary(String operation, String what, Binary f, Tensor x, Tensor y) {
        return new Case(operation, what, v -> f.apply(v.get(0), v.get(1)), List.of(x, y));
    }

    static Stream<Case> cases() {
        return Stream.of(
                        elementwise(),
                        sameOperandTwice(),
                        dense(),
                        attention(),
                        matrixProducts(),
                        columns(),
                        windows(),
                        normalisations(),
                        sparse(),
                        rows())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> elementwise() {
        Tensor x = gaussian(1, 3, 4);
        Tensor y = gaussian(2, 3, 4);
        Tensor positive = map(x, v -> 0.5 + v * v);
        Tensor awayFrom0 = map(x, v -> v + Math.copySign(0.1, v));
        return Stream.of(
                binary("Variable.plus(Variable)", "", Variable::plus, x, y),
                binary("Variable.minus(Variable)", "", Variable::minus, x, y),
                binary("Variable.times(Variable)", "", Variable::times, x, y),
                binary("Variable.times(Variable)", "of scalars", Variable::times, gaussian(1), gaussian(2)),
                binary("Variable.dividedBy(Variable)", "", Variable::dividedBy, x, positive),
                binary(
                        "Variable.zip(String,Variable,DoubleBinaryOperator,DoubleBinaryOperator,DoubleBinaryOperator)",
                        "x^2 y",
                        (v, w) -> v.zip("f", w, (a, b) -> a * a * b, (a, b) -> 2 * a * b, (a, b) -> a * a),
                        x,
                        y),
                unary("Variable.times(double)", "", v -> v.times(-2.5), x),
                unary("Variable.plus(double)", "", v -> v.plus(1.5), x),
                unary("Variable.negated()", "", Variable::negated, x),
                unary("Variable.squared()", "", Variable::squared, x),
                unary("Variable.exp()", "", Variable::exp, x),
                unary("Variable.log()", "", Variable::log, positive),
                unary("Variable.log1p()", "", Variable::log1p, positive),
                unary("Variable.sigmoid()", "", Variable::sigmoid, x),
                unary("Variable.sigmoid()", "of no elements", Variable::sigmoid, gaussian(1, 0)),
                unary("Variable.gelu()", "", Variable::gelu, x),
                unary("Variable.silu()", "", Variable::silu, x),
                unary("Variable.relu()", "", Variable::relu, awayFrom0),
                unary("Variable.leakyRelu(double)", "", v -> v.leakyRelu(0.2), awayFrom0),
                unary(
                        "Variable.map(String,DoubleUnaryOperator,DoubleBinaryOperator)",
                        "x^3",
                        v -> v.map("f", a -> a * a * a, (a, b) -> 3 * a * a),
                        x),
                unary("Variable.sum()", "", Variable::sum, x),
                unary("Variable.sum()", "of a scalar", Variable::sum, gaussian(1)),
                unary("Variable.mean()", "", Variable::mean, x),
                unary(
                        "Variable.reshape(Shape)",
                        "",
                        v -> v.reshape(Shape.of(2, 6)).squared(),
                        x));
    }

    private static Stream<Case> sameOperandTwice() {
        Tensor x = gaussian(1, 3, 4);
        Tensor awayFrom0 = map(x, v -> v + Math.copySign(0.5, v));
        return Stream.of(
                unary("Variable.plus(Variable)", "x + x", v -> v.plus(v), x),
                unary("Variable.minus(Variable)", "x - x", v -> v.minus(v), x),
                unary("Variable.times(Variable)", "x x", v -> v.times(v), x),
                unary("Variable.dividedBy(Variable)", "x / x", v -> v.dividedBy(v), awayFrom0),
                unary("Columns.concatenate(Variable[])", "[x x]", v -> Columns.concatenate(v, v), x),
                unary(
                        "Dense.matmul(Variable,boolean,Variable,boolean)",
                        "x x'",
                        v -> Dense.matmul(v, false, v, true),
                        x),
                unary("Dense.addBias(Variable,Variable)", "x + x", v -> Dense.addBias(v, v), gaussian(1, 5)),
                unary("Scores.cosine(Variable,Variable,double)", "of x and x", v -> Scores.cosine(v, v, 1e-8), x));
    }

    private static Stream<Case> matrixProducts() {
        String operation = "Dense.matmul(Variable,boolean,Variable,boolean)";
        Stream<Case> transposed = Stream.of(new int[] {2, 3, 4}, new int[] {1, 5, 1}, new int[] {3, 1, 2})
                .flatMap(size -> {
                    int m = size[0];
                    int k = size[1];
                    int n = size[2];
                    Tensor a = gaussian(1, m, k);
                    Tensor ta = gaussian(1, k, m);
                    Tensor b = gaussian(2, k, n);
                    Tensor tb = gaussian(2, n, k);
                    String what = m + " x " + k + " x " + n;
                    return Stream.of(
                            binary("Dense.matmul(Variable,Variable)", what, Dense::matmul, a, b),
                            binary(operation, "A B " + what, (v, w) -> Dense.matmul(v, false, w, false), a, b),
                            binary(operation, "A B' " + what, (v, w) -> Dense.matmul(v, false, w, true), a, tb),
                            binary(operation, "A' B " + what, (v, w) -> Dense.matmul(v, true, w, false), ta, b),
                            binary(operation, "A' B' " + what, (v, w) -> Dense.matmul(v, true, w, true), ta, tb));
                });
        return Stream.concat(
                transposed,
                Stream.of(
                        binary(
                                "Dense.matmul(Variable,Variable)",
                                "3 axes",
                                Dense::matmul,
                                gaussian(1, 2, 3, 4),
                                gaussian(2, 4, 2)),
                        binary(
                                "Dense.matmul(Variable,Variable)",
                                "no rows",
                                Dense::matmul,
                                gaussian(1, 0, 4),
                                gaussian(2, 4, 2)),
                        binary(
                                "Dense.matvec(Variable,Variable)",
                                "",
                                Dense::matvec,
                                gaussian(1, 3, 4),
                                gaussian(2, 4))));
    }

    private static Stream<Case> dense() {
        Tensor x = gaussian(1, 6, 3);
        String dropout = "Dense.dropout(Variable,Dropout)";
        String normalise = "Dense.normalise(Variable,RowGroups,double)";
        String activate = "Dense.activate(Summand,Optional,Dropout,RowGroups,double)";
        String unitRows = "Dense.unitRows(Variable,double)";
        Dropout half = new Dropout(0.5, RANDOM, 1, 2);
        RowGroups gaps = RowGroups.ofAscending(0, 0, 0, 2, 3, 3);
        return Stream.of(
                binary("Dense.addBias(Variable,Variable)", "", Dense::addBias, x, gaussian(2, 3)),
                binary(
                        "Dense.addBias(Variable,Variable)",
                        "3 axes",
                        Dense::addBias,
                        gaussian(1, 2, 2, 3),
                        gaussian(2, 3)),
                unary(dropout, "half", v -> Dense.dropout(v, new Dropout(0.5, RANDOM, 1, 2)), x),
                unary(dropout, "nothing", v -> Dense.dropout(v, new Dropout(0, RANDOM, 1, 2)), x),
                unary(normalise, "one group", v -> Dense.normalise(v, RowGroups.uniform(1, 6), 1e-5), x),
                unary(normalise, "gaps and one row", v -> Dense.normalise(v, gaps, 0.1), x),
                unary(unitRows, "above the floor", v -> Dense.unitRows(v, 1e-12), x),
                unary(unitRows, "below the floor", v -> Dense.unitRows(v, 10), x),
                new Case(
                        activate,
                        "all",
                        v -> Dense.activate(
                                new Dense.Summand(v.get(0), v.get(1)),
                                Optional.of(new Dense.Summand(v.get(2), v.get(3))),
                                half,
                                gaps,
                                0.1),
                        List.of(x, gaussian(2, 3), gaussian(3, 6, 3), gaussian(4, 3))),
                unary(
                        activate,
                        "one",
                        v -> Dense.activate(new Dense.Summand(v), Optional.empty(), half, gaps, 0.1),
                        x));
    }

    private static Stream<Case> attention() {
        String operation = "Attention.apply(Variable,Variable,Variable,int,int)";
        return Stream.of(
                new Case(
                        operation,
                        "two clips of three tokens, two heads",
                        v -> Attention.apply(v.get(0), v.get(1), v.get(2), 2, 3),
                        List.of(gaussian(1, 6, 4), gaussian(2, 6, 4), gaussian(3, 6, 4))),
                unary(operation, "of x alone", v -> Attention.apply(v, v, v, 1, 5), gaussian(1, 5, 3)),
                unary(operation, "of one token", v -> Attention.apply(v, v, v, 2, 1), gaussian(1, 3, 2)));
    }

    private static Stream<Case> columns() {
        Tensor x = gaussian(1, 2, 3, 4);
        return Stream.of(
                unary("Columns.slice(Variable,int,int)", "", v -> Columns.slice(v, 1, 3), x),
                unary("Columns.slice(Variable,int,int)", "nothing", v -> Columns.slice(v, 2, 2), x),
                unary("Columns.permute(Variable,int[])", "", v -> Columns.permute(v, 2, 0, 3, 1), x),
                unary("Columns.pad(Variable,int,int)", "", v -> Columns.pad(v, 2, 1), x),
                new Case(
                        "Columns.concatenate(Variable[])",
                        "three",
                        v -> Columns.concatenate(v.toArray(Variable[]::new)),
                        List.of(gaussian(1, 2, 3, 2), gaussian(2, 2, 3, 1), gaussian(3, 2, 3, 3))),
                unary("Dense.permute(Variable,int[])", "", v -> Dense.permute(v, 2, 0, 1), x),
                unary("Dense.permute(Variable,int[])", "the last axis stays", v -> Dense.permute(v, 1, 0, 2), x),
                unary("Dense.permute(Variable,int[])", "of a scalar", Dense::permute, gaussian(1)));
    }

    private static Stream<Case> windows() {
        String unfold = "Convolutions.unfold(Variable,Windows)";
        String convolve = "Convolutions.convolve(Variable,Variable,Windows)";
        String rectified = "Convolutions.rectified(Variable,Variable,Variable,Windows)";
        String depthwise = "Convolutions.depthwise(Variable,Variable,Windows)";
        String maxPool = "Convolutions.maxPool(Variable,Windows)";
        String gatherMax = "Convolutions.gatherMax(Variable,int[],int)";
        Windows line = Windows.of(List.of(new Window(3, 2, 2, 1, 2)), 5);
        Windows plane = Windows.of(List.of(Window.of(2), new Window(3, 2, 1, 0, 1)), 3, 4);
        Windows space =
                Windows.of(List.of(Window.of(2), Window.of(1), Window.of(2).withPadding(1)), 2, 2, 2);
        Windows single = Windows.of(List.of(Window.of(1)), 5);
        return Stream.of(
                unary(unfold, "1 axis", v -> Convolutions.unfold(v, line), gaussian(1, 2, 5, 3)),
                unary(unfold, "2 axes", v -> Convolutions.unfold(v, plane), gaussian(1, 1, 3, 4, 2)),
                unary(unfold, "3 axes", v -> Convolutions.unfold(v, space), gaussian(1, 2, 2, 2, 2, 1)),
                binary(
                        convolve,
                        "1 axis",
                        (v, w) -> Convolutions.convolve(v, w, line),
                        gaussian(1, 2, 5, 3),
                        gaussian(2, 9, 2)),
                binary(
                        convolve,
                        "of single positions",
                        (v, w) -> Convolutions.convolve(v, w, single),
                        gaussian(1, 2, 5, 3),
                        gaussian(2, 3, 2)),
                new Case(
                        rectified,
                        "2 axes",
                        v -> Convolutions.rectified(v.get(0), v.get(1), v.get(2), plane),
                        List.of(gaussian(1, 1, 3, 4, 2), gaussian(2, 12, 3), gaussian(3, 3))),
                new Case(
                        rectified,
                        "of single positions",
                        v -> Convolutions.rectified(v.get(0), v.get(1), v.get(2), single),
                        List.of(gaussian(1, 2, 5, 3), gaussian(2, 3, 2), gaussian(3, 2))),
                binary(
                        depthwise,
                        "1 axis",
                        (v, w) -> Convolutions.depthwise(v, w, line),
                        gaussian(1, 2, 5, 3),
                        gaussian(2, 3, 3)),
                binary(
                        depthwise,
                        "2 axes",
                        (v, w) -> Convolutions.depthwise(v, w, plane),
                        gaussian(1, 1, 3, 4, 2),
                        gaussian(2, 6, 2)),
                unary(maxPool, "1 axis", v -> Convolutions.maxPool(v, line), gaussian(1, 2, 5, 3)),
                unary(maxPool, "2 axes", v -> Convolutions.maxPool(v, plane), gaussian(1, 1, 3, 4, 2)),
                unary(maxPool, "3 axes", v -> Convolutions.maxPool(v, space), gaussian(1, 2, 2, 2, 2, 1)),
                unary(
                        gatherMax,
                        "with zeros",
                        v -> Convolutions.gatherMax(v, new int[] {0, 3, -1, 1, 1, 3, -1, -1, -1}, 3),
                        gaussian(1, 4, 3)));
    }

    private static Stream<Case> normalisations() {
        Tensor x = gaussian(1, 6, 3);
        String scale = "Columns.scale(Variable,Variable)";
        String normalise = "Columns.normalise(Variable,RowGroups,double)";
        RowGroups gaps = RowGroups.ofAscending(0, 0, 0, 2, 3, 3);
        return Stream.of(
                binary(scale, "", Columns::scale, x, gaussian(2, 3)),
                binary(scale, "3 axes", Columns::scale, gaussian(1, 2, 2, 3), gaussian(2, 3)),
                unary(
                        normalise,
                        "one group",
                        v -> Columns.normalise(v, RowGroups.uniform(1, 6), 1e-5).value(),
                        x),
                unary(
                        normalise,
                        "gaps and one row",
                        v -> Columns.normalise(v, gaps, 0.1).value(),
                        x),
                new Case(
                        "Columns.standardise(Variable,Variable,Variable,double)",
                        "",
                        v -> Columns.standardise(v.get(0), v.get(1), v.get(2), 0.1),
                        List.of(x, gaussian(2, 3), map(gaussian(3, 3), v -> v * v))));
    }

    private static Stream<Case> sparse() {
        String spmm = "Sparse.spmm(SparsityPattern,Variable,Variable)";
        return Stream.of(
                binary(spmm, "one block", (a, x) -> Sparse.spmm(PATTERN, a, x), gaussian(1, 6), gaussian(2, 4, 2)),
                binary(spmm, "shared values", (a, x) -> Sparse.spmm(PATTERN, a, x), gaussian(1, 6), gaussian(2, 12, 2)),
                binary(
                        spmm,
                        "values of its own",
                        (a, x) -> Sparse.spmm(PATTERN, a, x),
                        gaussian(1, 18),
                        gaussian(2, 12, 2)),
                binary(spmm, "no entries", (a, x) -> Sparse.spmm(EMPTY, a, x), gaussian(1, 0), gaussian(2, 8, 2)),
                unary(
                        "Sparse.gatherRows(SparsityPattern,Variable)",
                        "",
                        x -> Sparse.gatherRows(PATTERN, x),
                        gaussian(1, 6)),
                unary(
                        "Sparse.gatherColumns(SparsityPattern,Variable)",
                        "",
                        x -> Sparse.gatherColumns(PATTERN, x),
                        gaussian(1, 8)),
                unary(
                        "Sparse.sumRows(SparsityPattern,int,Variable)",
                        "",
                        x -> Sparse.sumRows(PATTERN, 2, x),
                        gaussian(1, 12)),
                unary(
                        "Sparse.sumRows(SparsityPattern,int,Variable)",
                        "no entries",
                        x -> Sparse.sumRows(EMPTY, 2, x),
                        gaussian(1, 0)),
                unary(
                        "Sparse.softmaxRows(SparsityPattern,Variable)",
                        "",
                        x -> Sparse.softmaxRows(PATTERN, x),
                        gaussian(1, 12)),
                unary("Sparse.repeat(Variable,int)", "three blocks", x -> Sparse.repeat(x, 3), gaussian(1, 5)),
                unary("Sparse.repeat(Variable,int)", "nothing", x -> Sparse.repeat(x, 3), gaussian(1, 0)));
    }

    private static Stream<Case> rows() {
        Tensor x = gaussian(1, 4, 3);
        Tensor square = gaussian(2, 3, 3);
        Tensor withZeroRow = map(x, v -> v);
        for (int c = 0; c < 3; c++) {
            withZeroRow.set(3 + c, 0);
        }
        String cosine = "Scores.cosine(Variable,Variable,double)";
        String blocks = "Scores.cosine(Variable,Variable,int,double)";
        return Stream.of(
                unary("Scores.logSumExp(Variable,boolean)", "all", v -> Scores.logSumExp(v, false), x),
                unary("Scores.logSumExp(Variable,boolean)", "off the diagonal", v -> Scores.logSumExp(v, true), square),
                unary(
                        "Scores.logSumExp(Variable,boolean)",
                        "more rows than columns",
                        v -> Scores.logSumExp(v, true),
                        x),
                unary("Scores.logSoftmax(Variable)", "", Scores::logSoftmax, x),
                unary("Scores.pick(Variable,int[])", "", v -> Scores.pick(v, 2, 0, 0, 1), x),
                unary("Scores.diagonal(Variable)", "", Scores::diagonal, square),
                unary("Scores.diagonal(Variable)", "two blocks", Scores::diagonal, gaussian(2, 4, 2)),
                binary(cosine, "", (v, w) -> Scores.cosine(v, w, 1e-8), x, gaussian(3, 2, 3)),
                binary(cosine, "below the floor", (v, w) -> Scores.cosine(v, w, 1e3), x, gaussian(3, 2, 3)),
                binary(cosine, "a row of 0", (v, w) -> Scores.cosine(v, w, 0.1), withZeroRow, gaussian(3, 2, 3)),
                binary(blocks, "", (v, w) -> Scores.cosine(v, w, 2, 1e-8), x, gaussian(3, 6, 3)),
                binary(blocks, "below the floor", (v, w) -> Scores.cosine(v, w, 2, 1e3), x, gaussian(3, 6, 3)),
                binary(blocks, "a row of 0", (v, w) -> Scores.cosine(v, w, 2, 0.1), withZeroRow, gaussian(3, 6, 3)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_gradient_is_that_of_the_function(Case c) {
        GradientCheck check = GradientCheck.of(kernels, c.f, c.inputs.toArray(Tensor[]::new));
        assertThat(check.failures()).isEmpty();
        int elements =
                c.inputs.stream().mapToInt(input -> input.shape().elements()).sum();
        assertThat(check.comparisons()).isEqualTo(elements + 1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothing_is_differentiated_where_all_operands_are_constant(Case c) {
        Tape tape = new Tape(kernels);
        List<Variable> constants = c.variables(tape, false);
        Variable output = c.f.apply(constants);
        assertThat(output.needsGradient()).isFalse();
        tape.backward(Map.of(output, cotangent(output)));
        assertThat(output.gradient()).isNull();
        assertThat(constants).allMatch(constant -> constant.gradient() == null);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_constant_operand_gets_no_gradient_and_changes_none(Case c) {
        List<double[]> all = gradients(new Tape(kernels), c);
        for (int wanted = 0; wanted < c.inputs.size(); wanted++) {
            Tape tape = new Tape(kernels);
            Variable[] variables = new Variable[c.inputs.size()];
            for (int i = 0; i < variables.length; i++) {
                variables[i] = i == wanted ? tape.parameter(c.inputs.get(i)) : tape.constant(c.inputs.get(i));
            }
            Variable output = c.f.apply(List.of(variables));
            tape.backward(Map.of(output, cotangent(output)));
            for (int i = 0; i < variables.length; i++) {
                if (i == wanted) {
                    assertThat(variables[i].gradient().toArray()).containsExactly(all.get(i));
                } else {
                    assertThat(variables[i].gradient()).isNull();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_second_step_on_used_buffers_gives_the_same_bits(Case c) {
        Tape tape = new Tape(kernels);
        double[] value = c.on(tape, true).value().toArray();
        tape.reset();
        List<double[]> first = gradients(tape, c);
        tape.reset();
        spoil(tape);
        assertThat(c.on(tape, true).value().toArray()).containsExactly(value);
        tape.reset();
        spoil(tape);
        List<double[]> second = gradients(tape, c);
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i)).containsExactly(first.get(i));
        }
    }

    @Test
    void no_operation_is_forgotten() {
        List<String> operations = Stream.of(
                        Variable.class,
                        Dense.class,
                        Attention.class,
                        Columns.class,
                        Convolutions.class,
                        Sparse.class,
                        Scores.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && List.of(Variable.class, Columns.Normalised.class).contains(method.getReturnType())
                        && !"named".equals(method.getName()))
                .map(OperationsTest::signature)
                .toList();
        assertThat(operations).hasSizeGreaterThan(30);
        assertThat(cases().map(Case::operation).distinct()).containsExactlyInAnyOrderElementsOf(operations);
    }

    private static String signature(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(",", "(", ")"));
    }

    private static List<double[]> gradients(Tape tape, Case c) {
        List<Variable> variables = c.variables(tape, true);
        Variable output = c.f.apply(variables);
        tape.backward(Map.of(output, cotangent(output)));
        return variables.stream().map(variable -> variable.gradient().toArray()).toList();
    }

    /// Writes NaN into every buffer that a case can have used.
    private static void spoil(Tape tape) {
        for (int size = 0; size <= 40; size++) {
            for (int i = 0; i < 20; i++) {
                tape.allocate(Shape.of(size)).fill(Double.NaN);
            }
        }
        tape.reset();
    }

    private static Tensor cotangent(Variable output) {
        return gaussian(9, output.shape().toArray());
    }

    private static Tensor map(Tensor x, DoubleUnaryOperator f) {
        Tensor y = x.copy();
        for (int i = 0; i < x.shape().elements(); i++) {
            y.set(i, f.applyAsDouble(x.get(i)));
        }
        return y;
    }
}
