package org.thgcl.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// TensorFlow's checkpoints of version 1: a [SortedTable]. The value of the empty key lists the tensors with
/// shapes and types, each other value has the numbers of one of them. Both are messages `SavedTensorSlices`.
final class TensorFlowCheckpoint {
    private static final int FLOAT = 1;
    private static final int DOUBLE = 2;

    private final String where;
    private final Map<String, Declared> declared = new LinkedHashMap<>();
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

    private record Declared(long[] shape, NumberType type) {}

    private TensorFlowCheckpoint(String where) {
        this.where = where;
    }

    /// The tensors by name, in the order in which they are listed.
    ///
    /// @param where what to call the file in a message
    static Map<String, StoredTensor> read(String where, ByteBuffer file) {
        List<SortedTable.Entry> entries = SortedTable.read(where, file);
        if (entries.isEmpty() || entries.getFirst().key().length > 0) {
            throw new IllegalArgumentException(where + ": is a table without a list of tensors, whose key is empty");
        }
        TensorFlowCheckpoint checkpoint = new TensorFlowCheckpoint(where);
        checkpoint.list(new ProtoFields(
                where + ": its list of tensors", entries.getFirst().value()));
        entries.stream().skip(1).forEach(entry -> checkpoint.add(entry.value()));
        Map<String, StoredTensor> inOrder = new LinkedHashMap<>();
        for (String name : checkpoint.declared.keySet()) {
            StoredTensor tensor = checkpoint.tensors.get(name);
            checkpoint.require(tensor != null, "tensor " + name + " is listed, but its numbers are missing");
            inOrder.put(name, tensor);
        }
        return inOrder;
    }

    private void list(ProtoFields slices) {
        while (slices.next()) {
            if (slices.number() != 1) {
                throw slices.unknown();
            }
            ProtoFields meta = slices.message();
            while (meta.next()) {
                switch (meta.number()) {
                    case 1 -> declare(meta.message());
                    case 2 -> meta.bytes(); // versions of the program that wrote the file
                    default -> throw meta.unknown();
                }
            }
        }
    }

    private void declare(ProtoFields meta) {
        String name = "";
        List<Long> shape = List.of();
        long type = 0;
        int parts = 0;
        while (meta.next()) {
            switch (meta.number()) {
                case 1 -> name = meta.text();
                case 2 -> shape = shape(meta.message());
                case 3 -> type = meta.whole();
                case 4 -> {
                    meta.bytes();
                    parts++;
                }
                default -> throw meta.unknown();
            }
        }
        require(
                type == FLOAT || type == DOUBLE,
                "tensor " + name + " has numbers of TensorFlow's type " + type + "; only float32 (1) and float64 (2) "
                        + "are read");
        require(parts == 1, "tensor " + name + " is stored in " + parts + " parts, only whole ones are read");
        long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
        Declared tensor = new Declared(sizes, type == FLOAT ? NumberType.FLOAT32 : NumberType.FLOAT64);
        require(declared.put(name, tensor) == null, "tensor " + name + " is listed twice");
    }

    private static List<Long> shape(ProtoFields message) {
        List<Long> sizes = new ArrayList<>();
        while (message.next()) {
            if (message.number() != 2) {
                throw message.unknown();
            }
            ProtoFields axis = message.message();
            long size = 0;
            while (axis.next()) {
                if (axis.number() != 1) {
                    throw axis.unknown();
                }
                size = axis.whole();
            }
            sizes.add(size);
        }
        return sizes;
    }

    private void add(ByteBuffer value) {
        ProtoFields slices = new ProtoFields(where + ": an entry", value);
        while (slices.next()) {
            if (slices.number() != 2) {
                throw slices.unknown();
            }
            addSlice(slices.message());
        }
    }

    private void addSlice(ProtoFields slice) {
        String name = "";
        List<Optional<Long>> lengths = List.of();
        Optional<ByteBuffer> content = Optional.empty();
        while (slice.next()) {
            switch (slice.number()) {
                case 1 -> name = slice.text();
                case 2 -> lengths = extents(slice.message());
                case 3 -> content = Optional.of(slice.bytes());
                default -> throw slice.unknown();
            }
        }
        Declared tensor = declared.get(name);
        require(tensor != null, "tensor " + name + " isn't listed");
        require(content.isPresent(), "tensor " + name + " has no numbers");
        require(
                lengths.size() == tensor.shape.length,
                "tensor " + name + " has " + tensor.shape.length + " axes, but its part " + lengths.size());
        for (int axis = 0; axis < tensor.shape.length; axis++) {
            require(
                    lengths.get(axis).orElse(tensor.shape[axis]) == tensor.shape[axis],
                    "tensor " + name + " is stored in parts, only whole ones are read");
        }
        String what = where + ": tensor " + name;
        ByteBuffer bytes = numbers(new ProtoFields(what, content.get()), tensor.type);
        require(
                tensors.put(name, NumpyArrays.tensor(what, tensor.type, bytes, tensor.shape, false)) == null,
                "tensor " + name + " has numbers twice");
    }

    /// The lengths of a part along the axes, where they are told; a part that begins later has none.
    private List<Optional<Long>> extents(ProtoFields slice) {
        List<Optional<Long>> lengths = new ArrayList<>();
        while (slice.next()) {
            if (slice.number() != 1) {
                throw slice.unknown();
            }
            ProtoFields extent = slice.message();
            Optional<Long> length = Optional.empty();
            while (extent.next()) {
                switch (extent.number()) {
                    case 1 -> require(extent.whole() == 0, "a tensor is stored in parts, only whole ones are read");
                    case 2 -> length = Optional.of(extent.whole());
                    default -> throw extent.unknown();
                }
            }
            lengths.add(length);
        }
        return lengths;
    }

    /// The numbers of a message `TensorProto`: packed as `float_val` or `double_val`, or as `tensor_content`.
    private ByteBuffer numbers(ProtoFields proto, NumberType type) {
        Optional<ByteBuffer> numbers = Optional.empty();
        int packed = type == NumberType.FLOAT32 ? 5 : 6;
        while (proto.next()) {
            int number = proto.number();
            if (number == 1) {
                long told = proto.whole();
                require(told == (type == NumberType.FLOAT32 ? FLOAT : DOUBLE), "a type is " + told + " and " + type);
            } else if (number == 4 || number == packed) {
                require(numbers.isEmpty(), "a tensor has its numbers twice");
                numbers = Optional.of(proto.bytes());
            } else {
                throw proto.unknown();
            }
        }
        return numbers.orElse(ByteBuffer.allocate(0)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException(where + ": " + what);
        }
    }
}
