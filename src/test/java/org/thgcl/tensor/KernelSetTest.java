package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a program gets that uses the library and chooses nothing, with the module of the Vector API and without it.
class KernelSetTest {
    @TempDir
    private Path folder;

    @Test
    void vectors_compute_where_their_module_is() throws IOException, InterruptedException {
        assertThat(java("--add-modules", "jdk.incubator.vector")).isEqualTo("VECTOR Float64Kernels Float32Kernels");
        assertThat(err()).doesNotContain("plain");
    }

    @Test
    void plain_kernels_compute_without_it_and_one_sentence_says_so() throws IOException, InterruptedException {
        assertThat(java()).isEqualTo("PLAIN Float64PlainKernels Float32PlainKernels");
        assertThat(err().lines().filter(line -> line.contains("plain kernels")))
                .singleElement()
                .asString()
                .contains("--add-modules jdk.incubator.vector");
    }

    /// Prints what computes.
    static final class Asker {
        public static void main(String[] args) {
            System.out.println(KernelSet.chosen() + " " + kernels(DType.FLOAT64) + " " + kernels(DType.FLOAT32));
            if (KernelSet.chosen() == KernelSet.PLAIN) {
                KernelSet.choose(KernelSet.VECTOR);
                assertThatIllegalStateException()
                        .isThrownBy(() -> kernels(DType.FLOAT64))
                        .withMessage(VectorModule.MISSING);
            }
        }

        private static String kernels(DType dtype) {
            return Kernels.of(dtype, Workers.one()).getClass().getSimpleName();
        }
    }

    /// The output of a virtual machine with these options that asks.
    private String java(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Asker.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        // options from there would be announced
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        assertThat(builder.start().waitFor()).as(err()).isZero();
        return Files.readString(folder.resolve("out.txt")).strip();
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err.txt"));
    }
}
