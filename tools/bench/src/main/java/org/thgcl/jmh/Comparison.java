package org.thgcl.jmh;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/// Runs every kernel of every library that has it and writes the times as JSON.
///
/// `Comparison FILE [THREADS [KERNEL ...]]`
public final class Comparison {
    private Comparison() {}

    public static void main(String[] args) throws RunnerException, IOException {
        Path file = Path.of(args[0]);
        int threads = args.length > 1
                ? Integer.parseInt(args[1])
                : Runtime.getRuntime().availableProcessors();
        List<Kernel> wanted = new ArrayList<>();
        for (int i = 2; i < args.length; i++) {
            wanted.add(Kernel.valueOf(args[i]));
        }
        List<Map<String, Object>> measured = new ArrayList<>();
        for (Library library : Library.values()) {
            String[] kernels = library.kernels().stream()
                    .filter(kernel -> wanted.isEmpty() || wanted.contains(kernel))
                    .map(Kernel::name)
                    .toArray(String[]::new);
            if (kernels.length > 0) {
                new Runner(options(library, kernels, threads)).run().forEach(result -> measured.add(entry(result)));
            }
        }
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("threads", threads);
        page.put("kernels", measured);
        Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(page) + "\n");
    }

    private static Options options(Library library, String[] kernels, int threads) {
        return new OptionsBuilder()
                .include(KernelBenchmark.class.getName())
                .param("library", library.name())
                .param("kernel", kernels)
                .param("dtype", "f32", "f64")
                .param("threads", Integer.toString(threads))
                .forks(1)
                .warmupIterations(4)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(7)
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true)
                .build();
    }

    private static Map<String, Object> entry(RunResult result) {
        Statistics milliseconds = result.getPrimaryResult().getStatistics();
        Kernel kernel = Kernel.valueOf(result.getParams().getParam("kernel"));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("kernel", kernel.about());
        entry.put("dtype", result.getParams().getParam("dtype"));
        entry.put("library", result.getParams().getParam("library").toLowerCase(Locale.ROOT));
        entry.put("median_milliseconds", milliseconds.getPercentile(50));
        entry.put("min_milliseconds", milliseconds.getMin());
        entry.put("max_milliseconds", milliseconds.getMax());
        return entry;
    }
}
