package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.thgcl.file.Work;

/// Writes a long result to standard output while it is made. What shows work that goes on isn't in its way, and when
/// standard output takes nothing any more, writing fails: nobody computes for a reader that has gone.
final class ResultWriter extends Writer {
    private static final int BUFFER = 1 << 16;

    private final PrintWriter terminal;
    private final StringBuilder buffer = new StringBuilder();

    /// Standard output takes nothing any more; why, and what is said of it, [Thgcl] knows.
    static final class ClosedException extends IOException {
        private static final long serialVersionUID = 1;

        ClosedException() {
            super("standard output could not be written to the end");
        }
    }

    ResultWriter(PrintWriter terminal) {
        this.terminal = terminal;
    }

    @Override
    public void write(char[] text, int offset, int length) throws ClosedException {
        buffer.append(text, offset, length);
        if (buffer.length() >= BUFFER) {
            flush();
        }
    }

    /// @throws ClosedException if standard output takes nothing any more
    @Override
    public void flush() throws ClosedException {
        Work.aside(() -> terminal.append(buffer));
        buffer.setLength(0);
        if (terminal.checkError()) {
            throw new ClosedException();
        }
    }

    @Override
    public void close() throws ClosedException {
        flush();
    }
}
