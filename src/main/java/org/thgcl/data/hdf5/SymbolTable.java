package org.thgcl.data.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// A group of the older format: a B-tree over the sorted names, symbol nodes as its leaves, and a heap with the names.
final class SymbolTable {
    private static final int DEEPEST = 32;
    private static final int ENTRY = 40;
    private static final int SOFT = 2;

    private final FileBytes file;
    private final String path;
    private final SortedMap<String, Link> links = new TreeMap<>();
    private byte[] heap;
    private byte[] last = {};

    /// A group yet to be read.
    ///
    /// @param path of the group, for messages
    SymbolTable(FileBytes file, String path) {
        this.file = file;
        this.path = path;
    }

    SortedMap<String, Link> read(long tree, long names) {
        Fields header = file.claimed(names, 32, "names of group " + path);
        header.signature("HEAP");
        header.require("version", header.u8(), 0);
        header.reserved(3);
        long size = header.length();
        long free = header.length();
        long address = header.address();
        heap = file.claimed(address, size, "heap of group " + path).raw(Math.toIntExact(size));
        if (free != 1 && (free >= size || free % 8 != 0)) {
            throw header.damaged("has its free space at " + free + " of " + size + " bytes");
        }
        node(tree, -1);
        return links;
    }

    /// @param level the level that the node must be of; -1 for the root, which may be of any
    private void node(long address, int level) {
        String what = "index of group " + path;
        Fields prefix = file.fields(address, 24, what);
        prefix.signature("TREE");
        prefix.require("node type", prefix.u8(), 0);
        int here = prefix.u8();
        int entries = prefix.u16();
        if (here > DEEPEST || (level >= 0 && here != level)) {
            throw prefix.damaged("is a node of level " + here);
        }
        requireAlone(prefix, level);
        Fields node = file.claimed(address, 24 + 16L * entries + 8, what);
        node.skip(24);
        byte[] lower = name(node.length(), node);
        for (int i = 0; i < entries; i++) {
            if (Arrays.compareUnsigned(lower, last) < 0 || (links.isEmpty() && lower.length > 0)) {
                throw node.damaged("has names out of order");
            }
            long child = node.address();
            byte[] upper = name(node.length(), node);
            if (here == 0) {
                symbols(child);
            } else {
                node(child, here - 1);
            }
            if (!Arrays.equals(last, upper)) {
                throw node.damaged("has another last name than its node");
            }
            lower = upper;
        }
    }

    /// The only node of its level, the root, has no neighbours.
    private static void requireAlone(Fields prefix, int level) {
        long left = prefix.address();
        long right = prefix.address();
        if (level < 0) {
            prefix.require("left neighbour", left, FileBytes.UNDEFINED);
            prefix.require("right neighbour", right, FileBytes.UNDEFINED);
        }
    }

    private void symbols(long address) {
        String what = "symbols of group " + path;
        Fields prefix = file.fields(address, 8, what);
        prefix.signature("SNOD");
        prefix.require("version", prefix.u8(), 1);
        prefix.reserved(1);
        int count = prefix.u16();
        Fields node = file.claimed(address, 8 + (long) ENTRY * count, what);
        node.skip(8);
        for (int i = 0; i < count; i++) {
            symbol(node);
        }
    }

    private void symbol(Fields node) {
        byte[] name = name(node.length(), node);
        long header = node.address();
        long cached = node.u32();
        node.reserved(4);
        Fields scratch = node.part(16);
        if (Arrays.compareUnsigned(last, name) >= 0) {
            throw node.damaged("has names out of order");
        }
        last = name;
        Link link =
                switch ((int) cached) {
                    case 0, 1 -> new Link.Hard(header);
                    case SOFT -> new Link.Soft(text(name(scratch.u32(), node)));
                    default -> throw node.damaged("has the cache type " + cached + "; it must be 0, 1 or 2");
                };
        links.put(text(name), link);
    }

    /// A name in the heap: from a multiple of 8, behind the end of another, up to a zero byte.
    private byte[] name(long offset, Fields node) {
        if (offset < 0 || offset >= heap.length || offset % 8 != 0 || (offset > 0 && heap[(int) offset - 1] != 0)) {
            throw node.damaged("has a name at " + offset + " of the heap, where none begins");
        }
        int end = (int) offset;
        while (heap[end] != 0) {
            if (++end == heap.length) {
                throw node.damaged("has a name without an end");
            }
        }
        return Arrays.copyOfRange(heap, (int) offset, end);
    }

    private static String text(byte[] name) {
        return new String(name, StandardCharsets.UTF_8);
    }
}
