package org.thgcl.data.hdf5;

import static org.thgcl.data.hdf5.ArrayBlocks.CHECKSUM;
import static org.thgcl.data.hdf5.ArrayBlocks.PREFIX;

import java.util.function.Consumer;

/// An array that can grow: some entries in an index block, the next in data blocks of growing size, of which the index
/// block knows the first ones, and super blocks the others. It indexes the chunks of datasets that can grow along one
/// axis.
final class ExtensibleArray {
    private static final int HEADER = 72;

    private final ArrayBlocks blocks;
    private final Consumer<Fields> entry;
    private final int entrySize;
    private final int offsetSize;
    private final long smallest;
    private final long perPage;
    private final long total;
    private long done;

    private ExtensibleArray(ArrayBlocks blocks, Consumer<Fields> entry) {
        this.blocks = blocks;
        this.entry = entry;
        Fields fields = blocks.header(HEADER, "EAHD");
        entrySize = fields.u8();
        int bits = fields.u8();
        offsetSize = (bits + 7) / 8;
        int inIndex = fields.u8();
        smallest = fields.u8();
        int pointers = fields.u8();
        int pageBits = fields.u8();
        perPage = 1L << pageBits;
        fields.skip(32);
        total = fields.length();
        fields.skip(8);
        long index = fields.address();
        if (entrySize == 0
                || bits > 64
                || pageBits > 30
                || Long.bitCount(smallest) != 1
                || Long.bitCount(pointers) != 1) {
            throw fields.damaged("has blocks from " + smallest + " entries and " + pointers + " pointers");
        }
        if (index != FileBytes.UNDEFINED) {
            index(index, inIndex, pointers, bits);
        }
    }

    /// Reads all entries up to the last that was ever set, in their order; of a block that was never made none is read.
    ///
    /// @param client 1 for chunks with filters, 0 for others
    /// @param entry takes an entry; null stands for one that isn't there
    static void read(FileBytes file, long address, int client, String what, Consumer<Fields> entry) {
        new ExtensibleArray(new ArrayBlocks(file, address, client, what), entry);
    }

    private void index(long address, int inIndex, int pointers, int bits) {
        int supers = 1 + bits - Long.numberOfTrailingZeros(smallest);
        int known = 2 * Integer.numberOfTrailingZeros(pointers);
        int direct = 2 * (pointers - 1);
        long length = PREFIX + (long) inIndex * entrySize + 8L * (direct + Math.max(0, supers - known)) + CHECKSUM;
        Fields index = blocks.block(address, length, "EAIB");
        entries(index, inIndex);
        for (int level = 0; level < known; level++) {
            for (long i = 0; i < count(level); i++) {
                data(index.address(), size(level), null);
            }
        }
        for (int level = known; level < supers && done < total; level++) {
            superBlock(index.address(), level);
        }
    }

    private static long count(int level) {
        return 1L << (level / 2);
    }

    private long size(int level) {
        return smallest << ((level + 1) / 2);
    }

    private void superBlock(long address, int level) {
        if (address == FileBytes.UNDEFINED) {
            missing(count(level) * size(level));
            return;
        }
        long pages = size(level) > perPage ? size(level) / perPage : 0;
        int bitmap = (int) ((pages + 7) / 8);
        long length = PREFIX + offsetSize + count(level) * (bitmap + 8) + CHECKSUM;
        Fields block = blocks.block(address, length, "EASB");
        block.skip(offsetSize);
        byte[][] written = new byte[(int) count(level)][];
        for (int i = 0; i < written.length; i++) {
            written[i] = block.raw(bitmap);
        }
        for (byte[] pagesWritten : written) {
            data(block.address(), size(level), pagesWritten);
        }
    }

    private void data(long address, long size, byte[] written) {
        if (address == FileBytes.UNDEFINED || done >= total) {
            missing(size);
            return;
        }
        int prefix = PREFIX + offsetSize + CHECKSUM;
        if (size <= perPage) {
            Fields block = blocks.block(address, prefix + size * entrySize, "EADB");
            block.skip(offsetSize);
            entries(block, size);
            return;
        }
        blocks.block(address, prefix, "EADB");
        for (int page = 0; page < size / perPage; page++) {
            if (written != null && !ArrayBlocks.isWritten(written, page)) {
                missing(perPage);
                continue;
            }
            long at = address + prefix + page * (perPage * entrySize + CHECKSUM);
            entries(blocks.page(at, perPage * entrySize + CHECKSUM), perPage);
        }
    }

    private void entries(Fields fields, long count) {
        for (long i = 0; i < count; i++) {
            Fields one = fields.part(entrySize);
            if (done++ < total) {
                entry.accept(one);
            }
        }
    }

    private void missing(long count) {
        for (long i = 0; i < count && done < total; i++) {
            done++;
            entry.accept(null);
        }
    }
}
