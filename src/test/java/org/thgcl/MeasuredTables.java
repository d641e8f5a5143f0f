package org.thgcl;

import static java.util.stream.Collectors.joining;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.thgcl.bench.Machine;
import org.thgcl.file.Json;

/// Tables of measured figures, from the JSON of `thgcl bench` and of `tools/bench`.
final class MeasuredTables {
    private static final String DISTURBED = "disturbed";

    private MeasuredTables() {}

    /// The table of a kind of file, and below it the machine on which its figures were measured.
    ///
    /// @throws IllegalArgumentException if there is no such kind
    static String of(String kind, JsonObject json) {
        String table =
                switch (kind) {
                    case "bench" -> bench(json);
                    case "features" -> features(json);
                    case "profile" -> profile(json);
                    case "scaling" -> scaling(json);
                    case "libraries" -> libraries(json);
                    case "inference" -> inference(json);
                    case "pytorch" -> pytorch(json);
                    default -> throw new IllegalArgumentException("there is no table of " + kind);
                };
        return table + "\n" + machine(json) + "\n";
    }

    private static String machine(JsonObject json) {
        Machine machine = Json.read(json.get("machine").toString(), Machine.class);
        String threads = string(reports(json).getFirst(), "threads");
        return "Measured on " + machine.words() + "; threads: " + threads + ".";
    }

    private static String bench(JsonObject json) {
        MarkdownTable table =
                new MarkdownTable(List.of("", "median ms", "min", "max", "GFLOP/s", "peak", "% of peak", "besides"));
        reports(json).forEach(report -> {
            if (report.has("products")) {
                report.getAsJsonArray("products").forEach(line -> timing(table, line.getAsJsonObject()));
            } else {
                timing(table, report);
            }
        });
        return table.toString();
    }

