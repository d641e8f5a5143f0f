package org.thgcl.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.bench.Machine;
import org.thgcl.bench.Setup;
import org.thgcl.bench.Timing;
import org.thgcl.file.Json;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Workers;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How the benchmarks measure and print.
final class BenchOptions {
    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            converter = DTypeName.class,
            defaultValue = "f32",
            description = "Type of the numbers: float64 (f64) or float32 (f32). Default: ${DEFAULT-VALUE}.")
    private DType dtype;

    @Mixin
    private ComputeOptions compute;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            defaultValue = "9",
            description = "Number of quiet samples, at least 1. Median, minimum and maximum are printed. Default: 9.")
    private int repeats;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "5",
            description = "Number of samples before the measured ones, for the just-in-time compiler. Default: 5.")
    private int warmup;

    @Option(names = "--json", description = "Print JSON instead of the table.")
    private boolean json;

    boolean json() {
        return json;
    }

    /// Prints figures as JSON, the machine first.
    void print(PrintWriter out, Map<String, Object> figures) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("machine", Machine.here());
        page.putAll(figures);
        out.print(Json.page(page));
    }

    /// @throws IllegalArgumentException if a number is out of range
    Setup setup() {
        try (Workers workers = compute.workers()) {
            return new Setup(dtype, workers.threads(), new Timing.Repeats(warmup, repeats));
        }
    }
}
