package org.thgcl.data.hdf5;

import static org.thgcl.data.hdf5.ArrayBlocks.CHECKSUM;
import static org.thgcl.data.hdf5.ArrayBlocks.PREFIX;

import java.util.function.Consumer;

/// An array of fixed length, in pages if it is long. It indexes the chunks of datasets that can't grow without limit.
final class FixedArray {
    private static final int HEADER = 28;
    private static final String BLOCK = "FADB";

    private final ArrayBlocks blocks;
    private final Consumer<Fields> entry;
    private final int entrySize;

    private FixedArray(ArrayBlocks blocks, long expected, Consumer<Fields> entry) {
        this.blocks = blocks;
        this.entry = entry;
        Fields fields = blocks.header(HEADER, "FAHD");
        entrySize = fields.u8();
        int pageBits = fields.u8();
        fields.require("entries", fields.length(), expected);
        if (entrySize == 0 || pageBits > 30) {
            throw fields.damaged("has entries of " + entrySize + " bytes in pages of 2^" + pageBits);
        }
        long block = fields.address();
        if (block != FileBytes.UNDEFINED) {
            block(block, expected, 1L << pageBits);
        }
    }

    /// Reads all entries in their order; of a page that was never written none is read.
    ///
    /// @param client 1 for chunks with filters, 0 for others
    /// @param expected entries
    /// @param entry takes an entry; null stands for one that isn't there
    static void read(FileBytes file, long address, int client, long expected, String what, Consumer<Fields> entry) {
        new FixedArray(new ArrayBlocks(file, address, client, what), expected, entry);
    }

    private void block(long address, long entries, long perPage) {
        if (entries <= perPage) {
            Fields fields = blocks.block(address, PREFIX + entries * entrySize + CHECKSUM, BLOCK);
            entries(fields, entries);
            fields.atEnd();
        } else {
            pages(address, entries, perPage);
        }
    }

    /// A bit for each page says whether it was written; the pages follow.
    private void pages(long address, long entries, long perPage) {
        long pages = Math.ceilDiv(entries, perPage);
        long bitmap = Math.ceilDiv(pages, 8L);
        byte[] written =
                blocks.block(address, PREFIX + bitmap + CHECKSUM, BLOCK).raw((int) bitmap);
        long at = address + PREFIX + bitmap + CHECKSUM;
        for (long page = 0; page < pages; page++) {
            long count = Math.min(perPage, entries - page * perPage);
            if (ArrayBlocks.isWritten(written, page)) {
                entries(blocks.page(at, count * entrySize + CHECKSUM), count);
            } else {
                for (long i = 0; i < count; i++) {
                    entry.accept(null);
                }
            }
            at += perPage * entrySize + CHECKSUM;
        }
    }

    private void entries(Fields fields, long count) {
        for (long i = 0; i < count; i++) {
            entry.accept(fields.part(entrySize));
        }
    }
}
