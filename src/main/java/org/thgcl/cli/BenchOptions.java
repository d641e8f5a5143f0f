package org.thgcl.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.thgcl.bench.Setup;
import org.thgcl.bench.Timing;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Workers;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How the benchmarks measure and print.
final class BenchOptions {
    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            defaultValue = "f32",
            description = "Type of the numbers: f32 or f64. Default: f32.")
    private String dtype;

    @Mixin
    private ComputeOptions compute;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            defaultValue = "9",
            description = "Samples, of which median, minimum and maximum are given, at least 1. Default: 9.")
    private int repeats;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "5",
            description = "Samples before, in which the just-in-time compiler does its work. Default: 5.")
    private int warmup;

    @Option(names = "--json", description = "Print JSON instead of the table.")
    private boolean json;

    boolean json() {
        return json;
    }

    /// @throws IllegalArgumentException if a number is out of range or there is no such type
    Setup setup() {
        try (Workers workers = compute.workers()) {
            return new Setup(type(dtype), workers.threads(), new Timing.Repeats(warmup, repeats));
        }
    }

    private static DType type(String name) {
        Map<String, DType> types = new TreeMap<>();
        Arrays.stream(DType.values()).forEach(type -> types.put(Setup.precision(type), type));
        DType type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException(
                    "--dtype: " + name + " isn't allowed, must be " + String.join(" or ", types.keySet()));
        }
        return type;
    }
}
