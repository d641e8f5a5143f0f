package org.thgcl.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgramTest {
    @Test
    void commands_are_shown_as_the_program_was_started() {
        assertThat(Program.command("./thgcl")).isEqualTo("./thgcl");
        assertThat(Program.command("thgcl")).isEqualTo("thgcl");
        assertThat(Program.command("/home/a b/thgcl")).isEqualTo("'/home/a b/thgcl'");
        assertThat(Program.command("")).isEqualTo("tools/thgcl");
    }
}
