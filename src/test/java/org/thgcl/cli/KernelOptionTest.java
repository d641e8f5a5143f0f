package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.KernelSet;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;

/// `--kernels`: what computes is not what is computed.
@Tag("slow")
class KernelOptionTest {
    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    private Path run(String name, Object... more) {
        Path run = folder.resolve(name);
        terminal.done(Terminal.train(clips(), run, more).toArray());
        return run;
    }

    private Path clips() {
        Path clips = folder.resolve("clips.h5");
        return Files.exists(clips) ? clips : ClipFile.good().write(clips);
    }

    private static void assertSameTraining(Path run, Path other) {
        for (String file : List.of("best.safetensors", "last.safetensors", "configuration.yaml")) {
            assertThat(other.resolve(file)).hasSameBinaryContentAs(run.resolve(file));
        }
    }

    @Test
    void plain_kernels_train_the_same_network_to_the_last_bit() {
        for (String dtype : List.of("float64", "float32")) {
            Path vector = run("vector-" + dtype, "--kernels", "vector", "--dtype", dtype);
            assertSameTraining(vector, run("plain-" + dtype, "--kernels", "plain", "--dtype", dtype));
        }
        assertThat(terminal.err()).doesNotContain("plain");
        assertThat(KernelSet.chosen()).as("after the command").isEqualTo(KernelSet.VECTOR);
    }

    @Test
    void the_golden_suite_passes_with_plain_kernels() {
        terminal.done("golden", "verify", "--kernels", "plain", Path.of("golden", "cases"));
        assertThat(terminal.out()).endsWith(": all passed\n");
    }

    /// Without the module, and without the right to load it: no class of the Vector API can be used.
    @Test
    void without_the_vector_module_plain_kernels_compute_and_the_program_says_so_once()
            throws IOException, InterruptedException {
        Path out = folder.resolve("alone");
        assertThat(java(Terminal.train(clips(), out).toArray())).isEqualTo(Thgcl.DONE);
        assertThat(err().lines().filter(line -> line.contains("plain")))
                .singleElement()
                .asString()
                .startsWith("thgcl: ")
                .contains("--add-modules jdk.incubator.vector");
        assertSameTraining(run("vector"), out);
    }

    @Test
    void vectors_that_are_asked_for_and_are_not_there_are_refused() throws IOException, InterruptedException {
        assertThat(java("golden", "verify", "--kernels", "vector", Path.of("golden", "cases", "accuracy.json")))
                .isEqualTo(Thgcl.USAGE);
        assertThat(err().lines())
                .singleElement()
                .asString()
                .startsWith("thgcl: --kernels: vector isn't possible here: ")
                .contains("--add-modules jdk.incubator.vector");
    }

    @Test
    void a_benchmark_without_the_vector_module_says_what_it_needs_it_for() throws IOException, InterruptedException {
        assertThat(java("bench", "spmm", "--kernels", "plain")).isEqualTo(Thgcl.FAILED);
        assertThat(err().lines())
                .last()
                .asString()
                .contains("a benchmark measures the processor's peak in vectors", "--add-modules jdk.incubator.vector");
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err.txt"));
    }

    /// Runs the program in a virtual machine without the module, and returns its exit code.
    private int java(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Thgcl.class.getName()));
        List.of(arguments).forEach(argument -> command.add(argument.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        // options from there would be announced
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        return builder.start().waitFor();
    }

    @Test
    void a_word_that_is_neither_is_refused() {
        terminal.refused(List.of("golden", "verify", "--kernels", "fast", "golden"), "--kernels", "fast");
    }

    @Test
    void kernels_are_those_that_were_chosen_last() {
        KernelSet before = KernelSet.choose(KernelSet.PLAIN);
        try {
            for (DType dtype : DType.values()) {
                assertThat(Kernels.of(dtype, Workers.one()))
                        .hasSameClassAs(Kernels.plain(dtype))
                        .returns(dtype, Kernels::dtype);
            }
        } finally {
            KernelSet.choose(before);
        }
    }
}
