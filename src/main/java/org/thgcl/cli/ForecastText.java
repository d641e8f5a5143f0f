package org.thgcl.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.thgcl.training.Forecast;

/// Predicts the cost of a run in two lines: one computed at once, one measured.
final class ForecastText {
    private static final double MEGABYTE = 1e6;

    private ForecastText() {}

    /// Says both lines, the second when it has been measured.
    static void say(Forecast forecast, Consumer<String> note) {
        note.accept(facts(forecast));
        note.accept(of(forecast.measure()));
    }

    private static String facts(Forecast forecast) {
        return String.format(
                Locale.ROOT,
                "%,d parameters, at most %,d updates of %d clips; trying out a batch ...",
                forecast.parameters(),
                forecast.updates(),
                forecast.batch());
    }

    private static String of(Forecast.Measured measured) {
        return String.format(
                Locale.ROOT,
                "%,.0f clips/s, so at most %s; memory: about %,.0f of the %,.0f MB allowed",
                measured.clipsPerSecond(),
                ProgressDisplay.clock(Duration.ofMillis((long) (1000 * measured.seconds()))),
                Math.ceil(measured.bytes() / MEGABYTE),
                measured.allowed() / MEGABYTE);
    }
}
