package org.thgcl.data.hdf5;

/// The pieces of a fixed or extensible array: its header, blocks that name the header, and pages of entries.
///
/// @param header address of the header
/// @param client 1 for chunks with filters, 0 for others
/// @param what the array, for messages
record ArrayBlocks(FileBytes file, long header, int client, String what) {
    /// Bytes of a block before what is its own.
    static final int PREFIX = 14;

    /// Bytes of the checksum at the end of each piece.
    static final int CHECKSUM = 4;

    /// The header, up to what is its own.
    Fields header(long length, String signature) {
        return begin(header, length, signature);
    }

    /// A block, up to what is its own.
    Fields block(long address, long length, String signature) {
        Fields block = begin(address, length, signature);
        block.require("header address", block.address(), header);
        return block;
    }

    private Fields begin(long address, long length, String signature) {
        Fields fields = page(address, length);
        fields.signature(signature);
        fields.require("version", fields.u8(), 0);
        fields.require("client", fields.u8(), client);
        return fields;
    }

    /// A page: nothing but entries and a checksum.
    Fields page(long address, long length) {
        Fields page = file.claimed(address, length, what);
        page.checksum();
        return page;
    }

    /// Whether a page was ever written, by the bits of its block, highest first.
    static boolean isWritten(byte[] bits, long page) {
        return (bits[(int) (page / 8)] & (0x80 >> (page % 8))) != 0;
    }
}
