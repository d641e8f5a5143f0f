package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;
import org.thgcl.training.ConfigurationFile;

class SettingsCommandTest {
    private final Terminal terminal = new Terminal();

    @Test
    void the_list_has_one_line_for_each_setting_within_80_columns_and_every_preset() {
        terminal.done("settings");
        List<String> lines = terminal.out().lines().toList();
        assertThat(lines).allMatch(line -> line.length() <= 80);
        for (String key : Preset.PAPER.configuration().keys().all()) {
            assertThat(lines)
                    .filteredOn(line -> line.startsWith(key + " "))
                    .singleElement()
                    .asString()
                    .matches(key + " +\\S.*? {2,}\\S.*");
        }
        for (Preset preset : Preset.values()) {
            assertThat(lines).anyMatch(line -> line.matches(" +" + preset.word() + " .*" + preset.about()));
        }
    }

    @Test
    void settings_stand_under_the_title_of_their_group() {
        terminal.done("settings");
        assertThat(terminal.out())
                .containsSubsequence("The temporal heterogeneous graph:\n", "audio_span ", "Edge weights:\n", "noise ");
        assertThat(Preset.PAPER.configuration().keys().groups().values().stream()
                        .flatMap(List::stream))
                .containsExactlyElementsOf(Preset.PAPER.configuration().keys().all());
    }

    @Test
    void a_key_is_explained_with_values_default_register_and_each_preset() {
        terminal.done("settings", "noise");
        assertThat(terminal.out())
                .contains("noise of Eq. 2", "ratio or logit or none", "A6 in docs/register.md")
                .containsPattern("default +ratio")
                .containsPattern("\nintended +logit\n")
                .containsPattern("\ntmac +ratio\n");
        terminal.done("settings", "hidden");
        assertThat(terminal.out()).contains("whole, at least 1").doesNotContain("register");
    }

    @Test
    void an_older_key_is_answered_under_the_present_one() {
        terminal.done("settings", "temperature_place");
        String older = terminal.out();
        terminal.done("settings", "tau_place");
        assertThat(older).contains("tau_place", "outside or inside").isEqualTo(terminal.out());
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void a_preset_is_written_so_that_config_reads_it(Preset preset, @TempDir Path folder) throws Exception {
        terminal.done("settings", "--preset", preset.word());
        Path file = Files.writeString(folder.resolve("preset.yaml"), terminal.out());
        Configuration read = Preset.PAPER.configuration().with(ConfigurationFile.read(file));
        assertThat(read).isEqualTo(preset.configuration());
    }

    @Test
    void a_comparison_shows_the_settings_that_differ_and_no_others() {
        terminal.done("settings", "--diff", "paper", "intended");
        assertThat(terminal.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "setting paper intended",
                        "noise ratio logit",
                        "position printed neighbour",
                        "tau_place outside inside");
        terminal.done("settings", "--diff", "tmac", "tmac");
        assertThat(terminal.out()).isEqualTo("tmac and tmac set the same\n");
    }

    @Test
    void what_cannot_be_answered_is_refused() {
        terminal.refused(List.of("settings", "learning_rat"), "learning_rat", "learning_rate");
        terminal.refused(List.of("settings", "--preset", "papr"), "papr", "authors-config");
        terminal.refused(List.of("settings", "--diff", "paper"), "--diff");
        terminal.refused(List.of("settings", "noise", "--preset", "paper"), "one thing at a time");
        terminal.refused(List.of("settings", "--diff", "paper", "tmac", "--preset", "paper"), "one thing at a time");
    }
}
