package org.thgcl.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs the same work on several threads at once, to see what the machine gives at most.
final class AllThreads {
    private AllThreads() {}

    private record Span(long begun, long ended) {}

    /// The shortest of several trials, as other programs can only lengthen one.
    ///
    /// @param each the work of each thread
    /// @return seconds from the first thread's beginning to the last one's end
    static double shortest(int trials, List<Runnable> each) {
        double shortest = Double.POSITIVE_INFINITY;
        try (ExecutorService pool = Executors.newFixedThreadPool(each.size())) {
            for (int trial = 0; trial < trials; trial++) {
                shortest = Math.min(shortest, trial(pool, each));
            }
        }
        return shortest;
    }

    private static double trial(ExecutorService pool, List<Runnable> each) {
        CyclicBarrier start = new CyclicBarrier(each.size());
        List<Callable<Span>> timed = new ArrayList<>();
        each.forEach(work -> timed.add(() -> span(start, work)));
        List<Span> spans = new ArrayList<>();
        try {
            for (Future<Span> span : pool.invokeAll(timed)) {
                spans.add(span.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the machine's limits could not be measured: " + e.getMessage(), e);
        }
        long begun = Collections.min(spans.stream().map(Span::begun).toList());
        long ended = Collections.max(spans.stream().map(Span::ended).toList());
        return (ended - begun) * 1e-9;
    }

    private static Span span(CyclicBarrier start, Runnable work) throws InterruptedException, BrokenBarrierException {
        start.await();
        long begun = System.nanoTime();
        work.run();
        return new Span(begun, System.nanoTime());
    }
}
