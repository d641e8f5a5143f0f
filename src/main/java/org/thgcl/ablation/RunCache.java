package org.thgcl.ablation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Reason;
import org.thgcl.file.SafeTensors;
import org.thgcl.tensor.Tensor;
import org.thgcl.training.RunFolder;

/// A folder of runs that have been made, each under the hash of all that its numbers depend on, see [RunKey].
///
/// | file | content |
/// |---|---|
/// | `HASH.run` | a run that has ended: SHA-256 of the second line; a [RunRecord] as JSON |
/// | `HASH.scores` | the run's scores of its test clips, `[clips, classes]`, as a safetensors file; none after a
/// failure |
/// | `HASH.part/` | the [RunFolder] of one that has not |
/// | `lock` | what several processes lock parts of, so that each run is made once |
///
/// An entry is used if its digest and its whole key are right, and its scores are there and whole. Any other is made
/// anew.
public final class RunCache implements AutoCloseable {
    private static final int LOCKED_DIGITS = 15; // of the hash: below the 63 bits that a position in a file has

    private final Path folder;
    private final FileChannel locks;

    private RunCache(Path folder, FileChannel locks) {
        this.folder = folder;
        this.locks = locks;
    }

    /// Opens a cache, which is made if need be.
    ///
    /// @throws IOException that names the folder, if it can't be made or written to
    public static RunCache open(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            return new RunCache(
                    folder,
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new IOException(folder + ": can't be used as a cache of runs (" + Reason.of(e) + ")", e);
        }
    }

    /// Keeps other processes from making a run, until the lock is closed.
    ///
    /// @param wait for a process that is making it
    /// @return the lock; none while another process is making the run
    /// @throws IOException that names the file, if it can't be locked at all
    Optional<FileLock> lock(RunKey key, boolean wait) throws IOException {
        try {
            return Optional.ofNullable(wait ? locks.lock(place(key), 1, false) : locks.tryLock(place(key), 1, false));
        } catch (IOException e) {
            throw new IOException(
                    folder.resolve("lock") + ": can't be locked (" + Reason.of(e)
                            + "); choose a --cache on a file system that knows locks",
                    e);
        }
    }

    /// The byte of the file `lock` that stands for a run.
    static long place(RunKey key) {
        return Long.parseLong(key.address().substring(0, LOCKED_DIGITS), 16);
    }

    /// A run that has ended, if there is one.
    ///
    /// @param notes told of an entry that is damaged
    Optional<RunRecord> get(RunKey key, Consumer<String> notes) throws IOException {
        Path file = file(key);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            RunRecord record = RunEntry.record(Files.readString(file), key.address());
            if (record.failure() != null || scores(key).isPresent()) {
                return Optional.of(record);
            }
        } catch (CharacterCodingException | IllegalArgumentException e) {
            // damaged: said below
        }
        notes.accept(file + ": is damaged, this run is made anew.");
        return Optional.empty();
    }

    /// The scores of a run's test clips, if the cache has them.
    ///
    /// @throws IllegalArgumentException that names the file, if it is damaged
    Optional<Tensor> scores(RunKey key) throws IOException {
        Path file = scoresFile(key);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        SafeTensors saved = SafeTensors.read(file);
        boolean own = saved.verified() && key.address().equals(saved.metadata().get(RunEntry.RUN));
        return own ? Optional.ofNullable(saved.tensors().get(RunEntry.SCORES)) : Optional.empty();
    }

    /// Keeps a run that has ended and lets go of its unfinished folder.
    ///
    /// @param scores of the test clips; `null` after a failure
    void put(RunKey key, RunRecord record, Tensor scores) throws IOException {
        if (scores != null) {
            SafeTensors.write(scoresFile(key), Map.of(RunEntry.SCORES, scores), Map.of(RunEntry.RUN, key.address()));
        }
        AtomicFile.write(file(key), RunEntry.text(record));
        discardPart(key);
    }

    /// A run that has ended, to be kept in another cache.
    RunEntry entry(RunKey key) throws IOException {
        Path scores = scoresFile(key);
        return new RunEntry(
                key.address(),
                Files.readString(file(key)),
                Files.exists(scores) ? Base64.getEncoder().encodeToString(Files.readAllBytes(scores)) : null);
    }

    /// Keeps a run that has ended elsewhere.
    ///
    /// @throws IllegalArgumentException if the entry is damaged or another run's
    RunRecord accept(RunKey key, RunEntry entry) throws IOException {
        RunRecord record = entry.check(key.address());
        if (entry.scores() != null) {
            ByteBuffer scores = ByteBuffer.wrap(entry.scoreBytes());
            AtomicFile.write(scoresFile(key), channel -> {
                while (scores.hasRemaining()) {
                    channel.write(scores);
                }
            });
        }
        AtomicFile.write(file(key), entry.run());
        discardPart(key);
        return record;
    }

    /// The folder in which a run is made.
    RunFolder part(RunKey key) {
        return new RunFolder(folder.resolve(key.address() + ".part"));
    }

    /// Deletes the unfinished folder of a run.
    void discardPart(RunKey key) throws IOException {
        ScratchFolder.delete(part(key).path());
    }

    private Path file(RunKey key) {
        return folder.resolve(key.address() + ".run");
    }

    private Path scoresFile(RunKey key) {
        return folder.resolve(key.address() + ".scores");
    }

    @Override
    public void close() throws IOException {
        locks.close();
    }
}
