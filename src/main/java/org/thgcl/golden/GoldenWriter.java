package org.thgcl.golden;

import com.google.gson.JsonPrimitive;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.thgcl.tensor.Tensor;

/// Writes golden files for people and for `git diff`: one field a line, one tensor a line, in a fixed order. The same
/// content gives the same bytes.
public final class GoldenWriter {
    private final StringBuilder text = new StringBuilder();

    private GoldenWriter() {}

    /// The document, with `case_count`, ending with a newline.
    public static String write(GoldenFile file) {
        GoldenWriter writer = new GoldenWriter();
        writer.document(file);
        return writer.text.toString();
    }

    private void document(GoldenFile file) {
        Fields top = new Fields("");
        top.put("format", string(GoldenFile.FORMAT));
        top.put("kind", string(file.kind()));
        top.put("equation", string(file.equation()));
        top.putText("version", file.version());
        top.putText("class", file.implementation());
        top.put("source", string(file.source()));
        top.putAll("reading", file.reading());
        top.put("tolerance", tolerance(file.tolerance()));
        top.putText("tolerance_why", file.toleranceWhy());
        top.putMap("flags", file.flags(), GoldenWriter::string);
        top.put("case_count", Integer.toString(file.cases().size()));
        top.put("cases", list("  ", file.cases(), GoldenWriter::goldenCase));
        text.append(top).append('\n');
    }

    private static String goldenCase(GoldenCase c) {
        Fields fields = new Fields("    ");
        fields.put("id", string(c.id()));
        fields.putText("comment", c.comment());
        fields.putAll("flags", c.flags());
        fields.put("settings", inline(c.settings(), GoldenWriter::setting));
        fields.put("inputs", tensors("      ", c.inputs()));
        if (!c.cotangents().isEmpty()) {
            fields.put("cotangents", tensors("      ", c.cotangents()));
        }
        fields.put("outputs", tensors("      ", c.outputs()));
        if (!c.gradients().isEmpty()) {
            fields.put("gradients", tensors("      ", c.gradients()));
        }
        if (c.tolerance() != null) {
            fields.put("tolerance", tolerance(c.tolerance()));
        }
        if (!c.decoys().isEmpty()) {
            fields.put("decoys", list("      ", c.decoys(), GoldenWriter::decoy));
        }
        fields.putAll("invariants", c.invariants());
        return fields.toString();
    }

    private static String decoy(Decoy decoy) {
        Fields fields = new Fields("        ");
        fields.put("name", string(decoy.name()));
        fields.putText("why", decoy.why());
        fields.put("outputs", tensors("          ", decoy.outputs()));
        return fields.toString();
    }

    private static String tensors(String indent, Map<String, GoldenTensor> tensors) {
        Fields fields = new Fields(indent);
        tensors.forEach((name, tensor) -> fields.put(name, tensor(tensor)));
        return fields.toString();
    }

    private static String tensor(GoldenTensor tensor) {
        StringJoiner sizes = new StringJoiner(", ", "[", "]");
        for (int size : tensor.shape().toArray()) {
            sizes.add(Integer.toString(size));
        }
        Tensor values = tensor.values();
        StringJoiner data = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < values.shape().elements(); i++) {
            data.add(number(values.get(i), tensor.whole()));
        }
        return "{\"shape\": " + sizes + ", \"data\": " + data + "}";
    }

    /// The shortest text that reads back as the same number.
    static String number(double value, boolean whole) {
        if (!Double.isFinite(value)) {
            return string(Double.toString(value));
        }
        return whole ? Long.toString((long) value) : Double.toString(value).toLowerCase(Locale.ROOT);
    }

    private static String tolerance(Tolerance tolerance) {
        return "{\"absolute\": " + number(tolerance.absolute(), false) + ", \"relative\": "
                + number(tolerance.relative(), false) + "}";
    }

    private static String setting(Object value) {
        return switch (value) {
            case String word -> string(word);
            case Double real -> number(real, false);
            case Collection<?> items ->
                "["
                        + String.join(
                                ", ", items.stream().map(GoldenWriter::setting).toList()) + "]";
            default -> value.toString();
        };
    }

    private static String string(String text) {
        return new JsonPrimitive(text).toString();
    }

    private static <V> String inline(Map<String, V> values, Function<V, String> written) {
        StringJoiner fields = new StringJoiner(", ", "{", "}");
        values.forEach((name, value) -> fields.add(string(name) + ": " + written.apply(value)));
        return fields.toString();
    }

    private static <V> String list(String indent, List<V> items, Function<V, String> written) {
        if (items.isEmpty()) {
            return "[]";
        }
        String inner = "\n" + indent + "  ";
        return "[" + inner
                + String.join("," + inner, items.stream().map(written).toList()) + "\n" + indent + "]";
    }

    /// An object, one field a line.
    private static final class Fields {
        private final String indent;
        private final StringJoiner lines;

        Fields(String indent) {
            this.indent = indent;
            this.lines = new StringJoiner(",\n", "{\n", "\n" + indent + "}");
            lines.setEmptyValue("{}");
        }

        void put(String name, String value) {
            lines.add(indent + "  " + string(name) + ": " + value);
        }

        void putText(String name, String value) {
            if (!value.isEmpty()) {
                put(name, string(value));
            }
        }

        void putAll(String name, List<String> values) {
            if (!values.isEmpty()) {
                put(name, setting(values));
            }
        }

        <V> void putMap(String name, Map<String, V> values, Function<V, String> written) {
            if (!values.isEmpty()) {
                put(name, inline(values, written));
            }
        }

        @Override
        public String toString() {
            return lines.toString();
        }
    }
}
