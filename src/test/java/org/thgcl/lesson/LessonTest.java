package org.thgcl.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.cli.Thgcl;
import org.thgcl.lesson.Exercise.Case;
import org.thgcl.lesson.ScalarTape.Scalar;

/// `docs/lesson.md`: its commands give what it shows, and each exercise's answer and mistake are judged as it says.
class LessonTest {
    private static final Path LESSON = Path.of("docs/lesson.md");
    private static final String COMMAND = "$ tools/thgcl ";

    /// An answer that can be right, or make its typical mistake.
    private interface Switchable {
        Map<String, Scalar[]> of(Case c, boolean right);
    }

    /// The answers to the exercises that are judged, by their files.
    private static final Map<String, Switchable> ANSWERS = new LinkedHashMap<>();

    static {
        ANSWERS.put("cases/gaussian_weight.json", Answers::gaussian);
        ANSWERS.put("cases/temporal_neighbourhood.json", Answers::neighbourhood);
        ANSWERS.put("cases/hawkes_weight.json", Answers::hawkes);
        ANSWERS.put("cases/graph_convolution.json", Answers::convolution);
        ANSWERS.put("cases/attention_pooling.json", Answers::pooling);
        ANSWERS.put("cases/contrastive_loss.json", Answers::contrastive);
        ANSWERS.put("cases/adam.json", Answers::adam);
    }

    @TempDir
    private Path folder;

    private int code;

    /// A command of the document and what it shows of the output.
    private record Shown(String command, List<String> output) {}

    private static List<Shown> shown() throws IOException {
        List<Shown> shown = new ArrayList<>();
        for (String line : Files.readAllLines(LESSON)) {
            if (line.startsWith(COMMAND)) {
                shown.add(new Shown(line.substring(COMMAND.length()), new ArrayList<>()));
            } else if (line.startsWith("```")) {
                shown.add(new Shown("", new ArrayList<>()));
            } else if (!shown.isEmpty() && !line.isBlank()) {
                shown.getLast().output.add(line);
            }
        }
        return shown.stream().filter(each -> !each.command.isEmpty()).toList();
    }

    private List<String> run(String... args) {
        StringWriter out = new StringWriter();
        code = Thgcl.run(new PrintWriter(out), new PrintWriter(new StringWriter()), args);
        return out.toString().lines().filter(line -> !line.isBlank()).toList();
    }

    @TestFactory
    Stream<DynamicTest> commands_print_what_is_shown() throws IOException {
        List<Shown> all = shown();
        assertThat(all).hasSize(2 + 2 * ANSWERS.size());
        return all.stream().map(each -> DynamicTest.dynamicTest(each.command, () -> check(each)));
    }

    private void check(Shown shown) throws IOException {
        boolean right = shown.output.stream().noneMatch(line -> line.contains("failed:") || line.contains("1 failed"));
        List<String> words = new ArrayList<>(List.of(shown.command.split(" ")));
        Matcher only =
                Pattern.compile("golden judge results.json --only (\\S+)").matcher(shown.command);
        if (only.matches()) {
            Switchable answer = ANSWERS.get(only.group(1));
            Path results = folder.resolve("results.json");
            Files.writeString(results, Exercise.results(only.group(1), c -> answer.of(c, right)));
            words.set(2, results.toString());
        } else if (!right) {
            // the exercise by hand, with the mistake that the document speaks of
            String edge = Files.readString(Path.of("docs/lesson/one-edge.json"));
            assertThat(edge).contains("0.9231");
            words.set(
                    2,
                    Files.writeString(folder.resolve("one-edge.json"), edge.replace("0.9231", "0.8521"))
                            .toString());
        }
        List<String> printed = run(words.toArray(String[]::new));
        assertThat(code).isEqualTo(right ? Thgcl.DONE : Thgcl.FAILED);
        assertThat(printed).isNotEmpty();
        int at = 0;
        for (String line : shown.output) {
            int found = at;
            while (found < printed.size() && !shows(line, printed.get(found))) {
                found++;
            }
            assertThat(found)
                    .as("not printed: %s%nbut%n%s", line, String.join("\n", printed))
                    .isLessThan(printed.size());
            at = found + 1;
        }
    }

    /// Whether a line of the document is a printed line, of which it leaves out what `...` stands for.
    private static boolean shows(String line, String printed) {
        String pattern = Arrays.stream(line.strip().split("\\.\\.\\.", -1))
                .map(part -> Pattern.quote(part.strip()))
                .reduce((a, b) -> a + ".*" + b)
                .orElseThrow();
        return printed.strip().matches(pattern);
    }

    @Test
    void every_exercise_names_its_file_its_mistake_and_no_other() throws IOException {
        String text = Files.readString(LESSON);
        List<String> exercises =
                Arrays.stream(text.split("\n### Exercise ")).skip(1).toList();
        assertThat(exercises).hasSize(ANSWERS.size() + 1);
        assertThat(text).doesNotContain("\n### Exercise 9");
        List<String> files = List.copyOf(ANSWERS.keySet());
        for (int n = 0; n < exercises.size(); n++) {
            assertThat(exercises.get(n)).startsWith(n + 1 + ": ").contains("is what the mistake '");
            if (n > 0) {
                assertThat(exercises.get(n))
                        .contains("`golden/" + files.get(n - 1) + "`", "--only " + files.get(n - 1));
            }
        }
    }

    @Test
    void what_it_names_is_there() throws IOException {
        String text = Files.readString(LESSON);
        List<String> named = Pattern.compile("`((?:tools|golden|docs|src)/[\\w./-]+)")
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(named).hasSizeGreaterThan(8).allSatisfy(path -> assertThat(Path.of(path))
                .exists());
    }

    @Test
    void the_parts_take_ninety_minutes() throws IOException {
        int minutes = Pattern.compile("^\\| (\\d+) \\|", Pattern.MULTILINE)
                .matcher(Files.readString(LESSON))
                .results()
                .mapToInt(match -> Integer.parseInt(match.group(1)))
                .sum();
        assertThat(minutes).isEqualTo(90);
    }
}
