package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.ablation.RunsNotMadeException;
import org.thgcl.thgn.Preset;
import picocli.CommandLine;

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

    @ParameterizedTest
    @ValueSource(strings = {"", "golden"})
    void without_a_command_there_is_a_list_of_them(String group) {
        assertThat(group.isEmpty() ? run() : run(group)).isEqualTo(Thgcl.DONE);
        assertThat(out.toString())
                .startsWith("Usage: thgcl")
                .contains("Commands:", group.isEmpty() ? "train" : "verify");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "train", "golden", "golden verify", "bench step", "demo"})
    void the_version_is_told_everywhere(String command) {
        String[] words = (command + " --version").strip().split(" ");
        for (String option : new String[] {"--version", "-V"}) {
            words[words.length - 1] = option;
            out.getBuffer().setLength(0);
            assertThat(run(words)).isEqualTo(Thgcl.DONE);
            assertThat(out.toString().lines()).hasSize(3);
            assertThat(out.toString().lines()).element(0).asString().startsWith("thgcl ");
            assertThat(out.toString())
                    .contains("JDK " + System.getProperty("java.runtime.version"))
                    .contains(Runtime.getRuntime().availableProcessors() + " cores, vectors of ");
        }
    }

    @Test
    void a_version_has_its_commit_if_the_build_knew_it() {
        assertThat(Version.program("1.2+0123456789ab")).isEqualTo("1.2, commit 0123456789ab");
        assertThat(Version.program("1.2+unknown")).isEqualTo("1.2, unknown commit");
        assertThat(Version.program("1.2")).isEqualTo("1.2, unknown commit");
        assertThat(Version.program(null)).isEqualTo("(not packaged)");
    }

    @Test
    void a_misspelt_option_or_command_is_told_with_the_nearest_in_one_line() {
        assertThat(run("train", "--trian", "clips.h5")).isEqualTo(Thgcl.USAGE);
        assertThat(err.toString()).contains("'--trian'", "did you mean --train?", "'thgcl train --help'");
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(run("evalute")).isEqualTo(Thgcl.USAGE);
        assertThat(err.toString()).contains("'evalute'", "did you mean evaluate?");
        err.getBuffer().setLength(0);
        assertThat(run("zzz")).isEqualTo(Thgcl.USAGE);
        assertThat(run("train", "--colour=blue")).isEqualTo(Thgcl.USAGE);
        assertThat(err.toString())
                .contains("there is no command 'zzz' (", "there is no option '--colour' (")
                .doesNotContain("did you mean");
        assertThat(run("params", "more")).isEqualTo(Thgcl.USAGE);
        assertThat(err.toString()).contains("'more' is one argument too many");
        assertThat(run("params", "--set", "hidden")).isEqualTo(Thgcl.USAGE);
        assertThat(err.toString()).contains("'--set'").doesNotContain("option option");
        assertThat(run("params", "--preset", "papr")).isEqualTo(Thgcl.USAGE);
        assertThat(err.toString()).contains("'papr'", "authors-config");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "evaluate", "predict", "settings", "params", "bench"})
    void every_command_explains_itself(String command) {
        assertThat(run(command, "--help")).isEqualTo(Thgcl.DONE);
        assertThat(out.toString()).startsWith("Usage: thgcl " + command).contains("Examples:", "Exit codes:");
    }

    @Test
    void every_help_fits_80_columns() {
        fits(Thgcl.whole());
    }

    private static void fits(CommandLine command) {
        assertThat(command.getUsageMessage().lines())
                .as(command.getCommandSpec().qualifiedName())
                .allMatch(line -> line.length() <= 80);
        command.getSubcommands().values().forEach(ThgclTest::fits);
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

    /// A device that takes nothing.
    private static final class Full extends OutputStream {
        private final String reason;

        Full(String reason) {
            this.reason = reason;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException(reason);
        }
    }

    private int runInto(String reason, String... args) {
        StandardOutput output = new StandardOutput(new Full(reason), false);
        return Thgcl.run(
                null, new PrintWriter(output, false, StandardCharsets.UTF_8), new PrintWriter(err, true), output, args);
    }

    @ParameterizedTest
    @ValueSource(strings = {"params", "--help", "train --help", "golden list", "--version", "golden verify --help"})
    void standard_output_on_a_full_disk_is_a_failure(String command) {
        assertThat(runInto("No space left on device", command.split(" "))).isEqualTo(Thgcl.FAILED);
        assertThat(err.toString())
                .isEqualTo("thgcl: standard output could not be written to the end (No space left on device); "
                        + "is its disk full?" + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(strings = {"params", "--help", "train --help", "golden list", "--version", "golden verify --help"})
    void a_reader_that_has_gone_ends_the_program_in_silence(String command) {
        assertThat(runInto("Broken pipe", command.split(" "))).isEqualTo(Thgcl.READER_GONE);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void a_message_that_quotes_too_much_is_shortened() {
        assertThat(reported(new IllegalArgumentException("tau: " + "9".repeat(100_000) + " is too much")))
                .startsWith("2 thgcl: tau: 99")
                .contains("9 ... 9")
                .endsWith("is too much")
                .hasSizeLessThan(2100);
    }

    @Test
    void help_of_train_fits_one_screen_and_points_to_the_settings() {
        run("train", "--help");
        assertThat(out.toString().lines()).hasSizeLessThanOrEqualTo(38);
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
        assertThat(reported(new UncheckedIOException(new IOException("Stream closed"))))
                .isEqualTo("2 thgcl: Stream closed");
        assertThat(reported(new NoSuchFileException("a.yaml"))).isEqualTo("2 thgcl: a.yaml: no such file");
        assertThat(reported(new AccessDeniedException("a.yaml"))).isEqualTo("2 thgcl: a.yaml: no permission");
        assertThat(reported(new OutOfMemoryError("Java heap space")))
                .startsWith("1 thgcl: out of memory")
                .contains("batch", "hidden", "THGCL_JAVA_OPTS=-Xmx");
        assertThat(reported(new RunsNotMadeException("1 of 9 runs could not be made")))
                .isEqualTo("1 thgcl: 1 of 9 runs could not be made");
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
