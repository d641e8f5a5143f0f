package org.thgcl.data.hdf5;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The chunk indexes of the newer format that aren't trees of version 1: what an entry means, and which chunk it is.
///
/// An array counts the chunks that the dataset can have, up to the limits of its axes, in row-major order; an axis
/// without limit comes first.
final class ArrayedChunks {
    private final String what;
    private final ChunkGrid grid;
    private final boolean filtered;
    private final long plainSize;
    private final List<Chunk> chunks = new ArrayList<>();
    /// Axes from the slowest, and how many chunks each can have.
    private final int[] axes;

    private final long[] most;
    private long entries;

    private ArrayedChunks(String what, ChunkGrid grid, long[] limits, boolean filtered, long plainSize) {
        this.what = "chunk index of " + what;
        this.grid = grid;
        this.filtered = filtered;
        this.plainSize = plainSize;
        axes = new int[limits.length];
        most = new long[limits.length];
        int next = 0;
        for (int axis = 0; axis < limits.length; axis++) {
            if (limits[axis] == Dataspace.UNLIMITED) {
                axes[next++] = axis;
            }
        }
        for (int axis = 0; axis < limits.length; axis++) {
            if (limits[axis] != Dataspace.UNLIMITED) {
                axes[next++] = axis;
                most[axis] = Math.ceilDiv(limits[axis], grid.chunk()[axis]);
            }
        }
    }

    /// Reads an index.
    ///
    /// @param limits of the dataset's axes
    /// @param filtered whether chunks go through filters
    /// @param plainSize bytes of a chunk without filters
    /// @param what the dataset, for messages
    /// @return the chunks that were written, in ascending order of their numbers
    static List<Chunk> read(
            FileBytes file,
            Layout.Chunked layout,
            ChunkGrid grid,
            long[] limits,
            boolean filtered,
            long plainSize,
            String what) {
        ArrayedChunks index = new ArrayedChunks(what, grid, limits, filtered, plainSize);
        int client = filtered ? 1 : 0;
        switch (layout.index()) {
            case FIXED_ARRAY ->
                FixedArray.read(
                        file,
                        layout.address(),
                        client,
                        Dataspace.product(file, what, index.most),
                        index.what,
                        index::entry);
            case EXTENSIBLE_ARRAY -> ExtensibleArray.read(file, layout.address(), client, index.what, index::entry);
            default -> {
                int type = filtered ? TreeV2.FILTERED_CHUNKS : TreeV2.CHUNKS;
                TreeV2.read(file, layout.address(), type, index.what).forEach(index::record);
            }
        }
        index.chunks.sort(Comparator.comparingLong(Chunk::number));
        for (int i = 1; i < index.chunks.size(); i++) {
            if (index.chunks.get(i - 1).number() == index.chunks.get(i).number()) {
                throw file.damaged(index.what + " has a chunk twice");
            }
        }
        return index.chunks;
    }

    /// An entry of an array: address and, with filters, size and mask.
    private void entry(Fields entry) {
        long number = entries++;
        if (entry == null) {
            return;
        }
        Stored stored = stored(entry, entry.remaining() - 12);
        entry.atEnd();
        if (stored.address == FileBytes.UNDEFINED) {
            return;
        }
        long[] place = new long[axes.length];
        for (int i = axes.length - 1; i > 0; i--) {
            place[axes[i]] = number % most[axes[i]];
            number /= most[axes[i]];
        }
        place[axes[0]] = number;
        add(entry, stored, place);
    }

    /// A record of a tree: the same and the chunk's place along each axis.
    private void record(Fields record) {
        Stored stored = stored(record, record.remaining() - 12 - 8 * axes.length);
        long[] place = new long[axes.length];
        for (int axis = 0; axis < place.length; axis++) {
            place[axis] = record.length();
        }
        record.atEnd();
        add(record, stored, place);
    }

    private Stored stored(Fields fields, int sizeBytes) {
        if (filtered && (sizeBytes < 1 || sizeBytes > 8)) {
            throw fields.damaged("has sizes of " + sizeBytes + " bytes");
        }
        long address = fields.address();
        return filtered
                ? new Stored(address, fields.unsigned(sizeBytes), fields.u32())
                : new Stored(address, plainSize, 0);
    }

    private void add(Fields entry, Stored stored, long[] place) {
        long number = 0;
        for (int axis = 0; axis < place.length; axis++) {
            if (place[axis] >= grid.counts()[axis]) {
                throw entry.damaged("has a chunk outside of the dataset");
            }
            number = number * grid.counts()[axis] + place[axis];
        }
        chunks.add(new Chunk(number, stored.address, stored.size, stored.mask));
    }

    private record Stored(long address, long size, long mask) {}
}
