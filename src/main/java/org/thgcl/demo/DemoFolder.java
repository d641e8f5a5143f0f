package org.thgcl.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Destination;
import org.thgcl.training.RunFolder;
import org.thgcl.training.RunLock;

/// The folder of a demonstration: the files of a run, its data, its curves and its page.
///
/// A demonstration may be repeated, so it replaces an older one. It never replaces anything else: a folder is taken
/// for an older demonstration only if it holds the mark `DEMO.txt` and no file that a demonstration doesn't write.
///
/// @param path the folder
public record DemoFolder(Path path) {
    private static final String MARK = "DEMO.txt";
    private static final Set<String> FILES = Set.of(
            MARK,
            "configuration.yaml",
            "metrics.jsonl",
            "best.safetensors",
            "last.safetensors",
            "result.json",
            "data.json",
            "split.csv",
            RunLock.FILE,
            "demo.h5",
            "loss.svg",
            "validation.svg",
            "demo.html");

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
        try (Stream<Path> content = Files.list(path)) {
            files = content.sorted().toList();
        }
        for (Path file : files) {
            if (!isOurs(file)) {
                throw refused(file.getFileName() + ", which no demonstration writes");
            }
        }
        Path mark = path.resolve(MARK);
        Path lock = path.resolve(RunLock.FILE);
        List<Path> removable = files.stream()
                .filter(file -> !file.equals(mark) && !file.equals(lock))
                .toList();
        if (!removable.isEmpty() && !files.contains(mark)) {
            throw refused("files but no " + MARK + ", the mark of a demonstration");
        }
        return removable;
    }

    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        boolean part = name.startsWith(".") && name.endsWith(".part"); // of a write that was killed
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && (FILES.contains(name) || part);
    }

    private IllegalArgumentException refused(String what) {
        return new IllegalArgumentException(path + ": holds " + what
                + "; only an older demonstration is replaced: choose another folder (--out) or empty this one");
    }
}
