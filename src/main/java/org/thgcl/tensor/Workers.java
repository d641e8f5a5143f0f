package org.thgcl.tensor;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A fixed number of threads that share out the elements of an output, never the terms of a sum: what each element
/// becomes does not depend on how many threads there are.
///
/// A training step shares out work some hundred times, often for less time than it takes to wake a sleeping thread.
/// So the threads stay awake for a moment when they are done, and go to sleep only if nothing comes. Serves one
/// caller at a time.
public final class Workers implements AutoCloseable {
    /// Elementary operations below which handing work to another thread costs more than it gives.
    private static final long WORTH_SHARING = 1 << 16;

    /// Turns of waiting, each some ten nanoseconds, before a thread goes to sleep.
    private static final int PATIENCE = 2_000;

    private final Thread[] others;
    private final AtomicInteger round = new AtomicInteger();
    private final AtomicInteger pending = new AtomicInteger();
    private final Throwable[] failures;

    /// What is to be done, written before `round` counts up and read after.
    private Range work;

    private int items;
    private volatile Thread caller;
    private volatile boolean closed;

    /// @param threads number of threads in all, the caller's included, at least 1
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
        others = new Thread[threads - 1];
        failures = new Throwable[threads];
        Thread.Builder.OfPlatform builder = Thread.ofPlatform().daemon().name("thgcl-", 1);
        for (int t = 0; t < others.length; t++) {
            int number = t + 1;
            others[t] = builder.start(() -> serve(number));
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

    /// Runs `work` over 0 ... n-1, cut into one contiguous range per thread, and returns when all are done, also if
    /// one fails: what it threw is thrown here. Work must not share out work of its own.
    ///
    /// @param costPerItem elementary operations that one item takes, to decide whether sharing is worth it
    void share(int n, long costPerItem, Range work) {
        if (others.length == 0 || n < 2 || n * costPerItem < WORTH_SHARING) {
            work.run(0, n);
            return;
        }
        if (closed) {
            throw new RejectedExecutionException("the workers have been closed");
        }
        this.work = work;
        items = n;
        caller = Thread.currentThread();
        pending.set(others.length);
        round.incrementAndGet();
        for (Thread thread : others) {
            LockSupport.unpark(thread);
        }
        part(0);
        await(() -> pending.get() == 0);
        this.work = null;
        rethrow();
    }

    /// Runs one thread's part; keeps what it throws.
    private void part(int thread) {
        try {
            work.run(cut(thread), cut(thread + 1));
        } catch (RuntimeException | Error failure) {
            failures[thread] = failure;
        }
    }

    private int cut(int thread) {
        return (int) ((long) items * thread / threads());
    }

    private void rethrow() {
        Throwable first = null;
        for (int t = 0; t < failures.length; t++) {
            first = first == null ? failures[t] : first;
            failures[t] = null;
        }
        switch (first) {
            case null -> {}
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException("a range of work can't throw " + first, first);
        }
    }

    /// The life of one of the other threads.
    private void serve(int thread) {
        int seen = 0;
        while (true) {
            int last = seen;
            await(() -> closed || round.get() != last);
            if (closed) {
                return;
            }
            seen++;
            part(thread);
            if (pending.decrementAndGet() == 0) {
                LockSupport.unpark(caller);
            }
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    private void await(Condition condition) {
        for (int turn = 0; !condition.holds(); turn++) {
            if (turn < PATIENCE) {
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
