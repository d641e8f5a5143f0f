package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.file.Json;

/// Shares of a sweep's runs that are made anywhere give, copied together, what one process gives.
class ShardTest {
    @TempDir
    Path folder;

    /// Makes a shard of a sweep.
    private interface Sharded {
        Shard.Outcome make(Shard shard, RunCache cache) throws IOException;
    }

    /// Makes a whole sweep.
    private interface Whole {
        Object make(RunCache cache, SweepProgress progress) throws IOException;
    }

    private void sameFromTwoShards(int runs, Sharded sharded, Whole whole) throws IOException {
        String expected;
        try (RunCache cache = RunCache.open(folder.resolve("whole"))) {
            expected = Json.line(whole.make(cache, SweepProgress.SILENT));
        }
        Path merged = Files.createDirectory(folder.resolve("merged"));
        for (int shard = 1; shard <= 2; shard++) {
            Path folderOfShard = folder.resolve("shard" + shard);
            try (RunCache cache = RunCache.open(folderOfShard)) {
                int own = shard == 1 ? runs / 2 : runs - runs / 2;
                assertThat(sharded.make(new Shard(shard, 2), cache))
                        .isEqualTo(new Shard.Outcome(own, runs, runs - own));
                assertThat(sharded.make(new Shard(shard, 2), cache))
                        .isEqualTo(new Shard.Outcome(own, runs, runs - own));
            }
            try (Stream<Path> entries = Files.list(folderOfShard)) {
                for (Path entry : entries.filter(file -> !file.endsWith("lock")).toList()) {
                    Files.copy(entry, merged.resolve(entry.getFileName()));
                }
            }
        }
        List<Integer> made = new ArrayList<>();
        try (RunCache cache = RunCache.open(merged)) {
            Object result = whole.make(cache, new SweepProgress() {
                @Override
                public void begin(int toMake, int cached, long updates) {
                    made.add(toMake);
                }
            });
            assertThat(Json.line(result)).isEqualTo(expected);
        }
        assertThat(made).containsExactly(0);
    }

    @Test
    void a_sweep() throws IOException {
        Ablation ablation = SmallSweep.table2(0);
        sameFromTwoShards(
                3,
                (shard, cache) -> ablation.run(shard, cache, SmallSweep.ALONE, SweepProgress.SILENT),
                (cache, progress) -> ablation.run(cache, SmallSweep.ALONE, progress));
    }

    @Test
    void a_sweep_over_lag() throws IOException {
        LagSweep sweep = new LagSweep(SmallSweep.CLIPS, List.of(0, 1), List.of(1.0), SmallSweep.BASE, List.of(0L));
        sameFromTwoShards(
                8,
                (shard, cache) -> sweep.run(shard, cache, SmallSweep.ALONE, SweepProgress.SILENT),
                (cache, progress) -> sweep.run(cache, SmallSweep.ALONE, progress));
    }

    @Test
    void the_experiments_of_a_reproduction() throws IOException {
        Reproduction all = new Reproduction(new SyntheticClips(SmallSweep.CLIPS), SmallSweep.BASE, List.of(0L));
        sameFromTwoShards(
                7,
                (shard, cache) -> all.run(shard, cache, SmallSweep.ALONE, SweepProgress.SILENT),
                (cache, progress) -> all.run(cache, SmallSweep.ALONE, progress));
    }

    @Test
    void shares_hold_each_run_once_and_are_of_one_size() {
        for (int runs = 0; runs <= 20; runs++) {
            List<Integer> all = IntStream.range(0, runs).boxed().toList();
            for (int of = 1; of <= 25; of++) {
                List<Integer> together = new ArrayList<>();
                for (int number = 1; number <= of; number++) {
                    List<Integer> own = new Shard(number, of).of(all);
                    assertThat(own.size()).isBetween(runs / of, runs / of + 1);
                    together.addAll(own);
                }
                assertThat(together).isEqualTo(all);
            }
        }
        List<Integer> most = IntStream.range(0, 10_000).boxed().toList();
        assertThat(new Shard(999_999_999, 999_999_999).of(most)).containsExactly(9_999);
    }
}
