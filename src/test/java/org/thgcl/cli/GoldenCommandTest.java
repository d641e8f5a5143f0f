package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.golden.Kinds;

/// `golden verify` and `golden list` as a terminal sees them.
class GoldenCommandTest {
    private static final Path GOOD = Path.of("src", "test", "resources", "golden");

    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    private Path file(String old, String other) throws IOException {
        String text = Files.readString(GOOD.resolve("gaussian_weight.json"));
        assertThat(text).contains(old);
        return Files.writeString(
                folder.resolve("theirs.json"),
                text.substring(0, text.indexOf(old)) + other + text.substring(text.indexOf(old) + old.length()));
    }

    @Test
    void a_table_has_a_line_for_each_kind() {
        terminal.done("golden", "verify", GOOD);
        assertThat(terminal.out())
                .contains("kind", "cases", "comparisons", "largest error", "relative", "result")
                .endsWith("64 files, 96 cases, 6927 comparisons: all passed\n");
        assertThat(terminal.out().lines().filter(line -> line.endsWith("passed")))
                .hasSize(Kinds.all().size() + 1);
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void a_wrong_number_is_exit_code_1() throws IOException {
        assertThat(terminal.run("golden", "verify", file("0.2206", "0.2207"))).isEqualTo(Thgcl.FAILED);
        assertThat(terminal.out()).contains("theirs.json: case 'one': gradients.i[0]: expected 0.2207", "1 failed");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void a_mistake_in_a_foreign_file_is_named_whatever_its_inputs() throws IOException {
        // exp(-9/16), without the 2: no published case has these inputs
        String text = """
            {"format": "thgcl-golden/1", "kind": "gaussian_weight", "equation": "1", "source": "theirs",
             "tolerance": {"absolute": 0, "relative": 1e-12}, "cases": [{"id": "x", "settings": {},
             "inputs": {"i": {"shape": [1], "data": [4]}, "j": {"shape": [1], "data": [1]},
                        "min": {"shape": [1], "data": [1]}, "max": {"shape": [1], "data": [4]}},
             "outputs": {"weight": {"shape": [1], "data": [0.569782824730923]}}}]}
            """;
        Path theirs = Files.writeString(folder.resolve("theirs.json"), text);
        assertThat(terminal.run("golden", "verify", theirs)).isEqualTo(Thgcl.FAILED);
        assertThat(terminal.out()).contains("the number expected is what the mistake 'missing-half' gives");
    }

    @Test
    void random_cases_of_some_kinds() {
        Path out = folder.resolve("random");
        terminal.done("golden", "generate", "--seed", 1, "--cases", 3, "--kinds", "adam,roc_auc", "--out", out);
        assertThat(terminal.out()).contains("2 golden files of 3 random cases each");
        terminal.done("golden", "verify", out);
        assertThat(terminal.out()).contains("2 files, 6 cases");
        terminal.refused(
                List.of("golden", "generate", "--seed", 1, "--cases", 1, "--kinds", "adams", "--out", out),
                "there is no kind 'adams'");
        terminal.refused(List.of("golden", "generate", "--seed", 1, "--cases", 0, "--out", out), "--cases: 0");
        terminal.refused(List.of("golden", "generate", "--seed", 1, "--out", out), "--cases");
    }

    @Test
    void the_profile_of_float32_allows_more() throws IOException {
        Path single = file("0.22062422564614886", "0.22062425");
        assertThat(terminal.run("golden", "verify", single)).isEqualTo(Thgcl.FAILED);
        terminal.done("golden", "verify", "--profile", "float32", single);
        assertThat(terminal.run("golden", "verify", "--profile", "float32", file("0.2206", "0.2207")))
                .isEqualTo(Thgcl.FAILED);
    }

    @Test
    void a_malformed_file_is_exit_code_2_with_file_case_and_field() throws IOException {
        assertThat(terminal.run("golden", "verify", file("\"comment\"", "\"note\"")))
                .isEqualTo(Thgcl.USAGE);
        assertThat(terminal.err())
                .startsWith("thgcl: ")
                .contains("theirs.json: case 'one': cases[0].note: a case has no such field")
                .hasLineCount(1);
    }

    @Test
    void what_is_not_there_is_exit_code_2() {
        terminal.refused(List.of("golden", "verify", folder.resolve("nowhere")), "no such file", "nowhere");
        terminal.refused(List.of("golden", "verify"), "PATH");
    }

    @Test
    void golden_alone_shows_its_commands() {
        terminal.done("golden");
        assertThat(terminal.out()).contains("Usage: thgcl golden", "verify", "generate", "list");
    }

    @Test
    void an_empty_folder_is_exit_code_1() {
        assertThat(terminal.run("golden", "verify", folder)).isEqualTo(Thgcl.FAILED);
        assertThat(terminal.out()).contains("there was nothing to verify");
    }

    @Test
    void json_has_the_same_in_fields() throws IOException {
        assertThat(terminal.run("golden", "verify", "--json", file("0.2206", "0.2207")))
                .isEqualTo(Thgcl.FAILED);
        JsonObject page = JsonParser.parseString(terminal.out()).getAsJsonObject();
        assertThat(page.get("passed").getAsBoolean()).isFalse();
        assertThat(page.get("failed").getAsInt()).isEqualTo(1);
        JsonObject kind = page.getAsJsonArray("kinds").get(0).getAsJsonObject();
        assertThat(kind.get("kind").getAsString()).isEqualTo("gaussian_weight");
        assertThat(kind.get("cases").getAsInt()).isEqualTo(2);
        JsonObject failure = page.getAsJsonArray("failures").get(0).getAsJsonObject();
        assertThat(failure.get("case").getAsString()).isEqualTo("one");
        assertThat(failure.get("field").getAsString()).isEqualTo("gradients.i");
        assertThat(failure.getAsJsonArray("index").get(0).getAsInt()).isZero();
        assertThat(failure.get("expected").getAsDouble())
                .isGreaterThan(failure.get("got").getAsDouble());
    }

    @Test
    void json_has_errors_too_and_they_go_to_the_terminal() throws IOException {
        assertThat(terminal.run("golden", "verify", "--json", file("\"comment\"", "\"note\"")))
                .isEqualTo(Thgcl.USAGE);
        JsonObject page = JsonParser.parseString(terminal.out()).getAsJsonObject();
        assertThat(page.getAsJsonArray("errors").get(0).getAsString()).contains("cases[0].note");
        assertThat(terminal.err()).contains("cases[0].note");
    }

    @Test
    void float32_is_refused_as_long_as_there_is_none() {
        terminal.refused(List.of("golden", "verify", "--dtype", "f32", GOOD), "--dtype: f32 isn't available");
        terminal.done("golden", "verify", "--dtype", "f64", GOOD);
    }

    @Test
    void list_names_every_kind_with_its_parts() {
        terminal.done("golden", "list");
        assertThat(terminal.out().lines().filter(line -> !line.startsWith(" ")))
                .hasSize(Kinds.all().size());
        assertThat(terminal.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(terminal.out()).contains("""
            hawkes_weight, Eq. 2
                settings  noise, sign, temperature_place, tau, primes
                inputs    position[E], min[E], max[E], xi[E]
                outputs   weight[E]
            """);
    }
}
