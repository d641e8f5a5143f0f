package org.thgcl.weights;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.thgcl.weights.PickleGlobals.NumpyArray;
import org.thgcl.weights.PickleGlobals.StorageName;

/// The parts that both of PyTorch's file formats share: a pickled dictionary of tensors, and storages, which
/// hold the tensors' numbers.
final class TorchTensors {
    private static final String STATE = "state_dict";
    private static final int MOST_NAMES = 100_000;

    private TorchTensors() {}

    /// The tensors of a pickled dictionary, or of its entry `state_dict` beside which a training program
    /// keeps its own state.
    ///
    /// @throws IllegalArgumentException if there is anything but tensors in it
    static Map<String, StoredTensor> named(String where, Object pickled) {
        if (!(pickled instanceof Map<?, ?> whole)) {
            throw new IllegalArgumentException(where + " is no dictionary of tensors, but " + kind(pickled));
        }
        Map<?, ?> state = whole.get(STATE) instanceof Map<?, ?> inner ? inner : whole;
        if (state.size() > MOST_NAMES) {
            throw new IllegalArgumentException(
                    where + " has " + state.size() + " entries, must have " + MOST_NAMES + " at most");
        }
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        state.forEach((key, value) -> {
            Optional<StoredTensor> tensor =
                    switch (value) {
                        case StoredTensor found -> Optional.of(found);
                        case NumpyArray array -> array.content();
                        default -> Optional.empty();
                    };
            if (!(key instanceof String name) || tensor.isEmpty()) {
                throw new IllegalArgumentException(where + ": the entry '" + key + "' is no tensor, but " + kind(value)
                        + "; a dictionary of tensors is needed, alone or as the entry " + STATE);
            }
            tensors.put(name, tensor.get());
        });
        return tensors;
    }

    private static String kind(Object value) {
        return switch (value) {
            case Map<?, ?> map -> "a dictionary of " + map.size() + " entries";
            case List<?> list -> "a list of " + list.size() + " values";
            default -> "something else";
        };
    }

    /// The storages that a pickle mentions.
    static final class Storages {
        private final Map<String, Numbers> byKey = new LinkedHashMap<>();
        private final Map<String, Long> bytes = new LinkedHashMap<>();
        private final long fileBytes;
        private long total;

        /// How a storage's bytes are found by its key, when they are needed.
        interface Finder {
            Numbers.Bytes find(String key);
        }

        private final Finder finder;

        Storages(long fileBytes, Finder finder) {
            this.fileBytes = fileBytes;
            this.finder = finder;
        }

        /// The numbers of a storage, the same object whenever it is asked for.
        Numbers of(StorageName name) {
            Numbers known = byKey.get(name.key());
            if (known == null) {
                if (name.count() < 0
                        || name.count() > (fileBytes - total) / name.type().bytes()) {
                    throw new IllegalArgumentException("storage " + name.key() + " of " + name.count() + " numbers of "
                            + name.type() + ": the storages would be larger than the file of " + fileBytes + " bytes");
                }
                known = new Numbers(name.type(), Math.toIntExact(name.count()), finder.find(name.key()));
                total += bytes(known);
                byKey.put(name.key(), known);
                bytes.put(name.key(), bytes(known));
            }
            if (known.type() != name.type() || known.count() != name.count()) {
                throw new IllegalArgumentException("storage " + name.key() + " is said to have " + name.count()
                        + " numbers of " + name.type() + " and " + known.count() + " of " + known.type());
            }
            return known;
        }

        private static long bytes(Numbers numbers) {
            return (long) numbers.count() * numbers.type().bytes();
        }

        /// The size in bytes of each storage that was mentioned.
        Map<String, Long> bytes() {
            return bytes;
        }

        /// The storages that are in the file must be those that were mentioned.
        void requireAll(String where, Set<String> inFile) {
            if (!bytes.keySet().equals(inFile)) {
                Set<String> differing = new HashSet<>(bytes.keySet());
                differing.addAll(inFile);
                differing.removeIf(key -> bytes.containsKey(key) && inFile.contains(key));
                throw new IllegalArgumentException(where + ": damaged: the storages " + differing
                        + " are in the file or its pickle, but not in both");
            }
        }
    }
}
