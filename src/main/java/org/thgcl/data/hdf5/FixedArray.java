package org.thgcl.data.hdf5;

import java.util.function.Consumer;

/// An array of fixed length, in pages if it is long. It indexes the chunks of datasets that can't grow without limit.
final class FixedArray {
    private static final int HEADER = 28;
    private static final int PREFIX = 14;
    private static final int CHECKSUM = 4;

    private final FileBytes file;
    private final String what;
    private final long header;
    private final int client;
    private final Consumer<Fields> entry;
    private final int entrySize;

    private FixedArray(FileBytes file, long address, int client, long expected, String what, Consumer<Fields> entry) {
        this.file = file;
        this.what = what;
        this.header = address;
        this.client = client;
        this.entry = entry;
        Fields fields = file.claimed(address, HEADER, what);
        fields.checksum();
        fields.signature("FAHD");
        fields.require("version", fields.u8(), 0);
        fields.require("client", fields.u8(), client);
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
        new FixedArray(file, address, client, expected, what, entry);
    }

    private void block(long address, long entries, long perPage) {
        if (entries <= perPage) {
            Fields fields = start(address, PREFIX + entries * entrySize + CHECKSUM);
            entries(fields, entries);
            fields.atEnd();
        } else {
            pages(address, entries, perPage);
        }
    }

    private Fields start(long address, long length) {
        Fields fields = file.claimed(address, length, what);
        fields.checksum();
        fields.signature("FADB");
        fields.require("version", fields.u8(), 0);
        fields.require("client", fields.u8(), client);
        fields.require("header address", fields.address(), header);
        return fields;
    }

    /// A bit for each page says whether it was written; the pages follow.
    private void pages(long address, long entries, long perPage) {
        long pages = Math.ceilDiv(entries, perPage);
        long bitmap = Math.ceilDiv(pages, 8L);
        byte[] written = start(address, PREFIX + bitmap + CHECKSUM).raw((int) bitmap);
        long at = address + PREFIX + bitmap + CHECKSUM;
        for (long page = 0; page < pages; page++) {
            long count = Math.min(perPage, entries - page * perPage);
            if ((written[(int) (page / 8)] & (0x80 >> (page % 8))) != 0) {
                Fields fields = file.claimed(at, count * entrySize + CHECKSUM, what);
                fields.checksum();
                entries(fields, count);
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
