package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ThgclTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_is_no_failure_and_goes_to_standard_output() {
        assertThat(run("--help")).isEqualTo(Thgcl.DONE);
        assertThat(out.toString()).startsWith("Usage: thgcl").contains("--version");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void version_names_the_program() {
        assertThat(run("--version")).isEqualTo(Thgcl.DONE);
        assertThat(out.toString()).startsWith("thgcl ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void an_unknown_option_is_an_error_of_usage_without_a_stack_trace() {
        assertThat(run("--no-such-option")).isEqualTo(Thgcl.USAGE);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("--no-such-option").doesNotContain("\tat ", "Exception");
    }

    @Test
    void an_unknown_command_is_an_error_of_usage() {
        assertThat(run("no-such-command")).isEqualTo(Thgcl.USAGE);
        assertThat(err.toString()).contains("no-such-command");
    }

    @Test
    void a_missing_command_is_an_error_of_usage() {
        assertThat(run()).isEqualTo(Thgcl.USAGE);
        assertThat(err.toString()).contains("a command is missing").contains("Usage: thgcl");
    }

    private int run(String... args) {
        return Thgcl.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
