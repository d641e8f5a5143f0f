package org.thgcl.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.training.ConfigurationFile;

class YamlTextTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "UTF-16, UTF-16BE",
        "UTF-16LE, UTF-16LE",
        "UTF-16BE, UTF-16BE",
        "x-UTF-16LE-BOM, UTF-16LE",
        "ISO-8859-1, Latin-1"
    })
    void a_file_in_another_encoding_is_refused_with_its_name(String written, String named) throws IOException {
        Path file = Files.write(folder.resolve("run.yaml"), "seed: 1 # Zufällig\n".getBytes(Charset.forName(written)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurationFile.read(file))
                .withMessageStartingWith(file + ": is ")
                .withMessageContaining(named)
                .withMessageEndingWith("must be UTF-8; save it anew as UTF-8");
    }

    @Test
    void utf_8_is_read_with_and_without_a_mark() throws IOException {
        Path file = folder.resolve("run.yaml");
        for (String mark : List.of("", "\ufeff")) {
            Files.writeString(file, mark + "seed: 1 # Zufällig", StandardCharsets.UTF_8);
            assertThat(ConfigurationFile.read(file)).isEqualTo(Map.of("seed", 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"steps:", "steps: null", "hops: null", "hops:"})
    void an_empty_list_that_is_not_written_as_one_is_refused(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurationFile.parse(line))
                .withMessageMatching("(steps|hops): nothing is given, must be a list such as .*");
    }

    @Test
    void depth_is_limited() {
        refused("[".repeat(100_000), "at most 20 deep");
        refused("a: " + "[".repeat(20) + "]".repeat(20), "in line 1, at most 20 deep");
        assertThat(YamlText.document("a: " + "[".repeat(19) + "]".repeat(19))).isInstanceOf(Map.class);
        refused("- ".repeat(100_000), "at most 20 deep");
    }

    @Test
    void digits_are_limited() {
        refused("seed: 1\nhidden: " + "9".repeat(500_000), "a number of 500000 characters in line 2, at most 400");
        refused("tau: 1e" + "9".repeat(400), "a number of 402 characters");
        assertThat(YamlText.document("a: " + "9".repeat(400))).isInstanceOf(Map.class);
        assertThat(YamlText.document("about: " + "text ".repeat(400))).isInstanceOf(Map.class);
    }

    @Test
    void what_is_referred_to_cannot_grow_without_limit() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int level = 1; level < 30; level++) {
            bomb.append("a%1$s: &a%1$s [*a%2$s, *a%2$s]\n".formatted(level, level - 1));
        }
        refused(bomb.toString(), "this isn't YAML: ");
        refused("a: &x [[*x]]", "'*x' in line 1 refers to what it is a part of");
        assertThat(YamlText.document("a: &x [1]\nb: *x")).isEqualTo(Map.of("a", List.of(1), "b", List.of(1)));
    }

    @Test
    void a_large_file_is_not_read() throws IOException {
        Path file = Files.writeString(folder.resolve("run.yaml"), "#".repeat((1 << 20) + 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurationFile.read(file))
                .withMessageContaining("run.yaml: has 1048577 bytes, must be at most 1048576");
    }

    private static void refused(String text, String part) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> YamlText.document(text))
                .withMessageContaining(part);
    }
}
