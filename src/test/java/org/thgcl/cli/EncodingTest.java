package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The program in a process of its own, whose locale isn't the tests'.
class EncodingTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "C.UTF-8"})
    void output_is_utf_8_in_every_locale(String locale) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Thgcl.class.getName(),
                        "audit",
                        "--claim",
                        "eq1-closer"))
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().put("LC_ALL", locale);
        assertThat(builder.start().waitFor()).isEqualTo(Thgcl.DONE);
        // the quotation is Chinese; strictly decoded
        assertThat(Files.readString(out, StandardCharsets.UTF_8))
                .contains("确保时间上更接近的节点获得更高的权重")
                .doesNotContain("?");
    }
}
