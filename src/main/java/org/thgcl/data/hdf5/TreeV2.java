package org.thgcl.data.hdf5;

import java.util.ArrayList;
import java.util.List;

/// A B-tree of version 2: records of one size, in order. It indexes the names of groups with many links and the chunks
/// of datasets that can grow along several axes.
final class TreeV2 {
    /// Records are chunks without filters.
    static final int CHUNKS = 10;
    /// Records are chunks with filters.
    static final int FILTERED_CHUNKS = 11;
    /// Records are names of links by their hash.
    static final int NAMES = 5;

    private static final int HEADER = 38;
    private static final int OVERHEAD = 10;
    private static final int DEEPEST = 16;

    private final FileBytes file;
    private final String what;
    private final List<Fields> records = new ArrayList<>();
    private final int type;
    private int nodeSize;
    private int recordSize;
    /// Bytes of a count of the records in a child, and of those below a child of each level.
    private int countSize;

    private final int[] totalSizes = new int[DEEPEST + 1];

    private TreeV2(FileBytes file, String what, int type) {
        this.file = file;
        this.what = what;
        this.type = type;
    }

    /// Reads all records.
    ///
    /// @param type of the records, as it must be
    /// @param what the tree, for messages
    static List<Fields> read(FileBytes file, long address, int type, String what) {
        TreeV2 tree = new TreeV2(file, what, type);
        tree.header(address);
        return tree.records;
    }

    private void header(long address) {
        Fields header = file.claimed(address, HEADER, what);
        header.checksum();
        header.signature("BTHD");
        header.require("version", header.u8(), 0);
        header.require("type of records", header.u8(), type);
        nodeSize = (int) header.u32();
        recordSize = header.u16();
        int depth = header.u16();
        header.skip(2);
        long root = header.address();
        int inRoot = header.u16();
        long total = header.length();
        if (depth > DEEPEST || recordSize == 0 || nodeSize < OVERHEAD + recordSize) {
            throw header.damaged(
                    "has depth " + depth + ", nodes of " + nodeSize + " and records of " + recordSize + " bytes");
        }
        sizes(depth);
        if (total > 0) {
            node(root, depth, inRoot);
        }
        header.require("records", total, records.size());
    }

    /// How wide counts are follows from how many records a node of each level can have.
    private void sizes(int depth) {
        int leaf = (nodeSize - OVERHEAD) / recordSize;
        countSize = bytesFor(leaf);
        double below = leaf;
        for (int level = 1; level <= depth; level++) {
            int pointer = 8 + countSize + totalSizes[level - 1];
            int most = (nodeSize - OVERHEAD - pointer) / (recordSize + pointer);
            below = (most + 1.0) * below + most;
            totalSizes[level] = bytesFor((long) below);
        }
    }

    /// Bytes of a number up to a limit.
    static int bytesFor(long limit) {
        return (63 - Long.numberOfLeadingZeros(Math.max(1, limit))) / 8 + 1;
    }

    private void node(long address, int level, int count) {
        int pointer = level == 0 ? 0 : 8 + countSize + totalSizes[level - 1];
        long length = OVERHEAD + (long) count * recordSize + (count + 1L) * pointer;
        if (length > nodeSize) {
            throw file.damaged(what + " has a node of " + count + " records, too many for its size");
        }
        Fields node = file.fields(address, length, what);
        file.claim(address, nodeSize, what);
        node.checksum();
        node.signature(level == 0 ? "BTLF" : "BTIN");
        node.require("version", node.u8(), 0);
        node.require("type of records", node.u8(), type);
        Fields own = node.part(count * recordSize);
        for (int i = 0; i <= count; i++) {
            if (level > 0) {
                long child = node.address();
                int inChild = (int) node.unsigned(countSize);
                node.skip(totalSizes[level - 1]);
                node(child, level - 1, inChild);
            }
            if (i < count) {
                records.add(own.part(recordSize));
            }
        }
    }
}
