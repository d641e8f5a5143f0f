package org.thgcl.data.hdf5;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// A dataset of a file: its sizes, its type and its elements.
public final class StoredDataset {
    private final FileBytes file;
    private final String name;
    private final long[] sizes;
    private final ElementType type;
    private final Layout layout;
    private final Filters filters;
    private final ChunkGrid grid;
    private final List<Chunk> chunks;

    StoredDataset(ObjectHeader header, String name) {
        this.name = name;
        file = header.file();
        type = Datatype.read(header.one(ObjectHeader.DATATYPE, "datatype"));
        Dataspace space = Dataspace.read(header.one(ObjectHeader.DATASPACE, "dataspace"));
        sizes = space.sizes();
        if (header.has(ObjectHeader.EXTERNAL_FILES)) {
            throw file.unsupported(name + " has its data in another file (external storage)", WayOut.PLAIN);
        }
        if (header.has(ObjectHeader.SYMBOL_TABLE) || header.has(ObjectHeader.LINK_INFO)) {
            throw file.damaged(name + " is a dataset and a group at once");
        }
        layout = Layout.read(header.one(ObjectHeader.LAYOUT, "data layout"), name);
        filters = header.has(ObjectHeader.FILTERS)
                ? Filters.read(header.one(ObjectHeader.FILTERS, "filter pipeline"), type.size(), name)
                : Filters.NONE;
        long bytes = Dataspace.product(file, name, withElement(sizes));
        switch (layout) {
            case Layout.Compact compact -> requireSize(compact.bytes().length, bytes);
            case Layout.Contiguous contiguous -> {
                if (contiguous.address() != FileBytes.UNDEFINED) {
                    requireSize(contiguous.size(), bytes);
                    file.claim(contiguous.address(), bytes, "content of " + name);
                }
            }
            case Layout.Chunked _ -> {}
        }
        if (!filters.isEmpty() && !(layout instanceof Layout.Chunked)) {
            throw file.damaged(name + " has filters, but no chunks");
        }
        grid = layout instanceof Layout.Chunked chunked ? ChunkGrid.of(file, name, sizes, chunked.chunk()) : null;
        chunks = layout instanceof Layout.Chunked chunked ? chunks(chunked, space.limits()) : List.of();
    }

    private void requireSize(long stored, long needed) {
        if (stored != needed) {
            throw file.damaged(name + " of size " + Arrays.toString(sizes) + " and type " + type.description()
                    + " needs " + needed + " bytes, " + stored + " are stored");
        }
    }

    private long[] withElement(long[] shape) {
        long[] all = Arrays.copyOf(shape, shape.length + 1);
        all[shape.length] = type.size();
        return all;
    }

    private List<Chunk> chunks(Layout.Chunked chunked, long[] limits) {
        if (chunked.elementSize() != type.size()) {
            throw file.damaged(name + " has chunks of elements of " + chunked.elementSize() + " bytes, its type has "
                    + type.size());
        }
        long size = Dataspace.product(file, name, withElement(chunked.chunk()));
        if (chunked.address() == FileBytes.UNDEFINED || grid.chunks() == 0) {
            return List.of();
        }
        List<Chunk> found =
                switch (chunked.index()) {
                    case TREE -> ChunkTree.read(file, chunked.address(), grid, name);
                    case SINGLE -> single(chunked, size);
                    case IMPLICIT -> implicit(chunked, size);
                    case FIXED_ARRAY, EXTENSIBLE_ARRAY, TREE_2 ->
                        ArrayedChunks.read(file, chunked, grid, limits, !filters.isEmpty(), size, name);
                };
        String what = "a chunk of " + name;
        for (Chunk chunk : found) {
            file.claim(chunk.address(), chunk.size(), what, chunk.number());
            if (filters.isEmpty() && (chunk.size() != size || chunk.mask() != 0)) {
                throw file.damaged("a chunk of " + name + " has " + chunk.size() + " bytes, not " + size);
            }
            if (!filters.isEmpty()) {
                filters.requirePlausible(file, chunk, size);
            }
        }
        return found;
    }

    private List<Chunk> single(Layout.Chunked chunked, long size) {
        if (grid.chunks() != 1) {
            throw file.damaged(name + " has " + grid.chunks() + " chunks, but no index of them");
        }
        Layout.SingleChunk single = chunked.single();
        return List.of(new Chunk(
                0, chunked.address(), filters.isEmpty() ? size : single.size(), filters.isEmpty() ? 0 : single.mask()));
    }

    private List<Chunk> implicit(Layout.Chunked chunked, long size) {
        file.requireInside(chunked.address(), Dataspace.product(file, name, size, grid.chunks()), "content of " + name);
        return LongStream.range(0, grid.chunks())
                .mapToObj(number -> new Chunk(number, chunked.address() + number * size, size, 0))
                .toList();
    }

    /// The name by which it was asked for.
    public String name() {
        return name;
    }

    /// The sizes of its axes.
    public long[] sizes() {
        return sizes.clone();
    }

    /// The type of its elements.
    public ElementType type() {
        return type;
    }

