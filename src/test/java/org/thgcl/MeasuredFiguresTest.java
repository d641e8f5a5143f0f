package org.thgcl;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every measured figure that the pages quote is in a file of `docs/measured`: the tables are made of these files, and
/// the text around them has no figures of its own.
///
/// A table stands between `<!-- measured: KIND FILE ... -->` and `<!-- end -->`; where a file is missing, the page says
/// so. The files of an ablation are in a folder of its own. `-Dthgcl.measured=write` writes the tables instead of
/// comparing them; `tools/bench/run` and `tools/ablations` do so when they have measured.
class MeasuredFiguresTest {
    private static final Path MEASURED = Path.of("docs", "measured");
    private static final List<Path> SPEED =
            List.of(Path.of("docs", "performance.md"), Path.of("tools", "bench", "README.md"));
    private static final List<Path> ABLATIONS = List.of(
            Path.of("docs", "ablations.md"),
            Path.of("docs", "register.md"),
            Path.of("docs", "table1.md"),
            Path.of("README.md"));
    private static final List<Path> DATA = List.of(Path.of("docs", "data.md"));
    private static final List<Path> PAGES =
            Stream.of(SPEED, ABLATIONS, DATA).flatMap(List::stream).toList();
    private static final Pattern TABLE =
            Pattern.compile("(<!-- measured: (\\w+) ([\\w./ -]+) -->\\n)(.*?)(<!-- end -->)", Pattern.DOTALL);

    /// A number with a unit, in text.
    private static final Pattern FIGURE =
            Pattern.compile("\\d[\\d.,]* ?(GFLOP/s|GB/s|GB|MB|ms|µs|s|seconds|%|per cent|times)(?![\\w])");

    private final boolean write = System.getProperty("thgcl.measured", "check").equals("write");

    @Test
    void tables_are_those_of_the_measured_files() throws IOException {
        for (Path page : PAGES) {
            String text = Files.readString(page);
            String made = withTables(text);
            if (write) {
                Files.writeString(page, made);
            } else {
                assertThat(text).as("%s: made by tools/bench/run tables", page).isEqualTo(made);
            }
        }
    }

    @Test
    void every_measured_file_is_shown() throws IOException {
        Set<Path> shown = new TreeSet<>();
        for (Path page : PAGES) {
            TABLE.matcher(Files.readString(page))
                    .results()
                    .flatMap(table -> Stream.of(table.group(3).split(" ")))
                    .forEach(file -> shown.add(MEASURED.resolve(file)));
        }
        assertThat(shown).isNotEmpty();
        if (Files.exists(MEASURED)) {
            try (Stream<Path> files = Files.walk(MEASURED)) {
                assertThat(files.filter(Files::isRegularFile))
                        .allMatch(file -> shown.contains(file) || shown.contains(file.getParent()));
            }
        }
    }

    @Test
    void means_of_ablations_are_those_of_their_runs() throws IOException {
        try (Stream<Path> files = Files.walk(MEASURED.resolve("ablations"))) {
            List<Path> folders = files.filter(file -> file.endsWith("variants.csv"))
                    .map(Path::getParent)
                    .toList();
            assertThat(folders).isNotEmpty();
            for (Path folder : folders) {
                Map<List<String>, Double> means = AblationTables.read(folder.resolve("runs.csv")).stream()
                        .filter(run -> run.get("failure").isEmpty())
                        .collect(groupingBy(
                                MeasuredFiguresTest::variant,
                                averagingDouble(run -> Double.parseDouble(run.get("test_map")))));
                for (Map<String, String> variant : AblationTables.read(folder.resolve("variants.csv"))) {
                    // both are sums of at most 12 terms, divided: 13 roundings each
                    assertThat(Double.parseDouble(variant.get("map_mean")))
                            .as("%s: %s", folder, variant.get("variant"))
                            .isCloseTo(means.get(variant(variant)), withinPercentage(100 * 26 * 0x1p-53));
                }
            }
        }
    }

    /// What a line is about: the variant, and the kind of clips where there are several.
    private static List<String> variant(Map<String, String> line) {
        return Stream.of("lag", "noise", "variant")
                .map(column -> line.getOrDefault(column, ""))
                .toList();
    }

