package org.thgcl.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.thgcl.file.Json;
import org.thgcl.model.ParameterSpec;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// A safetensors file as Python's `save_file` writes it: no digest, tensors by the size of their elements and then by
/// name, header padded with spaces. A test changes what it wants wrong.
final class SavedFile {
    private final Map<String, Tensor> tensors;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, String> extra = new LinkedHashMap<>();

    SavedFile(Map<String, Tensor> tensors) {
        this.tensors = new LinkedHashMap<>(tensors);
    }

    SavedFile with(String name, Tensor tensor) {
        tensors.put(name, tensor);
        return this;
    }

    SavedFile without(String name) {
        tensors.remove(name);
        return this;
    }

    SavedFile renamed(String name, String other) {
        tensors.put(other, tensors.remove(name));
        return this;
    }

    /// The numbers rounded to float32.
    SavedFile float32() {
        tensors.replaceAll((_, tensor) -> tensor.to(DType.FLOAT32));
        return this;
    }

    /// Matrices as `nn.Linear` stores them.
    SavedFile transposed(List<ParameterSpec> specs) {
        specs.stream()
                .filter(ParameterSpec::matrix)
                .forEach(spec -> tensors.compute(spec.name(), (_, tensor) -> transposed(tensor)));
        return this;
    }

    static Tensor transposed(Tensor tensor) {
        int rows = tensor.shape().rows();
        int columns = tensor.shape().columns();
        double[] values = IntStream.range(0, rows * columns)
                .mapToDouble(i -> tensor.get(i % rows * columns + i / rows))
                .toArray();
        return Tensor.of(Shape.of(columns, rows), values);
    }

    SavedFile metadata(Map<String, String> texts) {
        metadata.putAll(texts);
        return this;
    }

    /// Adds a whole number of 8 bytes, as the counters of batch normalisations are.
    SavedFile counter(String name) {
        extra.put(name, "I64");
        return this;
    }

    Path write(Path file) {
        StringBuilder header = new StringBuilder("{");
        if (!metadata.isEmpty()) {
            header.append("\"__metadata__\":").append(Json.line(metadata)).append(',');
        }
        int counters = extra.size() * Long.BYTES;
        int begin = 0;
        for (String name : extra.keySet()) {
            header.append(entry(name, "I64", "[]", begin, begin += Long.BYTES));
        }
        Map<String, Tensor> ordered = tensors.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, Tensor> entry) ->
                                -entry.getValue().dtype().bytes())
                        .thenComparing(Map.Entry::getKey))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, LinkedHashMap::new));
        for (Map.Entry<String, Tensor> entry : ordered.entrySet()) {
            Tensor tensor = entry.getValue();
            int end = begin + tensor.shape().elements() * tensor.dtype().bytes();
            String type = tensor.dtype() == DType.FLOAT64 ? "F64" : "F32";
            header.append(entry(entry.getKey(), type, Json.line(tensor.shape().toArray()), begin, end));
            begin = end;
        }
        header.setCharAt(header.length() - 1, '}');
        header.append(" ".repeat(Math.floorMod(-header.toString().getBytes(StandardCharsets.UTF_8).length, 8)));
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + begin).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text).put(new byte[counters]);
        ordered.values().forEach(tensor -> {
            for (double value : tensor.toArray()) {
                if (tensor.dtype() == DType.FLOAT64) {
                    bytes.putDouble(value);
                } else {
                    bytes.putFloat((float) value);
                }
            }
        });
        try {
            return Files.write(file, bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String entry(String name, String type, String shape, int begin, int end) {
        return "\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":[" + begin + ","
                + end + "]},";
    }
}
