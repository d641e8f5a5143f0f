package org.thgcl.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.file.Protobuf;
import org.thgcl.onnx.Value.Result;
import org.thgcl.tensor.DType;

/// A graph of ONNX that is being written: nodes, the constants that they read, and the shape of each value. The numbers
/// of fields are those of the format, `onnx.proto`.
///
/// The first axis of what depends on the clips is `clips`, of any size.
final class OnnxGraph {
    /// Types of elements, as the format numbers them.
    static final int FLOAT = 1;

    static final int INT64 = 7;
    static final int BOOL = 9;
    static final int DOUBLE = 11;

    /// The newest that onnx 1.12 knows.
    private static final int OPSET = 17;

    private static final int IR_VERSION = 8;
    private static final String CLIPS = "clips";

    private final int type;
    private final List<Protobuf> nodes = new ArrayList<>();
    private final List<Protobuf> initializers = new ArrayList<>();
    private final List<Result> inputs = new ArrayList<>();
    private final List<Result> outputs = new ArrayList<>();
    private final List<Protobuf> values = new ArrayList<>();

    /// Constants that are there, by type, shape and bytes.
    private final Map<ByteBuffer, Result> constants = new HashMap<>();

    private final Map<String, Integer> uses = new HashMap<>();
    private String scope = "";
    private boolean withErf;

    /// @param dtype of all numbers
    OnnxGraph(DType dtype) {
        this.type = dtype == DType.FLOAT64 ? DOUBLE : FLOAT;
    }

    /// The type of the graph's numbers.
    int type() {
        return type;
    }

    /// What the names of the next nodes and constants begin with.
    void scope(String name) {
        scope = name;
    }

    Result input(String name, int... shape) {
        Result input = new Result(name, type, true, shape);
        inputs.add(input);
        return input;
    }

    /// Gives a value a name as a result of the graph.
    void output(String name, Result value) {
        Result output = new Result(name, value.type(), value.perClip(), value.shape());
        nodes.add(node("Identity", "", List.of(value), output));
        outputs.add(output);
    }

    /// A constant of the graph's type under a name of its own.
    Result parameter(String name, double[] numbers, int... shape) {
        Result parameter = new Result(name, type, false, shape);
        initializers.add(tensor(name, type, bytes(type, numbers), shape));
        return parameter;
    }

    /// A constant of the graph's type, written once however often it is asked for.
    ///
    /// @param what ends its name
    Result constant(String what, double[] numbers, int... shape) {
        return constant(what, type, bytes(type, numbers), shape);
    }

    /// A constant of float64.
    Result float64(String what, double[] numbers, int... shape) {
        return constant(what, DOUBLE, bytes(DOUBLE, numbers), shape);
    }

    /// Whole numbers, such as axes and shapes.
    Result integers(String what, long... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(numbers).forEach(bytes::putLong);
        return constant(what, INT64, bytes.array(), numbers.length);
    }

