package org.thgcl.ablation;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Sees to it that the runs are made that the cache doesn't hold, and each by one process: several processes that work
/// with one cache share them out.
///
/// @param records of the runs that were known or have ended, by key
record RunQueue(RunCache cache, Parallelism execution, QueueProgress progress, Map<RunKey, RunRecord> records) {
    /// Goes through some runs.
    interface Pass {
        /// Makes the runs that no other process is making.
        ///
        /// @param wait for those that one is making
        /// @return those that another process is making; none after waiting
        List<PlannedRun> make(List<PlannedRun> runs, boolean wait) throws IOException;
    }

    /// Makes all runs.
    ///
    /// @param planned several may have one key; it is run once
    /// @return what they gave, by key
    /// @throws IOException if a file can't be read or written
    static Map<RunKey, RunRecord> make(
            List<PlannedRun> planned, RunCache cache, Parallelism execution, SweepProgress progress)
            throws IOException {
        RunQueue queue = new RunQueue(cache, execution, new QueueProgress(progress), new ConcurrentHashMap<>());
        queue.make(planned);
        return queue.records;
    }

    private void make(List<PlannedRun> planned) throws IOException {
        Map<RunKey, PlannedRun> missing = new LinkedHashMap<>();
        for (PlannedRun run : planned) {
            Optional<RunRecord> known = cache.get(run.key(), progress::note);
            known.ifPresentOrElse(record -> records.put(run.key(), record), () -> missing.putIfAbsent(run.key(), run));
        }
        progress.begin(List.copyOf(missing.values()), records.size());
        try {
            Pass pass = execution.maker() == null ? new LocalRuns(this) : new RemoteRuns(this);
            makeAll(List.copyOf(missing.values()), pass);
        } finally {
            progress.end();
        }
    }

    /// Passes over the runs until all are made. Where other processes are making all that are left, it waits for one
    /// of them: it is made then, or its process has died, and it is made here.
    private void makeAll(List<PlannedRun> runs, Pass pass) throws IOException {
        List<PlannedRun> open = runs;
        while (!open.isEmpty()) {
            List<PlannedRun> busy = pass.make(open, false);
            if (busy.size() == open.size()) {
                PlannedRun first = busy.getFirst();
                progress.note(first.name() + ": another process is making it; waiting for that.");
                pass.make(List.of(first), true);
                busy = busy.subList(1, busy.size());
            }
            open = busy;
        }
    }

    /// A run was made, here or elsewhere.
    void ended(PlannedRun run, RunRecord record) {
        records.put(run.key(), record);
        progress.ended(run, record);
    }
}
