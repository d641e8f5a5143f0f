package org.thgcl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
/// A table stands between `<!-- measured: KIND FILE -->` and `<!-- end -->`; where the file is missing, the page says
/// so. `-Dthgcl.measured=write` writes the tables instead of comparing them; `tools/bench/run` does so when it has
/// measured.
class MeasuredFiguresTest {
    private static final Path MEASURED = Path.of("docs", "measured");
    private static final List<Path> PAGES =
            List.of(Path.of("docs", "performance.md"), Path.of("tools", "bench", "README.md"));
    private static final Pattern TABLE =
            Pattern.compile("(<!-- measured: (\\w+) ([\\w.-]+) -->\\n)(.*?)(<!-- end -->)", Pattern.DOTALL);

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
                assertThat(text)
                        .as("%s: tools/bench/run tables writes it", page)
                        .isEqualTo(made);
            }
        }
    }

    @Test
    void every_measured_file_is_shown() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (Path page : PAGES) {
            TABLE.matcher(Files.readString(page)).results().forEach(table -> shown.add(table.group(3)));
        }
        assertThat(shown).isNotEmpty();
        if (Files.exists(MEASURED)) {
            try (Stream<Path> files = Files.list(MEASURED)) {
                assertThat(files.map(file -> file.getFileName().toString())).isSubsetOf(shown);
            }
        }
    }

    @Test
    void the_text_around_the_tables_quotes_no_figures() throws IOException {
        for (Path page : PAGES) {
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

    private static String withTables(String text) throws IOException {
        Matcher matcher = TABLE.matcher(text);
        StringBuilder made = new StringBuilder();
        while (matcher.find()) {
            String table = "\n" + table(matcher.group(2), MEASURED.resolve(matcher.group(3))) + "\n";
            matcher.appendReplacement(made, Matcher.quoteReplacement(matcher.group(1) + table + matcher.group(5)));
        }
        return matcher.appendTail(made).toString();
    }

    private static String table(String kind, Path file) throws IOException {
        if (!Files.exists(file)) {
            return "Not measured yet.\n";
        }
        return MeasuredTables.of(
                kind, JsonParser.parseString(Files.readString(file)).getAsJsonObject());
    }
}
