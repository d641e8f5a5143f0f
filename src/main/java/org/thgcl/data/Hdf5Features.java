package org.thgcl.data;

import java.util.function.IntFunction;
import org.thgcl.data.hdf5.FloatValues;
import org.thgcl.data.hdf5.StoredDataset;

/// One dataset `[N, P, F]` of a file, read in blocks of consecutive clips on demand.
///
/// A block of a chunked dataset is as many clips as a chunk, so that a chunk is decoded once for all of them. A block
/// of a contiguous dataset is about as large as one read should be.
final class Hdf5Features {
    private static final int CONTIGUOUS_BLOCK_BYTES = 1 << 16;
    private static final int MOST_ELEMENTS = 1 << 28;

    private final String where;
    private final StoredDataset dataset;
    private final BlockCache cache;
    private final IntFunction<String> ids;
    /// Owns the blocks in the cache that weren't searched for NaN.
    private final Object unchecked = new Object();

    private final FeatureShape shape;
    private final int clipsPerBlock;

    /// @param where file and dataset, for messages
    /// @param ids what to call a clip
    /// @throws IllegalArgumentException if the dataset isn't one of numbers with three axes, none of them empty, or
    ///     if a block is too large for the memory
    Hdf5Features(String where, StoredDataset dataset, BlockCache cache, IntFunction<String> ids) {
        this.where = where;
        this.dataset = dataset;
        this.cache = cache;
        this.ids = ids;
        shape = FeatureShape.of(where, dataset.sizes(), MOST_ELEMENTS);
        if (!dataset.type().isNumber()) {
            throw new IllegalArgumentException(
                    where + " holds " + dataset.type().description()
                            + "; features must be numbers: integers of 1, 2, 4 or 8 bytes, or IEEE floats of 2, 4 or 8"
                            + " bytes");
        }
        int perClip = shape.perClip();
        long wanted = dataset.isChunked()
                ? Math.min(dataset.rowsPerChunk(), MOST_ELEMENTS / perClip)
                : CONTIGUOUS_BLOCK_BYTES / Float.BYTES / perClip;
        clipsPerBlock = Math.clamp(wanted, 1, shape.clips());
        requireMemory();
    }

    /// Checks that all clips were written.
    ///
    /// @throws IllegalArgumentException that names the first that wasn't
    void requireWritten() {
        long unwritten = dataset.firstUnwritten();
        if (unwritten >= 0) {
            throw new IllegalArgumentException(where + " of clip " + unwritten + " (" + ids.apply((int) unwritten)
                    + ") was never written; write it or make the file without the clip");
        }
    }

    /// A block, as bytes and as floats, and a chunk before and after its last filter have to fit in half the heap.
    private void requireMemory() {
        long elements = (long) clipsPerBlock * shape.perClip();
        long bytes = elements * (Float.BYTES + dataset.type().size()) + 2 * dataset.bytesPerChunk();
        long most = Runtime.getRuntime().maxMemory() / 2;
        if (dataset.bytesPerChunk() > Integer.MAX_VALUE - 8 || bytes > most) {
            throw new IllegalArgumentException(where + " has chunks of " + (dataset.bytesPerChunk() >> 20)
                    + " MB; to read one takes " + (bytes >> 20) + " MB of memory, " + (most >> 20)
                    + " MB are allowed: write the file with one clip in a chunk, or allow more memory, as in"
                    + " THGCL_JAVA_OPTS=-Xmx8g");
        }
    }

    FeatureShape shape() {
        return shape;
    }

    /// Writes a clip's features, row-major `[P, F]`, to `into[offset...]`.
    ///
    /// @throws IllegalArgumentException if a feature in the clip's block isn't finite
    void read(int clip, float[] into, int offset) {
        read(this, clip, into, offset);
    }

    /// The same for features that may be infinite or NaN.
    void readUnchecked(int clip, float[] into, int offset) {
        read(unchecked, clip, into, offset);
    }

    private void read(Object owner, int clip, float[] into, int offset) {
        int perClip = shape.perClip();
        float[] block = block(owner, clip / clipsPerBlock);
        System.arraycopy(block, clip % clipsPerBlock * perClip, into, offset, perClip);
    }

    /// Lets go of what the cache holds of this dataset.
    void close() {
        cache.drop(this);
        cache.drop(unchecked);
    }

    private float[] block(Object owner, int block) {
        float[] held = cache.get(owner, block);
        if (held != null) {
            return held;
        }
        // A block is decoded once: who waited here may find that another thread has read it.
        synchronized (this) {
            held = cache.get(owner, block);
            if (held == null) {
                held = load(block);
                if (owner == this) {
                    check(held, block * clipsPerBlock);
                }
                cache.put(owner, block, held);
            }
            return held;
        }
    }

    private float[] load(int block) {
        int first = block * clipsPerBlock;
        int count = Math.min(clipsPerBlock, shape.clips() - first);
        float[] flat = new float[count * shape.perClip()];
        try {
            FloatValues.read(dataset.read(first, count), dataset.type(), flat);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + " (clips " + first + " to " + (first + count - 1) + ")", e);
        }
        return flat;
    }

    private void check(float[] flat, int firstClip) {
        for (int i = 0; i < flat.length; i++) {
            if (!Float.isFinite(flat[i])) {
                int clip = firstClip + i / shape.perClip();
                throw shape.notFinite(where, clip + " (" + ids.apply(clip) + ")", i % shape.perClip(), flat[i]);
            }
        }
    }
}
