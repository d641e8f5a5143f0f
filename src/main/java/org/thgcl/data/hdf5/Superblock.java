package org.thgcl.data.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The superblock: where the file's content begins and ends, and where its root group is.
///
/// @param rootTree B-tree of the root group as noted in versions 0 and 1; undefined in others
/// @param rootHeap names of the root group as noted in versions 0 and 1; undefined in others
record Superblock(int version, long rootHeader, long rootTree, long rootHeap) {
    private static final byte[] SIGNATURE = "\u0089HDF\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final int OLD_LENGTH = 96;
    private static final int NEW_LENGTH = 48;

    /// Finds and reads the superblock and tells the file its bounds.
    static Superblock read(FileBytes file) {
        long base = find(file);
        if (base < 0) {
            throw new IllegalArgumentException(
                    file.path() + " is not an HDF5 file (it has no HDF5 signature); docs/data.md says how to make one");
        }
        file.bounds(base, file.size());
        int version = file.fields(SIGNATURE.length, 1, "superblock").u8();
        if (version > 3) {
            throw file.unsupported("superblock version " + version + " is newer than this reader", WayOut.EARLIEST);
        }
        return version < 2 ? old(file, base, version) : recent(file, base, version);
    }

    /// Where the signature is; -1 if there is none.
    static long find(FileBytes file) {
        for (long start = 0; start <= file.size() - SIGNATURE.length; start = start == 0 ? 512 : 2 * start) {
            byte[] bytes = new byte[SIGNATURE.length];
            file.read(start, bytes.length, "signature").get(bytes);
            if (Arrays.equals(bytes, SIGNATURE)) {
                return start;
            }
        }
        return -1;
    }

    private static Superblock old(FileBytes file, long base, int version) {
        Fields fields = file.claimed(0, version == 0 ? OLD_LENGTH : OLD_LENGTH + 4, "superblock");
        fields.skip(SIGNATURE.length + 1);
        fields.require("free space version", fields.u8(), 0);
        fields.require("root entry version", fields.u8(), 0);
        fields.reserved(1);
        fields.require("shared header version", fields.u8(), 0);
        requireEightBytes(fields);
        fields.reserved(1);
        // How full nodes of groups may be: of no interest to a reader.
        fields.skip(4);
        fields.require("consistency flags", fields.u32(), 0);
        if (version == 1) {
            fields.skip(2);
            fields.reserved(2);
        }
        long stated = fields.address();
        fields.address();
        long end = fields.address();
        requireBounds(file, fields, base, stated, end);
        fields.require("driver information address", fields.address(), FileBytes.UNDEFINED);
        fields.require("root name offset", fields.length(), 0);
        long header = fields.address();
        long cached = fields.u32();
        fields.reserved(4);
        long tree = fields.address();
        long heap = fields.address();
        if (cached > 1) {
            throw fields.damaged("has cache type " + cached + " for the root group; it must be 0 or 1");
        }
        return new Superblock(version, header, cached == 1 ? tree : FileBytes.UNDEFINED, cached == 1 ? heap : -1);
    }

    private static Superblock recent(FileBytes file, long base, int version) {
        Fields fields = file.claimed(0, NEW_LENGTH, "superblock");
        fields.checksum();
        fields.skip(SIGNATURE.length + 1);
        requireEightBytes(fields);
        if (fields.u8() != 0) {
            throw file.unsupported(
                    "the file is open for writing or was not closed by the program that wrote it",
                    "close it there, or run h5clear -s on it");
        }
        long stated = fields.address();
        fields.address();
        long end = fields.address();
        requireBounds(file, fields, base, stated, end);
        return new Superblock(version, fields.address(), FileBytes.UNDEFINED, FileBytes.UNDEFINED);
    }

    private static void requireEightBytes(Fields fields) {
        int offsets = fields.u8();
        int lengths = fields.u8();
        if (offsets != 8 || lengths != 8) {
            throw fields.file()
                    .unsupported(
                            "addresses have " + offsets + " and lengths " + lengths
                                    + " bytes, this reader knows files with 8",
                            "write it with the usual 8");
        }
    }

    /// Truncation is seen here: the superblock says where the file's content ends.
    private static void requireBounds(FileBytes file, Fields fields, long base, long stated, long end) {
        fields.require("base address", stated, base);
        if (end > file.size() || end < base) {
            throw end < base
                    ? fields.damaged("says that the file ends at " + end + ", before it begins")
                    : new IllegalArgumentException(
                            file.path() + " is truncated: " + file.size() + " of " + end + " bytes; copy it again");
        }
        file.bounds(base, end);
    }
}
