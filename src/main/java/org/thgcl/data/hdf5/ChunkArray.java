package org.thgcl.data.hdf5;

import java.util.ArrayList;
import java.util.List;

/// The chunk index of the newer format for datasets of fixed size: an array with an entry for each chunk, in pages if
/// it is long.
final class ChunkArray {
    private static final int HEADER = 28;
    private static final int PREFIX = 14;
    private static final int CHECKSUM = 4;

    private final FileBytes file;
    private final String what;
    private final List<Chunk> chunks = new ArrayList<>();
    private final long plainSize;
    private int entrySize;
    private boolean filtered;

    private ChunkArray(FileBytes file, String what, long plainSize) {
        this.file = file;
        this.what = what;
        this.plainSize = plainSize;
    }

    /// Reads the whole array.
    ///
    /// @param plainSize bytes of a chunk without filters
    /// @param what the dataset, for messages
    /// @return the chunks that were written, in ascending order of their numbers
    static List<Chunk> read(FileBytes file, long address, ChunkGrid grid, long plainSize, String what) {
        ChunkArray array = new ChunkArray(file, "chunk index of " + what, plainSize);
        array.header(address, grid.chunks());
        return array.chunks;
    }

    private void header(long address, long expected) {
        Fields header = file.claimed(address, HEADER, what);
        header.checksum();
        header.signature("FAHD");
        header.require("version", header.u8(), 0);
        filtered = header.u8() == 1;
        entrySize = header.u8();
        int pageBits = header.u8();
        long entries = header.length();
        if (entries > expected) {
            throw file.unsupported(what + " is that of a resizable dataset in the newer format", WayOut.EARLIEST);
        }
        header.require("entries", entries, expected);
        if (entrySize < (filtered ? 13 : 8) || entrySize > 20 || pageBits > 30) {
            throw header.damaged("has entries of " + entrySize + " bytes in pages of 2^" + pageBits);
        }
        long block = header.address();
        if (block != FileBytes.UNDEFINED) {
            long perPage = 1L << pageBits;
            if (entries > perPage) {
                pages(address, block, entries, perPage);
            } else {
                Fields fields = block(address, block, PREFIX + entries * entrySize + CHECKSUM);
                entries(fields, 0, entries);
                fields.atEnd();
            }
        }
    }

    private Fields block(long header, long address, long length) {
        Fields fields = file.claimed(address, length, what);
        fields.checksum();
        fields.signature("FADB");
        fields.require("version", fields.u8(), 0);
        fields.require("client", fields.u8(), filtered ? 1 : 0);
        fields.require("header address", fields.address(), header);
        return fields;
    }

    /// A bit for each page says whether it was written; the pages follow.
    private void pages(long header, long address, long entries, long perPage) {
        long pages = Math.ceilDiv(entries, perPage);
        long bitmap = Math.ceilDiv(pages, 8L);
        byte[] written = block(header, address, PREFIX + bitmap + CHECKSUM).raw((int) bitmap);
        long at = address + PREFIX + bitmap + CHECKSUM;
        for (long page = 0; page < pages; page++) {
            long count = Math.min(perPage, entries - page * perPage);
            long length = count * entrySize + CHECKSUM;
            if ((written[(int) (page / 8)] & (0x80 >> (page % 8))) != 0) {
                Fields fields = file.claimed(at, length, what);
                fields.checksum();
                entries(fields, page * perPage, count);
            }
            at += perPage * entrySize + CHECKSUM;
        }
    }

    private void entries(Fields fields, long first, long count) {
        for (long i = 0; i < count; i++) {
            long address = fields.address();
            long size = filtered ? fields.unsigned(entrySize - 12) : plainSize;
            long mask = filtered ? fields.u32() : 0;
            if (address != FileBytes.UNDEFINED) {
                chunks.add(new Chunk(first + i, address, size, mask));
            }
        }
    }
}
