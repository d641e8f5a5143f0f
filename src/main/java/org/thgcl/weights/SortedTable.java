package org.thgcl.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// A table of keys and values in the form of LevelDB: blocks of sorted entries, an index of the blocks, and a
/// footer of 48 bytes with the places of two blocks and a magic number. An entry says how many bytes of its
/// key are those of the key before it. Behind a block stand its compression, one byte, and a checksum, four.
final class SortedTable {
    private static final long MAGIC = 0xdb4775248b80fb57L;
    private static final int FOOTER_BYTES = 48;
    private static final int TRAILER_BYTES = 5;
    private static final int LONGEST_KEY = 1 << 14;
    private static final int MOST_ENTRIES = 100_000;
    private static final int CHECKSUM_SHIFT = 15;
    private static final int CHECKSUM_PLUS = 0xa282ead8;

    private final String where;
    private final ByteBuffer file;

    /// @param key unsigned bytes
    /// @param value part of the file
    record Entry(byte[] key, ByteBuffer value) {}

    private SortedTable(String where, ByteBuffer file) {
        this.where = where;
        this.file = file;
    }

    /// Whether a file ends as such a table does.
    static boolean is(ByteBuffer file) {
        return file.limit() >= FOOTER_BYTES
                && file.duplicate().order(ByteOrder.LITTLE_ENDIAN).getLong(file.limit() - Long.BYTES) == MAGIC;
    }

    /// All entries, in the order of their keys.
    ///
    /// @throws IllegalArgumentException if a checksum is wrong, a block compressed, or anything else not as
    ///     above
    static List<Entry> read(String where, ByteBuffer whole) {
        return new SortedTable(where, whole.duplicate().order(ByteOrder.LITTLE_ENDIAN)).read();
    }

    private List<Entry> read() {
        int footerPlace = file.limit() - FOOTER_BYTES;
        ByteBuffer footer = file.slice(footerPlace, FOOTER_BYTES - Long.BYTES);
        block(footer, footerPlace, "the meta index");
        ByteBuffer index = block(footer, footerPlace, "the index");
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (Entry pointer : entries(index, "the index")) {
            String name = "block " + number++;
            entries.addAll(entries(block(pointer.value(), footerPlace, name), name));
            require(entries.size() <= MOST_ENTRIES, "has more than " + MOST_ENTRIES + " entries");
        }
        for (int i = 1; i < entries.size(); i++) {
            require(ascend(entries.get(i - 1), entries.get(i)), "its keys don't ascend at entry " + i);
        }
        return entries;
    }

    private static boolean ascend(Entry first, Entry second) {
        return Arrays.compareUnsigned(first.key(), second.key()) < 0;
    }

    /// The block whose place and length stand next in a buffer, without its trailer.
    private ByteBuffer block(ByteBuffer handle, int end, String name) {
        long begin = ProtoFields.varint(where, handle);
        long length = ProtoFields.varint(where, handle);
        require(
                begin >= 0 && length >= 0 && begin <= end && length <= end - begin - TRAILER_BYTES,
                name + " of " + length + " bytes at " + begin + " isn't within its " + end + " bytes of blocks");
        int compression = file.get((int) (begin + length));
        CRC32C checksum = new CRC32C();
        checksum.update(file.slice((int) begin, (int) length + 1));
        int crc = (int) checksum.getValue();
        int masked = Integer.rotateRight(crc, CHECKSUM_SHIFT) + CHECKSUM_PLUS;
        require(
                file.getInt((int) (begin + length) + 1) == masked,
                "the checksum (CRC-32C) of " + name + " at byte " + begin + " is wrong");
        require(
                compression == 0,
                name + " is compressed" + (compression == 1 ? " by snappy" : "")
                        + "; only uncompressed tables are read, as TensorFlow writes them");
        return file.slice((int) begin, (int) length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private List<Entry> entries(ByteBuffer block, String name) {
        int size = block.limit();
        long restarts = size < Integer.BYTES ? -1 : Integer.toUnsignedLong(block.getInt(size - Integer.BYTES));
        require(
                restarts >= 0 && restarts <= (size - Integer.BYTES) / Integer.BYTES,
                name + " has " + restarts + " restarts in " + size + " bytes");
        ByteBuffer rest = block.slice(0, size - Integer.BYTES * (1 + (int) restarts));
        List<Entry> entries = new ArrayList<>();
        byte[] key = {};
        while (rest.hasRemaining()) {
            long shared = ProtoFields.varint(where, rest);
            long own = ProtoFields.varint(where, rest);
            long value = ProtoFields.varint(where, rest);
            require(
                    shared >= 0 && shared <= key.length && own >= 0 && own <= LONGEST_KEY - shared,
                    name + " has a key of " + own + " bytes after " + shared + " of the key before");
            require(
                    own <= rest.remaining() && value >= 0 && value <= rest.remaining() - own,
                    name + " has an entry of " + own + " and " + value + " bytes, " + rest.remaining() + " are left");
            key = Arrays.copyOf(key, (int) (shared + own));
            rest.get(key, (int) shared, (int) own);
            entries.add(new Entry(key, rest.slice(rest.position(), (int) value)));
            rest.position(rest.position() + (int) value);
        }
        return entries;
    }

    private void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException(where + ": damaged: " + what);
        }
    }
}
