package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;

/// Runs in processes of their own: several in one folder, and ones that get signals.
@Tag("slow")
class ProcessesTest {
    private static final Configuration SMALL = SmallRun.configuration(Map.of());

    /// How many times two processes start at the same instant.
    private static final int TRIALS = Integer.getInteger("thgcl.lock.trials", 3);

    @TempDir
    private Path scratch;

    /// Trains in a folder once its standard input says so; says `done`, or why not.
    static final class Starter {
        private Starter() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println("ready");
            System.out.flush();
            if (System.in.read() < 0) {
                return;
            }
            try {
                SmallRun.run(Path.of(arguments[0]), SMALL, Boolean.parseBoolean(arguments[1]), 1);
                System.out.println("done");
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    /// Either the second is refused while the first works, or it comes when the first has ended: then a resumed run
    /// gives its result again, and one that would begin anew is refused.
    @Test
    void of_two_processes_in_one_folder_one_works() throws IOException, InterruptedException {
        Path alone = scratch.resolve("alone");
        SmallRun.run(alone, SMALL, false, 1);
        int refused = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Path folder = scratch.resolve("run" + trial);
            String resume = Boolean.toString(trial % 2 == 1);
            List<Process> processes = new ArrayList<>();
            for (int k = 0; k < 2; k++) {
                processes.add(JavaProcess.of(Starter.class, folder.toString(), resume)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
            }
            for (Process process : processes) {
                assertThat(process.inputReader().readLine()).isEqualTo("ready");
            }
            for (Process process : processes) {
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
            }
            List<String> answers = new ArrayList<>();
            for (Process process : processes) {
                answers.add(process.inputReader().readLine());
                assertThat(process.waitFor()).isZero();
            }
            assertThat(answers).contains("done");
            answers.remove("done");
            String other = answers.getFirst();
            boolean locked = other.contains("is working in this folder");
            refused += locked ? 1 : 0;
            if (locked) {
                assertThat(processes).anyMatch(process -> other.contains("process " + process.pid() + " is working"));
            } else {
                assertThat(other).matches(resume.equals("true") ? "done" : ".*holds a run already.*");
            }
            for (String file : List.of("best.safetensors", "last.safetensors", "metrics.jsonl")) {
                assertThat(folder.resolve(file)).hasSameBinaryContentAs(alone.resolve(file));
            }
        }
        System.err.println(TRIALS + " trials of two processes in one folder: " + refused
                + " times the second was refused while the first worked, no mixed result");
    }

    /// Trains until a signal stops it. Its first update says so and, if asked to, never ends.
    static final class Interruptible {
        private Interruptible() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            boolean endless = Boolean.parseBoolean(arguments[1]);
            Progress progress = new Progress() {
                @Override
                public void update(int iteration, double loss, double learningRate, double clipsPerSecond) {
                    say("update");
                    while (endless) {
                        Thread.onSpinWait();
                    }
                }
            };
            // more updates than can be made before the signal comes
            Configuration c = SMALL.with(Map.of("iterations", 1_000_000, "patience", 1_000_000));
            try (Signals signals = new Signals(Interruptible::say)) {
                Kernels kernels = Kernels.of(c.training().dtype(), Workers.one());
                Trainer trainer = new Trainer(c, SmallRun.parts(c), new RunFolder(folder), kernels, progress);
                try {
                    trainer.run(true, signals);
                } catch (TrainingStoppedException e) {
                    say(e.getMessage());
                }
            }
        }

        private static void say(String text) {
            System.out.println(text);
            System.out.flush();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no such signals")
    void a_signal_stops_a_run_after_its_update_with_a_checkpoint(String signal)
            throws IOException, InterruptedException {
        assumeTrue(reaches(signal), "whoever started the tests ignores SIG" + signal + ", so they do, too");
        Process process = interruptible(scratch, false);
        BufferedReader out = process.inputReader();
        assertThat(out.readLine()).isEqualTo("update");
        send(signal, process);
        List<String> lines = out.lines().filter(line -> !line.equals("update")).toList();
        assertThat(process.waitFor()).isEqualTo(signal.equals("INT") ? 130 : 143);
        int updates = Checkpoint.load(new RunFolder(scratch).last()).iteration();
        assertThat(lines)
                .containsExactly(
                        "stopping after this update; a second Ctrl-C ends at once.",
                        "stopped after " + updates + " updates");
        assertThat(updates).isPositive();
        assertThat(Files.readAllLines(new RunFolder(scratch).metrics()))
                .filteredOn(line -> line.contains("\"loss\""))
                .hasSize(updates);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no such signals")
    void a_second_signal_ends_at_once() throws IOException, InterruptedException {
        Path folder = scratch.resolve("endless");
        Process process = interruptible(folder, true);
        BufferedReader out = process.inputReader();
        assertThat(out.readLine()).isEqualTo("update");
        send("TERM", process);
        assertThat(out.readLine()).startsWith("stopping after this update");
        send("TERM", process);
        assertThat(process.waitFor()).isEqualTo(130);
        assertThat(new RunFolder(folder).last()).doesNotExist();
    }

    private static Process interruptible(Path folder, boolean endless) throws IOException, InterruptedException {
        List<String> command = JavaProcess.of(Interruptible.class, folder.toString(), Boolean.toString(endless))
                .command();
        return withSignals(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// A process that heeds signals. Who is started in the background of a script ignores SIGINT, and so do all that
    /// it starts; GNU's `env` puts that right.
    private static ProcessBuilder withSignals(List<String> command) throws IOException, InterruptedException {
        List<String> env = List.of("env", "--default-signal=INT,TERM");
        boolean there = exitCode(new ProcessBuilder(join(env, List.of("true")))) == 0;
        return new ProcessBuilder(there ? join(env, command) : command);
    }

    private static boolean reaches(String signal) throws IOException, InterruptedException {
        int survived = 7;
        return exitCode(withSignals(List.of("sh", "-c", "kill -" + signal + " $$; exit " + survived))) != survived;
    }

    private static List<String> join(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static int exitCode(ProcessBuilder process) throws IOException, InterruptedException {
        return process.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void send(String signal, Process process) throws IOException, InterruptedException {
        assertThat(exitCode(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))))
                .isZero();
    }
}
