package org.thgcl.ablation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Adds up the progress of runs that are made side by side and passes it on, one call at a time.
final class QueueProgress {
    private final SweepProgress progress;
    private final Map<RunKey, Integer> updates = new HashMap<>();
    private long sum;
    private int ended;

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

    synchronized void update(PlannedRun run, int iteration) {
        Integer before = updates.put(run.key(), iteration);
        sum += iteration - (before == null ? 0 : before);
        progress.update(sum, ended);
    }

    synchronized void ended(PlannedRun run, RunRecord record) {
        ended++;
        update(run, (int) most(run));
        progress.ended(
                run.name(),
                record.seedResult(run.key().configuration().training().seed()));
    }

    synchronized void end() {
        progress.end();
    }
}
