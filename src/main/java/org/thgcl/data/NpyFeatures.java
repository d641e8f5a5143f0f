package org.thgcl.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.thgcl.file.NpyHeader;
import org.thgcl.file.Reason;

/// Features `[N, P, F]` in a `.npy` file, read clip by clip.
///
/// In NumPy's usual order a clip's numbers lie side by side. In Fortran's order each lies N numbers from the next, so
/// they are read for a block of clips at a time, as many as are worth a read.
final class NpyFeatures implements AutoCloseable {
    private static final int BLOCK_BYTES = 1 << 26;
    private static final int MOST_PER_CLIP = 1 << 25;

    private final String where;
    private final FileChannel channel;
    private final NpyHeader header;
    private final FeatureShape shape;
    private final ByteBuffer block;
    private final int clipsPerBlock;
    private int firstOfBlock = Integer.MIN_VALUE;

    private NpyFeatures(String where, FileChannel channel) throws IOException {
        this.where = where;
        this.channel = channel;
        byte[] start = new byte[(int) Math.min(NpyHeader.START, channel.size())];
        fill(ByteBuffer.wrap(start), 0);
        byte[] head = new byte[NpyHeader.length(where, start)];
        fill(ByteBuffer.wrap(head), 0);
        header = NpyHeader.parse(where, head);
        shape = FeatureShape.of(where, header.shape(), MOST_PER_CLIP);
        checkSize();
        int perClip = shape.perClip() * header.type().bytes();
        clipsPerBlock = header.fortran() ? Math.clamp(BLOCK_BYTES / perClip, 1, shape.clips()) : 1;
        block = ByteBuffer.allocate(clipsPerBlock * perClip).order(header.type().order());
    }

    /// Opens a file.
    ///
    /// @param where what to call the array in a message
    /// @throws IllegalArgumentException if it isn't an array of numbers with three axes, none of them empty, or is
    ///     shorter or longer than its head says
    /// @throws IOException if it can't be read
    static NpyFeatures open(String where, Path path) throws IOException {
        FileChannel channel = FileChannel.open(path);
        try {
            return new NpyFeatures(where, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void checkSize() throws IOException {
        long wanted = header.bytes()
                + (long) shape.clips() * shape.perClip() * header.type().bytes();
        if (channel.size() != wanted) {
            throw new IllegalArgumentException(where + " "
                    + (channel.size() < wanted ? "is truncated: " : "has more than its array: ") + channel.size()
                    + " bytes, an array of size " + Arrays.toString(header.shape()) + " has " + wanted);
        }
    }

    FeatureShape shape() {
        return shape;
    }

    /// Writes a clip's features, row-major `[P, F]`, to `into[offset...]`.
    ///
    /// @param ids what to call a clip
    /// @throws IllegalArgumentException if one isn't finite as float32
    synchronized void read(int clip, float[] into, int offset, IntFunction<String> ids) {
        try {
            if (clip < firstOfBlock || clip >= firstOfBlock + clipsPerBlock) {
                load(clip - clip % clipsPerBlock);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(where + " of clip " + clip + " can't be read: " + Reason.of(e), e);
        }
        int bytes = header.type().bytes();
        int segments = shape.segments();
        int features = shape.features();
        for (int segment = 0; segment < segments; segment++) {
            for (int feature = 0; feature < features; feature++) {
                int element = segment * features + feature;
                int index = header.fortran()
                        ? (feature * segments + segment) * clipsPerBlock + clip - firstOfBlock
                        : element;
                float number = header.type().read(block, index * bytes);
                if (!Float.isFinite(number)) {
                    throw shape.notFinite(where, clip + " (" + ids.apply(clip) + ")", element, number);
                }
                into[offset + element] = number;
            }
        }
    }

    /// Reads the clips of a block; in Fortran's order as runs of clips, `[F, P, clip]`.
    private void load(int first) throws IOException {
        firstOfBlock = Integer.MIN_VALUE;
        int bytes = header.type().bytes();
        long element = header.fortran() ? first : (long) first * shape.perClip();
        int runs = header.fortran() ? shape.perClip() : 1;
        int length = header.fortran() ? Math.min(clipsPerBlock, shape.clips() - first) * bytes : block.capacity();
        for (int run = 0; run < runs; run++) {
            block.limit(run * clipsPerBlock * bytes + length).position(run * clipsPerBlock * bytes);
            fill(block, header.bytes() + (element + (long) run * shape.clips()) * bytes);
        }
        block.clear();
        firstOfBlock = first;
    }

    /// Reads until the buffer is full.
    private void fill(ByteBuffer buffer, long address) throws IOException {
        long next = address;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, next);
            if (read < 0) {
                throw new EOFException(where + " is truncated: it ends at byte " + next);
            }
            next += read;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
