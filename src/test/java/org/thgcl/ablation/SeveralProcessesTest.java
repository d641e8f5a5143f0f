package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes on one cache share out the runs of a sweep. None waits for another as long as there is something to do.
class SeveralProcessesTest {
    @TempDir
    Path folder;

    private final Ablation ablation = SmallSweep.table2(0);
    private final List<String> ended = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int begun;

    private AblationResult run(String cache, Parallelism execution, Runnable whenWaiting) throws IOException {
        try (RunCache runs = RunCache.open(folder.resolve(cache))) {
            return ablation.run(runs, execution, new SweepProgress() {
                @Override
                public void note(String text) {
                    notes.add(text);
                    whenWaiting.run();
                }

                @Override
                public void standing(int running, int failed) {
                    begun += running;
                }

                @Override
                public void ended(String name, SeedResult result) {
                    ended.add(name);
                }
            });
        }
    }

    private AblationResult run(String cache) throws IOException {
        AblationResult result = run(cache, SmallSweep.ALONE, () -> {});
        ended.clear();
        begun = 0;
        return result;
    }

    /// Another process on the cache, with the runs that it locks.
    private LockingProcess other(String cache, int... runs) throws IOException {
        Files.createDirectory(folder.resolve(cache));
        Files.createFile(folder.resolve(cache).resolve("lock"));
        List<PlannedRun> planned = ablation.plan(ProgramFingerprint.current());
        List<RunKey> keys = new ArrayList<>();
        for (int run : runs) {
            keys.add(planned.get(run).key());
        }
        return LockingProcess.begin(folder.resolve(cache), keys);
    }

    private List<String> names(int... runs) throws IOException {
        List<PlannedRun> planned = ablation.plan(ProgramFingerprint.current());
        List<String> names = new ArrayList<>();
        for (int run : runs) {
            names.add(planned.get(run).name());
        }
        return names;
    }

    @Test
    void runs_of_a_process_that_dies_are_made_after_all_others() throws IOException {
        AblationResult expected = run("alone");
        try (LockingProcess other = other("cache", 0, 2)) {
            assertThat(run("cache", SmallSweep.ALONE, other::kill)).isEqualTo(expected);
        }
        assertThat(ended).isEqualTo(names(1, 0, 2));
        assertThat(begun).isEqualTo(3);
        assertThat(notes).containsExactly(names(0).getFirst() + ": another process is making it; waiting for that.");
    }

    @Test
    void runs_that_another_process_has_made_meanwhile_are_not_made_again() throws IOException {
        AblationResult expected = run("alone");
        String address =
                ablation.plan(ProgramFingerprint.current()).getFirst().key().address();
        try (LockingProcess other = other("cache", 0)) {
            AblationResult result = run("cache", SmallSweep.ALONE, () -> {
                try {
                    for (String file : List.of(address + ".scores", address + ".run")) {
                        Files.copy(
                                folder.resolve("alone").resolve(file),
                                folder.resolve("cache").resolve(file));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                other.kill();
            });
            assertThat(result).isEqualTo(expected);
        }
        assertThat(ended).isEqualTo(names(1, 2, 0));
        assertThat(begun).isEqualTo(2);
    }

    @Test
    void runs_that_another_process_makes_are_not_asked_for_elsewhere() throws IOException {
        AblationResult expected = run("alone");
        Elsewhere maker = new Elsewhere();
        try (LockingProcess other = other("cache", 1)) {
            assertThat(run("cache", new Parallelism(1, 1, maker), other::kill)).isEqualTo(expected);
        }
        assertThat(maker.names()).containsExactly(names(0, 2), names(1));
    }
}
