package org.thgcl.data.hdf5;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/// A file whose every read fills the buffer or fails: jhdf would begin a short read again at the same address and so
/// take bytes twice.
final class FullReads implements SeekableByteChannel {
    private final FileChannel channel;

    FullReads(Path path) throws IOException {
        channel = FileChannel.open(path);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int wanted = into.remaining();
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                throw new EOFException("the file ends " + into.remaining() + " bytes too early");
            }
        }
        return wanted;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        channel.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
