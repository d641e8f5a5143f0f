package org.thgcl.ablation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Adds up the progress of runs that are made side by side and passes it on, one call at a time.
final class QueueProgress {
    private final SweepProgress progress;
    private final Map<RunKey, Integer> updates = new HashMap<>();
    private final Set<RunKey> running = new HashSet<>();
    private long sum;
    private int ended;
    private int failed;

    QueueProgress(SweepProgress progress) {
        this.progress = progress;
    }

    synchronized void note(String text) {
        progress.note(text);
    }

    synchronized void begin(List<PlannedRun> runs, int cached) {
        progress.begin(
                runs.size(),
                cached,
                runs.stream().mapToLong(QueueProgress::most).sum());
    }

    private static long most(PlannedRun run) {
        return run.key().configuration().training().iterations();
    }

    /// A run has begun; several times if it was begun anew.
    synchronized void begun(PlannedRun run) {
        running.add(run.key());
        progress.standing(running.size(), failed);
    }

    synchronized void update(PlannedRun run, int iteration) {
        Integer before = updates.put(run.key(), iteration);
        sum += iteration - (before == null ? 0 : before);
        progress.update(sum, ended);
    }

    /// A run was given up where it was made, to be begun anew.
    synchronized void lost(PlannedRun run) {
        running.remove(run.key());
        progress.standing(running.size(), failed);
        update(run, 0);
    }

    synchronized void ended(PlannedRun run, RunRecord record) {
        ended++;
        failed += record.failure() == null ? 0 : 1;
        running.remove(run.key());
        progress.standing(running.size(), failed);
        update(run, (int) most(run));
        progress.ended(
                run.name(),
                record.seedResult(run.key().configuration().training().seed()));
    }

    synchronized void end() {
        progress.end();
    }
}
