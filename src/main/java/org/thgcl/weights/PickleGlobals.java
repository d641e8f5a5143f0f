package org.thgcl.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.thgcl.weights.Pickle.None;
import org.thgcl.weights.Pickle.Tuple;

/// The names of Python's that a pickle of tensors contains, and what this program does where Python would
/// call them. There are no others.
///
/// | name | called | built |
/// |---|---|---|
/// | `collections.OrderedDict` | an empty dictionary | its attributes, thrown away |
/// | `torch._utils._rebuild_tensor_v2` | a tensor of numbers that lie elsewhere in the file | - |
/// | `torch.FloatStorage` and its like | no; they say how numbers are stored | - |
/// | `numpy.core.multiarray._reconstruct` of `numpy.ndarray` | an array | its shape, type and numbers |
/// | `numpy.dtype` | float32 or float64 | its byte order |
/// | `_codecs.encode` | the bytes of an array's numbers | - |
final class PickleGlobals {
    private static final Map<String, Object> NAMES = Map.ofEntries(
            Map.entry("collections OrderedDict", Call.ORDERED_DICT),
            Map.entry("torch._utils _rebuild_tensor_v2", Call.REBUILD_TENSOR),
            Map.entry("torch DoubleStorage", NumberType.FLOAT64),
            Map.entry("torch FloatStorage", NumberType.FLOAT32),
            Map.entry("torch HalfStorage", NumberType.FLOAT16),
            Map.entry("torch BFloat16Storage", NumberType.BFLOAT16),
            Map.entry("torch LongStorage", NumberType.INT64),
            Map.entry("numpy.core.multiarray _reconstruct", Call.NUMPY_RECONSTRUCT),
            Map.entry("numpy._core.multiarray _reconstruct", Call.NUMPY_RECONSTRUCT),
            Map.entry("numpy ndarray", Call.NUMPY_ARRAY),
            Map.entry("numpy dtype", Call.NUMPY_TYPE),
            Map.entry("_codecs encode", Call.ENCODE));

    private final Function<StorageName, Numbers> storages;

    private enum Call {
        ORDERED_DICT,
        REBUILD_TENSOR,
        NUMPY_RECONSTRUCT,
        NUMPY_ARRAY,
        NUMPY_TYPE,
        ENCODE
    }

    /// A storage as a pickle mentions it: numbers that lie elsewhere in the file.
    record StorageName(String key, NumberType type, long count) {}

    /// A type of NumPy's, whose byte order is told after it was made.
    private static final class NumpyType {
        private final NumberType type;
        private Optional<ByteOrder> order = Optional.empty();

        NumpyType(NumberType type) {
            this.type = type;
        }
    }

    /// An array of NumPy's, whose content is told after it was made.
    static final class NumpyArray {
        private Optional<StoredTensor> content = Optional.empty();

        Optional<StoredTensor> content() {
            return content;
        }
    }

    /// @param storages finds the numbers; it throws IllegalArgumentException where they don't fit
    PickleGlobals(Function<StorageName, Numbers> storages) {
        this.storages = storages;
    }

    /// The names for pickles that may have no storages.
    static PickleGlobals withoutStorages() {
        return new PickleGlobals(name -> {
            throw new IllegalArgumentException("no tensor belongs here");
        });
    }

    Object find(String name) {
        Object found = NAMES.get(name);
        require(found != null, "'" + name + "' isn't a name that tensors need, so it is not called");
        return found;
    }

    Numbers storage(Tuple id) {
        List<Object> parts = id.items();
        // PyTorch's older form has a sixth part: whether it is a view of another storage
        boolean sound = (parts.size() == 5 || (parts.size() == 6 && parts.get(5) == None.NONE))
                && parts.get(0).equals("storage")
                && parts.get(1) instanceof NumberType
                && parts.get(2) instanceof String
                && parts.get(3) instanceof String
                && parts.get(4) instanceof Long;
        require(sound, "an identity must be ('storage', type, key, device, count)");
        return storages.apply(new StorageName((String) parts.get(2), (NumberType) parts.get(1), (Long) parts.get(4)));
    }

