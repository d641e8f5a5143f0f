package org.thgcl.data;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Decoded blocks of features, the most recently used ones, up to a number of bytes. A small file ends up in it as a
/// whole; of a large one it holds a part.
///
/// All files share one cache, as they share the memory.
final class BlockCache {
    /// A quarter of the heap: the rest is for parameters and activations.
    static final BlockCache SHARED = new BlockCache(Runtime.getRuntime().maxMemory() / 4);

    private final long budget;
    private final Map<Key, float[]> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /// @param budget bytes of features to hold; a block that is larger on its own isn't kept
    BlockCache(long budget) {
        this.budget = budget;
    }

    /// A block, or null if it isn't held.
    synchronized float[] get(Object owner, int block) {
        return blocks.get(new Key(owner, block));
    }

    /// Holds a block and lets go of those unused for longest, as far as needed.
    synchronized void put(Object owner, int block, float[] features) {
        long size = bytes(features);
        if (size > budget) {
            return;
        }
        float[] previous = blocks.put(new Key(owner, block), features);
        bytes += size - (previous == null ? 0 : bytes(previous));
        Iterator<float[]> oldest = blocks.values().iterator();
        while (bytes > budget) {
            bytes -= bytes(oldest.next());
            oldest.remove();
        }
    }

    /// Lets go of all blocks of one owner.
    synchronized void drop(Object owner) {
        blocks.entrySet().removeIf(entry -> {
            boolean dropped = entry.getKey().owner.equals(owner);
            bytes -= dropped ? bytes(entry.getValue()) : 0;
            return dropped;
        });
    }

    /// Bytes of the blocks held.
    synchronized long bytes() {
        return bytes;
    }

    private static long bytes(float[] features) {
        return (long) Float.BYTES * features.length;
    }

    private record Key(Object owner, int block) {}
}
