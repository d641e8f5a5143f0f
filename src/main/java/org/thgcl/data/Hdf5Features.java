package org.thgcl.data;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.exceptions.HdfException;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.function.IntFunction;

/// One dataset [N, P, F] of a file, read in blocks of consecutive clips on demand.
///
/// A block of a chunked dataset is as many clips as a chunk, so that a chunk is decoded once for all of them. A block
/// of a contiguous dataset is about as large as one read should be.
final class Hdf5Features {
    private static final int CONTIGUOUS_BLOCK_BYTES = 1 << 16;
    private static final int MOST_ELEMENTS = 1 << 28;

    private final String where;
    private final Dataset dataset;
    private final BlockCache cache;
    private final IntFunction<String> ids;
    private final int clips;
    private final int segments;
    private final int features;
    private final int clipsPerBlock;

    /// @param where file and dataset, for messages
    /// @param ids what to call a clip
    /// @throws IllegalArgumentException if the dataset isn't one of numbers with three axes, none of them empty
    Hdf5Features(String where, Dataset dataset, BlockCache cache, IntFunction<String> ids) {
        this.where = where;
        this.dataset = dataset;
        this.cache = cache;
        this.ids = ids;
        int[] sizes = dataset.getDimensions();
        if (sizes.length != 3) {
            throw new IllegalArgumentException(where + " has " + sizes.length + " axes " + Arrays.toString(sizes)
                    + "; it must have 3: clip, segment, feature");
        }
        Class<?> type = dataset.getJavaType();
        if (!type.isPrimitive() || type == boolean.class || type == char.class || dataset.isCompound()) {
            throw new IllegalArgumentException(where + " holds " + type.getSimpleName() + "; features must be numbers");
        }
        clips = sizes[0];
        segments = sizes[1];
        features = sizes[2];
        if (clips == 0 || segments == 0 || features == 0 || dataset.isEmpty()) {
            throw new IllegalArgumentException(where + " of size " + Arrays.toString(sizes)
                    + " (clip, segment, feature) is empty; at least one clip with one number is needed");
        }
        int perClip = Math.multiplyExact(segments, features);
        int wanted = dataset instanceof ChunkedDataset chunked
                ? Math.min(chunked.getChunkDimensions()[0], MOST_ELEMENTS / perClip)
                : CONTIGUOUS_BLOCK_BYTES / Float.BYTES / perClip;
        clipsPerBlock = Math.clamp(wanted, 1, clips);
    }

    int clips() {
        return clips;
    }

    int segments() {
        return segments;
    }

    int features() {
        return features;
    }

    /// Writes a clip's features, row-major [P, F], to `into[offset...]`.
    void read(int clip, float[] into, int offset) {
        int perClip = segments * features;
        float[] block = block(clip / clipsPerBlock);
        System.arraycopy(block, clip % clipsPerBlock * perClip, into, offset, perClip);
    }

    /// Lets go of what the cache holds of this dataset.
    void close() {
        cache.drop(this);
    }

    private float[] block(int block) {
        float[] held = cache.get(this, block);
        if (held != null) {
            return held;
        }
        // jhdf reads on one thread at a time; who waited here may find that another thread has read the block.
        synchronized (this) {
            held = cache.get(this, block);
            if (held == null) {
                held = load(block);
                cache.put(this, block, held);
            }
            return held;
        }
    }

    private float[] load(int block) {
        int first = block * clipsPerBlock;
        int count = Math.min(clipsPerBlock, clips - first);
        Object slice = slice(first, count);
        float[] flat = new float[count * segments * features];
        for (int clip = 0; clip < count; clip++) {
            for (int segment = 0; segment < segments; segment++) {
                Object row = Array.get(Array.get(slice, clip), segment);
                copy(row, flat, (clip * segments + segment) * features);
                check(flat, first + clip, segment, (clip * segments + segment) * features);
            }
        }
        return flat;
    }

    private Object slice(int first, int count) {
        try {
            return dataset.getData(new long[] {first, 0, 0}, new int[] {count, segments, features});
        } catch (HdfException e) {
            throw new IllegalArgumentException(
                    where + " of clips " + first + " to " + (first + count - 1) + " can't be read: " + e.getMessage(),
                    e);
        }
    }

    /// Copies one segment's numbers of whatever type; float64 and large integers are rounded to float32.
    private static void copy(Object row, float[] into, int offset) {
        switch (row) {
            case float[] numbers -> System.arraycopy(numbers, 0, into, offset, numbers.length);
            case double[] numbers -> {
                for (int i = 0; i < numbers.length; i++) {
                    into[offset + i] = (float) numbers[i];
                }
            }
            default -> {
                for (int i = 0; i < Array.getLength(row); i++) {
                    into[offset + i] = Array.getFloat(row, i);
                }
            }
        }
    }

    private void check(float[] flat, int clip, int segment, int offset) {
        for (int feature = 0; feature < features; feature++) {
            if (!Float.isFinite(flat[offset + feature])) {
                throw new IllegalArgumentException(where + " of clip " + clip + " (" + ids.apply(clip) + "), segment "
                        + segment + ", feature " + feature + " is " + flat[offset + feature]
                        + "; features must be finite float32 numbers: mend the file or leave the clip out");
            }
        }
    }
}
