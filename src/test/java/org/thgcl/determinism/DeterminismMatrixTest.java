package org.thgcl.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.bench.Machine;
import org.thgcl.file.AtomicFile;

/// Every way of running, on 1, 2 and 3 threads, twice: one hash for each part. Takes minutes, so it runs with
/// `mvn -Pdeterminism test` only, and writes its table into `docs/determinism.md`.
@Tag("determinism")
class DeterminismMatrixTest {
    private static final Path PAGE = Path.of("docs", "determinism.md");
    private static final String BEGIN = "<!-- written by mvn -Pdeterminism test: begin -->\n";
    private static final String END = "<!-- end -->";
    private static final int RUNS = 2;

    @TempDir
    private Path folder;

    @Test
    void every_way_of_running_gives_one_hash() throws IOException, InterruptedException, ExecutionException {
        Matrix matrix = new Matrix(outcomes());
        write(matrix);
        assertThat(matrix.differences()).isEmpty();
        assertThat(matrix.outcomes().stream().map(outcome -> outcome.machine().get("lanes")))
                .as("vectors of several widths")
                .contains("2/4", "4/8");
    }

    /// Two virtual machines at a time: golden files are generated on one thread.
    private List<Outcome> outcomes() throws InterruptedException, ExecutionException {
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            List<Future<Outcome>> pending = new ArrayList<>();
            for (Variant variant : Variant.all()) {
                for (int run = 0; run < RUNS; run++) {
                    Path output = folder.resolve(pending.size() + ".txt");
                    pending.add(pool.submit(() -> Outcome.of(variant, output, 1, 2, 3)));
                }
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> future : pending) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }

    private static void write(Matrix matrix) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END, begin);
        assertThat(begin).isGreaterThanOrEqualTo(BEGIN.length());
        assertThat(end).isGreaterThan(0);
        String machine = "Measured on " + Machine.here().words() + ".\n\n";
        AtomicFile.write(PAGE, page.substring(0, begin) + "\n" + machine + matrix.table() + "\n" + page.substring(end));
    }
}
