package org.thgcl.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.thgcl.file.OneLine;

/// The error stream of a process. The last line is kept. A process that floods the stream is ended.
final class ErrorLines {
    private static final int MOST_BYTES = 1 << 20;
    private static final int LONGEST_LINE = 500;

    private final Process process;
    private final byte[] line = new byte[LONGEST_LINE];
    private int length;
    private String last = "";
    private boolean flooded;

    ErrorLines(Process process) {
        this.process = process;
    }

    /// Reads until the stream ends; to be run by a thread of its own.
    void drain() {
        try (InputStream in = process.getErrorStream()) {
            byte[] buffer = new byte[8192];
            long bytes = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                take(buffer, read);
                bytes += read;
                if (bytes > MOST_BYTES) {
                    flood();
                }
            }
        } catch (IOException e) {
            // the process was ended while we read: its exit code says so
        }
    }

    private void flood() {
        synchronized (this) {
            flooded = true;
        }
        ChildProcess.destroy(process);
    }

    private synchronized void take(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                endLine();
            } else if (length < LONGEST_LINE) {
                line[length++] = bytes[i];
            }
        }
    }

    private void endLine() {
        String text = new String(line, 0, length, StandardCharsets.UTF_8).strip();
        if (!text.isEmpty()) {
            last = OneLine.of(text);
        }
        length = 0;
    }

    /// Says what the process did wrong, and the last line that it wrote.
    synchronized String describe(String what) {
        String wrong = what;
        if (flooded) {
            wrong = "wrote over " + MOST_BYTES + " bytes of errors and was stopped";
        } else {
            endLine();
        }
        return last.isEmpty() ? wrong + "; it gave no reason" : wrong + "; it said last: " + last;
    }
}
