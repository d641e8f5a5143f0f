package org.thgcl.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The results of a benchmark: one line for each measurement, beside the measured peak.
///
/// @param name of the benchmark
/// @param setup how it was measured
/// @param before the peak before, GFLOP/s
/// @param after the peak after, GFLOP/s
/// @param lines what was timed; a single line's figures stand in the JSON beside the setup's, several under `products`
public record Report(String name, Setup setup, double before, double after, List<Line> lines) {
    /// One thing that was timed.
    ///
    /// @param what it is, in words
    /// @param flop floating-point operations of one run
    /// @param details what else is to be known of it, sizes and further figures, by the keys of the JSON
    /// @param note the same in words
    public record Line(String what, double flop, Timing timing, Map<String, Object> details, String note) {
        /// 10^9 floating-point operations a second, at the median.
        public double gflops() {
            return flop / timing.median() * 1e-9;
        }

        /// The speed in per cent of the peak beside the samples, in the median of the samples; NaN if the measurement
        /// was disturbed.
        public double percentOfPeak() {
            return 100 * flop / timing.possible();
        }
    }

    Report(String name, Setup setup, Setup.Calibrated<List<Line>> measured) {
        this(name, setup, measured.before(), measured.after(), measured.result());
    }

    /// Everything, by the keys of the JSON.
    public Map<String, Object> figures() {
        Map<String, Object> figures = setup.figures();
        figures.put("peak_before_gflops", before);
        figures.put("peak_after_gflops", after);
        if (lines.size() == 1) {
            figures.putAll(figures(lines.getFirst()));
        } else {
            figures.put("products", lines.stream().map(Report::figures).toList());
        }
        return figures;
    }

    /// A percentage, or in its place that it is NaN because the measurement was disturbed.
    public static String percent(int decimals, double percent) {
        return Double.isNaN(percent) ? "disturbed" : String.format(Locale.ROOT, "%." + decimals + "f", percent);
    }

    private static Map<String, Object> figures(Line line) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("what", line.what());
        figures.putAll(line.details());
        figures.put("flop", line.flop());
        figures.put("median_seconds", line.timing().median());
        figures.put("min_seconds", line.timing().min());
        figures.put("max_seconds", line.timing().max());
        figures.put("gflops", line.gflops());
        figures.put("peak_gflops", line.timing().peak());
        figures.put("percent_of_peak", line.percentOfPeak());
        figures.put("samples", line.timing().samples());
        figures.put("disturbed", line.timing().disturbed());
        return figures;
    }
}
