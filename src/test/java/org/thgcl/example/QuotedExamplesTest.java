package org.thgcl.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Java in the documentation is compiled and run: each block stands word for word in a class of this package, in the
/// program itself, or in the project that uses it as a library.
class QuotedExamplesTest {
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final List<Path> SOURCES = List.of(
            Path.of("src/main/java/org/thgcl"),
            Path.of("src/test/java/org/thgcl/example"),
            Path.of("tools/consumer/src"));

    @Test
    void java_in_the_documentation_is_that_of_a_class() throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path folder : SOURCES) {
            for (Path file : files(folder, ".java", Integer.MAX_VALUE)) {
                sources.add(unindented(Files.readString(file)));
            }
        }
        List<String> quoted = new ArrayList<>();
        List<Path> pages = new ArrayList<>(files(Path.of(""), ".md", 1));
        pages.addAll(files(Path.of("docs"), ".md", 1));
        for (Path page : pages) {
            BLOCK.matcher(Files.readString(page)).results().forEach(block -> {
                assertThat(sources.stream().anyMatch(source -> source.contains(unindented(block.group(1)))))
                        .as("%s quotes what is in a class:%n%s", page, block.group(1))
                        .isTrue();
                quoted.add(page.toString());
            });
        }
        assertThat(quoted).contains("README.md", "docs/architecture.md", "docs/ablations.md", "docs/library.md");
    }

    private static String unindented(String code) {
        return code.replaceAll("(?m)^ +", "");
    }

    private static List<Path> files(Path folder, String end, int depth) throws IOException {
        try (Stream<Path> paths = Files.walk(folder, depth)) {
            return paths.filter(path -> path.toString().endsWith(end)).sorted().toList();
        }
    }
}
