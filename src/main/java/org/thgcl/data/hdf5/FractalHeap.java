package org.thgcl.data.hdf5;

import io.jhdf.checksum.ChecksumUtils;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// A heap of small objects in blocks of growing size, in which a group with many links keeps them.
final class FractalHeap {
    private static final int HEADER = 146;
    private static final int DIRECT_PREFIX = 13;
    private static final int CHECKSUMMED = 2;

    private final FileBytes file;
    private final String what;
    private final long header;
    private final int offsetSize;
    private final boolean checksummed;
    private final int width;
    private final long start;
    private final long largest;
    /// Content of each block by where it begins in the heap's own space.
    private final TreeMap<Long, byte[]> blocks = new TreeMap<>();

    /// Reads all blocks.
    ///
    /// @param what the heap, for messages
    FractalHeap(FileBytes file, long address, String what) {
        this.file = file;
        this.what = what;
        header = address;
        Fields fields = file.claimed(address, HEADER, what);
        fields.checksum();
        fields.signature("FRHP");
        fields.require("version", fields.u8(), 0);
        fields.u16();
        fields.require("filters", fields.u16(), 0);
        checksummed = (fields.u8() & CHECKSUMMED) != 0;
        fields.skip(100);
        width = fields.u16();
        start = fields.length();
        largest = fields.length();
        offsetSize = (fields.u16() + 7) / 8;
        fields.u16();
        long root = fields.address();
        int rows = fields.u16();
        if (width == 0
                || Long.bitCount(width) != 1
                || Long.bitCount(start) != 1
                || Long.bitCount(largest) != 1
                || offsetSize > 8) {
            throw fields.damaged("has rows of " + width + " blocks of " + start + " to " + largest + " bytes");
        }
        if (root != FileBytes.UNDEFINED && rows == 0) {
            direct(root, 0, start);
        } else if (root != FileBytes.UNDEFINED) {
            indirect(root, 0, rows);
        }
    }

    private void direct(long address, long offset, long size) {
        Fields block = file.claimed(address, size, what);
        byte[] content = block.again().raw((int) size);
        block.signature("FHDB");
        block.require("version", block.u8(), 0);
        block.require("header address", block.address(), header);
        block.require("offset", block.unsigned(offsetSize), offset);
        if (checksummed) {
            int at = DIRECT_PREFIX + offsetSize;
            byte[] blank = content.clone();
            Arrays.fill(blank, at, at + 4, (byte) 0);
            block.require("checksum", block.u32(), ChecksumUtils.checksum(blank) & 0xffffffffL);
        }
        blocks.put(offset, content);
    }

    /// Rows of blocks: two of the smallest size, then each of twice the size of the one before. Beyond the largest
    /// direct block they are indirect blocks.
    private void indirect(long address, long offset, int rows) {
        Fields block = file.claimed(address, DIRECT_PREFIX + offsetSize + 8L * rows * width + 4, what);
        block.checksum();
        block.signature("FHIB");
        block.require("version", block.u8(), 0);
        block.require("header address", block.address(), header);
        block.require("offset", block.unsigned(offsetSize), offset);
        long at = offset;
        for (int row = 0; row < rows; row++) {
            long size = start << Math.max(0, row - 1);
            for (int i = 0; i < width; i++) {
                long child = block.address();
                if (child != FileBytes.UNDEFINED && size <= largest) {
                    direct(child, at, size);
                } else if (child != FileBytes.UNDEFINED) {
                    indirect(
                            child,
                            at,
                            Long.numberOfTrailingZeros(size) - Long.numberOfTrailingZeros(start * width) + 1);
                }
                at += size;
            }
        }
    }

    /// The object that an id of the heap stands for.
    Fields object(Fields id) {
        int kind = id.u8();
        if (kind != 0) {
            throw id.damaged("has an object of kind " + kind + " in " + what);
        }
        long offset = id.unsigned(offsetSize);
        long length = id.unsigned(id.remaining());
        Map.Entry<Long, byte[]> block = blocks.floorEntry(offset);
        if (block == null || offset - block.getKey() > block.getValue().length) {
            throw id.damaged("has an object outside of " + what);
        }
        Fields fields = new Fields(file, what, ByteBuffer.wrap(block.getValue()));
        fields.skip((int) (offset - block.getKey()));
        return fields.part((int) Math.min(length, Integer.MAX_VALUE));
    }
}
