package org.thgcl.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.thgcl.file.Work;

/// Shows work that takes longer than two seconds: as a bar on a terminal, as a line now and then elsewhere. What is
/// over sooner is passed over in silence; several pieces of work count together, the time between them doesn't. Of work
/// within work the bar shows the outer one, a line both.
final class WorkDisplay implements Work.Display {
    private static final long SILENT_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long BETWEEN_NANOS = Duration.ofSeconds(10).toNanos();

    private final PrintWriter lines;
    private final BarLine bar;
    private final LongSupplier nanos;
    private Work outer;
    private boolean shown;
    private long last;
    private long idleSince;

    /// @param lines where lines go
    /// @param bar where a bar is drawn instead; `null` for none
    /// @param nanos a clock in nanoseconds
    WorkDisplay(PrintWriter lines, BarLine bar, LongSupplier nanos) {
        this.lines = lines;
        this.bar = bar;
        this.nanos = nanos;
        last = nanos.getAsLong();
        idleSince = last;
    }

    /// The display that suits.
    static WorkDisplay on(PrintWriter err) {
        return new WorkDisplay(err, ProgressDisplay.onTerminal() ? ProgressDisplay.bar(err) : null, System::nanoTime);
    }

    @Override
    public synchronized void show(Work work) {
        long now = nanos.getAsLong();
        if (outer == null) {
            outer = work;
            shown = false;
            last += now - idleSince;
        }
        if (bar != null && shown) {
            bar.update(outer.done(), List.of(outer.name()), List.of());
        } else if (now - last >= (shown ? BETWEEN_NANOS : SILENT_NANOS) && outer.total() > 0) {
            shown = true;
            last = now;
            appear(work);
        }
    }

    private void appear(Work inner) {
        if (bar == null) {
            lines.println(words(outer) + (inner == outer ? "" : ", " + words(inner)));
            lines.flush();
        } else {
            bar.update(outer.done(), List.of(outer.name()), List.of());
            bar.begin(outer.done(), outer.total());
        }
    }

    private static String words(Work work) {
        return work.name() + " " + work.done() + " of " + work.total();
    }

    @Override
    public synchronized void aside(Runnable print) {
        if (bar == null) {
            print.run();
        } else {
            bar.aside(print);
        }
    }

    @Override
    public synchronized void end(Work work) {
        if (work != outer) {
            return;
        }
        idleSince = nanos.getAsLong();
        if (shown) {
            last = idleSince;
            if (bar != null) {
                bar.end();
            }
        }
        outer = null;
    }
}
