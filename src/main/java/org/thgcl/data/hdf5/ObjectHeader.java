package org.thgcl.data.hdf5;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The messages of an object: what it is and where its parts are. Versions 1 and 2.
final class ObjectHeader {
    static final int DATASPACE = 0x01;
    static final int LINK_INFO = 0x02;
    static final int DATATYPE = 0x03;
    static final int LINK = 0x06;
    static final int EXTERNAL_FILES = 0x07;
    static final int LAYOUT = 0x08;
    static final int FILTERS = 0x0b;
    static final int ATTRIBUTE = 0x0c;
    static final int SYMBOL_TABLE = 0x11;
    private static final int NOTHING = 0x00;
    private static final int CONTINUATION = 0x10;
    private static final int LAST_KNOWN = 0x18;
    /// "Whoever doesn't know this message must not read the object."
    private static final int FAIL_IF_UNKNOWN = 0x80;

    private static final int SHARED = 0x02;
    private static final int MOST_BLOCKS = 10_000;

    private final FileBytes file;
    private final String what;
    private final List<Message> messages = new ArrayList<>();
    private final Deque<Block> continuations = new ArrayDeque<>();
    private int blocks;

    private ObjectHeader(FileBytes file, String what) {
        this.file = file;
        this.what = what;
    }

    /// Reads a header of either version.
    ///
    /// @param what the object, for messages
    static ObjectHeader read(FileBytes file, long address, String what) {
        ObjectHeader header = new ObjectHeader(file, what);
        if (file.fields(address, 4, header.place()).u8() == 'O') {
            header.recent(address);
        } else {
            header.old(address);
        }
        return header;
    }

    FileBytes file() {
        return file;
    }

    boolean has(int type) {
        return messages.stream().anyMatch(message -> message.type == type);
    }

    /// All messages of a type, in their order.
    List<Fields> all(int type) {
        return messages.stream()
                .filter(message -> message.type == type)
                .map(message -> message.body.again())
                .toList();
    }

    /// The one message of a type. A shared datatype is looked up where it is.
    Fields one(int type, String name) {
        List<Message> found =
                messages.stream().filter(message -> message.type == type).toList();
        if (found.size() != 1) {
            throw file.damaged(what + " has " + found.size() + " messages '" + name + "'; it must have 1");
        }
        Message message = found.getFirst();
        Fields body = message.body.again();
        return (message.flags & SHARED) == 0 ? body : shared(body, type, name);
    }

    private Fields shared(Fields body, int type, String name) {
        int version = body.u8();
        int kind = body.u8();
        if (version < 1 || version > 3 || (version == 3 && kind != 2) || type != DATATYPE) {
            throw file.unsupported(what + " keeps its " + name + " in a table of shared messages", WayOut.EARLIEST);
        }
        if (version == 1) {
            body.reserved(6);
        }
        ObjectHeader committed = read(file, body.address(), "committed datatype");
        return committed.one(DATATYPE, name);
    }

    private String place() {
        return "header of " + what;
    }

    private void old(long address) {
        Fields prefix = file.fields(address, 16, place());
        prefix.require("version", prefix.u8(), 1);
        prefix.reserved(1);
        int count = prefix.u16();
        prefix.skip(4);
        long size = prefix.u32();
        file.claim(address, 16, place());
        continuations.add(new Block(address + 16, size));
        int found = 0;
        while (!continuations.isEmpty()) {
            Block block = continuations.poll();
            Fields fields = file.claimed(block.address, block.length, place());
            while (fields.remaining() > 0) {
                if (++found > count) {
                    throw file.damaged(place() + " has more messages than the " + count + " that it counts");
                }
                int type = fields.u16();
                int length = fields.u16();
                int flags = fields.u8();
                fields.reserved(3);
                if (length % 8 != 0) {
                    throw file.damaged(place() + " has a message of " + length + " bytes; it must be a multiple of 8");
                }
                add(type, flags, fields.part(length));
            }
        }
        prefix.require("count of messages", count, found);
    }

    private void recent(long address) {
        Fields start = file.fields(address, 6, place());
        start.skip(5);
        int flags = start.u8();
        int prefix = 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
        int sizeBytes = 1 << (flags & 3);
        long size = file.fields(address + prefix, sizeBytes, place()).unsigned(sizeBytes);
        Fields first = file.claimed(address, Math.addExact(prefix + sizeBytes + 4L, size), place());
        first.checksum();
        first.signature("OHDR");
        first.require("version", first.u8(), 2);
        first.skip(prefix + sizeBytes - 5);
        boolean ordered = (flags & 0x04) != 0;
        messages(first, ordered);
        while (!continuations.isEmpty()) {
            Block block = continuations.poll();
            Fields fields = file.claimed(block.address, block.length, place());
            fields.checksum();
            fields.signature("OCHK");
            messages(fields, ordered);
        }
    }

    /// The messages of a block of version 2, behind which a gap shorter than a message may remain.
    private void messages(Fields fields, boolean ordered) {
        int prefix = ordered ? 6 : 4;
        while (fields.remaining() >= prefix) {
            int type = fields.u8();
            int length = fields.u16();
            int flags = fields.u8();
            if (ordered) {
                fields.skip(2);
            }
            add(type, flags, fields.part(length));
        }
    }

    private void add(int type, int flags, Fields body) {
        if (type > LAST_KNOWN && (flags & FAIL_IF_UNKNOWN) != 0) {
            throw file.unsupported(
                    what + " has a message of type " + type + " that this reader doesn't know", WayOut.EARLIEST);
        }
        if (type == CONTINUATION) {
            if (++blocks > MOST_BLOCKS) {
                throw file.damaged(place() + " continues without end");
            }
            continuations.add(new Block(body.address(), body.length()));
        } else if (type != NOTHING) {
            messages.add(new Message(type, flags, body));
        }
    }

    private record Message(int type, int flags, Fields body) {}

    private record Block(long address, long length) {}
}
