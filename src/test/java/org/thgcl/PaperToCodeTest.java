package org.thgcl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/paper-to-code.md names what there is, and leaves nothing out.
class PaperToCodeTest {
    private static final Path PAGE = Path.of("docs", "paper-to-code.md");
    private static final Path SOURCES = Path.of("src", "main", "java", "org", "thgcl");
    private static final Path CASES = Path.of("golden", "cases");
    private static final Pattern CELL = Pattern.compile("\\[`([^`]+)`]\\(([^)]+)\\)");

    /// A line of the table.
    private record Row(List<MatchResult> classes, List<MatchResult> golden, List<MatchResult> tests) {}

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && line.contains("](../src/main"))
                .map(line -> line.split(" \\| "))
                .map(cells -> new Row(links(cells[1]), links(cells[2]), links(cells[3])))
                .toList();
    }

    private static List<MatchResult> links(String cell) {
        return CELL.matcher(cell).results().toList();
    }

    @Test
    void every_line_names_a_class_a_golden_file_and_a_test_that_exist() throws IOException {
        List<Row> rows = rows();
        assertThat(rows).hasSizeGreaterThan(20);
        for (Row row : rows) {
            for (List<MatchResult> cell : List.of(row.classes(), row.golden(), row.tests())) {
                assertThat(cell).as(row.toString()).hasSize(1);
                assertThat(PAGE.resolveSibling(cell.getFirst().group(2))).exists();
                // the name is that of the file
                String name = cell.getFirst().group(1);
                assertThat(cell.getFirst().group(2)).containsPattern("/" + name.replaceFirst(".*\\.", "") + "\\.\\w+$");
            }
        }
    }

    @Test
    void every_test_named_works_on_the_class() throws IOException {
        for (Row row : rows()) {
            String simple = row.classes().getFirst().group(1).replaceFirst(".*\\.", "");
            assertThat(Files.readString(
                            PAGE.resolveSibling(row.tests().getFirst().group(2))))
                    .as("test of %s", simple)
                    .contains(simple);
        }
    }

    @Test
    void no_equation_is_left_out() throws IOException {
        try (Stream<Path> classes = Files.list(SOURCES.resolve("equation"))) {
            assertThat(named(Row::classes, "equation."))
                    .isEqualTo(classes.map(PaperToCodeTest::name)
                            .filter(name -> !name.equals("package-info"))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void no_golden_file_is_left_out() throws IOException {
        try (Stream<Path> cases = Files.list(CASES)) {
            assertThat(named(Row::golden, ""))
                    .isEqualTo(cases.map(PaperToCodeTest::name).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private static Set<String> named(Function<Row, List<MatchResult>> cell, String prefix) throws IOException {
        return rows().stream()
                .flatMap(row -> cell.apply(row).stream())
                .map(link -> link.group(1))
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.\\w+$", "");
    }
}
