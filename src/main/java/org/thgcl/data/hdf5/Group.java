package org.thgcl.data.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/// The links of a group, by name.
///
/// A group is a symbol table (all versions) or a list of link messages (since HDF5 1.8). If there are many of these,
/// they are in a heap.
final class Group {
    private static final int HARD = 0;
    private static final int SOFT = 1;
    private static final int EXTERNAL = 64;

    private final SortedMap<String, Link> links;

    private Group(SortedMap<String, Link> links) {
        this.links = links;
    }

    /// Reads a group of either kind.
    ///
    /// @param header the group's object header
    /// @param path of the group from the root, ending in a slash
    static Group read(ObjectHeader header, String path) {
        FileBytes file = header.file();
        if (header.has(ObjectHeader.SYMBOL_TABLE)) {
            Fields table = header.one(ObjectHeader.SYMBOL_TABLE, "symbol table");
            return new Group(new SymbolTable(file, path).read(table.address(), table.address()));
        }
        if (!header.has(ObjectHeader.LINK_INFO)) {
            throw file.damaged(path + " is not a group");
        }
        SortedMap<String, Link> links = new TreeMap<>();
        addDense(links, header.one(ObjectHeader.LINK_INFO, "link info"), path);
        for (Fields message : header.all(ObjectHeader.LINK)) {
            add(links, message);
        }
        return new Group(links);
    }

    SortedMap<String, Link> links() {
        return links;
    }

    /// Links in a heap, found through a tree of names.
    private static void addDense(SortedMap<String, Link> links, Fields info, String path) {
        info.require("version", info.u8(), 0);
        int flags = info.u8();
        if ((flags & 1) != 0) {
            info.skip(8);
        }
        long heapAddress = info.address();
        long names = info.address();
        if (heapAddress == FileBytes.UNDEFINED) {
            return;
        }
        FractalHeap heap = new FractalHeap(info.file(), heapAddress, "heap of group " + path);
        for (Fields record : TreeV2.read(info.file(), names, TreeV2.NAMES, "index of group " + path)) {
            record.skip(4);
            add(links, heap.object(record));
        }
    }

    private static void add(SortedMap<String, Link> links, Fields link) {
        link.require("link version", link.u8(), 1);
        int flags = link.u8();
        int kind = (flags & 0x08) != 0 ? link.u8() : HARD;
        if ((flags & 0x04) != 0) {
            link.skip(8);
        }
        if ((flags & 0x10) != 0) {
            link.skip(1);
        }
        int length = Math.toIntExact(link.unsigned(1 << (flags & 3)) & 0xffff);
        String name = new String(link.raw(length), StandardCharsets.UTF_8);
        Link target =
                switch (kind) {
                    case HARD -> new Link.Hard(link.address());
                    case SOFT -> new Link.Soft(new String(link.raw(link.u16()), StandardCharsets.UTF_8));
                    case EXTERNAL -> new Link.Elsewhere("a link into another file");
                    default -> new Link.Elsewhere("a link of the unknown kind " + kind);
                };
        if (links.put(name, target) != null) {
            throw link.damaged("has the name '" + name + "' twice");
        }
    }
}
