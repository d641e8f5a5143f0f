package org.thgcl.ablation;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.thgcl.file.Work;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Workers;

/// Has runs made elsewhere. They are locked here until all of them have come back, so that no process on the same cache
/// makes one of them, too.
final class RemoteRuns implements RunQueue.Pass {
    private final RunQueue queue;

    RemoteRuns(RunQueue queue) {
        this.queue = queue;
    }

    @Override
    public List<PlannedRun> make(List<PlannedRun> runs, boolean wait) throws IOException {
        List<PlannedRun> busy = new ArrayList<>();
        List<PlannedRun> own = new ArrayList<>();
        List<FileLock> locks = new ArrayList<>();
        try {
            for (PlannedRun run : runs) {
                Optional<FileLock> lock = queue.cache().lock(run.key(), wait);
                lock.ifPresentOrElse(locks::add, () -> busy.add(run));
                if (lock.isPresent()) {
                    // another process may have made it
                    queue.cache()
                            .get(run.key(), queue.progress()::note)
                            .ifPresentOrElse(record -> queue.ended(run, record), () -> own.add(run));
                }
            }
            if (!own.isEmpty()) {
                make(own);
            }
        } finally {
            for (FileLock lock : locks) {
                lock.close();
            }
        }
        return busy;
    }

    private void make(List<PlannedRun> runs) throws IOException {
        Map<String, PlannedRun> open = new LinkedHashMap<>();
        runs.forEach(run -> open.put(run.key().address(), run));
        queue.execution().maker().make(requests(runs), new Accepting(open));
        synchronized (open) {
            if (!open.isEmpty()) {
                throw new RunsNotMadeException(open.size() + " of " + runs.size() + " runs were not made ("
                        + queue.execution().maker().place() + "): "
                        + open.values().stream().map(PlannedRun::name).collect(Collectors.joining("; ")));
            }
        }
    }

    /// The runs as values. The memory of each configuration is measured once.
    private List<RunRequest> requests(List<PlannedRun> runs) {
        Map<Configuration, Long> bytes = new HashMap<>();
        List<RunRequest> requests = new ArrayList<>();
        try (Work work = Work.begin("measuring the memory of runs", runs.size());
                Workers workers = new Workers(queue.execution().threads())) {
            for (PlannedRun run : runs) {
                Configuration unseeded = run.key().configuration().with("seed", 0);
                bytes.computeIfAbsent(unseeded, _ -> run.forecast(workers).bytes());
                requests.add(RunRequest.of(run, queue.execution().threads(), bytes.get(unseeded)));
                work.step();
            }
        }
        return requests;
    }

    /// Receives the runs that are still to be made, each once.
    private final class Accepting implements RunMaker.Receiver {
        private final Map<String, PlannedRun> open;

        /// @param open by address
        Accepting(Map<String, PlannedRun> open) {
            this.open = open;
        }

        @Override
        public void note(String text) {
            queue.progress().note(text);
        }

        @Override
        public void begun(RunRequest run) {
            synchronized (open) {
                find(run).ifPresent(queue.progress()::begun);
            }
        }

        @Override
        public void updated(RunRequest run, int updates) {
            synchronized (open) {
                find(run).ifPresent(planned -> queue.progress().update(planned, updates));
            }
        }

        @Override
        public void lost(RunRequest run, String reason) {
            synchronized (open) {
                find(run).ifPresent(planned -> {
                    if (reason != null) {
                        queue.progress().note(run.name() + ": " + reason + "; it begins anew.");
                    }
                    queue.progress().lost(planned);
                });
            }
        }

        @Override
        public void accept(RunRequest run, RunEntry entry) throws IOException {
            synchronized (open) {
                PlannedRun planned = open.get(run.address());
                if (planned != null) {
                    RunRecord record;
                    try {
                        record = queue.cache().accept(planned.key(), entry);
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException(
                                run.name() + ": what came back can't be used: " + e.getMessage(), e);
                    }
                    open.remove(run.address());
                    queue.ended(planned, record);
                }
            }
        }

        /// The run, unless it has come back.
        private Optional<PlannedRun> find(RunRequest run) {
            return Optional.ofNullable(open.get(run.address()));
        }
    }
}
