package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/// Writes the man pages as AsciiDoc to `target/man-pages`, from which the profile `man` makes those that `man` shows.
class ManPagesTest {
    private static final Path PAGES = Path.of("target/man-pages");

    @Test
    void every_command_has_a_page_with_its_options() throws IOException {
        int code = ManPageGenerator.generateManPage(
                PAGES.toFile(), null, new boolean[0], true, Thgcl.whole().getCommandSpec());
        assertThat(code).isZero();
        check("thgcl", Thgcl.whole());
    }

    private static void check(String name, CommandLine command) throws IOException {
        String page = Files.readString(PAGES.resolve(name + ".adoc"));
        assertThat(page).contains("= " + name + "(1)");
        command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> assertThat(page).containsPattern("(?m)^\\*.*" + option.longestName() + "\\b"));
        for (String subcommand : command.getSubcommands().keySet()) {
            check(name + "-" + subcommand, command.getSubcommands().get(subcommand));
        }
    }
}