    /// Whether something is so.
    Result booleans(String what, boolean[] numbers, int... shape) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (numbers[i] ? 1 : 0);
        }
        return constant(what, BOOL, bytes, shape);
    }

    private Result constant(String what, int type, byte[] bytes, int... shape) {
        ByteBuffer key = ByteBuffer.allocate(bytes.length + (shape.length + 1) * Integer.BYTES)
                .putInt(type);
        Arrays.stream(shape).forEach(key::putInt);
        return constants.computeIfAbsent(key.put(bytes).flip(), _ -> {
            Result constant = new Result(unique(what), type, false, shape);
            initializers.add(tensor(constant.name(), type, bytes, shape));
            return constant;
        });
    }

    private static byte[] bytes(int type, double... numbers) {
        int size = type == DOUBLE ? Double.BYTES : Float.BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * size).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : numbers) {
            if (type == DOUBLE) {
                bytes.putDouble(number);
            } else {
                bytes.putFloat((float) number);
            }
        }
        return bytes.array();
    }

    /// A node with a result of the graph's type.
    ///
    /// @param shape of the result, without the axis of clips that it has if one of the operands has it
    Result node(String operator, int[] shape, List<Result> operands, Protobuf... attributes) {
        return node(operator, type, shape, operands, attributes);
    }

    /// A node with a result of another type.
    Result node(String operator, int type, int[] shape, List<Result> operands, Protobuf... attributes) {
        return node(operator, type, operands.stream().anyMatch(Result::perClip), shape, operands, attributes);
    }

    /// A node whose result has the axis of clips or not, whatever the operands have.
    Result node(
            String operator, int type, boolean perClip, int[] shape, List<Result> operands, Protobuf... attributes) {
        Result result = new Result(unique(operator), type, perClip, shape);
        nodes.add(node(operator, "", operands, result, attributes));
        values.add(valueInfo(result));
        return result;
    }

    /// The error function. Float64 has one of this file's own, since ONNX Runtime has it for float32 alone.
    Result erf(Result x) {
        if (type == FLOAT) {
            return node("Erf", x.shape(), List.of(x));
        }
        withErf = true;
        Result result = new Result(unique("Erf"), type, x.perClip(), x.shape());
        nodes.add(node(ErfFunction.NAME, ErfFunction.DOMAIN, List.of(x), result));
        values.add(valueInfo(result));
        return result;
    }

    /// An attribute of a node: a whole number.
    static Protobuf attribute(String name, long value) {
        return new Protobuf().text(1, name).number(3, value).number(20, 2);
    }

    /// An attribute of a node: whole numbers.
    static Protobuf attributes(String name, int... values) {
        Protobuf attribute = new Protobuf().text(1, name);
        Arrays.stream(values).forEach(value -> attribute.number(8, value));
        return attribute.number(20, 7);
    }

    private static Protobuf node(
            String operator, String domain, List<Result> operands, Result result, Protobuf... attributes) {
        Protobuf node = new Protobuf();
        operands.forEach(operand -> node.text(1, operand.name()));
        node.text(2, result.name()).text(3, result.name()).text(4, operator);
        Arrays.stream(attributes).forEach(attribute -> node.message(5, attribute));
        return domain.isEmpty() ? node : node.text(7, domain);
    }

    /// A name in the scope that nothing else has.
    private String unique(String what) {
        String name = scope + "/" + what;
        int use = uses.merge(name, 1, Integer::sum);
        return use == 1 ? name : name + "_" + use;
    }

    static Protobuf tensor(String name, int type, byte[] bytes, int... shape) {
        Protobuf tensor = new Protobuf();
        Arrays.stream(shape).forEach(size -> tensor.number(1, size));
        return tensor.number(2, type).text(8, name).bytes(9, bytes);
    }

    private static Protobuf valueInfo(Result value) {
        Protobuf shape = new Protobuf();
        if (value.perClip()) {
            shape.message(1, new Protobuf().text(2, CLIPS));
        }
        Arrays.stream(value.shape()).forEach(size -> shape.message(1, new Protobuf().number(1, size)));
        Protobuf tensor = new Protobuf().number(1, value.type()).message(2, shape);
        return new Protobuf().text(1, value.name()).message(2, new Protobuf().message(1, tensor));
    }

    /// The file.
    ///
    /// @param name of the graph
    /// @param version of the program
    /// @param metadata texts by name
    OnnxFile file(String name, String version, Map<String, String> metadata) {
        Protobuf graph = new Protobuf();
        nodes.forEach(node -> graph.message(1, node));
        graph.text(2, name);
        initializers.forEach(tensor -> graph.message(5, tensor));
        inputs.forEach(input -> graph.message(11, valueInfo(input)));
        outputs.forEach(output -> graph.message(12, valueInfo(output)));
        values.forEach(value -> graph.message(13, value));
        Protobuf model = new Protobuf()
                .number(1, IR_VERSION)
                .text(2, "thgcl")
                .text(3, version)
                .message(7, graph)
                .message(8, opset("", OPSET));
        if (withErf) {
            model.message(8, opset(ErfFunction.DOMAIN, 1));
        }
        metadata.forEach(
                (key, text) -> model.message(14, new Protobuf().text(1, key).text(2, text)));
        if (withErf) {
            model.message(25, ErfFunction.definition(opset("", OPSET)));
        }
        return new OnnxFile(model.toByteArray(), described(inputs), described(outputs));
    }

    private static List<String> described(List<Result> values) {
        return values.stream()
                .map(value -> {
                    List<Object> axes = new ArrayList<>(List.of(CLIPS));
                    Arrays.stream(value.shape()).forEach(axes::add);
                    return value.name() + " " + axes;
                })
                .toList();
    }

    private static Protobuf opset(String domain, int version) {
        return new Protobuf().text(1, domain).number(2, version);
    }
}
