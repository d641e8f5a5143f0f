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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every Java file looks as Palantir's formatter writes it, at 120 columns.
///
/// A formatter within Maven would need a particular JDK there; here it runs on the JDK of the tests.
/// `tools/format`, that is `-Dthgcl.format=write`, rewrites the files instead of comparing them.
class FormatTest {
    private static final Path SOURCES = Path.of("src");
    private static final int COLUMNS = 120;

    /// A plain comment behind a line of a Markdown comment.
    private static final Pattern CUT_COMMENT = Pattern.compile("^ */// .*\\n *// ", Pattern.MULTILINE);

    private final boolean write = System.getProperty("thgcl.format", "check").equals("write");
    private final Formatter formatter = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    @Test
    void sources_are_formatted() throws IOException, FormatterException {
        // First: the formatter breaks a long line of a Markdown comment in two and makes the second a plain comment.
        checkLengths(line -> line.stripLeading().startsWith("///"));
        List<Path> differing = new ArrayList<>();
        for (Path file : javaFiles()) {
            String text = Files.readString(file, UTF_8);
            String formatted = formatter.formatSourceAndFixImports(text);
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
