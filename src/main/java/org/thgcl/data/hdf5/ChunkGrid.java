package org.thgcl.data.hdf5;

/// The regular grid of chunks over a dataset; chunks at the far edges reach beyond it.
///
/// @param sizes of the dataset's axes
/// @param chunk sizes of a chunk's axes
/// @param counts chunks along each axis
/// @param chunks in all
record ChunkGrid(long[] sizes, long[] chunk, long[] counts, long chunks) {
    static ChunkGrid of(FileBytes file, String what, long[] sizes, long[] chunk) {
        if (chunk.length != sizes.length) {
            throw file.damaged(what + " has " + sizes.length + " axes, its chunks have " + chunk.length);
        }
        long[] counts = new long[sizes.length];
        for (int axis = 0; axis < sizes.length; axis++) {
            counts[axis] = Math.ceilDiv(sizes[axis], chunk[axis]);
        }
        return new ChunkGrid(sizes, chunk, counts, Dataspace.product(file, what, counts));
    }

    /// The number of the chunk that begins at an element, or -1 if none does.
    long number(long[] offsets) {
        long number = 0;
        for (int axis = 0; axis < counts.length; axis++) {
            if (offsets[axis] % chunk[axis] != 0 || offsets[axis] / chunk[axis] >= counts[axis]) {
                return -1;
            }
            number = number * counts[axis] + offsets[axis] / chunk[axis];
        }
        return number;
    }

    /// The first element of a chunk along each axis.
    long[] offsets(long number) {
        long[] offsets = new long[counts.length];
        long rest = number;
        for (int axis = counts.length - 1; axis >= 0; axis--) {
            offsets[axis] = rest % counts[axis] * chunk[axis];
            rest /= counts[axis];
        }
        return offsets;
    }

    /// Chunks that share their place on axis 0.
    long perRow() {
        long product = 1;
        for (int axis = 1; axis < counts.length; axis++) {
            product *= counts[axis];
        }
        return product;
    }
}
