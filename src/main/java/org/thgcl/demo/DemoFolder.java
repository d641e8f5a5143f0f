package org.thgcl.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Destination;
import org.thgcl.training.RunFolder;
import org.thgcl.training.RunLock;

/// The folder of a demonstration: the files of a run, its data, its curves and its page, and the recordings from which
/// an event is named, with a run of their own.
///
/// A demonstration may be repeated, so it replaces an older one. It never replaces anything else: a folder is taken
/// for an older demonstration only if it holds the mark `DEMO.txt` and no file that a demonstration doesn't write.
///
/// @param path the folder
public record DemoFolder(Path path) {
    private static final String MARK = "DEMO.txt";
    private static final String OF_A_RUN =
            "README\\.md|configuration\\.yaml|metrics\\.jsonl|(best|last)\\.safetensors|result\\.json"
                    + "|data\\.json|split\\.csv|" + Pattern.quote(RunLock.FILE);

    /// Folders, and files in them, by their paths from this folder; also what writes leave that were killed.
    private static final Pattern FOLDERS =
            Pattern.compile("recordings(/[a-z]+-\\d+)?|recordings-run|recordings\\.h5\\.clips");

    private static final Pattern FILES = Pattern.compile("DEMO\\.txt|demo\\.(h5|html)|(loss|validation)\\.svg"
            + "|recordings\\.h5|prediction\\.html|(recordings-run/)?(" + OF_A_RUN + ")"
            + "|recordings/" + SyntheticRecordings.FILES
            + "|recordings\\.h5\\.clips/(features\\.txt|[0-9a-f]{64}\\.safetensors)"
            + "|((" + FOLDERS + ")/)?\\.[^/]+\\.part");

    RunFolder run() {
        return new RunFolder(path);
    }

    Path data() {
        return path.resolve("demo.h5");
    }

    Path lossCurve() {
        return path.resolve("loss.svg");
    }

    Path validationCurve() {
        return path.resolve("validation.svg");
    }

    public Path page() {
        return path.resolve("demo.html");
    }

    /// The recordings of [RecordedEvents], a folder for each.
    Path recordings() {
        return path.resolve("recordings");
    }

    /// Their features.
    Path features() {
        return path.resolve("recordings.h5");
    }

    /// The run that learns from these.
    RunFolder head() {
        return new RunFolder(path.resolve("recordings-run"));
    }

    /// The page of the recording whose event is named.
    public Path prediction() {
        return path.resolve("prediction.html");
    }

    /// Checks that nothing but an older demonstration would be lost.
    ///
    /// @throws IllegalArgumentException if the folder holds anything else
    void require() throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            removable();
        }
    }

    /// Makes the folder ready: creates it, or takes an older demonstration out of it. No other process may be working
    /// in it, see [RunLock].
    ///
    /// @throws IllegalArgumentException if it holds anything else; nothing is removed then
    /// @throws IOException if it can't be created or written to
    void clear() throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            for (Path file : removable()) {
                Files.delete(file);
            }
        } else {
            Destination.folder(path);
        }
        AtomicFile.write(path.resolve(MARK), """
            This folder was made by `thgcl demo`, which replaces its files when it is run again.
            Delete this note to keep them.
            """);
    }

    /// The files of an older demonstration, the mark not among them: what was begun to be removed can be removed
    /// later.
    private List<Path> removable() throws IOException {
        if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException(path + ": is a file, the output goes to a folder; choose another --out");
        }
        List<Path> files;
        try (Stream<Path> content = Files.walk(path)) {
            files = content.filter(file -> !file.equals(path)).sorted().toList();
        }
        for (Path file : files) {
            if (!isOurs(file)) {
                throw refused(path.relativize(file) + ", which no demonstration writes");
            }
        }
        Path mark = path.resolve(MARK);
        Path lock = path.resolve(RunLock.FILE);
        List<Path> removable = files.reversed().stream() // what is in a folder before the folder
                .filter(file -> !file.equals(mark) && !file.equals(lock))
                .toList();
        if (!removable.isEmpty() && !files.contains(mark)) {
            throw refused("files but no " + MARK + ", the mark of a demonstration");
        }
        return removable;
    }

    private boolean isOurs(Path file) {
        String name = path.relativize(file).toString().replace(File.separatorChar, '/');
        return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                ? FOLDERS.matcher(name).matches()
                : Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && FILES.matcher(name).matches();
    }

    private IllegalArgumentException refused(String what) {
        return new IllegalArgumentException(path + ": holds " + what
                + "; only an older demonstration is replaced: choose another folder (--out) or empty this one");
    }
}
