package org.thgcl.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import org.thgcl.cli.Archive;
import org.thgcl.cli.ArchivePiece;
import org.thgcl.file.Json;

/// Scores a piece of an archive on an executor and writes its part.
///
/// @param words the command line, which names the model
/// @param folder where parts go
/// @param identity of program, model and options, as JSON: an executor with another one is refused
/// @param recordings whether the archive has any
record Scoring(List<String> words, String folder, String identity, boolean recordings) implements Work {
    private static final long serialVersionUID = 1;

    /// Models that are loaded and not in use, by what was asked for.
    private static final Map<Scoring, Queue<Archive>> MODELS = new ConcurrentHashMap<>();

    /// What came of a piece.
    ///
    /// @param rows written
    /// @param failures recordings that couldn't be read, by path
    record Outcome(long rows, Map<String, String> failures) {}

    @Override
    public String on(String item, IntConsumer updates) throws IOException {
        ArchivePiece piece = ArchivePiece.parse(item);
        List<String> differences = piece.differences();
        if (!differences.isEmpty()) {
            throw new Unfit(String.join("; ", differences), null);
        }
        Queue<Archive> models = MODELS.computeIfAbsent(this, _ -> new ConcurrentLinkedQueue<>());
        Archive known = models.poll();
        Archive archive = known == null ? load() : known;
        boolean done = false;
        try {
            Outcome outcome = write(archive, piece, updates);
            done = true;
            return Json.line(outcome);
        } finally {
            if (done) {
                models.add(archive);
            } else {
                archive.close();
            }
        }
    }

    private Archive load() throws IOException {
        Archive archive = Archive.of(words);
        String here = Json.line(archive.identity(recordings));
        if (!here.equals(identity)) {
            archive.close();
            throw new Unfit("model or program are others here: " + here + ", must be " + identity, null);
        }
        return archive;
    }

    private Outcome write(Archive archive, ArchivePiece piece, IntConsumer updates) throws IOException {
        Parts parts = new Parts(Path.of(folder));
        long[] rows = {0};
        Map<String, String> facts = new TreeMap<>(); // in an order that is the same in every process
        facts.put("thgcl.identity", identity);
        facts.put("thgcl.classes", Json.line(archive.classes()));
        facts.put("thgcl.piece", piece.line());
        try (PartWriter writer = new PartWriter(Path.of(folder), facts)) {
            Map<String, String> failures = archive.predict(piece, updates, (source, clip) -> {
                writer.write(source, clip);
                rows[0]++;
            });
            writer.finish(parts.file(piece, failures.isEmpty()));
            if (failures.isEmpty()) {
                Files.deleteIfExists(parts.file(piece, false));
            }
            return new Outcome(rows[0], failures);
        }
    }
}
