package org.thgcl.data.hdf5;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The chunk index of the older format: a B-tree whose keys are the chunks' first elements, in ascending order.
final class ChunkTree {
    private static final int DEEPEST = 32;

    private final FileBytes file;
    private final String what;
    private final ChunkGrid grid;
    private final List<Chunk> chunks = new ArrayList<>();
    private long[] last;

    private ChunkTree(FileBytes file, String what, ChunkGrid grid) {
        this.file = file;
        this.what = what;
        this.grid = grid;
    }

    /// Reads the whole tree.
    ///
    /// @param what the dataset, for messages
    /// @return the chunks in ascending order of their numbers
    static List<Chunk> read(FileBytes file, long root, ChunkGrid grid, String what) {
        ChunkTree tree = new ChunkTree(file, "chunk index of " + what, grid);
        tree.node(root, -1);
        return tree.chunks;
    }

    private void node(long address, int level) {
        Fields prefix = file.fields(address, 24, what);
        prefix.signature("TREE");
        prefix.require("node type", prefix.u8(), 1);
        int here = prefix.u8();
        int entries = prefix.u16();
        long left = prefix.address();
        long right = prefix.address();
        boolean root = level < 0;
        if (here > DEEPEST || (!root && here != level)) {
            throw prefix.damaged("is a node of level " + here);
        }
        if (root && (left != FileBytes.UNDEFINED || right != FileBytes.UNDEFINED)) {
            throw prefix.damaged("is a root with neighbours");
        }
        int key = 8 + 8 * (grid.counts().length + 1);
        Fields node = file.claimed(address, 24 + (long) entries * (key + 8) + key, what);
        node.skip(24);
        Key lower = key(node);
        for (int i = 0; i < entries; i++) {
            long child = node.address();
            Key upper = key(node);
            if (Arrays.compare(lower.offsets, upper.offsets) >= 0) {
                throw node.damaged("has chunks out of order");
            }
            if (here > 0) {
                int first = chunks.size();
                node(child, here - 1);
                if (first == chunks.size() || chunks.get(first).number() != grid.number(lower.offsets)) {
                    throw node.damaged("has another first chunk than its node");
                }
            } else {
                add(node, lower, child);
            }
            lower = upper;
        }
    }

    private void add(Fields node, Key key, long address) {
        long number = grid.number(key.offsets);
        if (number < 0) {
            throw node.damaged("has a chunk at " + Arrays.toString(key.offsets) + " of a dataset of size "
                    + Arrays.toString(grid.sizes()) + " in chunks of " + Arrays.toString(grid.chunk()));
        }
        if (last != null && Arrays.compare(last, key.offsets) >= 0) {
            throw node.damaged("has chunks out of order");
        }
        last = key.offsets;
        chunks.add(new Chunk(number, address, key.size, key.mask));
    }

    private Key key(Fields node) {
        long size = node.u32();
        long mask = node.u32();
        long[] offsets = new long[grid.counts().length];
        for (int axis = 0; axis < offsets.length; axis++) {
            offsets[axis] = node.length();
        }
        node.length();
        return new Key(size, mask, offsets);
    }

    private record Key(long size, long mask, long[] offsets) {}
}
