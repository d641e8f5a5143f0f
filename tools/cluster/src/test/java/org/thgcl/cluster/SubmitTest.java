package org.thgcl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.cli.Thgcl;

class SubmitTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Submit.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private void refused(String message, String... args) {
        assertThat(run(args)).isEqualTo(Thgcl.USAGE);
        assertThat(err.toString()).startsWith("submit: ").contains(message).hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void help_shows_options_and_commands() {
        assertThat(run("--help")).isEqualTo(Thgcl.DONE);
        assertThat(out.toString()).contains("--master", "--conf", "--ship", "--log", "ablate", "reproduce", "table1");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void without_a_master_nothing_begins() {
        refused("--master is missing", "ablate", "table2");
    }

    @Test
    void without_a_command_nothing_begins() {
        refused("a command is missing: ablate, reproduce, table1 or predict", "--master", "local[2]");
    }

    @Test
    void an_unknown_option_is_named() {
        refused("--masters", "--masters", "local[2]", "ablate", "table2");
    }

    @Test
    void a_master_that_is_none_is_named() {
        refused("--master yarn: must be spark://HOST:PORT", "--master", "yarn", "ablate", "table2");
    }

    @Test
    void an_unknown_host_is_named() {
        refused("nowhere.invalid: unknown host", "--master", "spark://nowhere.invalid:7077", "ablate", "table2");
    }

    @Test
    void a_setting_without_a_value_is_named() {
        refused("spark.cores.max", "--conf", "spark.cores.max", "--master", "local[2]", "ablate", "table2");
    }

    @Test
    void a_log_that_can_not_be_written_is_named(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        String log = file.resolve("spark.log").toString();
        refused("--log " + log + ": can't be written", "--log", log, "--master", "local[2]", "ablate", "table2");
    }
}
