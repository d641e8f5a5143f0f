package org.thgcl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tables of ablations, from the `variants.csv` and `runs.csv` that `thgcl ablate` leaves in a sweep's folder.
final class AblationTables {
    /// A comma that is not between quotation marks.
    private static final Pattern SEPARATOR = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    private AblationTables() {}

    /// The table of a kind, from the folders of one or several sweeps.
    ///
    /// @throws IllegalArgumentException if there is no such kind
    static String of(String kind, List<Path> folders) throws IOException {
        return switch (kind) {
            case "ablation" -> ablation(folders.getFirst());
            case "register" -> register("reading", folders);
            case "variants" -> register("variant", folders);
            case "lag" -> lag(folders.getFirst());
            case "reached" -> reached(folders);
            default -> throw new IllegalArgumentException("there is no table of " + kind);
        };
    }

    /// A row for each variant.
    private static String ablation(Path folder) throws IOException {
        List<Map<String, String>> variants = read(folder.resolve("variants.csv"));
        MarkdownTable table = new MarkdownTable(List.of(
                "variant, " + variants.getFirst().get("runs") + " seeds",
                "test mAP (sd)",
                "AUC",
                "accuracy",
                "difference in mAP",
                "p",
                "corrected"));
        for (Map<String, String> variant : variants) {
            table.row(List.of(
                    variant.get("variant"),
                    String.format(
                            Locale.ROOT, "%.4f (%.4f)", number(variant, "map_mean"), number(variant, "map_deviation")),
                    String.format(Locale.ROOT, "%.4f", number(variant, "auc_mean")),
                    String.format(Locale.ROOT, "%.4f", number(variant, "accuracy_mean")),
                    difference(variant),
                    compared(variant) ? String.format(Locale.ROOT, "%.4f", number(variant, "p")) : "",
                    compared(variant) ? String.format(Locale.ROOT, "%.4f", number(variant, "p_corrected")) : ""));
        }
        return table.toString();
    }

    /// A row for each variant of any of the sweeps, a column for each sweep.
    private static String register(String title, List<Path> folders) throws IOException {
        List<String> titles = new ArrayList<>(List.of(title));
        Map<String, String[]> rows = new LinkedHashMap<>();
        for (int sweep = 0; sweep < folders.size(); sweep++) {
            Path folder = folders.get(sweep);
            List<Map<String, String>> variants = read(folder.resolve("variants.csv"));
            titles.add(data(folder) + ", " + variants.getFirst().get("runs") + " seeds");
            for (Map<String, String> variant : variants) {
                String[] cells = rows.computeIfAbsent(variant.get("variant"), name -> new String[folders.size()]);
                cells[sweep] = cell(variant);
            }
        }
        MarkdownTable table = new MarkdownTable(titles);
        rows.forEach((name, cells) -> table.row(
                Stream.concat(Stream.of(name), Arrays.stream(cells).map(cell -> cell == null ? "not swept" : cell))
                        .toList()));
        return table.toString();
    }

    /// A row for each kind of clips, a column for each variant.
    private static String lag(Path folder) throws IOException {
        Map<List<String>, List<Map<String, String>>> kinds = new LinkedHashMap<>();
        for (Map<String, String> variant : read(folder.resolve("variants.csv"))) {
            kinds.computeIfAbsent(List.of(variant.get("lag"), variant.get("noise")), kind -> new ArrayList<>())
                    .add(variant);
        }
        List<Map<String, String>> first = kinds.values().iterator().next();
        MarkdownTable table = new MarkdownTable(
                Stream.concat(Stream.of("lag", "noise"), first.stream().map(variant -> variant.get("variant")))
                        .toList());
        kinds.forEach((kind, variants) ->
                table.row(Stream.concat(kind.stream(), variants.stream().map(AblationTables::cell))
                        .toList()));
        return table.toString();
    }

    /// What every variant of several sweeps reached.
    private static String reached(List<Path> folders) throws IOException {
        MarkdownTable table = new MarkdownTable(List.of("data", "type", "seeds", "mAP (sd)", "AUC", "accuracy"));
        for (Path folder : folders) {
            for (Map<String, String> variant : read(folder.resolve("variants.csv"))) {
                table.row(List.of(
                        data(folder),
                        variant.get("variant"),
                        variant.get("runs"),
                        String.format(
                                Locale.ROOT,
                                "%.3f (%.3f)",
                                number(variant, "map_mean"),
                                number(variant, "map_deviation")),
                        String.format(Locale.ROOT, "%.3f", number(variant, "auc_mean")),
                        String.format(Locale.ROOT, "%.3f", number(variant, "accuracy_mean"))));
            }
        }
        return table.toString();
    }

    /// The data of a sweep's folder, which is called `SWEEP-DATA`.
    private static String data(Path folder) {
        String name = folder.getFileName().toString().replaceFirst(".*-", "");
        return switch (name) {
            case "audioset" -> "AudioSet33";
            case "grid" -> "GRID";
            case "embedded" -> "synthetic"; // as folders of older sweeps call the clips
            default -> name;
        };
    }

    /// The difference to the reference; for the reference itself, what it reached.
    private static String cell(Map<String, String> variant) {
        String difference = difference(variant);
        return difference.isEmpty()
                ? "mAP %.3f (%.3f)".formatted(number(variant, "map_mean"), number(variant, "map_deviation"))
                : difference;
    }

    /// The mean difference to the reference with its interval, in bold type if it stands the test; nothing if there
    /// is none.
    private static String difference(Map<String, String> variant) {
        if (!variant.get("same_as").isEmpty()) {
            return "the same";
        }
        if (!compared(variant)) {
            return "";
        }
        String text = String.format(
                Locale.ROOT,
                "%+.3f [%+.3f, %+.3f]",
                number(variant, "difference"),
                number(variant, "low"),
                number(variant, "high"));
        return number(variant, "p_corrected") <= 0.05 ? "**" + text + "**" : text;
    }

    private static boolean compared(Map<String, String> variant) {
        return !variant.get("p").isEmpty();
    }

    private static double number(Map<String, String> line, String column) {
        return Double.parseDouble(line.get(column));
    }

    /// The lines of a CSV file, by the names of its columns.
    static List<Map<String, String>> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> columns = fields(lines.getFirst());
        return lines.stream().skip(1).map(line -> line(columns, fields(line))).toList();
    }

    private static Map<String, String> line(List<String> columns, List<String> fields) {
        Map<String, String> line = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            line.put(columns.get(i), fields.get(i));
        }
        return line;
    }

    private static List<String> fields(String line) {
        return Stream.of(SEPARATOR.split(line, -1))
                .map(field -> field.replaceAll("^\"|\"$", ""))
                .toList();
    }
}