    /// How many indices of axis 0 a chunk has; 1 if there are no chunks.
    public long rowsPerChunk() {
        return grid == null ? 1 : grid.chunk()[0];
    }

    /// Whether the elements are in chunks.
    public boolean isChunked() {
        return grid != null;
    }

    /// Bytes of a chunk after all filters are undone; 0 if there are no chunks.
    public long bytesPerChunk() {
        return grid == null ? 0 : Dataspace.product(file, name, withElement(grid.chunk()));
    }

    /// The first index of axis 0 of which something was never written; -1 if everything was. A reader of the format
    /// would give the fill value for it.
    public long firstUnwritten() {
        long elements = Dataspace.product(file, name, sizes);
        if (elements == 0) {
            return -1;
        }
        if (layout instanceof Layout.Contiguous contiguous) {
            return contiguous.address() == FileBytes.UNDEFINED ? 0 : -1;
        }
        if (grid == null || chunks.size() == grid.chunks()) {
            return -1;
        }
        int number = 0;
        while (number < chunks.size() && chunks.get(number).number() == number) {
            number++;
        }
        return number / grid.perRow() * grid.chunk()[0];
    }

    /// The elements of some indices of axis 0, in row-major order.
    ///
    /// @return bytes in the order of the type
    /// @throws IllegalArgumentException if they are damaged
    public ByteBuffer read(long first, int count) {
        long[] shape = sizes.clone();
        shape[0] = count;
        int bytes = Math.toIntExact(Dataspace.product(file, name, withElement(shape)));
        ByteBuffer read =
                switch (layout) {
                    case Layout.Compact compact ->
                        ByteBuffer.wrap(compact.bytes(), (int) (first * (bytes / count)), bytes)
                                .slice();
                    case Layout.Contiguous contiguous ->
                        file.read(contiguous.address() + first * (bytes / count), bytes, "content of " + name);
                    case Layout.Chunked _ -> ByteBuffer.wrap(fromChunks(first, count, new byte[bytes]));
                };
        return read.order(type.order());
    }

    /// The characters of all elements of a dataset of strings with one axis, without padding.
    ///
    /// @throws IllegalArgumentException if they are damaged
    public byte[][] strings() {
        ByteBuffer elements = read(0, Math.toIntExact(sizes[0]));
        if (type.kind() == ElementType.Kind.VARIABLE_STRING) {
            return new VariableStrings(file, name).read(elements);
        }
        byte[][] strings = new byte[(int) sizes[0]][type.size()];
        for (int i = 0; i < strings.length; i++) {
            elements.get(strings[i]);
            strings[i] = Arrays.copyOf(strings[i], length(strings[i]));
        }
        return strings;
    }

    private int length(byte[] padded) {
        int length = 0;
        if (type.padding() == ElementType.Padding.NULL_TERMINATED) {
            while (length < padded.length && padded[length] != 0) {
                length++;
            }
            return length;
        }
        int filler = type.padding() == ElementType.Padding.SPACE_PADDED ? ' ' : 0;
        length = padded.length;
        while (length > 0 && padded[length - 1] == filler) {
            length--;
        }
        return length;
    }

    private byte[] fromChunks(long first, int count, byte[] into) {
        long perRow = grid.perRow();
        long from = first / grid.chunk()[0] * perRow;
        long to = ((first + count - 1) / grid.chunk()[0] + 1) * perRow;
        int size = Math.toIntExact(bytesPerChunk());
        for (long number = from; number < to; number++) {
            Chunk chunk = chunks.get((int) number);
            byte[] bytes = filters.decode(file, chunk, size);
            copy(bytes, grid.offsets(number), first, count, into);
        }
        return into;
    }

    /// Copies what a chunk and the wanted rows have in common, one run along the last axis at a time.
    private void copy(byte[] chunk, long[] offsets, long first, int count, byte[] into) {
        int axes = sizes.length;
        long[] begin = new long[axes];
        long[] end = new long[axes];
        for (int axis = 0; axis < axes; axis++) {
            begin[axis] = axis == 0 ? Math.max(offsets[0], first) : offsets[axis];
            long limit = axis == 0 ? first + count : sizes[axis];
            end[axis] = Math.min(offsets[axis] + grid.chunk()[axis], limit);
        }
        long[] at = begin.clone();
        int run = Math.toIntExact((end[axes - 1] - begin[axes - 1]) * type.size());
        while (true) {
            long source = 0;
            long target = 0;
            for (int axis = 0; axis < axes; axis++) {
                source = source * grid.chunk()[axis] + at[axis] - offsets[axis];
                target = target * (axis == 0 ? count : sizes[axis]) + at[axis] - (axis == 0 ? first : 0);
            }
            System.arraycopy(chunk, (int) (source * type.size()), into, (int) (target * type.size()), run);
            int axis = axes - 2;
            while (axis >= 0 && ++at[axis] == end[axis]) {
                at[axis] = begin[axis];
                axis--;
            }
            if (axis < 0) {
                return;
            }
        }
    }
}
