package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.model.NamedConfiguration;
import org.thgcl.training.Models;

class CompletionCommandTest {
    @TempDir
    Path folder;

    private Path script;

    @BeforeEach
    void script() throws IOException {
        Terminal terminal = new Terminal();
        terminal.done("completion");
        script = Files.writeString(folder.resolve("thgcl.bash"), terminal.out());
    }

    /// What bash offers for the last of the words.
    private List<String> offered(String... words) throws IOException, InterruptedException {
        String line = "source '" + script + "'\n"
                + "compopt() { :; }\n" // which bash allows only while a key is pressed
                + "COMP_WORDS=('" + String.join("' '", words) + "')\n"
                + "COMP_CWORD=" + (words.length - 1) + "\n"
                + "COMP_LINE='" + String.join(" ", words) + "'\n"
                + "_complete_thgcl\n"
                + "printf '%s\\n' \"${COMPREPLY[@]}\"\n";
        Process bash =
                new ProcessBuilder("bash", "-c", line).redirectErrorStream(true).start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(out).isZero();
        return out.lines().toList();
    }

    @Test
    void every_command_and_its_commands_are_offered() throws Exception {
        assertThat(offered("thgcl", ""))
                .contains("demo", "train", "data", "settings", "ablate", "golden", "bench", "help");
        assertThat(offered("thgcl", "data", "")).containsExactlyInAnyOrder("info", "make", "plant");
    }

    @Test
    void options_and_their_words_are_offered() throws Exception {
        assertThat(offered("thgcl", "train", "--pre")).containsExactly("--preset");
        assertThat(offered("thgcl", "train", "--preset", ""))
                .containsExactlyElementsOf(
                        Models.named().stream().map(NamedConfiguration::word).toList())
                .contains("paper", "ast");
    }
}
