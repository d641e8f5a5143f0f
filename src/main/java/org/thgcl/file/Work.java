package org.thgcl.file;

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
