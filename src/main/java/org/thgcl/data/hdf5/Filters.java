package org.thgcl.data.hdf5;

import io.jhdf.filter.BitShuffleFilter;
import io.jhdf.filter.Lz4Filter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The filters through which a chunk went when it was written, undone in reverse order. A chunk that doesn't come out
/// at its full size, or has another checksum than its content, is refused.
final class Filters {
    static final Filters NONE = new Filters("", 0, List.of());

    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER32 = 3;
    private static final int LZF = 32000;
    private static final int LZ4 = 32004;
    private static final int BITSHUFFLE = 32008;
    private static final int CHECKSUM = 4;
    /// Deflate can't pack more than this into a byte.
    private static final int MOST_DEFLATED = 1032;

    private static final Map<Integer, String> NAMES = Map.of(
            DEFLATE, "deflate", SHUFFLE, "shuffle", FLETCHER32, "fletcher32", 4, "szip", 5, "nbit", 6, "scaleoffset");

    private final String what;
    private final int elementSize;
    private final List<Filter> filters;

    private Filters(String what, int elementSize, List<Filter> filters) {
        this.what = what;
        this.elementSize = elementSize;
        this.filters = filters;
    }

    /// Reads a filter pipeline message.
    ///
    /// @param what the dataset, for messages
    static Filters read(Fields fields, int elementSize, String what) {
        int version = fields.u8();
        int count = fields.u8();
        if (version == 1) {
            fields.reserved(6);
        } else if (version != 2) {
            throw fields.damaged("has filter pipeline version " + version);
        }
        List<Filter> filters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Filter filter = filter(fields, version);
            requireKnown(fields, filter, elementSize, what);
            filters.add(filter);
        }
        return new Filters(what, elementSize, List.copyOf(filters));
    }

    private static Filter filter(Fields fields, int version) {
        int id = fields.u16();
        int nameLength = version == 1 || id >= 256 ? fields.u16() : 0;
        fields.u16();
        int values = fields.u16();
        String name = nameLength == 0 ? "" : fields.part(nameLength).text();
        int[] data = new int[values];
        for (int i = 0; i < values; i++) {
            data[i] = (int) fields.u32();
        }
        if (version == 1 && values % 2 == 1) {
            fields.skip(4);
        }
        return new Filter(id, name, data);
    }

    private static void requireKnown(Fields fields, Filter filter, int elementSize, String what) {
        String usual = NAMES.get(filter.id);
        if (usual != null && !filter.name.isEmpty() && !filter.name.equals(usual)) {
            throw fields.damaged("calls the filter " + usual + " '" + filter.name + "'");
        }
        switch (filter.id) {
            case DEFLATE, FLETCHER32, LZF, LZ4, BITSHUFFLE -> {}
            case SHUFFLE -> {
                if (filter.data.length != 1 || filter.data[0] != elementSize) {
                    throw fields.damaged("shuffles other elements than of " + elementSize + " bytes");
                }
            }
            default -> {
                String name = usual == null ? filter.name.isEmpty() ? "number " + filter.id : filter.name : usual;
                throw fields.file()
                        .unsupported(
                                what + " is packed by the filter " + name + ", which this reader doesn't know",
                                "write it with compression=\"gzip\" or without");
            }
        }
    }

    boolean isEmpty() {
        return filters.isEmpty();
    }

    /// Refuses a stored size from which no chunk of this many bytes can come, before that many are asked for.
    void requirePlausible(FileBytes file, Chunk chunk, long size) {
        boolean sameSize = filters.stream().noneMatch(filter -> filter.id != SHUFFLE && filter.id != FLETCHER32);
        long checksums =
                filters.stream().filter(filter -> filter.id == FLETCHER32).count() * CHECKSUM;
        boolean known = filters.stream().allMatch(filter -> filter.id <= FLETCHER32);
        if ((sameSize && chunk.mask() == 0 && chunk.size() != size + checksums)
                || (known && size / MOST_DEFLATED > chunk.size())
                || chunk.size() == 0) {
            throw file.damaged(
                    "a chunk of " + what + " is stored in " + chunk.size() + " bytes, from which can't come " + size);
        }
    }

    /// The bytes of a chunk as they were before the filters.
    ///
    /// @param size bytes of a whole chunk
    byte[] decode(FileBytes file, Chunk chunk, int size) {
        byte[] bytes =
                file.read(chunk.address(), chunk.size(), "chunk of " + what).array();
        requireMask(file, chunk.mask());
        for (int i = filters.size() - 1; i >= 0; i--) {
            if (((chunk.mask() >> i) & 1) == 0) {
                bytes = undo(file, filters.get(i), bytes, size);
            }
        }
        if (bytes.length != size) {
            throw file.damaged("a chunk of " + what + " (address " + chunk.address() + ") has " + bytes.length
                    + " bytes, not " + size);
        }
        return bytes;
    }

    /// A program may leave out all filters of a chunk, or the compression if it doesn't help, and no others.
    private void requireMask(FileBytes file, long mask) {
        long all = (1L << filters.size()) - 1;
        boolean fine = (mask & all) == all || (mask & ~all) == 0;
        for (int i = 0; i < filters.size() && (mask & all) != all; i++) {
            int id = filters.get(i).id;
            fine &= ((mask >> i) & 1) == 0 || (id != SHUFFLE && id != FLETCHER32);
        }
        if (!fine) {
            throw file.damaged("a chunk of " + what + " leaves out filters " + Long.toBinaryString(mask));
        }
    }

    private byte[] undo(FileBytes file, Filter filter, byte[] bytes, int size) {
        try {
            return switch (filter.id) {
                case DEFLATE -> inflate(file, bytes, size);
                case SHUFFLE -> unshuffle(bytes);
                case FLETCHER32 -> verified(file, bytes);
                case LZF -> lzf(file, bytes, size);
                default -> byJhdf(file, filter, bytes);
            };
        } catch (DataFormatException e) {
            throw file.damaged("a chunk of " + what + " can't be inflated: " + e.getMessage());
        }
    }

    private byte[] inflate(FileBytes file, byte[] packed, int size) throws DataFormatException {
        byte[] bytes = new byte[size + CHECKSUM];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(packed);
            int length = 0;
            while (!inflater.finished() && length < bytes.length) {
                int more = inflater.inflate(bytes, length, bytes.length - length);
                if (more == 0 && !inflater.finished()) {
                    break;
                }
                length += more;
            }
            if (!inflater.finished() || inflater.getRemaining() > 0) {
                throw file.damaged("a chunk of " + what + " inflates to another size than that of a chunk");
            }
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }
    }

    private byte[] unshuffle(byte[] bytes) {
        int elements = bytes.length / elementSize;
        byte[] plain = bytes.clone();
        for (int b = 0; b < elementSize; b++) {
            for (int i = 0, from = b * elements, to = b; i < elements; i++, to += elementSize) {
                plain[to] = bytes[from + i];
            }
        }
        return plain;
    }

    private byte[] verified(FileBytes file, byte[] bytes) {
        int length = bytes.length - CHECKSUM;
        if (length < 0 || Fletcher32.of(bytes, length) != Fletcher32.stored(bytes, length)) {
            throw file.damaged(
                    "a chunk of " + what + " has another checksum (Fletcher32) than its content: it is damaged");
        }
        return Arrays.copyOf(bytes, length);
    }

    private byte[] lzf(FileBytes file, byte[] packed, int size) {
        byte[] bytes = Lzf.unpack(packed, size);
        if (bytes == null) {
            throw file.damaged("a chunk of " + what + " can't be unpacked by lzf to the size of a chunk");
        }
        return bytes;
    }

    private byte[] byJhdf(FileBytes file, Filter filter, byte[] bytes) {
        try {
            return filter.id == LZ4
                    ? new Lz4Filter().decode(bytes, filter.data)
                    : new BitShuffleFilter().decode(bytes, filter.data);
        } catch (RuntimeException | OutOfMemoryError e) {
            // jhdf's decoders meet damage in many ways, a size of gigabytes among them.
            throw file.damaged("a chunk of " + what + " can't be unpacked: it isn't what "
                    + (filter.id == LZ4 ? "LZ4" : "bitshuffle") + " writes");
        }
    }

    private record Filter(int id, String name, int[] data) {}
}