    /// The one report of a file, or all of them.
    private static List<JsonObject> reports(JsonObject json) {
        return json.has("threads")
                ? List.of(json)
                : json.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("machine"))
                        .map(entry -> entry.getValue().getAsJsonObject())
                        .toList();
    }

    /// The encoders' first convolutions, which differ most, and the whole clip.
    private static String features(JsonObject json) {
        MarkdownTable table = new MarkdownTable(List.of("", "size", "GFLOP", "median ms", "% of peak"));
        JsonObject clip = new JsonObject();
        for (JsonElement element : json.getAsJsonArray("products")) {
            JsonObject line = element.getAsJsonObject();
            if (line.has("clips_a_minute")) {
                clip = line;
            } else if (!string(line, "what").startsWith("mixed_")) {
                speed(table, line, product(line), percent(line, "percent_of_peak"));
            }
        }
        table.row(List.of("VGGish's convolutions", "", "", "", percent(clip, "vggish_convolutions_percent_of_peak")));
        table.row(List.of("S3D's convolutions", "", "", "", percent(clip, "s3d_convolutions_percent_of_peak")));
        String clips = digits(1, number(clip, "clips_a_minute")) + " a minute, "
                + digits(0, number(clip, "bytes") * 1e-6) + " MB";
        speed(table, clip, clips, percent(clip, "percent_of_peak"));
        return table.toString();
    }

    private static void speed(MarkdownTable table, JsonObject line, String size, String percent) {
        table.row(List.of(
                string(line, "what"),
                size,
                digits(1, number(line, "flop") * 1e-9),
                milliseconds(line, "median_seconds"),
                percent));
    }

    private static String product(JsonObject line) {
        return digits(0, number(line, "m")) + " x " + digits(0, number(line, "n")) + " x "
                + digits(0, number(line, "k"));
    }

    private static void timing(MarkdownTable table, JsonObject line) {
        String besides = "";
        if (line.has("bytes_per_step")) {
            besides = digits(1, number(line, "bytes_per_step") * 1e-6) + " MB allocated a step";
        } else if (line.has("clips_per_second")) {
            besides = digits(0, number(line, "clips_per_second")) + " clips a second";
        } else if (line.has("gigabytes_per_second")) {
            besides = digits(1, number(line, "gigabytes_per_second")) + " GB/s";
        } else if (line.has("tape_bytes")) {
            besides = "tape " + digits(0, number(line, "tape_bytes") * 1e-6) + " MB";
        } else if (line.has("m")) {
            besides = product(line);
        }
        table.row(List.of(
                string(line, "what"),
                milliseconds(line, "median_seconds"),
                milliseconds(line, "min_seconds"),
                milliseconds(line, "max_seconds"),
                digits(1, number(line, "gflops")),
                digits(1, number(line, "peak_gflops")),
                percent(line, "percent_of_peak"),
                besides));
    }

    private static String profile(JsonObject json) {
        MarkdownTable table = new MarkdownTable(
                List.of("kernel", "calls a step", "ms a step", "% of step", "GFLOP", "MB", "limited by", "% of limit"));
        for (JsonElement element : json.getAsJsonObject("profile").getAsJsonArray("parts")) {
            JsonObject part = element.getAsJsonObject();
            table.row(List.of(
                    "`" + string(part, "kernel") + "`",
                    digits(0, number(part, "calls")),
                    milliseconds(part, "seconds"),
                    digits(1, 100 * number(part, "share")),
                    digits(2, number(part, "flop") * 1e-9),
                    digits(0, number(part, "bytes") * 1e-6),
                    string(part, "limit"),
                    string(part, "limit").isEmpty() ? "" : percent(part, "percent_of_limit")));
        }
        return table.toString();
    }

    private static String scaling(JsonObject json) {
        MarkdownTable table = new MarkdownTable(List.of("size", "values", "median ms", "exponent", "standard error"));
        for (JsonElement element : json.getAsJsonArray("sweeps")) {
            JsonObject sweep = element.getAsJsonObject();
            List<String> sizes = new ArrayList<>();
            List<String> times = new ArrayList<>();
            for (JsonElement point : sweep.getAsJsonArray("points")) {
                sizes.add(string(point.getAsJsonObject(), "size"));
                JsonObject timing = point.getAsJsonObject().getAsJsonObject("timing");
                times.add(timing.get("possible").isJsonNull() ? DISTURBED : digits(0, 1e3 * number(timing, "median")));
            }
            table.row(List.of(
                    string(sweep, "axis"),
                    String.join(", ", sizes),
                    String.join(", ", times),
                    decimals(2, sweep, "exponent"),
                    decimals(2, sweep, "standard_error")));
        }
        return table.toString();
    }

    /// A row for each kernel and type: the time here, and how many times as long each other library takes.
    private static String libraries(JsonObject json) {
        Map<String, Map<String, Double>> times = byKernel(json, "median_milliseconds");
        MarkdownTable table =
                new MarkdownTable(List.of("kernel", "type", "THGCL ms", "libtorch ms", "ratio", "EJML ms", "ratio"));
        times.forEach((kernel, byLibrary) -> {
            double here = byLibrary.get("thgcl");
            Double torch = byLibrary.get("libtorch");
            Double ejml = byLibrary.get("ejml");
            table.row(List.of(
                    kernel,
                    digits(2, here),
                    torch == null ? "" : digits(2, torch),
                    torch == null ? "" : digits(2, torch / here),
                    ejml == null ? "" : digits(2, ejml),
                    ejml == null ? "" : digits(2, ejml / here)));
        });
        return table.toString();
    }

    /// A row for each number of clips and type: the times here and in ONNX Runtime, and the ratios of their medians and
    /// of their minima.
    private static String inference(JsonObject json) {
        MarkdownTable table = new MarkdownTable(
                List.of("", "type", "THGCL ms", "min", "max", "ONNX Runtime ms", "min", "max", "ratio", "of minima"));
        Map<String, Map<String, Double>> minima = byKernel(json, "min_milliseconds");
        Map<String, Map<String, Double>> maxima = byKernel(json, "max_milliseconds");
        byKernel(json, "median_milliseconds").forEach((kernel, medians) -> {
            List<String> row = new ArrayList<>(List.of(kernel));
            for (String library : List.of("thgcl", "onnx_runtime")) {
                Stream.of(medians, minima.get(kernel), maxima.get(kernel))
                        .forEach(times -> row.add(digits(2, times.get(library))));
            }
            Stream.of(medians, minima.get(kernel))
                    .forEach(times -> row.add(digits(2, times.get("onnx_runtime") / times.get("thgcl"))));
            table.row(row);
        });
        return table.toString();
    }

    /// A figure of each library, by kernel and type.
    private static Map<String, Map<String, Double>> byKernel(JsonObject json, String figure) {
        Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
        for (JsonElement element : json.getAsJsonArray("kernels")) {
            JsonObject entry = element.getAsJsonObject();
            figures.computeIfAbsent(
                            string(entry, "kernel") + " | " + string(entry, "dtype"), key -> new LinkedHashMap<>())
                    .put(string(entry, "library"), number(entry, figure));
        }
        return figures;
    }

    /// A row for each measurement and code of MKL: the time here, and how many times as long PyTorch takes.
    private static String pytorch(JsonObject json) {
        Map<String, Map<String, JsonObject>> rows = new LinkedHashMap<>();
        for (JsonElement element : json.getAsJsonArray("entries")) {
            JsonObject entry = element.getAsJsonObject();
            String about = Stream.of("what", "size", "dtype", "threads", "mkl")
                    .map(key -> string(entry, key))
                    .collect(joining(" | "));
            rows.computeIfAbsent(about, key -> new LinkedHashMap<>()).put(string(entry, "mode"), entry);
        }
        MarkdownTable table = new MarkdownTable(List.of(
                "", "size", "type", "threads", "MKL", "THGCL ms", "eager ms", "ratio", "`torch.compile` ms", "ratio"));
        rows.forEach((about, byMode) -> {
            JsonObject eager = byMode.get("eager");
            JsonObject compiled = byMode.get("compile");
            table.row(List.of(
                    about,
                    milliseconds(eager, "thgcl_seconds"),
                    milliseconds(eager, "median_seconds"),
                    ratio(eager),
                    compiled == null ? "no C++ compiler" : milliseconds(compiled, "median_seconds"),
                    compiled == null ? "" : ratio(compiled)));
        });
        return table + "\nPyTorch " + string(json, "torch") + "; rounds: " + string(json, "rounds") + ".\n";
    }

    private static String ratio(JsonObject entry) {
        return digits(2, number(entry, "ratio")) + (entry.get("disturbed").getAsBoolean() ? ", " + DISTURBED : "");
    }

    private static String milliseconds(JsonObject json, String key) {
        return digits(2, 1e3 * number(json, key));
    }

    private static String percent(JsonObject json, String key) {
        return decimals(0, json, key);
    }

    /// A figure that isn't there because the measurement was disturbed has the word for it.
    private static String decimals(int decimals, JsonObject json, String key) {
        return json.get(key).isJsonNull() ? DISTURBED : digits(decimals, number(json, key));
    }

    private static double number(JsonObject json, String key) {
        return json.get(key).getAsDouble();
    }

    private static String string(JsonObject json, String key) {
        return json.get(key).getAsString();
    }

    private static String digits(int decimals, double number) {
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }
}
