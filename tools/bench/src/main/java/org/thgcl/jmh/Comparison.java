package org.thgcl.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;
import org.thgcl.bench.Machine;
import org.thgcl.file.Json;

/// Runs every kernel of every library that has it and writes the times as JSON. The libraries take turns at a kernel,
/// several times, so that a machine that becomes slower or faster meanwhile favours none.
///
/// `Comparison FILE [THREADS [KERNEL ...]]`
public final class Comparison {
    private static final int TURNS = 2;

    private Comparison() {}

    public static void main(String[] args) throws RunnerException, IOException {
        Path file = Path.of(args[0]);
        int threads = args.length > 1
                ? Integer.parseInt(args[1])
                : Runtime.getRuntime().availableProcessors();
        List<Kernel> kernels = new ArrayList<>();
        for (int i = 2; i < args.length; i++) {
            kernels.add(Kernel.valueOf(args[i]));
        }
        if (kernels.isEmpty()) {
            kernels.addAll(List.of(Kernel.values()));
        }
        List<Map<String, Object>> measured = new ArrayList<>();
        for (Kernel kernel : kernels) {
            for (String dtype : kernel.dtypes()) {
                measured.addAll(entries(kernel, dtype, threads));
            }
        }
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("machine", Machine.here());
        page.put("threads", threads);
        page.put("kernels", measured);
        Files.writeString(file, Json.page(page));
    }

    /// An entry for each library.
    private static List<Map<String, Object>> entries(Kernel kernel, String dtype, int threads) throws RunnerException {
        Map<String, ListStatistics> byLibrary = new LinkedHashMap<>();
        for (int turn = 0; turn < TURNS; turn++) {
            for (RunResult result : new Runner(options(kernel, dtype, threads)).run()) {
                ListStatistics milliseconds = byLibrary.computeIfAbsent(
                        result.getParams().getParam("library"), library -> new ListStatistics());
                for (IterationResult iteration : result.getAggregatedResult().getIterationResults()) {
                    milliseconds.addValue(iteration.getPrimaryResult().getScore());
                }
            }
        }
        return byLibrary.entrySet().stream()
                .map(library -> entry(kernel, dtype, library.getKey(), library.getValue()))
                .toList();
    }

    private static Options options(Kernel kernel, String dtype, int threads) {
        String[] libraries = Stream.of(Library.values())
                .filter(library -> library.kernels().contains(kernel))
                .map(Library::name)
                .toArray(String[]::new);
        return new OptionsBuilder()
                .include(KernelBenchmark.class.getName())
                .param("library", libraries)
                .param("kernel", kernel.name())
                .param("dtype", dtype)
                .param("threads", Integer.toString(threads))
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(3)
                .measurementTime(TimeValue.milliseconds(500))
                .shouldFailOnError(true)
                .build();
    }

    private static Map<String, Object> entry(Kernel kernel, String dtype, String library, Statistics milliseconds) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("kernel", kernel.about());
        entry.put("dtype", dtype);
        entry.put("library", library.toLowerCase(Locale.ROOT));
        entry.put("median_milliseconds", milliseconds.getPercentile(50));
        entry.put("min_milliseconds", milliseconds.getMin());
        entry.put("max_milliseconds", milliseconds.getMax());
        return entry;
    }
}
