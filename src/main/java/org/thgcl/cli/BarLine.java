package org.thgcl.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// The one line on a terminal that shows how work goes on: a bar, how much is done, the time left and the time gone.
///
/// Whoever tells of an update draws the line, at most every 200 ms; there is no thread that draws. At the end the line
/// shows the last state, and nothing is written after that.
final class BarLine {
    static final long BETWEEN_NANOS = 200_000_000L;

    /// A terminal that was made narrower cuts the line off and doesn't break it.
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";
    private static final String CLEAR_REST = "\u001b[K";

    private final PrintWriter terminal;
    private final int columns;
    private final LongSupplier nanos;
    private boolean open;
    private long begun;
    private long done;
    private long total;
    private long begin;
    private long drawn;
    private List<String> first = List.of();
    private List<String> last = List.of();

    /// @param columns the terminal's width in characters
    /// @param nanos a clock in nanoseconds
    BarLine(PrintWriter terminal, int columns, LongSupplier nanos) {
        this.terminal = terminal;
        this.columns = columns;
        this.nanos = nanos;
    }

    /// Work begins, or goes on; the line appears.
    ///
    /// @param done what was done before
    /// @param total what is to be done in all, at least 1
    synchronized void begin(long done, long total) {
        this.begun = done;
        this.done = done;
        this.total = total;
        begin = nanos.getAsLong();
        open = true;
        draw();
    }

    /// Some more is done.
    ///
    /// @param done what is done so far
    /// @param first fields to show before the time left, the most important first
    /// @param last fields to show after it
    synchronized void update(long done, List<String> first, List<String> last) {
        this.done = done;
        this.first = List.copyOf(first);
        this.last = List.copyOf(last);
        if (open && nanos.getAsLong() - drawn >= BETWEEN_NANOS) {
            draw();
        }
    }

    /// A line of text, above the bar while there is one.
    synchronized void say(String text) {
        aside(() -> terminal.println(text));
        terminal.flush();
    }

    /// Lets lines be printed above the bar while there is one.
    synchronized void aside(Runnable print) {
        if (open) {
            terminal.print("\r" + CLEAR_REST);
            terminal.flush();
        }
        print.run();
        if (open) {
            draw();
        }
    }

    /// The last state and the end of the line.
    synchronized void end() {
        if (!open) {
            return;
        }
        draw();
        open = false;
        terminal.println();
        terminal.flush();
    }

    private void draw() {
        drawn = nanos.getAsLong();
        terminal.print(NO_WRAP + "\r" + Bar.text(done, total, fields(), columns) + CLEAR_REST + WRAP);
        terminal.flush();
    }

    private List<String> fields() {
        Duration gone = Duration.ofNanos(drawn - begin);
        List<String> fields = new ArrayList<>();
        fields.add(done + "/" + total);
        fields.addAll(first);
        if (done > begun && done < total) {
            fields.add(ProgressDisplay.clock(ProgressDisplay.left(gone, begun, done, total)) + " left");
        }
        fields.add(ProgressDisplay.clock(gone) + " elapsed");
        fields.addAll(last);
        return fields;
    }
}
