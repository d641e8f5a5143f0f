package org.thgcl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.thgcl.file.Json;
import org.thgcl.file.Sha256;

/// A piece of an archive as a value, which any machine that sees the files can score: see [Archive#predict].
///
/// @param files an HDF5 file, or some recordings
/// @param clips of the HDF5 file, all of the piece; 0 for recordings
/// @param first number of the first of these clips
public record ArchivePiece(List<Source> files, int first, int clips) {
    /// A file, or a folder of pictures.
    ///
    /// @param path absolute
    /// @param size in bytes
    /// @param modified when its content was last changed, milliseconds since 1970 in UTC
    public record Source(String path, long size, long modified) {
        /// What is there now.
        ///
        /// @throws IOException if nothing is
        static Source of(Path path) throws IOException {
            Path absolute = path.toAbsolutePath().normalize();
            BasicFileAttributes found = Files.readAttributes(absolute, BasicFileAttributes.class);
            return new Source(
                    absolute.toString(),
                    found.isDirectory() ? 0 : found.size(),
                    found.lastModifiedTime().toMillis());
        }
    }

    public ArchivePiece {
        files = List.copyOf(files);
    }

    /// Whether these are recordings.
    boolean ofRecordings() {
        return clips == 0;
    }

    /// What messages call it.
    public String name() {
        String one = files.getFirst().path();
        return ofRecordings()
                ? one + (files.size() == 1 ? "" : " and " + (files.size() - 1) + " more")
                : one + ", clips " + first + " to " + (first + clips - 1);
    }

    /// A short name that stands for files, what they are, and clips.
    public String digest() {
        return Sha256.of(line()).substring(0, 16);
    }

    /// The piece as one line of JSON, without an end of line.
    public String line() {
        return Json.line(this);
    }

    /// Reads what [#line] gave.
    ///
    /// @throws IllegalArgumentException if it is something else
    public static ArchivePiece parse(String line) {
        return Json.read(line, ArchivePiece.class);
    }

    /// What of its files isn't here as it was where the piece was cut, in words; empty if all are.
    public List<String> differences() {
        List<String> differences = new ArrayList<>();
        for (Source file : files) {
            try {
                Source here = Source.of(Path.of(file.path()));
                if (!here.equals(file)) {
                    differences.add(file.path() + ": is another file here, or was changed");
                }
            } catch (IOException e) {
                differences.add(file.path() + ": no such file here that can be read");
            }
        }
        return differences;
    }
}
