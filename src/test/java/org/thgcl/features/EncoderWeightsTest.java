package org.thgcl.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.file.SafeTensors;
import org.thgcl.file.Sha256;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.weights.Encoder;

class EncoderWeightsTest {
    @TempDir
    Path folder;

    /// The numbers of the specification: tensors, and numbers in them.
    @ParameterizedTest
    @CsvSource({
        "VGGISH, false, 18, 72141184",
        "PCA, false, 2, 16512",
        "S3D, false, 385, 7931264",
        "S3D, true, 457, 9119216"
    })
    void published_encoders_have_as_many_numbers_as_published(Encoder encoder, boolean gating, int tensors, long all) {
        Map<String, Shape> shapes = EncoderWeights.publishedShapes(encoder, gating);
        assertThat(shapes).hasSize(tensors);
        assertThat(shapes.values().stream().mapToLong(Shape::elements).sum()).isEqualTo(all);
    }

    @Test
    void random_weights_are_those_of_their_seed_and_say_so() {
        EncoderWeights weights = EncoderWeights.randomSmall(7);
        EncoderWeights again = EncoderWeights.randomSmall(7);
        EncoderWeights other = EncoderWeights.randomSmall(8);
        assertThat(weights.source("s3d")).hasValue("random:small:7");
        assertThat(weights.tensors()).hasSize(20 + 385);
        String name = "s3d.mixed_5c.branch1.conv2.weight";
        assertThat(weights.tensors().get(name).toArray())
                .isEqualTo(again.tensors().get(name).toArray())
                .isNotEqualTo(other.tensors().get(name).toArray());
        assertThat(weights.tensors().values()).allMatch(tensor -> tensor.dtype() == DType.FLOAT32);
        assertThat(weights.part("s3d").get("conv_2b.norm.variance").toArray()).containsOnly(1);
    }

    /// S3D has the published size here, 32 MB: that of a file is no choice.
    @Test
    void a_file_gives_tensors_digest_epsilon_and_gating() throws IOException {
        Path file = folder.resolve("s3d.safetensors");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        EncoderWeights.publishedShapes(Encoder.S3D, false)
                .forEach((name, shape) -> tensors.put(name, Tensor.zeros(DType.FLOAT32, shape)));
        tensors.get("s3d.conv_2b.norm.variance").fill(2);
        SafeTensors.write(file, tensors, Map.of("epsilon", "0.001", "gating", "false", "source", "somewhere"));
        EncoderWeights read = EncoderWeights.load(file);
        assertThat(read.sources()).isEqualTo(Map.of("s3d", Sha256.of(file)));
        assertThat(read.s3d().epsilon()).isEqualTo(0.001);
        assertThat(read.s3d().gating()).isFalse();
        assertThat(read.part("s3d")).hasSize(385);
        assertThat(read.part("s3d").get("conv_2b.norm.variance").toArray()).containsOnly(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read.part("vggish"))
                .withMessageContaining("weights of vggish are missing");
    }

    /// A file on which nothing is known of the norms.
    @Test
    void a_file_without_epsilon_is_refused() throws IOException {
        Path file = folder.resolve("s3d.safetensors");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        EncoderWeights.publishedShapes(Encoder.S3D, false)
                .forEach((name, shape) -> tensors.put(name, Tensor.zeros(DType.FLOAT32, shape)));
        SafeTensors.write(file, tensors, Map.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EncoderWeights.load(file))
                .withMessageContainingAll("s3d.safetensors", "epsilon in its metadata is missing", "above 0");
    }
}
