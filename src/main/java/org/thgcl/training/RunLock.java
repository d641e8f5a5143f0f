package org.thgcl.training;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.thgcl.file.Reason;

/// Keeps every other process, and every other thread of this one, out of a run's folder until it is closed.
///
/// The lock is the operating system's, on the file `.lock` in the folder. It ends with the process, however that ends,
/// so what a killed process leaves behind keeps nobody out. The file stays: deleted, it could be locked by one process
/// and made anew by another. It holds the process id of its holder.
///
/// The thread that holds the lock may take it again; it ends when the last of them is closed.
public final class RunLock implements Closeable {
    /// Its file's name.
    public static final String FILE = ".lock";

    /// The byte that is locked, far behind the process id, which some systems could not read otherwise.
    private static final long PLACE = Long.MAX_VALUE - 1;

    private static final int LONGEST_ID = 32;
    private static final int TRIES = 100;
    private static final int BETWEEN_TRIES_MILLIS = 10;

    /// Locks of this process, by folder. An operating system knows processes alone, and on some of them closing any
    /// channel of a file ends the process's locks on it: so no second channel is opened here.
    private static final Map<Path, RunLock> HELD = new HashMap<>();

    private final Path folder;
    private final Thread owner = Thread.currentThread();
    private final FileChannel channel;
    private int taken;

    private RunLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// Takes a folder, which must be there.
    ///
    /// @throws IllegalArgumentException that names the holder, if the folder is taken
    /// @throws IOException if it can't be locked at all
    public static RunLock lock(Path folder) throws IOException {
        synchronized (HELD) {
            Path real = folder.toRealPath();
            RunLock lock = HELD.get(real);
            if (lock == null) {
                lock = new RunLock(real, locked(folder));
                HELD.put(real, lock);
            } else if (lock.owner != Thread.currentThread()) {
                throw refused(folder, "this process (" + ProcessHandle.current().pid() + ")");
            }
            lock.taken++;
            return lock;
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            boolean locked = false;
            try {
                locked = lock(channel);
                if (!locked) {
                    throw refused(folder, holder(channel));
                }
                return channel;
            } finally {
                if (!locked) {
                    channel.close();
                }
            }
        } catch (IOException e) {
            throw new IOException(
                    file + ": the run's folder can't be locked (" + Reason.of(e)
                            + "); is it writable, and does its file system" + " know locks?",
                    e);
        }
    }

    /// Locks the file and writes the process id into it, if nobody has locked it.
    private static boolean lock(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock(PLACE, 1, false);
        if (lock == null) {
            return false;
        }
        channel.truncate(0);
        String id = Long.toString(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(id.getBytes(StandardCharsets.US_ASCII)), 0);
        return true;
    }

    private static IllegalArgumentException refused(Path folder, String holder) {
        return new IllegalArgumentException(folder + ": " + holder
                + " is working in this folder; wait until it has ended, or choose another folder (--out)");
    }

    /// The holder's process id, for which one that has just begun is given some time to write it.
    private static String holder(FileChannel channel) throws IOException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            ByteBuffer bytes = ByteBuffer.allocate(LONGEST_ID);
            channel.read(bytes, 0);
            String id = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
            if (id.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(id)).isPresent()) {
                return "process " + id;
            }
            try {
                Thread.sleep(BETWEEN_TRIES_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return "another process";
    }

    /// Lets the folder go.
    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (--taken == 0) {
                HELD.remove(folder);
                channel.close();
            }
        }
    }
}
