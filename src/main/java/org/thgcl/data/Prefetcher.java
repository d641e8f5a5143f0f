package org.thgcl.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Reads the next batch on a thread of its own while the current one is computed with.
///
/// A batch is valid until the next one is asked for. What goes wrong while reading is thrown by the [#next] that
/// would have returned the batch.
public final class Prefetcher implements Iterator<Batch>, AutoCloseable {
    private final BatchReader reader;
    private final Iterator<int[]> positions;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("thgcl-prefetch").factory());
    private Future<Batch> pending;

    /// Starts to read the first batch.
    ///
    /// @param reader used by this object alone from now on
    /// @param positions of the clips of each batch, in turn; asked on the thread that asks for batches
    public Prefetcher(BatchReader reader, Iterator<int[]> positions) {
        this.reader = reader;
        this.positions = positions;
        readAhead();
    }

    @Override
    public boolean hasNext() {
        return pending != null;
    }

    /// The next batch, waiting for it if need be; from now on the one before it may be overwritten.
    @Override
    public Batch next() {
        if (pending == null) {
            throw new NoSuchElementException("no batch is left");
        }
        Batch batch = await(pending);
        readAhead();
        return batch;
    }

    private void readAhead() {
        if (!positions.hasNext()) {
            pending = null;
            return;
        }
        int[] next = positions.next();
        pending = thread.submit(() -> reader.read(next));
    }

    private static Batch await(Future<Batch> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", e);
        }
    }

    /// Waits for the batch being read, if any, and ends the thread. The thread isn't interrupted: that would close
    /// the file under every other reader.
    @Override
    public void close() {
        pending = null;
        thread.shutdown();
        try {
            thread.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
