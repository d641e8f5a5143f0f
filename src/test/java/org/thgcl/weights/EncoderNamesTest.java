package org.thgcl.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.thgcl.features.EncoderWeights;
import org.thgcl.features.S3d;
import org.thgcl.features.S3dSettings;
import org.thgcl.features.Vggish;
import org.thgcl.features.VggishSettings;
import org.thgcl.file.SafeTensors;
import org.thgcl.model.Network;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.weights.ConvertedWeights.Choice;

/// Narrow networks under the names and in the layouts of the published programs. `tools/compare_weights.py` compares
/// the names with those that PyTorch gives.
class EncoderNamesTest {
    private static final VggishSettings VGGISH =
            new VggishSettings(16, 16, List.of(1, 2, 1, 2, 1, 2), List.of(3, 2), 4, false);
    private static final List<Integer> BLOCK = List.of(1, 2, 3, 1, 2, 1);
    private static final S3dSettings S3D = new S3dSettings(
            List.of(2, 1, 3),
            BLOCK,
            BLOCK,
            BLOCK,
            BLOCK,
            BLOCK,
            BLOCK,
            BLOCK,
            BLOCK,
            BLOCK,
            1e-5,
            false,
            S3dSettings.Norm.L2);

    @TempDir
    Path folder;

    private static Map<String, Shape> shapes(Encoder encoder, boolean gating) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        if (encoder == Encoder.PCA) {
            shapes.put("pca.vectors", Shape.of(4, 4));
            shapes.put("pca.means", Shape.of(4));
            return shapes;
        }
        Network network = encoder == Encoder.VGGISH ? new Vggish(VGGISH) : new S3d(S3D.withGating(gating));
        Stream.concat(network.parameters().stream(), network.statistics().stream())
                .forEach(spec -> shapes.put(encoder.prefix() + "." + spec.name(), spec.shape()));
        return shapes;
    }

    /// Tensors in which every number occurs once, also as float32.
    private static Map<String, Tensor> numbered(Map<String, Shape> shapes) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        int[] next = {1};
        shapes.forEach((name, shape) -> {
            Tensor tensor = Tensor.zeros(DType.FLOAT32, shape);
            for (int i = 0; i < shape.elements(); i++) {
                tensor.set(i, next[0]++);
            }
            tensors.put(name, tensor);
        });
        return tensors;
    }

    /// The tensors as a program has them: under all its names, the axes in its order.
    private static Map<String, Tensor> published(Naming naming, Map<String, Tensor> ours) {
        Map<String, Tensor> theirs = new LinkedHashMap<>();
        naming.parts().forEach((name, part) -> {
            Tensor tensor = ours.get(part.name());
            if (tensor != null) {
                theirs.put(name, part.axes().isEmpty() ? tensor : unarranged(part.axes(), tensor));
            }
        });
        return theirs;
    }

    private static Tensor unarranged(List<Integer> axes, Tensor ours) {
        int rank = axes.size();
        int[] sizes = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            sizes[axes.get(axis)] = ours.shape().size(axis);
        }
        Tensor theirs = Tensor.zeros(DType.FLOAT32, Shape.of(sizes));
        for (int i = 0; i < ours.shape().elements(); i++) {
            int[] index = new int[rank];
            int rest = i;
            for (int axis = rank - 1; axis >= 0; axis--) {
                index[axes.get(axis)] = rest % ours.shape().size(axis);
                rest /= ours.shape().size(axis);
            }
            int place = 0;
            for (int axis = 0; axis < rank; axis++) {
                place = place * sizes[axis] + index[axis];
            }
            theirs.set(place, ours.get(i));
        }
        return theirs;
    }

    private static ConvertedWeights read(Path... files) throws IOException {
        return ConvertedWeights.read(List.of(files), Choice.DEFAULT, EncoderNamesTest::shapes);
    }

    private static void same(Map<String, Tensor> read, Map<String, Tensor> expected) {
        assertThat(read.keySet()).containsExactlyElementsOf(expected.keySet());
        expected.forEach(
                (name, tensor) -> assertThat(read.get(name).toArray()).as(name).isEqualTo(tensor.toArray()));
    }

    static Stream<Naming> namings() {
        return Stream.of(
                VggishNamings.tensorFlow(),
                VggishNamings.torch(),
                VggishNamings.components(),
                S3dNamings.coclr("encoder_k"),
                S3dNamings.torchvision(),
                S3dNamings.kylemin());
    }

    @ParameterizedTest
    @MethodSource("namings")
    void every_program_in_every_format_gives_the_same_tensors(Naming naming) throws IOException {
        Map<String, Tensor> ours = numbered(shapes(naming.encoder(), false));
        for (String format : WeightFiles.FORMATS) {
            ConvertedWeights read = read(WeightFiles.write(format, folder.resolve(format), published(naming, ours)));
            same(read.tensors(), ours);
            assertThat(read.epsilon()).isEqualTo(naming.epsilon());
            assertThat(read.sources()).singleElement().satisfies(source -> assertThat(source.text())
                    .startsWith(format + " (")
                    .contains(naming.text(), source.sha256()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "features.0.0.1.running_var, s3d.conv_1a.conv1.norm.variance",
        "features.2.0.weight, s3d.conv_2b.weight",
        "features.5.branch0.0.weight, s3d.mixed_3b.branch0.weight",
        "features.12.branch1.1.1.0.weight, s3d.mixed_4f.branch1.conv2.weight",
        "features.15.branch3.1.1.bias, s3d.mixed_5c.branch3.norm.shift",
        "base.3.bn_t.running_mean, s3d.conv_2c.conv2.norm.mean",
        "base.8.branch2.1.conv_s.weight, s3d.mixed_4b.branch2.conv1.weight",
        "encoder_k.0.Conv_1a.conv1.weight, s3d.conv_1a.conv1.weight",
        "encoder_k.0.block4.3.branch1.0.bn.weight, s3d.mixed_4d.branch1.reduce.norm.scale",
        "encoder_k.0.Mixed_5b.gating_b3.fc.bias, s3d.mixed_5b.gate3.bias",
        "embeddings.4.weight, vggish.fc2.weight",
        "features.13.bias, vggish.conv4_2.bias",
        "vggish/conv3/conv3_1/weights, vggish.conv3_1.weight",
        "pca_means, pca.means"
    })
    void a_published_name_is_one_of_ours(String theirs, String ours) {
        assertThat(namings().flatMap(naming -> naming.part(theirs).stream()))
                .singleElement()
                .satisfies(part -> assertThat(part.name()).isEqualTo(ours));
    }

    @Test
    void names_are_those_of_the_networks() {
        for (Encoder encoder : Encoder.values()) {
            for (boolean gating : new boolean[] {false, true}) {
                assertThat(EncoderWeights.publishedShapes(encoder, gating).keySet())
                        .containsExactlyInAnyOrderElementsOf(encoder.names(gating));
            }
        }
    }

    @Test
    void gates_the_other_network_and_another_epsilon() throws IOException {
        Map<String, Tensor> first = numbered(shapes(Encoder.S3D, true));
        Map<String, Tensor> second = new LinkedHashMap<>(first);
        second.replaceAll((_, tensor) -> {
            Tensor other = tensor.copy();
            other.set(0, 0.5);
            return other;
        });
        Map<String, Tensor> both = published(S3dNamings.coclr("encoder_k"), first);
        both.putAll(published(S3dNamings.coclr("encoder_q"), second));
        both.put("queue", Tensor.vector(1));
        both.put("encoder_k.0.Conv_2b.bn.num_batches_tracked", Tensor.vector(1));
        Path file = WeightFiles.torchLegacy(folder.resolve("coclr.tar"), both);
        ConvertedWeights k = read(file);
        same(k.tensors(), first);
        assertThat(k.gating()).isTrue();
        ConvertedWeights q = ConvertedWeights.read(
                List.of(file), new Choice(false, OptionalDouble.of(0.01)), EncoderNamesTest::shapes);
        same(q.tensors(), second);
        assertThat(q.epsilon()).hasValue(0.01);
    }

    @Test
    void a_network_of_several_devices_and_means_as_a_column() throws IOException {
        Map<String, Tensor> s3d = numbered(shapes(Encoder.S3D, false));
        Map<String, Tensor> wrapped = new LinkedHashMap<>();
        published(S3dNamings.kylemin(), s3d).forEach((name, tensor) -> wrapped.put("module." + name, tensor));
        same(read(WeightFiles.torchZip(folder.resolve("s3d.pt"), wrapped)).tensors(), s3d);
        Map<String, Tensor> pca = numbered(shapes(Encoder.PCA, false));
        Map<String, Tensor> column = published(VggishNamings.components(), pca);
        column.replace("pca_means", pca.get("pca.means").reshape(Shape.of(4, 1)));
        same(read(WeightFiles.write("npz", folder.resolve("pca.npz"), column)).tensors(), pca);
    }

    @Test
    void a_written_file_is_read_again_with_all_that_is_known_of_it() throws IOException {
        Map<String, Tensor> s3d = numbered(shapes(Encoder.S3D, false));
        Map<String, Tensor> pca = numbered(shapes(Encoder.PCA, false));
        ConvertedWeights first = read(
                WeightFiles.torchZip(folder.resolve("s3d.pth"), published(S3dNamings.torchvision(), s3d)),
                WeightFiles.write("npz", folder.resolve("pca.npz"), published(VggishNamings.components(), pca)));
        Path out = folder.resolve("all.safetensors");
        first.write(out);
        assertThat(SafeTensors.read(out).metadata())
                .containsEntry("architecture", "s3d, pca")
                .containsEntry("epsilon", "0.001")
                .containsEntry("gating", "false");
        ConvertedWeights again = read(out);
        assertThat(again.tensors()).hasSize(385 + 2);
        first.tensors()
                .forEach((name, tensor) ->
                        assertThat(again.tensors().get(name).toArray()).isEqualTo(tensor.toArray()));
        assertThat(again.epsilon()).hasValue(0.001);
        assertThat(again.sources().getFirst().text()).contains("s3d.pth", "S3D of torchvision", "; pca.npz");
    }

    private void refused(Map<String, Tensor> tensors, String... parts) throws IOException {
        Path file = WeightFiles.torchZip(folder.resolve("wrong.pth"), tensors);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(file))
                .withMessageContaining("wrong.pth: ")
                .withMessageContainingAll(parts);
    }

    @Test
    void what_does_not_fit_is_listed() throws IOException {
        Naming naming = S3dNamings.torchvision();
        Map<String, Tensor> sound = published(naming, numbered(shapes(Encoder.S3D, false)));
        Map<String, Tensor> fewer = new LinkedHashMap<>(sound);
        fewer.keySet().removeIf(name -> name.startsWith("features.15."));
        refused(fewer, "S3D of torchvision lacks 40 tensors: s3d.mixed_5c.", "and 35 more");
        Map<String, Tensor> more = new LinkedHashMap<>(sound);
        more.put("stranger", Tensor.vector(1));
        refused(more, "has 1 tensors that don't belong to it: stranger");
        Map<String, Tensor> misshapen = new LinkedHashMap<>(sound);
        misshapen.put("features.2.1.bias", Tensor.vector(1, 2, 3));
        refused(misshapen, "of another shape: features.2.1.bias float32 [3] for [1]");
        misshapen.put("features.2.0.weight", Tensor.vector(1));
        refused(misshapen, "features.2.0.weight has shape [1], must have 5 axes");
        refused(Map.of("w", Tensor.vector(1)), "holds no encoder that is known", "its 1 tensors are w");
    }

    @Test
    void values_that_cannot_be_are_refused() throws IOException {
        Map<String, Tensor> sound = published(S3dNamings.kylemin(), numbered(shapes(Encoder.S3D, false)));
        Map<String, Tensor> wrong = new LinkedHashMap<>(sound);
        wrong.put("base.2.bn.running_var", Tensor.vector(-0.5));
        refused(wrong, "s3d.conv_2b.norm.variance has -0.5 at 0", "at least 0");
        wrong.put("base.2.bn.running_var", Tensor.vector(Double.NaN));
        refused(wrong, "s3d.conv_2b.norm.variance has NaN at 0", "finite");
        wrong.put("base.2.bn.running_var", Tensor.vector(1e300));
        refused(wrong, "s3d.conv_2b.norm.variance has Infinity at 0", "finite as float32");
    }

    @Test
    void an_alias_with_other_numbers_is_refused() throws IOException {
        Map<String, Tensor> wrong = published(S3dNamings.coclr("encoder_k"), numbered(shapes(Encoder.S3D, false)));
        wrong.put("encoder_k.0.block2.1.bn.bias", Tensor.vector(0.25));
        refused(wrong, "has two different tensors for s3d.conv_2b.norm.shift");
    }

    @Test
    void an_encoder_comes_from_one_file() throws IOException {
        Map<String, Tensor> pca = published(VggishNamings.components(), numbered(shapes(Encoder.PCA, false)));
        Path first = WeightFiles.write("npz", folder.resolve("a.npz"), pca);
        Path second = WeightFiles.torchZip(folder.resolve("b.pth"), pca);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(first, second))
                .withMessageContainingAll("b.pth", "pca.vectors", "an earlier file");
    }

    @ParameterizedTest
    @CsvSource({"0.001, true, gating in its metadata is true", "x, false, epsilon in its metadata is x"})
    void metadata_that_does_not_fit_is_refused(String epsilon, String gating, String message) throws IOException {
        Path file = folder.resolve("own.safetensors");
        SafeTensors.write(file, numbered(shapes(Encoder.S3D, false)), Map.of("epsilon", epsilon, "gating", gating));
        assertThatIllegalArgumentException().isThrownBy(() -> read(file)).withMessageContaining(message);
    }
}
