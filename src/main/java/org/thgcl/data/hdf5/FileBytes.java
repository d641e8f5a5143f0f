package org.thgcl.data.hdf5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.thgcl.file.Reason;

/// The bytes of an HDF5 file. A read gives all the bytes asked for, or is refused.
///
/// Whoever reads a structure claims its place, and [#refuseOverlaps] then sees whether two structures lie on one
/// another: in a sound file none do.
final class FileBytes implements AutoCloseable {
    /// The address that stands for "nowhere".
    static final long UNDEFINED = -1;
    /// No structure but raw data is larger.
    private static final int MOST_METADATA = 1 << 26;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final List<Claim> claims = new ArrayList<>();
    private long base;
    private long end;

    FileBytes(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        size = channel.size();
        end = size;
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /// Says where the file's content lies, for reads and claims from now on.
    ///
    /// @param base where address 0 is, behind a user block
    /// @param end the first address that isn't in use
    void bounds(long base, long end) {
        this.base = base;
        this.end = end;
    }

    /// A structure's bytes in the format's order, little-endian.
    ///
    /// @param what the structure, for messages
    Fields fields(long address, long length, String what) {
        if (length > MOST_METADATA) {
            throw damaged(what + " at address " + address + " has " + length + " bytes; no such structure is so large");
        }
        return new Fields(this, what + " at address " + address, read(address, length, what));
    }

    /// A structure's bytes, whose place is claimed, too.
    Fields claimed(long address, long length, String what) {
        Fields fields = fields(address, length, what);
        claim(address, length, what);
        return fields;
    }

    /// The bytes at an address, little-endian.
    ByteBuffer read(long address, long length, String what) {
        requireInside(address, length, what);
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, base + address + bytes.position()) < 0) {
                    throw damaged("the file has become shorter while it was read");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " can't be read: " + Reason.of(e), e);
        }
        return bytes.flip();
    }

    /// Refuses a place that isn't in the file.
    void requireInside(long address, long length, String what) {
        long last = end - base;
        if (address < 0 || length < 0 || address > last || length > last - address) {
            throw damaged(what + " should be " + Long.toUnsignedString(length) + " bytes at address "
                    + Long.toUnsignedString(address) + ", which is outside the file's " + last + " bytes");
        }
    }

    /// Notes that a structure lies in a place.
    void claim(long address, long length, String what) {
        claim(address, length, what, 0);
    }

    /// Notes that one of several like structures lies in a place.
    ///
    /// @param number of the structure
    void claim(long address, long length, String what, long number) {
        requireInside(address, length, what);
        if (length > 0) {
            claims.add(new Claim(address, length, what, number));
        }
    }

    /// Refuses a file in which two structures share bytes. A structure that was read twice is one. Forgets the claims.
    void refuseOverlaps() {
        claims.sort(Comparator.comparingLong(Claim::address));
        for (int i = 1; i < claims.size(); i++) {
            Claim before = claims.get(i - 1);
            Claim after = claims.get(i);
            boolean same = before.equals(after);
            if (!same && before.address + before.length > after.address) {
                throw damaged(before.what + " (address " + before.address + ") and " + after.what + " (address "
                        + after.address + ") lie on one another");
            }
        }
        claims.clear();
    }

    /// A refusal of content that no sound file has.
    IllegalArgumentException damaged(String how) {
        return new IllegalArgumentException(path + " can't be read as HDF5: " + how);
    }

    /// A refusal of something sound that this reader doesn't know.
    IllegalArgumentException unsupported(String what, String wayOut) {
        return new IllegalArgumentException(path + ": " + what + "; " + wayOut);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " can't be closed: " + Reason.of(e), e);
        }
    }

    private record Claim(long address, long length, String what, long number) {}
}
