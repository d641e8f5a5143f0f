package org.thgcl.tensor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A fixed number of threads that share out the elements of an output, never the terms of a sum: what each element
/// becomes does not depend on how many threads there are.
public final class Workers implements AutoCloseable {
    /// Elementary operations below which handing work to another thread costs more than it gives.
    private static final long WORTH_SHARING = 1 << 16;

    private final int threads;
    private final ExecutorService pool;

    /// @param threads number of threads in all, the caller's included, at least 1
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
        this.threads = threads;
        this.pool = threads == 1
                ? null
                : Executors.newFixedThreadPool(
                        threads - 1,
                        Thread.ofPlatform().daemon().name("thgcl-", 1).factory());
    }

    /// As many threads as the machine has processors.
    public static Workers all() {
        return new Workers(Runtime.getRuntime().availableProcessors());
    }

    /// The calling thread alone.
    public static Workers one() {
        return new Workers(1);
    }

    public int threads() {
        return threads;
    }

    /// Work on the items `from ... to - 1`.
    @FunctionalInterface
    interface Range {
        void run(int from, int to);
    }

    /// Runs `work` over 0 ... n-1, cut into one contiguous range per thread, and returns when all are done, also if
    /// one fails: what it threw is thrown here. Work must not share out work of its own.
    ///
    /// @param costPerItem elementary operations that one item takes, to decide whether sharing is worth it
    void share(int n, long costPerItem, Range work) {
        if (pool == null || n < 2 || n * costPerItem < WORTH_SHARING) {
            work.run(0, n);
            return;
        }
        CompletableFuture<?>[] parts = new CompletableFuture<?>[threads - 1];
        for (int t = 1; t < threads; t++) {
            int from = cut(n, t);
            int to = cut(n, t + 1);
            parts[t - 1] = CompletableFuture.runAsync(() -> work.run(from, to), pool);
        }
        CompletableFuture<Void> others = CompletableFuture.allOf(parts);
        try {
            work.run(0, cut(n, 1));
        } finally {
            others.handle((done, failure) -> null).join();
        }
        if (others.isCompletedExceptionally()) {
            throw unchecked(others.exceptionNow());
        }
    }

    private int cut(int n, int thread) {
        return (int) ((long) n * thread / threads);
    }

    private static RuntimeException unchecked(Throwable failure) {
        return switch (failure) {
            case RuntimeException exception -> exception;
            case Error error -> throw error;
            default -> new IllegalStateException("a range of work can't throw " + failure, failure);
        };
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }
}
