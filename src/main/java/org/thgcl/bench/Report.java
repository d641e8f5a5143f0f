package org.thgcl.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a benchmark found: one line for each thing that was timed, beside the measured peak.
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
    }

    Report(String name, Setup setup, Setup.Calibrated<List<Line>> measured) {
        this(name, setup, measured.before(), measured.after(), measured.result());
    }

    /// The peak that percentages refer to, GFLOP/s: the higher one, as other programs can only lower it.
    public double peak() {
        return Math.max(before, after);
    }

    /// A line's speed in per cent of the peak.
    public double percentOfPeak(Line line) {
        return 100 * line.gflops() / peak();
    }

    /// Everything, by the keys of the JSON.
    public Map<String, Object> figures() {
        Map<String, Object> figures = setup.figures();
        figures.put("peak_gflops", peak());
        figures.put("peak_before_gflops", before);
        figures.put("peak_after_gflops", after);
        if (lines.size() == 1) {
            figures.putAll(figures(lines.getFirst()));
        } else {
            figures.put("products", lines.stream().map(this::figures).toList());
        }
        return figures;
    }

    private Map<String, Object> figures(Line line) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("what", line.what());
        figures.putAll(line.details());
        figures.put("flop", line.flop());
        figures.put("median_seconds", line.timing().median());
        figures.put("min_seconds", line.timing().min());
        figures.put("max_seconds", line.timing().max());
        figures.put("gflops", line.gflops());
        figures.put("percent_of_peak", percentOfPeak(line));
        return figures;
    }
}
