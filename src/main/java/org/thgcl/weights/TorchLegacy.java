package org.thgcl.weights;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.thgcl.weights.TorchTensors.Storages;

/// PyTorch's files before 2020, whatever they are called (`.pth`, `.pt`, `.tar`): five pickles one after the
/// other - a magic number, the protocol 1001, a dictionary with the byte order, the content, the keys of the
/// storages - and then for each key the number of its numbers, 8 bytes, and these, little-endian.
final class TorchLegacy {
    private static final BigInteger MAGIC = new BigInteger("119547037146038801333356");

    /// The first pickle to the end of its magic number.
    private static final byte[] START = start();

    private static final long PROTOCOL = 1001;

    private TorchLegacy() {}

    private static byte[] start() {
        byte[] digits = MAGIC.toByteArray();
        ByteBuffer start = ByteBuffer.allocate(4 + digits.length);
        start.put((byte) 0x80).put((byte) 2).put((byte) 0x8a).put((byte) digits.length);
        for (int i = digits.length - 1; i >= 0; i--) {
            start.put(digits[i]);
        }
        return start.array();
    }

    /// Whether a file begins as PyTorch's older files do.
    static boolean is(ByteBuffer file) {
        return file.limit() >= START.length && file.slice(0, START.length).equals(ByteBuffer.wrap(START));
    }

    /// The tensors by name.
    ///
    /// @param where what to call the file in a message
    static Map<String, StoredTensor> read(String where, ByteBuffer whole) {
        ByteBuffer file = whole.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(0);
        PickleGlobals none = PickleGlobals.withoutStorages();
        Pickle.read(where + ": its magic number", file, none);
        require(
                Pickle.read(where + ": its protocol", file, none).equals(PROTOCOL),
                where + ": its protocol isn't " + PROTOCOL + ", the only one that PyTorch has used");
        require(
                Pickle.read(where + ": its description", file, none) instanceof Map<?, ?> system
                        && Boolean.TRUE.equals(system.get("little_endian")),
                where + ": only little-endian files are read");
        Map<String, ByteBuffer> found = new HashMap<>();
        Storages storages = new Storages(whole.limit(), key -> () -> found.get(key));
        Object pickled = Pickle.read(where + ": its content", file, new PickleGlobals(storages::of));
        Set<String> keys = keys(where, Pickle.read(where + ": its keys", file, none));
        storages.requireAll(where, keys);
        for (String key : keys) {
            found.put(key, storage(where, key, storages.bytes().get(key), file));
        }
        require(!file.hasRemaining(), where + ": has " + file.remaining() + " bytes after its last storage");
        return TorchTensors.named(where, pickled);
    }

    private static Set<String> keys(String where, Object pickled) {
        require(
                pickled instanceof List<?> list && list.stream().allMatch(String.class::isInstance),
                where + ": damaged: the storages' keys are no list of texts");
        Set<String> keys = new LinkedHashSet<>();
        for (Object key : (List<?>) pickled) {
            require(keys.add((String) key), where + ": damaged: the storage " + key + " is listed twice");
        }
        return keys;
    }

    /// The numbers of the next storage.
    private static ByteBuffer storage(String where, String key, long bytes, ByteBuffer file) {
        require(
                file.remaining() >= Long.BYTES && file.remaining() - Long.BYTES >= bytes,
                where + ": truncated: storage " + key + " needs " + bytes + " bytes and " + Long.BYTES
                        + " for its count, " + file.remaining() + " are left");
        long count = file.getLong();
        int begin = file.position();
        file.position(begin + (int) bytes);
        require(
                count >= 0 && count <= bytes && (count == 0 ? bytes == 0 : bytes % count == 0),
                where + ": damaged: storage " + key + " is said to have " + count + " numbers in " + bytes + " bytes");
        return file.slice(begin, (int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
