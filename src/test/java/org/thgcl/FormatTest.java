package org.thgcl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every Java file looks as Palantir's formatter writes it, at 120 columns.
///
/// A formatter within Maven would need a particular JDK there; here it runs on the JDK of the tests.
/// `tools/format`, that is `-Dthgcl.format=write`, rewrites the files instead of comparing them.
@Tag("slow")
class FormatTest {
    private static final Path SOURCES = Path.of("src");
    private static final int COLUMNS = 120;

    /// From here on a line may have been broken.
    private static final int FULL = 100;

    /// A plain comment behind a line of a Markdown comment.
    private static final Pattern CUT_COMMENT = Pattern.compile("^ */// .*\\n *// ", Pattern.MULTILINE);

    /// A line of a comment: its indentation and slashes, and its first word.
    private static final Pattern COMMENT = Pattern.compile("( *//+ )(\\S+).*");

    /// Words that begin a line of their own: of a list, a table, a tag, a heading, code.
    private static final Pattern OWN_LINE = Pattern.compile("[-*|#>@].*|```.*|\\d+\\.");

    private final boolean write = System.getProperty("thgcl.format", "check").equals("write");
    private final Formatter formatter = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    @Test
    void sources_are_formatted() throws IOException {
        // First: the formatter breaks a long line of a Markdown comment in two and makes the second a plain comment.
        checkLengths(line -> line.stripLeading().startsWith("///"));
        List<Path> differing = new ArrayList<>();
        List<Path> files = javaFiles();
        List<String> made = files.parallelStream().map(this::formatted).toList();
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            String text = Files.readString(file, UTF_8);
            String formatted = made.get(i);
            assertThat(brokenComments(formatted))
                    .as("%s: lines of comments that the formatter broke; fill the paragraph anew", file)
                    .isEmpty();
            assertThat(count(CUT_COMMENT, formatted))
                    .as("%s: Markdown comments that the formatter would cut in two; break them earlier", file)
                    .isLessThanOrEqualTo(count(CUT_COMMENT, text));
            if (!formatted.equals(text)) {
                differing.add(file);
                if (write) {
                    Files.writeString(file, formatted, UTF_8);
                }
            }
        }
        if (!write) {
            assertThat(differing)
                    .as("files that the formatter would change; tools/format does it")
                    .isEmpty();
        }
    }

    /// The formatter keeps nothing from one file to the next, so that files can be formatted side by side.
    private String formatted(Path file) {
        try {
            return formatter.formatSourceAndFixImports(Files.readString(file, UTF_8));
        } catch (IOException | FormatterException e) {
            throw new AssertionError(file + ": " + e.getMessage(), e);
        }
    }

    @Test
    void the_rest_of_a_line_that_the_formatter_broke_is_found() {
        String full = "    /// " + "word ".repeat(20) + "configurations\n";
        assertThat(brokenComments(full + "    /// that\n    /// share a parameter.\n"))
                .containsExactly("    /// that");
        assertThat(brokenComments(full + "    /// that share a parameter.\n")).isEmpty();
        assertThat(brokenComments(full + "    /// that:\n    /// - share a parameter\n"))
                .isEmpty();
        assertThat(brokenComments(full + "    /// that\n    ///\n    /// share a parameter.\n"))
                .isEmpty();
    }

    /// Lines that fill less than half the page though their paragraph goes on and the line above is full. They are what
    /// was left of a line that the formatter found too long.
    private static List<String> brokenComments(String text) {
        List<String> lines = text.lines().toList();
        List<String> broken = new ArrayList<>();
        for (int i = 1; i + 1 < lines.size(); i++) {
            Matcher above = COMMENT.matcher(lines.get(i - 1));
            Matcher line = COMMENT.matcher(lines.get(i));
            Matcher below = COMMENT.matcher(lines.get(i + 1));
            if (above.matches()
                    && line.matches()
                    && below.matches()
                    && above.group(1).equals(line.group(1))
                    && below.group(1).equals(line.group(1))
                    && !OWN_LINE.matcher(below.group(2)).matches()
                    && above.group().length() >= FULL
                    && line.group().length() + 1 + below.group(2).length() <= COLUMNS / 2) {
                broken.add(line.group());
            }
        }
        return broken;
    }

    @Test
    void lines_fit_the_page() throws IOException {
        checkLengths(line -> true);
    }

    private static void checkLengths(Predicate<String> wanted) throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : javaFiles()) {
            List<String> lines = Files.readAllLines(file, UTF_8);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (line.codePointCount(0, line.length()) > COLUMNS && wanted.test(line)) {
                    tooLong.add(file + ":" + (i + 1));
                }
            }
        }
        assertThat(tooLong)
                .as("lines of more than %d columns, to be broken by hand", COLUMNS)
                .isEmpty();
    }

    private static long count(Pattern pattern, String text) {
        return pattern.matcher(text).results().count();
    }

    private static List<Path> javaFiles() throws IOException {
        try (Stream<Path> paths = Files.walk(SOURCES)) {
            List<Path> files = paths.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            assertThat(files)
                    .as("Java files under %s", SOURCES.toAbsolutePath())
                    .isNotEmpty();
            return files;
        }
    }
}