    @Test
    void the_text_around_the_tables_quotes_no_figures() throws IOException {
        for (Path page : SPEED) {
            String around = TABLE.matcher(Files.readString(page)).replaceAll("");
            assertThat(FIGURE.matcher(around).results().map(MatchResult::group))
                    .as("measured figures in the text of %s", page)
                    .isEmpty();
        }
    }

    @Test
    void a_figure_in_the_text_would_be_found() {
        assertThat(List.of("takes 0.31 s.", "85 % of peak", "a peak of 94.4 GFLOP/s", "3.5 times as fast"))
                .allMatch(text -> FIGURE.matcher(text).find());
        assertThat(List.of("64 clips", "512 x 512 products", "preset `paper` at 101 and 40 segments"))
                .noneMatch(text -> FIGURE.matcher(text).find());
    }

    @Test
    void a_table_says_which_figures_were_disturbed() {
        String bench = MeasuredTables.of("bench", json("""
            {"machine": {"processor": "P", "processors": 4, "vector_bits": 256, "java": "25", "date": "2026-01-02"},
            "threads": 3, "what": "work", "median_seconds": 1, "min_seconds": 1, "max_seconds": 1, "gflops": 1,
            "peak_gflops": 2, "percent_of_peak": null}\
            """));
        assertThat(bench).endsWith("""
            | work | 1000.00 | 1000.00 | 1000.00 | 1.0 | 2.0 | disturbed |  |

            Measured on P, 4 processors, vectors of 256 bits, Java 25, 2026-01-02; threads: 3.
            """);
        String profile = MeasuredTables.of("profile", json("""
            {"machine": {"processor": "P", "processors": 4, "vector_bits": 256, "java": "25", "date": "2026-01-02"},
            "threads": 3, "profile": {"parts": [{"kernel": "k", "calls": 1, "seconds": 1, "share": 1, "flop": 0,
            "bytes": 0, "limit": "memory", "percent_of_limit": null}]}}\
            """));
        assertThat(profile).contains("| memory | disturbed |\n");
    }

    @Test
    void the_table_of_pytorch_says_what_was_not_measured() {
        String entry = "{\"what\": \"step\", \"size\": \"paper\", \"dtype\": \"f32\", \"threads\": 1, \"mode\": \"%s\","
                + " \"mkl\": \"%s\", \"disturbed\": %s, \"thgcl_seconds\": 1, \"median_seconds\": 2, \"ratio\": 2.5}";
        String table = MeasuredTables.of(
                "pytorch",
                json("{\"machine\": {\"processor\": \"P\", \"processors\": 4, \"vector_bits\": 256, \"java\": \"25\","
                        + " \"date\": \"2026-01-02\"}, \"threads\": \"1, 3\", \"torch\": \"2\", \"rounds\": 5,"
                        + " \"entries\": ["
                        + String.join(
                                ", ",
                                entry.formatted("eager", "as installed", false),
                                entry.formatted("compile", "as installed", true),
                                entry.formatted("eager", "all its code", false))
                        + "]}"));
        assertThat(table)
                .contains("| step | paper | f32 | 1 | as installed | 1000.00 | 2000.00 | 2.50 | 2000.00 | 2.50,"
                        + " disturbed |")
                .contains("| step | paper | f32 | 1 | all its code | 1000.00 | 2000.00 | 2.50 | no C++ compiler |  |")
                .contains("PyTorch 2; rounds: 5.\n")
                .endsWith("threads: 1, 3.\n");
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private static String withTables(String text) throws IOException {
        Matcher matcher = TABLE.matcher(text);
        StringBuilder made = new StringBuilder();
        while (matcher.find()) {
            String table = "\n" + table(matcher.group(2), matcher.group(3)) + "\n";
            matcher.appendReplacement(made, Matcher.quoteReplacement(matcher.group(1) + table + matcher.group(5)));
        }
        return matcher.appendTail(made).toString();
    }

    private static String table(String kind, String files) throws IOException {
        List<Path> paths = Stream.of(files.split(" ")).map(MEASURED::resolve).toList();
        if (!paths.stream().allMatch(Files::exists)) {
            return "Not measured yet.\n";
        }
        if (paths.getFirst().startsWith(MEASURED.resolve("ablations"))) {
            return AblationTables.of(kind, paths);
        }
        return MeasuredTables.of(kind, json(Files.readString(paths.getFirst())));
    }
}
