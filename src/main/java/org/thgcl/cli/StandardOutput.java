package org.thgcl.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The process's standard output, which remembers why it could not be written.
final class StandardOutput extends OutputStream {
    private final OutputStream target;
    private final boolean pipe;
    private IOException failure;

    /// @param pipe whether the target is known to be a pipe
    StandardOutput(OutputStream target, boolean pipe) {
        this.target = target;
        this.pipe = pipe;
    }

    static StandardOutput ofProcess() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out), isPipe());
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    /// The first exception; `null` if all could be written.
    IOException failure() {
        return failure;
    }

    /// Whether whoever read has gone, as `head` does when it has seen enough. Systems say so in their users' languages;
    /// where standard output is known to be a pipe, nothing else can go wrong with it.
    boolean readerGone() {
        return failure != null
                && (pipe
                        || String.valueOf(failure.getMessage())
                                .toLowerCase(Locale.ROOT)
                                .contains("broken pipe"));
    }

    private static boolean isPipe() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString().startsWith("pipe:");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
