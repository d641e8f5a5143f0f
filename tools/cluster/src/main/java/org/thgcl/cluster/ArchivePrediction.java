package org.thgcl.cluster;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.thgcl.cli.Archive;
import org.thgcl.cli.ArchivePiece;
import org.thgcl.cli.Thgcl;
import org.thgcl.file.Destination;
import org.thgcl.file.Json;

/// Has an archive's pieces scored by the executors: `submit predict`.
final class ArchivePrediction implements Distribution.Receiver {
    private static final long BETWEEN_NANOS = Duration.ofSeconds(10).toNanos();

    private final PrintWriter err;
    private final List<ArchivePiece> pieces;
    private final Map<String, String> failures = new TreeMap<>();
    private final Set<Integer> running = new HashSet<>();
    private final Set<Integer> ended = new HashSet<>();
    private final long begun = System.nanoTime();
    private long last = begun;
    private long rows;

    private ArchivePrediction(PrintWriter err, List<ArchivePiece> pieces) {
        this.err = err;
        this.pieces = pieces;
    }

    /// Scores what is missing.
    ///
    /// @param words the command line behind `predict`
    /// @return the exit code
    /// @throws IllegalArgumentException if the command line is wrong, or the folder has something else
    /// @throws IOException if the model, the archive or the folder can't be used, or the cluster has gone
    static int run(Cluster cluster, List<String> words, PrintWriter out, PrintWriter err) throws IOException {
        try (Archive archive = Archive.of(words)) {
            Path folder = archive.out().toAbsolutePath().normalize();
            Destination.folder(folder);
            Archive.Plan plan = archive.plan();
            plan.notes().forEach(err::println);
            boolean recordings = plan.pieces().stream().anyMatch(piece -> piece.clips() == 0);
            Map<String, String> identity = archive.identity(recordings);
            List<ArchivePiece> missing = new Parts(folder)
                    .prepare(new Parts.Common(identity, archive.classes()), plan.pieces());
            err.printf(
                    Locale.ROOT,
                    "%d pieces, %d of them in %s already%n",
                    plan.pieces().size(),
                    plan.pieces().size() - missing.size(),
                    archive.out());
            ArchivePrediction prediction = new ArchivePrediction(err, missing);
            prediction.failures.putAll(plan.failures());
            if (!missing.isEmpty()) {
                cluster.open(archive.threads(), archive.bytes(plan));
                List<Distribution.Item> items = missing.stream()
                        .map(piece -> new Distribution.Item(piece.name(), piece.line()))
                        .toList();
                Scoring scoring =
                        new Scoring(new ArrayList<>(words), folder.toString(), Json.line(identity), recordings);
                cluster.distribute(items, scoring, prediction)
                        .forEach((item, reason) -> prediction.failures.put(missing.get(item).name(), reason));
            }
            prediction.failures.forEach((name, reason) -> err.println("left out: " + name + ": " + reason));
            err.flush();
            out.printf(
                    Locale.ROOT,
                    "%d clips were scored, %d pieces were there; %s%n",
                    prediction.rows,
                    plan.pieces().size() - missing.size(),
                    prediction.failures.isEmpty()
                            ? "all of the archive is in " + archive.out()
                            : prediction.failures.size() + " failures; the same command tries them again");
            out.flush();
            return prediction.failures.isEmpty() ? Thgcl.DONE : Thgcl.FAILED;
        }
    }

    @Override
    public void note(String text) {
        err.println(text);
    }

    @Override
    public void begun(int item) {
        if (!ended.contains(item)) { // Spark may tell of the beginning when the result is there
            running.add(item);
        }
        say();
    }

    @Override
    public void updated(int item, int steps) {
        say();
    }

    @Override
    public void lost(int item, String reason) {
        running.remove(item);
        err.println("again: " + pieces.get(item).name() + ": " + reason);
    }

    @Override
    public void done(int item, String result) {
        Scoring.Outcome outcome = Json.read(result, Scoring.Outcome.class);
        running.remove(item);
        ended.add(item);
        rows += outcome.rows();
        failures.putAll(outcome.failures());
        say();
    }

    private void say() {
        long now = System.nanoTime();
        if (now - last > BETWEEN_NANOS) {
            last = now;
            long left = ended.isEmpty() ? -1 : Duration.ofNanos((now - begun) / ended.size() * (pieces.size() - ended.size())).toMinutes() + 1;
            err.printf(
                    Locale.ROOT,
                    "%d of %d pieces, %d running, %d failures%s%n",
                    ended.size(),
                    pieces.size(),
                    running.size(),
                    failures.size(),
                    left < 0 ? "" : ", about " + left + " min left");
        }
    }
}
