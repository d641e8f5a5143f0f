package org.thgcl.cli;

import java.time.Duration;
import java.util.Locale;
import org.thgcl.training.Forecast;

/// What a run will take, in a line.
final class ForecastText {
    private static final double MEGABYTE = 1e6;

    private ForecastText() {}

    static String of(Forecast forecast) {
        return String.format(
                Locale.ROOT,
                "%,d parameters; at most %,d updates of %d clips: %s at %,.0f clips/s; memory: about %,.0f of the %,.0f"
                        + " MB allowed",
                forecast.parameters(),
                forecast.updates(),
                forecast.batch(),
                ProgressDisplay.clock(Duration.ofMillis((long) (1000 * forecast.seconds()))),
                forecast.clipsPerSecond(),
                forecast.bytes() / MEGABYTE,
                forecast.allowed() / MEGABYTE);
    }
}
