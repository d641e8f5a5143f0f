package org.thgcl.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.thgcl.training.Progress;

/// Shows how a run goes on: a bar where a person looks on, plain lines where a file or another program does. Always on
/// standard error, so that results on standard output stay by themselves.
final class ProgressDisplay {
    /// Set by the launcher, which can ask the system whether standard error is a terminal.
    private static final String TERMINAL = "thgcl.terminal";

    /// Set by the launcher, which asks the terminal: its width in characters.
    private static final String COLUMNS = "thgcl.columns";

    private static final int USUAL_COLUMNS = 80;

    private ProgressDisplay() {}

    /// The display that suits.
    ///
    /// @param err where it goes
    static Progress on(PrintWriter err) {
        return onTerminal() ? new TrainingBar(bar(err)) : new ProgressLines(err, System::nanoTime);
    }

    /// A bar as wide as the terminal was when the program began.
    static BarLine bar(PrintWriter terminal) {
        int columns = Integer.getInteger(COLUMNS, USUAL_COLUMNS);
        return new BarLine(terminal, columns > 0 ? columns : USUAL_COLUMNS, System::nanoTime);
    }

    /// Whether a person looks on.
    static boolean onTerminal() {
        return Boolean.getBoolean(TERMINAL);
    }

    /// A time as `1:02:03` or `2:03`.
    static String clock(Duration time) {
        String minutes = String.format(Locale.ROOT, "%d:%02d", time.toMinutesPart(), time.toSecondsPart());
        return time.toHours() == 0
                ? minutes
                : String.format(
                        Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    /// Time that the rest of a run takes at most, at the pace so far; early stopping may end it sooner.
    ///
    /// @param begun updates made before the time began
    /// @param iteration updates made so far, more than `begun`
    /// @param iterations updates at most
    static Duration left(Duration sofar, long begun, long iteration, long iterations) {
        double perUpdate = (double) sofar.toMillis() / (iteration - begun);
        return Duration.ofMillis((long) (perUpdate * (iterations - iteration)));
    }
}
