package org.thgcl.ablation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sweeps whose runs are made together: a run that several of them need is made once.
///
/// @param plans of each sweep, all its runs
record SweepPlans(Map<Ablation, List<PlannedRun>> plans) {
    /// @throws IllegalArgumentException if a variant's configuration isn't allowed or doesn't fit the data
    static SweepPlans of(List<Ablation> ablations) throws IOException {
        String program = ProgramFingerprint.current();
        Map<Ablation, List<PlannedRun>> plans = new LinkedHashMap<>();
        ablations.forEach(ablation -> plans.put(ablation, ablation.plan(program)));
        return new SweepPlans(plans);
    }

    /// The runs of all sweeps, each once.
    List<PlannedRun> runs() {
        Map<RunKey, PlannedRun> distinct = new LinkedHashMap<>();
        plans.values().forEach(planned -> planned.forEach(run -> distinct.putIfAbsent(run.key(), run)));
        return List.copyOf(distinct.values());
    }

    /// Makes the runs that the cache doesn't hold.
    ///
    /// @return the sweeps' results
    List<AblationResult> make(RunCache cache, Parallelism execution, SweepProgress progress) throws IOException {
        List<PlannedRun> all = plans.values().stream().flatMap(List::stream).toList();
        Map<RunKey, RunRecord> records = RunQueue.make(all, cache, execution, progress);
        List<AblationResult> results = new ArrayList<>();
        for (Map.Entry<Ablation, List<PlannedRun>> plan : plans.entrySet()) {
            List<PlannedRun> planned = plan.getValue();
            results.add(plan.getKey().result(planned, records, plan.getKey().scores(planned, cache)));
        }
        return results;
    }

    /// Makes the runs of a shard that the cache doesn't hold.
    Shard.Outcome make(Shard shard, RunCache cache, Parallelism execution, SweepProgress progress) throws IOException {
        List<PlannedRun> all = runs();
        List<PlannedRun> own = shard.of(all);
        RunQueue.make(own, cache, execution, progress);
        int missing = 0;
        for (PlannedRun run : all) {
            missing += cache.get(run.key(), _ -> {}).isPresent() ? 0 : 1;
        }
        return new Shard.Outcome(own.size(), all.size(), missing);
    }
}
