package org.thgcl.ablation;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;
import org.thgcl.training.MetricsHistory;
import org.thgcl.training.Progress;
import org.thgcl.training.RunFolder;
import org.thgcl.training.TrainedModel;
import org.thgcl.training.Trainer;
import org.thgcl.training.TrainingDivergedException;

/// Makes the runs that the cache doesn't hold, some of them side by side.
///
/// Runs share nothing but the data, which may be read from several threads: each has its own kernels, tape,
/// parameters and folder. So their numbers don't depend on which others are made, nor when.
final class RunQueue {
    private final RunCache cache;
    private final Parallelism execution;
    private final QueueProgress progress;
    private final Map<RunKey, RunRecord> records = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    private RunQueue(RunCache cache, Parallelism execution, QueueProgress progress) {
        this.cache = cache;
        this.execution = execution;
        this.progress = progress;
    }

    /// Makes all runs.
    ///
    /// @param planned several may have one key; it is run once
    /// @return what they gave, by key
    /// @throws IOException if a file can't be read or written
    static Map<RunKey, RunRecord> make(
            List<PlannedRun> planned, RunCache cache, Parallelism execution, SweepProgress progress)
            throws IOException {
        RunQueue queue = new RunQueue(cache, execution, new QueueProgress(progress));
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
        try (ExecutorService pool = Executors.newFixedThreadPool(execution.jobs())) {
            List<Future<?>> futures = new ArrayList<>();
            for (PlannedRun run : missing.values()) {
                futures.add(pool.submit(() -> makeOrStop(run)));
            }
            await(futures);
        } finally {
            progress.end();
        }
    }

    /// Makes a run; if it fails, the others stop at their next update.
    private Void makeOrStop(PlannedRun run) throws IOException {
        boolean made = false;
        try {
            make(run);
            made = true;
        } finally {
            if (!made) {
                stopped = true;
            }
        }
        return null;
    }

    /// Waits for all and throws what the first failure threw.
    private void await(List<Future<?>> futures) throws IOException {
        Throwable failure = null;
        for (Future<?> future : futures) {
            try {
                future.get();
            } catch (ExecutionException e) {
                failure = failure == null || failure instanceof CancellationException ? e.getCause() : failure;
            } catch (InterruptedException e) {
                stopped = true;
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a run", e);
            }
        }
        switch (failure) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }

    private void make(PlannedRun run) throws IOException {
        if (stopped) {
            return;
        }
        RunKey key = run.key();
        try (FileLock _ = cache.lock(key);
                Workers workers = new Workers(execution.threads())) {
            // another process may have made it while this one waited
            Optional<RunRecord> known = cache.get(key, progress::note);
            RunRecord record = known.isPresent() ? known.get() : train(run, workers);
            if (known.isEmpty()) {
                cache.put(key, record, record.failure() == null ? scores(run, workers) : null);
            }
            records.put(key, record);
            progress.ended(run, record);
        }
    }

    /// The best parameters' scores of the test clips.
    private Tensor scores(PlannedRun run, Workers workers) throws IOException {
        return TrainedModel.load(cache.part(run.key()).best(), workers)
                .predictor()
                .scores(run.data().parts(run.key().configuration()).test());
    }

    private RunRecord train(PlannedRun run, Workers workers) throws IOException {
        RunFolder folder = cache.part(run.key());
        try {
            return train(run, folder, workers);
        } catch (IllegalArgumentException e) {
            if (!Files.exists(folder.path())) {
                throw e;
            }
            progress.note(run.name() + ": what an interrupted run has left can't be used (" + e.getMessage()
                    + "); it begins anew.");
            cache.discardPart(run.key());
            return train(run, folder, workers);
        }
    }

    private RunRecord train(PlannedRun run, RunFolder folder, Workers workers) throws IOException {
        RunKey key = run.key();
        Kernels kernels = Kernels.of(key.configuration().training().dtype(), workers);
        Trainer trainer =
                new Trainer(key.configuration(), run.data().parts(key.configuration()), folder, kernels, watch(run));
        try {
            return RunRecord.of(key, trainer.run(true), MetricsHistory.read(folder.metrics()));
        } catch (TrainingDivergedException e) {
            MetricsHistory history = Files.exists(folder.metrics())
                    ? MetricsHistory.read(folder.metrics())
                    : new MetricsHistory(List.of(), List.of());
            return RunRecord.failed(key, e.what(), history);
        }
    }

    /// What the trainer tells goes to the progress of the whole; a sweep that has failed elsewhere stops here.
    private Progress watch(PlannedRun run) {
        return new Progress() {
            @Override
            public void begin(int iteration, int iterations) {
                progress.update(run, iteration);
            }

            @Override
            public void update(int iteration, double loss, double learningRate, double clipsPerSecond) {
                if (stopped) {
                    throw new CancellationException("another run of the sweep has failed");
                }
                progress.update(run, iteration);
            }
        };
    }
}
