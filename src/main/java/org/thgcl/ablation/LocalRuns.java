package org.thgcl.ablation;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

/// Makes runs in this process, some of them side by side.
///
/// Runs share nothing but the data, which may be read from several threads: each has its own kernels, tape,
/// parameters and folder. So their numbers don't depend on which others are made, nor when.
final class LocalRuns implements RunQueue.Pass {
    private final RunQueue queue;
    private volatile boolean stopped;

    LocalRuns(RunQueue queue) {
        this.queue = queue;
    }

    @Override
    public List<PlannedRun> make(List<PlannedRun> runs, boolean wait) throws IOException {
        Set<PlannedRun> busy = ConcurrentHashMap.newKeySet();
        try (ExecutorService pool =
                Executors.newFixedThreadPool(queue.execution().jobs())) {
            List<Future<?>> futures = new ArrayList<>();
            for (PlannedRun run : runs) {
                futures.add(pool.submit(() -> makeOrStop(run, wait, busy)));
            }
            await(futures);
        }
        return runs.stream().filter(busy::contains).toList();
    }

    /// Makes a run; if it fails, the others stop at their next update.
    private Void makeOrStop(PlannedRun run, boolean wait, Set<PlannedRun> busy) throws IOException {
        boolean made = false;
        try {
            make(run, wait, busy);
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

    private void make(PlannedRun run, boolean wait, Set<PlannedRun> busy) throws IOException {
        if (stopped) {
            return;
        }
        RunKey key = run.key();
        Optional<FileLock> lock = queue.cache().lock(key, wait);
        if (lock.isEmpty()) {
            busy.add(run);
            return;
        }
        try (FileLock _ = lock.get();
                Workers workers = new Workers(queue.execution().threads())) {
            // another process may have made it
            Optional<RunRecord> known = queue.cache().get(key, queue.progress()::note);
            RunRecord record = known.isPresent() ? known.get() : train(run, workers);
            if (known.isEmpty()) {
                queue.cache().put(key, record, record.failure() == null ? scores(run, workers) : null);
            }
            queue.ended(run, record);
        }
    }

    /// The best parameters' scores of the test clips.
    private Tensor scores(PlannedRun run, Workers workers) throws IOException {
        return TrainedModel.load(queue.cache().part(run.key()).best(), workers)
                .predictor()
                .scores(run.data().parts(run.key().configuration()).test());
    }

    private RunRecord train(PlannedRun run, Workers workers) throws IOException {
        RunFolder folder = queue.cache().part(run.key());
        try {
            return train(run, folder, workers);
        } catch (IllegalArgumentException e) {
            if (!Files.exists(folder.path())) {
                throw e;
            }
            queue.progress()
                    .note(run.name() + ": what an interrupted run has left can't be used (" + e.getMessage()
                            + "); it begins anew.");
            queue.cache().discardPart(run.key());
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
                queue.progress().begun(run);
                queue.progress().update(run, iteration);
            }

            @Override
            public void update(int iteration, double loss, double learningRate, double clipsPerSecond) {
                if (stopped) {
                    throw new CancellationException("another run of the sweep has failed");
                }
                queue.progress().update(run, iteration);
            }
        };
    }
}
