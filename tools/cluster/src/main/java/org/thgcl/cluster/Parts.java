package org.thgcl.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thgcl.cli.ArchivePiece;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Json;

/// The folder of an archive's predictions: one Parquet file for each piece, and `archive.json`, which says what
/// all of them depend on.
///
/// @param folder where they are
record Parts(Path folder) {
    private static final String IDENTITY = "archive.json";
    private static final String SUFFIX = ".parquet";

    /// What all parts have in common.
    ///
    /// @param identity of model, program and options
    /// @param classes in the order of the scores
    record Common(Map<String, String> identity, List<String> classes) {}

    /// The file of a piece.
    ///
    /// @param whole whether all of its recordings could be read; the others are tried again next time
    Path file(ArchivePiece piece, boolean whole) {
        return folder.resolve("part-" + piece.digest() + (whole ? "" : "-incomplete") + SUFFIX);
    }

    /// Makes the folder ready, and refuses one in which there is anything else than parts of the same.
    ///
    /// @param pieces all of the archive
    /// @return the pieces that are still to be made
    /// @throws IllegalArgumentException that says what differs
    /// @throws IOException if the folder can't be read or written
    List<ArchivePiece> prepare(Common common, List<ArchivePiece> pieces) throws IOException {
        Set<Path> expected = new HashSet<>();
        for (ArchivePiece piece : pieces) {
            expected.add(file(piece, true));
            expected.add(file(piece, false));
        }
        List<Path> there = list();
        Path identity = folder.resolve(IDENTITY);
        String now = Json.page(common);
        if (Files.exists(identity)) {
            requireSame(Json.read(Files.readString(identity), Common.class), common);
        } else if (there.stream().anyMatch(file -> file.toString().endsWith(SUFFIX))) {
            throw new IllegalArgumentException(
                    "--out " + folder + ": has Parquet files, but no " + IDENTITY + "; choose another folder");
        }
        List<String> strange = there.stream()
                .filter(file -> file.toString().endsWith(SUFFIX) && !expected.contains(file))
                .map(file -> file.getFileName().toString())
                .toList();
        if (!strange.isEmpty()) {
            throw new IllegalArgumentException("--out " + folder + ": has " + strange.size()
                    + " parts of other files, or of files that were changed since (" + strange.getFirst()
                    + "); name all files as before, or choose another folder");
        }
        for (Path left : there) {
            if (left.getFileName().toString().matches("\\..*\\.part")) {
                Files.deleteIfExists(left);
            }
        }
        AtomicFile.write(identity, now);
        return pieces.stream().filter(piece -> !Files.exists(file(piece, true))).toList();
    }

    private void requireSame(Common before, Common now) {
        if (!before.equals(now)) {
            String differing = Stream.concat(before.identity().keySet().stream(), now.identity().keySet().stream())
                    .distinct()
                    .filter(key -> !String.valueOf(before.identity().get(key))
                            .equals(now.identity().get(key)))
                    .map(key -> key + " (" + before.identity().get(key) + ", now "
                            + now.identity().get(key) + ")")
                    .collect(Collectors.joining(", "));
            throw new IllegalArgumentException("--out " + folder + ": its parts were made otherwise; these differ: "
                    + differing + "; choose another folder");
        }
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
