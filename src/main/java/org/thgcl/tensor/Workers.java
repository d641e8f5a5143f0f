package org.thgcl.tensor;

import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A fixed number of threads that share out the elements of an output, never the terms of a sum: what each
/// element becomes does not depend on how many threads there are.
///
/// Work is cut into pieces, which threads claim one by one, the caller among them. The caller waits for pieces
/// that were claimed, never for a thread: one that the machine doesn't run claims nothing, and the others do its
/// share. The first pieces are large, the last ones small, so that all threads are done at nearly the same time.
///
/// A training step shares out work some hundred times, often for less time than it takes to wake a sleeping
/// thread. So the threads stay awake for some microseconds when they are done, and go to sleep if nothing
/// comes.
public final class Workers implements AutoCloseable {
    /// Elementary operations of a piece, at least: some microseconds, beside which claiming it costs nothing.
    /// Work of fewer than two pieces stays with the caller.
    private static final long PIECE = 1 << 15;

    /// Elementary operations for which a sleeping thread is woken, which takes the caller ten microseconds or
    /// more and the thread as long again. Threads that are awake take part in less.
    private static final long WORTH_WAKING = 1 << 19;

    /// A piece is as much of what is left as each thread would do if it claimed this many more.
    private static final int PIECES_LEFT = 2;

    /// How long a thread stays awake, in nanoseconds: a few times as long as it takes to wake it.
    private static final long PATIENCE = 50_000;

    private final Thread[] others;

    /// The newest work; what is over stays here until there is new.
    private volatile Job job = new Job(new int[] {0}, null);

    private volatile boolean closed;

    /// @param threads number of threads in all, the caller's included, at least 1
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
        others = new Thread[threads - 1];
        Thread.Builder.OfPlatform builder = Thread.ofPlatform().daemon().name("thgcl-", 1);
        for (int t = 0; t < others.length; t++) {
            others[t] = builder.start(this::serve);
        }
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
        return others.length + 1;
    }

    /// Work on the items `from ... to - 1`.
    @FunctionalInterface
    interface Range {
        void run(int from, int to);
    }

    /// Work that was shared out. A thread that comes late finds nothing to claim here, whatever has been
    /// shared out since.
    private static final class Job {
        /// Where each piece starts, then the number of items.
        private final int[] starts;

        private final Thread caller = Thread.currentThread();
        private final AtomicInteger claimed = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();

        /// Until all is done.
        private Range work;

        private int failed = Integer.MAX_VALUE;
        private Throwable failure;

        private Job(int[] starts, Range work) {
            this.starts = starts;
            this.work = work;
        }

        int pieces() {
            return starts.length - 1;
        }

        /// Runs pieces until all are claimed.
        void take() {
            for (int piece = claimed.getAndIncrement(); piece < pieces(); piece = claimed.getAndIncrement()) {
                run(piece);
                if (done.incrementAndGet() == pieces() && Thread.currentThread() != caller) {
                    LockSupport.unpark(caller);
                }
            }
        }

        private void run(int piece) {
            try {
                work.run(starts[piece], starts[piece + 1]);
            } catch (RuntimeException | Error thrown) {
                keep(piece, thrown);
            }
        }

        /// Keeps the failure of the first piece that fails, which is the same whoever runs it.
        private synchronized void keep(int piece, Throwable thrown) {
            if (piece < failed) {
                failed = piece;
                failure = thrown;
            }
        }

        boolean over() {
            return done.get() == pieces();
        }

        void rethrow() {
            switch (failure) {
                case null -> {}
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                default -> throw new IllegalStateException("a range of work can't throw " + failure, failure);
            }
        }
    }

    /// Shares work out of which a piece may begin at any item: see [#share(int, int, long, Range)].
    void share(int n, long costPerItem, Range work) {
        share(n, 1, costPerItem, work);
    }

    /// Runs `work` over 0 ... n-1 in contiguous ranges, and returns when all are done, also if one fails:
    /// what the first of these threw is thrown here. How many ranges there are depends on `n`, the cost and
    /// the number of threads; who runs which is left to chance. Small work is one range, on the calling
    /// thread.
    ///
    /// Work may share out work of its own, and several threads may share out at a time: each caller can do
    /// all of its own work, if the others have no time for it.
    ///
    /// @param multiple items that belong together, at least 1: every range begins at a multiple of it. For
    ///     work that pays for each range, fills lines of a cache, or goes in blocks
    /// @param costPerItem elementary operations that one item takes, to decide how work is cut: an operation
    ///     is an addition of arrays in a cache, about a tenth of a nanosecond. A matrix product does four
    ///     multiply-adds in that time
    void share(int n, int multiple, long costPerItem, Range work) {
        long cost = n * costPerItem;
        if (others.length == 0 || n <= multiple || cost < 2 * PIECE) {
            work.run(0, n);
            return;
        }
        if (closed) {
            throw new RejectedExecutionException("the workers have been closed");
        }
        Job mine = new Job(cut(n, multiple, Math.ceilDiv(PIECE, costPerItem), PIECES_LEFT * threads()), work);
        job = mine;
        if (cost >= WORTH_WAKING) {
            for (int t = 0; t < Math.min(others.length, mine.pieces() - 1); t++) {
                LockSupport.unpark(others[t]);
            }
        }
        mine.take();
        await(mine::over);
        mine.work = null;
        mine.rethrow();
    }

    /// Where pieces start, each an n-th of what is left, for n = `parts`, but no smaller than `least`; then the number
    /// of items.
    private static int[] cut(int items, int multiple, long least, int parts) {
        int[] starts = new int[16];
        int count = 0;
        for (long start = 0; start < items; count++) {
            if (count == starts.length - 1) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
            }
            starts[count] = (int) start;
            long size = Math.max(least, Math.ceilDiv(items - start, parts));
            start += Math.ceilDiv(size, multiple) * multiple;
        }
        starts[count] = items;
        return Arrays.copyOf(starts, count + 1);
    }

    /// The life of one of the other threads.
    private void serve() {
        Job last = null;
        while (true) {
            Job seen = last;
            await(() -> closed || job != seen);
            if (closed) {
                return;
            }
            last = job;
            last.take();
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    private void await(Condition condition) {
        if (condition.holds()) {
            return;
        }
        long end = System.nanoTime() + PATIENCE;
        while (!condition.holds()) {
            if (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread thread : others) {
            LockSupport.unpark(thread);
        }
    }
}
