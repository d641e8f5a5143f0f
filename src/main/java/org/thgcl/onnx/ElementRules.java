package org.thgcl.onnx;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.thgcl.autodiff.Detail;
import org.thgcl.onnx.Lowering.Rule;
import org.thgcl.onnx.Recording.Step;
import org.thgcl.onnx.Value.Entries;
import org.thgcl.onnx.Value.Result;
import org.thgcl.tensor.SparsityPattern;

/// Operations that take element by element. What has the layout of entries keeps it.
final class ElementRules {
    private final OnnxGraph graph;
    private final Values values;

    ElementRules(OnnxGraph graph, Values values) {
        this.graph = graph;
        this.values = values;
    }

    Map<String, Rule> rules() {
        Map<String, Rule> rules = new HashMap<>();
        rules.put("add", step -> pairs(step, (x, y) -> values.binary("Add", x, y)));
        rules.put("multiply", step -> pairs(step, (x, y) -> values.binary("Mul", x, y)));
        rules.put("scale", step -> each(step, true, x -> values.binary("Mul", x, factor(step, x))));
        rules.put("relu", step -> each(step, true, x -> values.unary("Relu", x)));
        rules.put("leaky_relu", step -> each(step, true, x -> leakyRelu(x, step)));
        rules.put("exp", step -> each(step, false, x -> values.unary("Exp", x)));
        rules.put("sigmoid", step -> each(step, false, x -> values.unary("Sigmoid", x)));
        rules.put("silu", step -> each(step, true, this::silu));
        rules.put("gelu", step -> each(step, true, this::gelu));
        return rules;
    }

    private Result factor(Step step, Result x) {
        return values.factor(((Detail.Scalar) step.detail()).value(), x);
    }

    /// `max(x, slope x)`; above a slope of 1 the smaller. The operator LeakyRelu has its slope in float32.
    private Result leakyRelu(Result x, Step step) {
        boolean steep = ((Detail.Scalar) step.detail()).value() > 1;
        return values.binary(steep ? "Min" : "Max", x, values.binary("Mul", x, factor(step, x)));
    }

    /// `x / (1 + e^-x)`. ONNX Runtime makes one operator of x times its sigmoid, and has none for float64.
    private Result silu(Result x) {
        Result power = values.unary("Exp", values.unary("Neg", x));
        return values.binary("Div", x, values.binary("Add", power, values.number(1)));
    }

    /// `x (1 + erf(x / sqrt(2))) / 2`.
    private Result gelu(Result x) {
        Result erf = graph.erf(values.binary("Mul", x, values.factor(Math.sqrt(0.5), x)));
        Result half = values.binary("Mul", x, values.factor(0.5, x));
        return values.binary("Mul", half, values.binary("Add", erf, values.number(1)));
    }

    /// @param keepsZero whether 0 becomes 0
    private Value each(Step step, boolean keepsZero, UnaryOperator<Result> operator) {
        Twin x = step.inputs().getFirst();
        if (values.get(x) instanceof Entries entries) {
            return new Entries(
                    operator.apply(entries.dense()), entries.pattern(), keepsZero && entries.zeroElsewhere());
        }
        return operator.apply(values.get(x) instanceof Result result ? result : values.rows(x));
    }

    private Value pairs(Step step, BinaryOperator<Result> operator) {
        Value x = values.get(step.inputs().getFirst());
        Value y = values.get(step.inputs().getLast());
        if (x instanceof Entries || y instanceof Entries) {
            SparsityPattern pattern = values.layout().common(x, y);
            Entries a = values.layout().dense(x, pattern);
            Entries b = values.layout().dense(y, pattern);
            return new Entries(operator.apply(a.dense(), b.dense()), pattern, a.zeroElsewhere() && b.zeroElsewhere());
        }
        int[] shape = x instanceof Result result && result.perClip()
                ? result.shape()
                : y instanceof Result result ? result.shape() : step.output().shape();
        return operator.apply(values.shaped(x, shape), values.shaped(y, shape));
    }
}
