package org.thgcl.data.hdf5;

import java.util.Arrays;
import java.util.List;

/// The place of a dataset's elements in the file.
sealed interface Layout {
    /// The indexes of the newer format, from number 1.
    List<Index> NEWER = List.of(Index.SINGLE, Index.IMPLICIT, Index.FIXED_ARRAY, Index.EXTENSIBLE_ARRAY, Index.TREE_2);

    /// In the object header.
    record Compact(byte[] bytes) implements Layout {}

    /// In one piece.
    record Contiguous(long address, long size) implements Layout {}

    /// In chunks of equal shape, found through an index.
    ///
    /// @param chunk sizes of a chunk's axes
    /// @param elementSize bytes of an element
    /// @param address of the index, undefined if nothing was ever written
    record Chunked(long[] chunk, long elementSize, Index index, long address, SingleChunk single) implements Layout {}

    /// Kinds of chunk index.
    enum Index {
        /// A B-tree of version 1.
        TREE,
        /// No index, there is one chunk.
        SINGLE,
        /// No index, the chunks follow one another.
        IMPLICIT,
        /// An array of as many entries as chunks.
        FIXED_ARRAY,
        /// An array that can grow along one axis.
        EXTENSIBLE_ARRAY,
        /// A B-tree of version 2, for datasets that can grow along several axes.
        TREE_2
    }

    /// What the layout message knows of a single, filtered chunk; size 0 for one without filters.
    record SingleChunk(long size, long mask) {
        static final SingleChunk PLAIN = new SingleChunk(0, 0);
    }

    /// Reads a layout message.
    ///
    /// @param what the dataset, for messages
    static Layout read(Fields fields, String what) {
        FileBytes file = fields.file();
        int version = fields.u8();
        if (version < 3 || version > 5) {
            throw file.unsupported(what + " has data layout version " + version, "rewrite the file with h5repack");
        }
        int kind = fields.u8();
        return switch (kind) {
            case 0 -> new Compact(fields.raw(fields.u16()));
            case 1 -> new Contiguous(fields.address(), fields.length());
            case 2 -> version == 3 ? tree(fields) : indexed(fields, what);
            case 3 ->
                throw file.unsupported(what + " is a virtual dataset, whose data are in other files", WayOut.PLAIN);
            default -> throw fields.damaged("has data layout class " + kind);
        };
    }

    private static Layout tree(Fields fields) {
        int axes = fields.u8() - 1;
        long address = fields.address();
        long[] sizes = sizes(fields, axes, 4);
        return new Chunked(sizes, fields.u32(), Index.TREE, address, SingleChunk.PLAIN);
    }

    private static Layout indexed(Fields fields, String what) {
        int flags = fields.u8();
        int axes = fields.u8() - 1;
        int width = fields.u8();
        if (width > 8) {
            throw fields.damaged("has chunk sizes of " + width + " bytes");
        }
        long[] sizes = sizes(fields, axes, width);
        long elementSize = fields.unsigned(width);
        int index = fields.u8();
        SingleChunk single = SingleChunk.PLAIN;
        switch (index) {
            case 1 -> {
                if ((flags & 2) != 0) {
                    single = new SingleChunk(fields.length(), fields.u32());
                }
            }
            case 2 -> {}
            case 3 -> fields.skip(1);
            // What these say of their index stands in the index, too.
            case 4 -> fields.skip(5);
            case 5 -> fields.skip(6);
            default -> throw fields.damaged("has the chunk index " + index + "; it must be from 1 to 5");
        }
        if ((flags & 1) != 0) {
            throw fields.file().unsupported(what + " leaves chunks at its edge unfiltered", WayOut.EARLIEST);
        }
        return new Chunked(sizes, elementSize, NEWER.get(index - 1), fields.address(), single);
    }

    private static long[] sizes(Fields fields, int axes, int width) {
        if (axes < 1 || axes > 32) {
            throw fields.damaged("has chunks of " + axes + " axes");
        }
        long[] sizes = new long[axes];
        for (int axis = 0; axis < axes; axis++) {
            sizes[axis] = fields.unsigned(width);
        }
        if (Arrays.stream(sizes).anyMatch(size -> size == 0)) {
            throw fields.damaged("has chunks of size " + Arrays.toString(sizes));
        }
        return sizes;
    }
}
