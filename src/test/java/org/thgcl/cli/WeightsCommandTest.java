package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.features.EncoderWeights;
import org.thgcl.file.SafeTensors;
import org.thgcl.file.Sha256;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Tensor;
import org.thgcl.weights.Encoder;

class WeightsCommandTest {
    private static final Path FILES = Path.of("src", "test", "resources", "org", "thgcl", "weights");

    private final Terminal terminal = new Terminal();

    @TempDir
    Path folder;

    /// Principal components under their published names.
    private Path components() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        EncoderWeights.publishedShapes(Encoder.PCA, false)
                .forEach((name, shape) -> tensors.put(
                        name.equals("pca.means") ? "pca_means" : "pca_eigen_vectors",
                        Tensor.zeros(DType.FLOAT32, shape)));
        tensors.get("pca_means").set(3, 0.5);
        Path file = folder.resolve("published.safetensors");
        SafeTensors.write(file, tensors, Map.of());
        return file;
    }

    @Test
    void info_tells_format_digest_encoder_and_tensors() throws IOException {
        Path file = components();
        terminal.done("weights", "info", file);
        assertThat(terminal.out())
                .contains(file + ": safetensors", "SHA-256: " + Sha256.of(file))
                .contains("weights: principal components of VGGish", "pca_eigen_vectors", "[128, 128]", "16,384")
                .containsPattern("total of 2 +16,512");
        terminal.done("weights", "info", FILES.resolve("legacy.tar"));
        assertThat(terminal.out())
                .contains("legacy.tar: PyTorch, before 2020", "weights: of no known encoder")
                .containsPattern("bfloat +bfloat16 +\\[2, 2] +4");
    }

    @Test
    void convert_writes_our_names_and_says_where_they_are_from() throws IOException {
        Path file = components();
        Path out = folder.resolve("new").resolve("pca.safetensors");
        terminal.done("weights", "convert", file, "--out", out);
        assertThat(terminal.out())
                .contains(out + ": 2 tensors of 16,512 numbers, from", "published.safetensors (safetensors, ")
                .contains(Sha256.of(file));
        SafeTensors written = SafeTensors.read(out);
        assertThat(written.tensors()).containsOnlyKeys("pca.vectors", "pca.means");
        assertThat(written.tensors().get("pca.means").get(3)).isEqualTo(0.5);
        assertThat(written.metadata()).containsEntry("architecture", "pca").containsKey("source");
    }

    @Test
    void what_is_wrong_is_told_in_a_line() throws IOException {
        Path file = components();
        Path out = folder.resolve("out.safetensors");
        terminal.refused(List.of("weights", "info", folder.resolve("none.pth")), "none.pth", "no such file");
        terminal.refused(List.of("weights", "info", FILES.resolve("object.pth")), "object.pth", "so it is not called");
        terminal.refused(List.of("weights", "convert", file, "--out", file), "is one of the inputs");
        terminal.refused(
                List.of("weights", "convert", file, "--out", out, "--epsilon", "0"), "epsilon is 0.0", "above 0");
        terminal.refused(List.of("weights", "convert", file, "--out", out, "--encoder", "x"), "--encoder", "'x'");
        terminal.refused(
                List.of("weights", "convert", file, "--out", out, "--encoder", "q"), "q names one of the two", "CoCLR");
        terminal.refused(
                List.of("weights", "convert", FILES.resolve("zip.pth"), "--out", out),
                "zip.pth: holds no encoder that is known here",
                "its 10 tensors are plain, double");
        assertThat(out).doesNotExist();
    }
}
