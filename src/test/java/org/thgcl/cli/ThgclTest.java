package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.model.Preset;

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
        assertThat(err.toString()).contains("there is no command 'no-such-command'");
    }

    @Test
    void a_missing_command_is_an_error_of_usage() {
        assertThat(run()).isEqualTo(Thgcl.USAGE);
        assertThat(err.toString()).contains("a command is missing").contains("thgcl --help");
    }

    @Test
    void a_misspelt_option_or_command_is_told_with_the_nearest_in_one_line() {
        assertThat(run("train", "--trian", "clips.h5")).isEqualTo(Thgcl.USAGE);
        assertThat(err.toString()).contains("'--trian'", "did you mean --train?", "'thgcl train --help'");
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(run("evalute")).isEqualTo(Thgcl.USAGE);
        assertThat(err.toString()).contains("'evalute'", "did you mean evaluate?");
        assertThat(run("params", "--preset", "papr")).isEqualTo(Thgcl.USAGE);
        assertThat(err.toString()).contains("'papr'", "authors-config");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "evaluate", "predict", "settings", "params", "bench"})
    void every_command_explains_itself(String command) {
        assertThat(run(command, "--help")).isEqualTo(Thgcl.DONE);
        assertThat(out.toString()).startsWith("Usage: thgcl " + command).contains("Examples:", "Exit codes:");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void a_command_is_known_by_the_name_that_the_help_lists() {
        run("--help");
        List<String> listed = out.toString()
                .lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .skip(1)
                .filter(line -> line.matches("  \\w.*"))
                .map(line -> line.strip().replaceFirst("[ ,].*", ""))
                .toList();
        assertThat(listed).contains("train", "help").allSatisfy(name -> {
            out.getBuffer().setLength(0);
            assertThat(run(name, "--help")).isEqualTo(Thgcl.DONE);
            assertThat(out.toString()).contains("Usage: thgcl " + name);
        });
    }

    @Test
    void standard_output_that_cannot_be_written_is_an_error() {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        assertThat(Thgcl.run(new PrintWriter(full), new PrintWriter(err, true), "params"))
                .isEqualTo(Thgcl.USAGE);
        assertThat(err.toString()).startsWith("thgcl: standard output").hasLineCount(1);
    }

    @Test
    void help_of_train_fits_one_screen_and_points_to_the_settings() {
        run("train", "--help");
        assertThat(out.toString().lines()).hasSizeLessThanOrEqualTo(32);
        assertThat(out.toString()).contains("'thgcl settings'");
        for (Preset preset : Preset.values()) {
            assertThat(out.toString()).contains(preset.about());
        }
    }

    @Test
    void bad_input_and_trouble_with_files_is_2_and_a_defect_is_1() {
        assertThat(reported(new IllegalArgumentException("tau: 0"))).isEqualTo("2 thgcl: tau: 0");
        assertThat(reported(new IOException("a.h5: broken\n  pipe"))).isEqualTo("2 thgcl: a.h5: broken pipe");
        assertThat(reported(new UncheckedIOException("a.h5 can't be read", new IOException())))
                .isEqualTo("2 thgcl: a.h5 can't be read");
        assertThat(reported(new NoSuchFileException("a.yaml"))).isEqualTo("2 thgcl: no such file: a.yaml");
        assertThat(reported(new AccessDeniedException("a.yaml"))).isEqualTo("2 thgcl: a.yaml: no permission");
        assertThat(reported(new OutOfMemoryError("Java heap space")))
                .startsWith("1 thgcl: out of memory")
                .contains("batch", "hidden", "THGCL_JAVA_OPTS=-Xmx");
        assertThat(reported(new IllegalStateException("lost count")))
                .startsWith("1 thgcl: java.lang.IllegalStateException: lost count")
                .contains("report");
        assertThat(reported(new NullPointerException())).startsWith("1 thgcl: java.lang.NullPointerException; ");
    }

    private static String reported(Throwable failure) {
        StringWriter err = new StringWriter();
        int code = Failures.report(new PrintWriter(err), failure);
        assertThat(err.toString().lines()).hasSize(1);
        return code + " " + err.toString().strip();
    }

    private int run(String... args) {
        return Thgcl.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
