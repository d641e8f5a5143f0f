package org.thgcl.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The first ten things to try, `tools/tour.jsh`, in a JShell as `tools/jshell` starts it, without a prompt.
@Tag("slow")
class TourTest {
    private static final Path TOUR = Path.of("tools/tour.jsh");
    private static final String CODE = "  jshell> ";

    @Test
    void each_of_the_ten_shows_its_lines_and_what_they_give() throws IOException, InterruptedException {
        List<String> printed = printed();
        assertThat(printed).as("errors").noneMatch(line -> line.startsWith("|"));
        List<String> titles = Files.readAllLines(TOUR).stream()
                .filter(line -> line.startsWith("// "))
                .map(line -> line.substring(3))
                .toList();
        assertThat(titles).hasSize(10);
        assertThat(IntStream.rangeClosed(1, 10).mapToObj(n -> titles.get(n - 1).startsWith(n + ". ")))
                .doesNotContain(false);
        assertThat(printed).containsSubsequence(titles);
        for (int n = 0; n < titles.size(); n++) {
            int from = printed.indexOf(titles.get(n));
            int to = n + 1 < titles.size() ? printed.indexOf(titles.get(n + 1)) : printed.size();
            List<String> part = printed.subList(from + 1, to);
            assertThat(part).as(titles.get(n)).anyMatch(line -> line.startsWith(CODE));
            assertThat(part).as(titles.get(n)).anyMatch(line -> !line.isBlank() && !line.startsWith(CODE));
            // what an object without a text of its own prints
            assertThat(part).as(titles.get(n)).noneMatch(line -> line.matches(".*[a-z]\\.[A-Z]\\w*@[0-9a-f]+.*"));
        }
        assertThat(printed.getLast()).isEqualTo("There is no number 11: the first is 1, the last is 10.");
        // every line of code is shown
        assertThat(Files.readAllLines(TOUR).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("// ") && !line.startsWith("show(")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(printed).contains(CODE + line));
    }

    private static List<String> printed() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jshell")
                                .toString(),
                        "--class-path",
                        System.getProperty("java.class.path"),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-R--add-modules",
                        "-Rjdk.incubator.vector",
                        "-R-Dthgcl.root=" + Path.of("").toAbsolutePath(),
                        "--startup",
                        "tools/startup.jsh",
                        TOUR.toString(),
                        "-")
                .redirectErrorStream(true)
                .start();
        try (Writer input = process.outputWriter(StandardCharsets.UTF_8)) {
            input.write("show(11)\n");
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.lines().toList();
    }
}