    Object call(Object called, Tuple arguments) {
        require(called instanceof Call, "only a function can be called");
        List<Object> given = arguments.items();
        return switch ((Call) called) {
            case ORDERED_DICT -> {
                require(given.isEmpty(), "OrderedDict must be empty when it is made");
                yield new LinkedHashMap<>();
            }
            case REBUILD_TENSOR -> tensor(given);
            case NUMPY_RECONSTRUCT -> {
                require(given.size() == 3 && given.get(0) == Call.NUMPY_ARRAY, "only a NumPy array is made so");
                yield new NumpyArray();
            }
            case NUMPY_TYPE -> numpyType(given);
            case ENCODE -> latin1(given);
            case NUMPY_ARRAY -> throw new IllegalArgumentException("numpy.ndarray is made by _reconstruct alone");
        };
    }

    void build(Object built, Object state) {
        switch (built) {
            case Map<?, ?> _ -> require(state instanceof Map, "a dictionary's attributes must be a dictionary");
            case NumpyType type -> {
                require(
                        state instanceof Tuple(List<Object> parts)
                                && parts.size() >= 2
                                && (parts.get(1).equals("<") || parts.get(1).equals(">")),
                        "a NumPy type must have the byte order < or >");
                Object order = ((Tuple) state).items().get(1);
                type.order = Optional.of(order.equals("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            }
            case NumpyArray array -> array.content = Optional.of(content(state));
            default -> throw new IllegalArgumentException("only a dictionary and a NumPy array have a state");
        }
    }

    private static StoredTensor tensor(List<Object> given) {
        boolean sound = given.size() == 6
                && given.get(0) instanceof Numbers
                && given.get(1) instanceof Long
                && given.get(4) instanceof Boolean
                && given.get(5) instanceof Map<?, ?> hooks
                && hooks.isEmpty();
        require(sound, "a tensor must be given by storage, offset, sizes, strides, False and no hooks");
        return StoredTensor.of(
                "a tensor",
                (Numbers) given.get(0),
                (Long) given.get(1),
                wholeNumbers(given.get(2)),
                wholeNumbers(given.get(3)));
    }

    private static NumpyType numpyType(List<Object> given) {
        Object name = given.isEmpty() ? None.NONE : given.getFirst();
        require(name.equals("f4") || name.equals("f8"), "a NumPy array must be of float32 ('f4') or float64 ('f8')");
        return new NumpyType(name.equals("f4") ? NumberType.FLOAT32 : NumberType.FLOAT64);
    }

    /// Python writes bytes as a text with a character for each.
    private static ByteBuffer latin1(List<Object> given) {
        boolean sound = given.size() == 2
                && given.get(0) instanceof String text
                && text.chars().allMatch(c -> c <= 0xFF)
                && given.get(1).equals("latin1");
        require(sound, "only bytes as latin1 are encoded");
        return ByteBuffer.wrap(((String) given.getFirst()).getBytes(StandardCharsets.ISO_8859_1));
    }

    /// An array's content from `(version, shape, type, fortran, bytes)`.
    private static StoredTensor content(Object state) {
        boolean sound = state instanceof Tuple(List<Object> parts)
                && parts.size() == 5
                && parts.get(2) instanceof NumpyType known
                && known.order.isPresent()
                && parts.get(3) instanceof Boolean
                && parts.get(4) instanceof ByteBuffer;
        require(sound, "a NumPy array must be given by version, shape, type, order and bytes");
        List<Object> parts = ((Tuple) state).items();
        NumpyType type = (NumpyType) parts.get(2);
        ByteBuffer bytes = (ByteBuffer) parts.get(4);
        return NumpyArrays.tensor(
                "a NumPy array", type.type, bytes.order(type.order.orElseThrow()), wholeNumbers(parts.get(1)), (Boolean)
                        parts.get(3));
    }

    private static long[] wholeNumbers(Object tuple) {
        require(
                tuple instanceof Tuple(List<Object> items)
                        && items.size() <= 8
                        && items.stream().allMatch(Long.class::isInstance),
                "sizes and strides must be tuples of at most 8 whole numbers");
        return ((Tuple) tuple).items().stream().mapToLong(Long.class::cast).toArray();
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
