package org.thgcl.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program that runs beside this one, and what it writes to its standard output. Arguments reach it as they
/// are, no shell reads them.
///
/// Two threads take its output and its errors, so that it never waits for a pipe that nobody empties; when much
/// of the output lies unread, it waits. If nothing comes for some time while somebody wants to read, it has
/// stalled. Closing ends it and what it has started, and joins the threads.
final class ChildProcess implements AutoCloseable {
    private static final int CHUNK = 1 << 16;
    private static final int CHUNKS_UNREAD = 16;
    private static final int LONGEST_LINE = 4096;
    private static final Duration JOIN = Duration.ofSeconds(10);
    private static final byte[] END = {};

    private final Path subject;
    private final String program;
    private final Duration silence;
    private final Process process;
    private final BlockingQueue<byte[]> output = new ArrayBlockingQueue<>(CHUNKS_UNREAD);
    private final ErrorLines errors;
    private final Thread reader;
    private final Thread drain;
    private byte[] chunk = {};
    private int at;
    private boolean atEnd;

    /// Starts it.
    ///
    /// @param subject the file that it works on, for messages
    /// @param silence how long it may write nothing
    /// @throws MediaException if it can't be started
    ChildProcess(Path subject, List<String> command, Duration silence) throws IOException {
        this.subject = subject;
        this.program = Path.of(command.getFirst()).getFileName().toString();
        this.silence = silence;
        try {
            process = new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new MediaException(subject + ": " + program + " can't be started: " + e.getMessage(), e);
        }
        errors = new ErrorLines(process);
        reader = Thread.ofPlatform().daemon().name(program + " output").start(this::pump);
        drain = Thread.ofPlatform().daemon().name(program + " errors").start(errors::drain);
        process.getOutputStream().close();
    }

    private void pump() {
        try {
            try (InputStream in = process.getInputStream()) {
                byte[] buffer = new byte[CHUNK];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    output.put(Arrays.copyOf(buffer, read));
                }
            } catch (IOException e) {
                // it was ended while we read: its exit code says so
            }
            output.put(END);
        } catch (InterruptedException e) {
            // closed: nobody reads any more
        }
    }

    /// Reads as many bytes as there is room for.
    ///
    /// @return how many there were before the end
    /// @throws MediaException if it stalls or writes too many errors
    int read(byte[] target) throws IOException {
        int read = 0;
        while (read < target.length && hasMore()) {
            int some = Math.min(chunk.length - at, target.length - read);
            System.arraycopy(chunk, at, target, read, some);
            at += some;
            read += some;
        }
        return read;
    }

    /// Reads a line; empty at the end.
    ///
    /// @throws MediaException if it stalls or writes too many errors or a line without end
    Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (hasMore()) {
            byte next = chunk[at++];
            if (next == '\n') {
                return Optional.of(line.toString(StandardCharsets.UTF_8).stripTrailing());
            }
            line.write(next);
            if (line.size() > LONGEST_LINE) {
                throw failure("wrote a line of over " + LONGEST_LINE + " bytes");
            }
        }
        return line.size() == 0 ? Optional.empty() : Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    private boolean hasMore() throws IOException {
        while (at == chunk.length && !atEnd) {
            Optional<byte[]> next = waiting(() -> output.poll(silence.toNanos(), TimeUnit.NANOSECONDS));
            if (next.isEmpty()) {
                throw failure("wrote nothing for " + seconds() + " s and was stopped");
            }
            chunk = next.get();
            at = 0;
            atEnd = chunk.length == 0;
        }
        return !atEnd;
    }

    /// Waits until it has ended, after all of its output was read.
    ///
    /// @throws MediaException if it fails, stalls, or has written more
    void finish() throws IOException {
        if (hasMore()) {
            throw failure("wrote more than it announced");
        }
        int code = exitCode();
        if (code != 0) {
            throw stopped("failed with code " + code);
        }
    }

    /// It ended too early, or wrote what it shouldn't have: the exception to be thrown.
    ///
    /// @param what a verb and what follows, if it didn't fail by itself
    MediaException failure(String what) throws IOException {
        boolean failed = atEnd && exitCode() != 0;
        return stopped(failed ? what + " and failed with code " + process.exitValue() : what);
    }

    private MediaException stopped(String what) throws IOException {
        close();
        return new MediaException(subject + ": " + program + " " + errors.describe(what));
    }

    private int exitCode() throws IOException {
        boolean ended = waiting(() -> process.waitFor(silence) ? true : null).isPresent();
        if (!ended) {
            throw stopped("closed its output, but didn't end within " + seconds() + " s, and was stopped");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        destroy(process);
        reader.interrupt();
        waiting(() -> process.waitFor(JOIN));
        waiting(() -> reader.join(JOIN));
        waiting(() -> drain.join(JOIN));
    }

    /// Ends a process and those that it has started, which may hold its output open. Its streams stay open until
    /// they are read to their ends: [Process#destroyForcibly] would close them and lose what was said last.
    static void destroy(Process process) {
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
    }

    private double seconds() {
        return silence.toMillis() / 1000.0;
    }

    private interface Waiting<T> {
        /// Null if it was in vain.
        T await() throws InterruptedException;
    }

    private static <T> Optional<T> waiting(Waiting<T> waiting) throws IOException {
        try {
            return Optional.ofNullable(waiting.await());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
