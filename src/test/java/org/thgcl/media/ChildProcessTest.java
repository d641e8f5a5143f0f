package org.thgcl.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("slow")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows runs no shell scripts")
class ChildProcessTest {
    private static final Path FILE = Path.of("clip.mp4");
    private static final Duration LONG = Duration.ofSeconds(60);

    /// A child that is a shell. It should become what it waits for (`exec`): one that forks while it is killed leaves
    /// a process behind that nobody can find.
    private static ChildProcess child(Duration silence, String script) throws IOException {
        return new ChildProcess(FILE, List.of("/bin/sh", "-c", script), silence);
    }

    @AfterEach
    void nothing_is_left_behind() {
        assertThat(ProcessHandle.current().descendants()).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("sh "));
    }

    @Test
    void bytes_and_lines_come_as_they_are_written() throws IOException {
        try (ChildProcess child = child(LONG, "printf 'one\\r\\n\\ntwo three'; exit 0")) {
            assertThat(child.line()).contains("one");
            assertThat(child.line()).contains("");
            byte[] bytes = new byte[4];
            assertThat(child.read(bytes)).isEqualTo(4);
            assertThat(bytes).asString().isEqualTo("two ");
            assertThat(child.line()).contains("three");
            assertThat(child.line()).isEmpty();
            assertThat(child.read(bytes)).isZero();
            child.finish();
        }
    }

    @Test
    void more_than_a_pipe_holds_is_read_whole() throws IOException {
        try (ChildProcess child = child(LONG, "head -c 5000000 /dev/zero; head -c 900000 /dev/zero >&2")) {
            assertThat(child.read(new byte[6_000_000])).isEqualTo(5_000_000);
            child.finish();
        }
    }

    @Test
    void whoever_writes_nothing_is_stopped() throws IOException {
        try (ChildProcess child = child(Duration.ofMillis(100), "exec sleep 1000")) {
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(child::line)
                    .withMessageStartingWith("clip.mp4: sh wrote nothing for 0.1 s and was stopped; it ");
        }
    }

    @Test
    void whoever_does_not_end_is_stopped() throws IOException {
        // 3 s are for a machine that needs long to start a shell
        try (ChildProcess child = child(Duration.ofSeconds(3), "echo closing >&2; exec 1>&-; exec sleep 1000")) {
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(child::finish)
                    .withMessage("clip.mp4: sh closed its output, but didn't end within 3.0 s, and was stopped;"
                            + " it said last: closing");
        }
    }

    @RepeatedTest(20)
    void errors_are_read_to_their_end() throws IOException {
        // the last line lies behind as much as the pipe holds when the program ends
        try (ChildProcess child = child(LONG, "head -c 200000 /dev/zero >&2; printf '\\nthe end' >&2; exit 1")) {
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(child::finish)
                    .withMessage("clip.mp4: sh failed with code 1; it said last: the end");
        }
    }

    @Test
    void a_slow_reader_is_not_taken_for_a_silent_writer() throws IOException, InterruptedException {
        // the writer waits for us, for longer than it may be silent
        try (ChildProcess child = child(Duration.ofSeconds(3), "head -c 3000000 /dev/zero")) {
            assertThat(child.read(new byte[1])).isEqualTo(1);
            Thread.sleep(3100);
            assertThat(child.read(new byte[4_000_000])).isEqualTo(2_999_999);
            child.finish();
        }
    }

    @Test
    void whoever_is_interrupted_stops_waiting() throws IOException {
        try (ChildProcess child = child(LONG, "exec sleep 1000")) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(child::line);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void a_program_that_cannot_be_started_is_named() {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> new ChildProcess(FILE, List.of("/missing/program"), LONG))
                .withMessageStartingWith("clip.mp4: program can't be started: ");
    }
}
