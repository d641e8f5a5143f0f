package org.thgcl.file;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// Work that may take some seconds, in steps that are counted: whoever started the program can be shown what it does.
///
/// ```java
/// try (Work work = Work.begin("scoring clips", clips)) {
///     ...
///     work.step(batch);
/// }
/// ```
///
/// Where it is shown is bound to the thread by [#shown]; unless that was done, nobody is told. Steps may be made on
/// other threads than the one that began.
public final class Work implements AutoCloseable {
    private static final ScopedValue<Display> DISPLAY = ScopedValue.newInstance();

    private final Display display;
    private final String name;
    private final long total;
    private long done;

    /// Shows what work tells.
    public interface Display {
        /// Tells nobody.
        Display NONE = new Display() {
            @Override
            public void show(Work work) {}

            @Override
            public void end(Work work) {}
        };

        /// Work has begun or gone on.
        void show(Work work);

        /// Work has ended, well or not.
        void end(Work work);

        /// Lets something be printed while work goes on, where nothing that is shown is in its way.
        default void aside(Runnable print) {
            print.run();
        }
    }

    private Work(Display display, String name, long total) {
        this.display = display;
        this.name = name;
        this.total = total;
    }

    /// Runs something whose work is shown on a display, and which throws what it throws.
    public static <T, X extends Throwable> T shown(Display display, ScopedValue.CallableOp<T, X> something) throws X {
        return ScopedValue.where(DISPLAY, display).call(something);
    }

    /// Begins.
    ///
    /// @param name what is done, a phrase such as `scoring clips`
    /// @param total number of steps, at least 0
    public static Work begin(String name, long total) {
        Work work = new Work(DISPLAY.orElse(Display.NONE), name, total);
        work.display.show(work);
        return work;
    }

    /// Computes something from each of some items, side by side on all processors; each item is a step. What is
    /// computed from one must not depend on another's. Work that begins in one of them is shown to nobody.
    ///
    /// If items fail, what the first of them throws is thrown, and items that haven't begun by then are left out.
    ///
    /// @param name what is done, as for [#begin]
    /// @return the results in the order of the items
    public static <T, R> List<R> each(String name, List<T> items, Function<T, R> compute) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (Work work = begin(name, items.size());
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<CompletableFuture<R>> results = items.stream()
                    .map(item -> CompletableFuture.supplyAsync(() -> compute.apply(item), pool))
                    .toList();
            try {
                return results.stream()
                        .map(result -> {
                            R computed = result.join();
                            work.step();
                            return computed;
                        })
                        .toList();
            } catch (CompletionException e) {
                pool.shutdownNow();
                switch (e.getCause()) {
                    case RuntimeException failure -> throw failure;
                    case Error failure -> throw failure;
                    default -> throw e;
                }
            }
        }
    }

    /// One more step is done.
    public void step() {
        step(1);
    }

    /// Some more steps are done.
    public void step(long steps) {
        at(done + steps);
    }

    /// So many steps are done.
    public synchronized void at(long steps) {
        done = steps;
        display.show(this);
    }

    /// Prints something, where no work that goes on is in its way.
    public static void aside(Runnable print) {
        DISPLAY.orElse(Display.NONE).aside(print);
    }

    public String name() {
        return name;
    }

    public long total() {
        return total;
    }

    public synchronized long done() {
        return done;
    }

    @Override
    public void close() {
        display.end(this);
    }
}
