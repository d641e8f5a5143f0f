package org.thgcl.ablation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Workers;
import org.thgcl.training.Forecast;

/// The paper's own experiments, as far as this program can train them: the rows of Table 1 that it has, Table 2, and
/// Figure 3, on the same data with the same seeds. A run that several of them need is made once.
///
/// @param data to train and test on
/// @param base the paper's configuration, or one made smaller for a try
/// @param seeds at least one, all different
public record Reproduction(SweepData data, Configuration base, List<Long> seeds) {
    /// @throws IllegalArgumentException if there is no seed or one occurs twice
    public Reproduction {
        seeds = new Ablation(StandardSweeps.table1(), data, base, seeds).seeds();
    }

    private List<Ablation> ablations() {
        return List.of(
                new Ablation(StandardSweeps.table1(), data, base, seeds),
                new Ablation(StandardSweeps.table2(), data, base, seeds),
                new Ablation(StandardSweeps.figure3(), data, base, seeds));
    }

    private SweepPlans plans() throws IOException {
        return SweepPlans.of(ablations());
    }

    /// What the runs will take that the cache doesn't hold: a few updates of each configuration are tried out.
    ///
    /// @throws IllegalArgumentException if a configuration isn't allowed or doesn't fit the data
    /// @throws IOException if a file can't be read
    public Cost cost(RunCache cache, Parallelism execution) throws IOException {
        Map<RunKey, PlannedRun> missing = new LinkedHashMap<>();
        int known = 0;
        for (PlannedRun run : plans().runs()) {
            if (cache.get(run.key(), _ -> {}).isPresent()) {
                known++;
            } else {
                missing.put(run.key(), run);
            }
        }
        Map<Configuration, List<PlannedRun>> byConfiguration = new LinkedHashMap<>();
        missing.forEach((key, run) -> byConfiguration
                .computeIfAbsent(key.configuration().with("seed", 0), _ -> new ArrayList<>())
                .add(run));
        List<Cost.Of> costs = new ArrayList<>();
        try (Workers workers = new Workers(execution.threads())) {
            for (List<PlannedRun> runs : byConfiguration.values()) {
                Forecast.Measured measured = runs.getFirst().forecast(workers).measure();
                costs.add(new Cost.Of(
                        runs.getFirst().name().replaceFirst(", seed -?\\d+$", ""),
                        runs.size(),
                        measured.clipsPerSecond(),
                        measured.seconds(),
                        measured.bytes()));
            }
        }
        return new Cost(costs, known, execution.jobs());
    }

    /// Makes the runs that the cache doesn't hold.
    ///
    /// @return the results of Table 1, Table 2, Figure 3
    /// @throws IllegalArgumentException if a configuration isn't allowed or doesn't fit the data; nothing is run
    /// then
    /// @throws IOException if a file can't be read or written
    public List<AblationResult> run(RunCache cache, Parallelism execution, SweepProgress progress) throws IOException {
        return plans().make(cache, execution, progress);
    }

    /// Makes a share of the runs, or what the cache doesn't hold of it; there is no result.
    ///
    /// @throws IllegalArgumentException as [#run(RunCache, Parallelism, SweepProgress)]
    /// @throws IOException if a file can't be read or written
    public Shard.Outcome run(Shard shard, RunCache cache, Parallelism execution, SweepProgress progress)
            throws IOException {
        return plans().make(shard, cache, execution, progress);
    }

    /// What a reproduction takes, at most: early stopping may end runs sooner.
    ///
    /// @param of one for each configuration with runs to be made
    /// @param known runs made before
    /// @param jobs runs made side by side
    public record Cost(List<Of> of, int known, int jobs) {
        public Cost {
            of = List.copyOf(of);
        }

        /// One configuration.
        ///
        /// @param variant its name
        /// @param runs to be made
        /// @param clipsPerSecond in training, measured
        /// @param seconds of one run
        /// @param bytes of memory of one run, about
        public record Of(String variant, int runs, double clipsPerSecond, double seconds, long bytes) {}

        /// Runs to be made.
        public int runs() {
            return of.stream().mapToInt(Of::runs).sum();
        }

        /// Seconds of all runs, where each of the jobs is as fast as one alone on its share of the threads.
        public double seconds() {
            return of.stream().mapToDouble(cost -> cost.runs * cost.seconds).sum() / jobs;
        }
    }
}
