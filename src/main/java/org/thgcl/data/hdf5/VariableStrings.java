package org.thgcl.data.hdf5;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The strings of a dataset of variable-length strings. An element is a length and a reference to an object of a
/// global heap, which has that length; no two elements share one.
final class VariableStrings {
    /// Bytes of an element: length, address of the heap, number of the object in it.
    static final int REFERENCE = 16;

    private final FileBytes file;
    private final String what;
    private final Map<Long, Map<Integer, byte[]>> heaps = new HashMap<>();
    private final Set<Long> used = new HashSet<>();

    VariableStrings(FileBytes file, String what) {
        this.file = file;
        this.what = what;
    }

    /// The characters of each element; none for one that is empty or was never written.
    byte[][] read(ByteBuffer elements) {
        Fields fields = new Fields(file, what, elements);
        byte[][] strings = new byte[elements.remaining() / REFERENCE][];
        for (int i = 0; i < strings.length; i++) {
            long length = fields.u32();
            long address = fields.address();
            long number = fields.u32();
            boolean nowhere = number == 0 && (address == 0 || address == FileBytes.UNDEFINED);
            strings[i] = length == 0 && nowhere ? new byte[0] : string(address, number, length, i);
        }
        return strings;
    }

    private byte[] string(long address, long number, long length, int element) {
        Map<Integer, byte[]> heap = heaps.get(address);
        if (heap == null) {
            heap = heap(address);
            heaps.put(address, heap);
        }
        byte[] string = heap.get((int) number);
        if (number == 0 || string == null || string.length != length) {
            throw file.damaged("entry " + element + " of " + what + " refers to a string of " + length
                    + " bytes that isn't where it should be (heap " + address + ", object " + number + ")");
        }
        if (!used.add(address + number)) {
            throw file.damaged("entry " + element + " of " + what + " refers to the string of another entry");
        }
        return string;
    }

    private Map<Integer, byte[]> heap(long address) {
        Fields prefix = file.fields(address, REFERENCE, "heap of strings");
        prefix.signature("GCOL");
        prefix.require("version", prefix.u8(), 1);
        prefix.reserved(3);
        long size = prefix.length();
        Fields heap = file.claimed(address, size, "heap of strings");
        heap.skip(REFERENCE);
        Map<Integer, byte[]> objects = new HashMap<>();
        while (heap.remaining() >= REFERENCE) {
            int number = heap.u16();
            heap.skip(2);
            heap.reserved(4);
            long length = heap.length();
            if (number == 0) {
                // Free space, which counts its own prefix, ends the heap.
                heap.require("free bytes", length, heap.remaining() + REFERENCE);
                break;
            }
            if (length > heap.remaining()) {
                throw heap.damaged("has an object of " + length + " bytes, more than the heap");
            }
            if (objects.put(number, heap.raw((int) length)) != null) {
                throw heap.damaged("has the object " + number + " twice");
            }
            heap.skip(Math.floorMod(-(int) length, 8));
        }
        return objects;
    }
}
