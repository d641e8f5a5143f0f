package org.thgcl.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.thgcl.file.SafeTensors;
import org.thgcl.tensor.Tensor;

/// Files of weights for tests, written byte by byte as the published programs write them.
@SuppressWarnings("ByteBufferBackingArray") // they are all made by allocate
final class WeightFiles {
    private WeightFiles() {}

    /// PyTorch's zip.
    static Path torchZip(Path path, Map<String, Tensor> tensors) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("net/data.pkl", new PickleWriter().state(tensors, false));
        int key = 0;
        for (Tensor tensor : tensors.values()) {
            entries.put("net/data/" + key++, floats(tensor));
        }
        entries.put("net/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        entries.put("net/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        return zip(path, ZipEntry.STORED, entries);
    }

    /// PyTorch's files before 2020.
    static Path torchLegacy(Path path, Map<String, Tensor> tensors) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(new PickleWriter().magic());
        file.write(new PickleWriter().protocol(1001));
        file.write(new PickleWriter().system());
        file.write(new PickleWriter().state(tensors, true));
        file.write(new PickleWriter().keys(tensors.size()));
        for (Tensor tensor : tensors.values()) {
            byte[] numbers = floats(tensor);
            file.write(little(Long.BYTES).putLong(tensor.shape().elements()).array());
            file.write(numbers);
        }
        return Files.write(path, file.toByteArray());
    }

    /// NumPy's archive.
    static Path npz(Path path, int method, Map<String, Tensor> tensors) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
            String shape =
                    tensor.getValue().shape().toString().replace('[', '(').replace("]", ",)");
            String head = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }\n";
            ByteBuffer start = little(10).put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
            start.put((byte) 1).put((byte) 0).putShort((short) head.length());
            ByteArrayOutputStream array = new ByteArrayOutputStream();
            array.write(start.array());
            array.write(head.getBytes(StandardCharsets.US_ASCII));
            array.write(floats(tensor.getValue()));
            entries.put(tensor.getKey() + ".npy", array.toByteArray());
        }
        return zip(path, method, entries);
    }

    private static Path zip(Path path, int method, Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(content.getKey());
                CRC32 checksum = new CRC32();
                checksum.update(content.getValue());
                entry.setMethod(method);
                entry.setSize(content.getValue().length);
                entry.setCrc(checksum.getValue());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(content.getValue());
                zip.closeEntry();
            }
        }
        return path;
    }

    /// TensorFlow's checkpoint of version 1, a block for the list and one for every two tensors.
    static Path tensorFlow(Path path, Map<String, Tensor> tensors) throws IOException {
        return Files.write(path, tensorFlow(tensors, 0, 0));
    }

    /// @param compression what the blocks say of themselves
    /// @param begin where each tensor's part begins on its first axis, as it is told
    static byte[] tensorFlow(Map<String, Tensor> tensors, int compression, int begin) {
        TableWriter table = new TableWriter(compression);
        ByteArrayOutputStream meta = new ByteArrayOutputStream();
        tensors.forEach((name, tensor) -> field(
                meta,
                1,
                join(field(1, utf8(name)), field(2, shape(tensor)), number(3, 1), field(4, extents(tensor, 0)))));
        field(meta, 2, number(1, 9));
        table.add("", field(1, meta.toByteArray()));
        tensors.forEach((name, tensor) -> {
            byte[] proto = field(5, floats(tensor));
            byte[] slice = join(field(1, utf8(name)), field(2, extents(tensor, begin)), field(3, proto));
            table.add("\0" + name + "\0\1", field(2, slice));
        });
        return table.finish();
    }

    private static byte[] shape(Tensor tensor) {
        ByteArrayOutputStream shape = new ByteArrayOutputStream();
        for (int size : tensor.shape().toArray()) {
            field(shape, 2, number(1, size));
        }
        return shape.toByteArray();
    }

    private static byte[] extents(Tensor tensor, int begin) {
        ByteArrayOutputStream slice = new ByteArrayOutputStream();
        for (int axis = 0; axis < tensor.shape().rank(); axis++) {
            field(slice, 1, axis == 0 && begin > 0 ? number(1, begin) : new byte[0]);
        }
        return slice.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] number(int field, long value) {
        return join(varint((long) field << 3), varint(value));
    }

    private static byte[] field(int number, byte[] content) {
        return join(varint(number << 3 | 2), varint(content.length), content);
    }

    private static void field(ByteArrayOutputStream message, int number, byte[] content) {
        message.writeBytes(field(number, content));
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long rest = value;
        for (; rest > 0x7F; rest >>>= 7) {
            bytes.write(((int) rest & 0x7F) | 0x80);
        }
        bytes.write((int) rest);
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] floats(Tensor tensor) {
        ByteBuffer bytes = little(Float.BYTES * tensor.shape().elements());
        for (double value : tensor.toArray()) {
            bytes.putFloat((float) value);
        }
        return bytes.array();
    }

    /// A table of LevelDB's form with at most two entries in a block.
    private static final class TableWriter {
        private final ByteArrayOutputStream file = new ByteArrayOutputStream();
        private final ByteArrayOutputStream index = new ByteArrayOutputStream();
        private final int compression;
        private ByteArrayOutputStream block = new ByteArrayOutputStream();
        private byte[] before = {};
        private int entries;

        TableWriter(int compression) {
            this.compression = compression;
        }

        void add(String name, byte[] value) {
            byte[] key = name.getBytes(StandardCharsets.UTF_8);
            int shared = 0;
            while (shared < Math.min(before.length, key.length) && before[shared] == key[shared]) {
                shared++;
            }
            block.writeBytes(join(varint(shared), varint(key.length - shared), varint(value.length)));
            block.write(key, shared, key.length - shared);
            block.writeBytes(value);
            before = key;
            if (++entries % 2 == 1) {
                end(key);
            }
        }

        private void end(byte[] key) {
            byte[] handle = write(block);
            index.writeBytes(join(varint(0), varint(key.length), varint(handle.length), key, handle));
            block = new ByteArrayOutputStream();
            before = new byte[0];
        }

        /// Writes a block with one restart, and gives its place and length.
        private byte[] write(ByteArrayOutputStream content) {
            byte[] bytes =
                    join(content.toByteArray(), little(8).putInt(0).putInt(1).array(), new byte[] {(byte) compression});
            byte[] handle = join(varint(file.size()), varint(bytes.length - 1));
            CRC32C checksum = new CRC32C();
            checksum.update(bytes);
            int crc = (int) checksum.getValue();
            file.writeBytes(bytes);
            file.writeBytes(
                    little(4).putInt(Integer.rotateRight(crc, 15) + 0xa282ead8).array());
            return handle;
        }

        byte[] finish() {
            if (block.size() > 0) {
                end(before);
            }
            byte[] handles = join(write(new ByteArrayOutputStream()), write(index));
            ByteBuffer footer = little(48).put(handles);
            footer.putLong(40, 0xdb4775248b80fb57L);
            return join(file.toByteArray(), footer.array());
        }
    }

    /// Writes the pickles of PyTorch's files.
    private static final class PickleWriter {
        private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();

        PickleWriter() {
            pickle.writeBytes(new byte[] {(byte) 0x80, 2});
        }

        byte[] magic() {
            byte[] digits = new BigInteger("119547037146038801333356").toByteArray();
            pickle.writeBytes(new byte[] {(byte) 0x8a, (byte) digits.length});
            for (int i = digits.length - 1; i >= 0; i--) {
                pickle.write(digits[i]);
            }
            return stop();
        }

        byte[] protocol(int number) {
            whole(number);
            return stop();
        }

        byte[] system() {
            pickle.write('}');
            text("little_endian");
            pickle.write(0x88);
            pickle.write('s');
            return stop();
        }

        byte[] keys(int count) {
            pickle.write(']');
            pickle.write('(');
            for (int key = 0; key < count; key++) {
                text(String.valueOf(key));
            }
            pickle.write('e');
            return stop();
        }

        byte[] state(Map<String, Tensor> tensors, boolean older) {
            pickle.writeBytes(utf8("ccollections\nOrderedDict\nq\0)R("));
            int key = 0;
            for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
                text(tensor.getKey());
                tensor(String.valueOf(key++), tensor.getValue(), older);
            }
            pickle.write('u');
            return stop();
        }

        private void tensor(String key, Tensor tensor, boolean older) {
            pickle.writeBytes(utf8("ctorch._utils\n_rebuild_tensor_v2\n(("));
            text("storage");
            pickle.writeBytes(utf8("ctorch\nFloatStorage\n"));
            text(key);
            text("cpu");
            whole(tensor.shape().elements());
            pickle.writeBytes(utf8(older ? "NtQ" : "tQ"));
            whole(0);
            int[] sizes = tensor.shape().toArray();
            tuple(sizes);
            int[] strides = sizes.clone();
            int stride = 1;
            for (int axis = sizes.length - 1; axis >= 0; axis--) {
                strides[axis] = stride;
                stride *= sizes[axis];
            }
            tuple(strides);
            pickle.write(0x89);
            pickle.writeBytes(utf8("h\0)RtR"));
        }

        private void tuple(int... numbers) {
            pickle.write('(');
            for (int number : numbers) {
                whole(number);
            }
            pickle.write('t');
        }

        private void whole(int number) {
            pickle.write('J');
            pickle.writeBytes(little(4).putInt(number).array());
        }

        private void text(String text) {
            byte[] bytes = utf8(text);
            pickle.write('X');
            pickle.writeBytes(little(4).putInt(bytes.length).array());
            pickle.writeBytes(bytes);
        }

        private byte[] stop() {
            pickle.write('.');
            return pickle.toByteArray();
        }
    }

    /// The formats that the tests write.
    static final List<String> FORMATS = List.of("zip", "legacy", "npz", "packed", "tensorflow", "safetensors");

    /// Writes tensors in one of [#FORMATS].
    static Path write(String format, Path path, Map<String, Tensor> tensors) throws IOException {
        switch (format) {
            case "zip" -> torchZip(path, tensors);
            case "legacy" -> torchLegacy(path, tensors);
            case "npz" -> npz(path, ZipEntry.STORED, tensors);
            case "packed" -> npz(path, ZipEntry.DEFLATED, tensors);
            case "tensorflow" -> tensorFlow(path, new TreeMap<>(tensors));
            default -> SafeTensors.write(path, tensors, Map.of());
        }
        return path;
    }
}
