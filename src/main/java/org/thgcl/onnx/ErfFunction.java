package org.thgcl.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.thgcl.file.Protobuf;
import org.thgcl.tensor.ErrorFunction;

/// The error function of float64 as a function of ONNX, made of operators that ONNX Runtime has for float64: the method
/// of [ErrorFunction] for |x|, and the sign of x. Both polynomials are computed, each where it holds, and one is taken.
final class ErfFunction {
    static final String DOMAIN = "org.thgcl";
    static final String NAME = "Erf64";

    private final Protobuf function = new Protobuf().text(1, NAME).text(4, "x").text(5, "y");
    private int count;

    private ErfFunction() {}

    /// The definition.
    ///
    /// @param opset that it uses
    static Protobuf definition(Protobuf opset) {
        ErfFunction erf = new ErfFunction();
        erf.write();
        return erf.function.message(9, opset).text(10, DOMAIN);
    }

    private void write() {
        String one = number(1);
        String size = node("Abs", "x");
        String small = node("Min", size, one);
        String centre = node("Mul", small, polynomial(ErrorFunction.centre(), node("Mul", small, small)));
        String large = node("Min", node("Max", size, one), number(ErrorFunction.LAST));
        String three = number(3);
        String place = node("Div", node("Sub", large, three), node("Add", large, three));
        String exponential = node("Exp", node("Neg", node("Mul", large, large)));
        String tail = node(
                "Div",
                node("Mul", exponential, polynomial(ErrorFunction.tail(), place)),
                node("Add", node("Add", large, large), one));
        String erf = node("Where", node("Less", size, one), centre, node("Sub", one, tail));
        write("Mul", "y", node("Sign", "x"), erf);
    }

    /// Horner's scheme.
    private String polynomial(double[] coefficients, String x) {
        String sum = number(coefficients[coefficients.length - 1]);
        for (int n = coefficients.length - 2; n >= 0; n--) {
            sum = node("Add", node("Mul", sum, x), number(coefficients[n]));
        }
        return sum;
    }

    private String node(String operator, String... operands) {
        String result = "t" + count++;
        write(operator, result, operands);
        return result;
    }

    private void write(String operator, String result, String... operands) {
        Protobuf node = new Protobuf();
        for (String operand : operands) {
            node.text(1, operand);
        }
        function.message(7, node.text(2, result).text(4, operator));
    }

    private String number(double value) {
        String result = "t" + count++;
        byte[] bytes = ByteBuffer.allocate(Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(value)
                .array();
        Protobuf attribute = new Protobuf()
                .text(1, "value")
                .message(5, OnnxGraph.tensor(result, OnnxGraph.DOUBLE, bytes))
                .number(20, 4);
        function.message(7, new Protobuf().text(2, result).text(4, "Constant").message(5, attribute));
        return result;
    }
}
