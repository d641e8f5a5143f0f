package org.thgcl.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.tensor.Tensor;

/// Files that PyTorch and NumPy wrote; `make_files.py` beside them says how. Number i of a tensor is i + 1/2.
class RealFilesTest {
    private static final Path FILES = Path.of("src", "test", "resources", "org", "thgcl", "weights");

    private static Map<String, Tensor> read(String name, PublishedWeights.Format format) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (PublishedWeights file = PublishedWeights.open(FILES.resolve(name))) {
            assertThat(file.format()).isEqualTo(format);
            for (Map.Entry<String, StoredTensor> stored : file.tensors().entrySet()) {
                tensors.put(stored.getKey(), stored.getValue().load());
            }
        }
        return tensors;
    }

    private static void countsUp(Map<String, Tensor> tensors) {
        tensors.forEach((name, tensor) -> assertThat(tensor.toArray())
                .as(name)
                .containsExactly(IntStream.range(0, tensor.shape().elements())
                        .mapToDouble(i -> i + 0.5)
                        .toArray()));
    }

    /// All types of numbers, strides, offsets, a storage of two tensors; in the older file beside a training's state.
    @ParameterizedTest
    @CsvSource({"zip.pth, TORCH_ZIP", "legacy.tar, TORCH_LEGACY"})
    void a_dictionary_of_tensors(String name, PublishedWeights.Format format) throws IOException {
        Map<String, Tensor> tensors = read(name, format);
        assertThat(tensors.keySet())
                .containsExactly(
                        "plain",
                        "double",
                        "half",
                        "bfloat",
                        "scalar",
                        "transposed",
                        "part",
                        "shared",
                        "alias",
                        "steps");
        assertThat(tensors.get("transposed").shape().toArray()).containsExactly(3, 2);
        assertThat(tensors.get("part").shape().toArray()).containsExactly(4, 3);
        assertThat(tensors.remove("steps").item()).isEqualTo(7);
        countsUp(tensors);
    }

    @ParameterizedTest
    @CsvSource({"arrays.pth, TORCH_LEGACY, 3", "stored.npz, NUMPY, 4", "packed.npz, NUMPY, 3"})
    void arrays_in_both_orders_of_axes_and_bytes(String name, PublishedWeights.Format format, int count)
            throws IOException {
        Map<String, Tensor> tensors = read(name, format);
        assertThat(tensors).hasSize(count);
        assertThat(tensors.get("double").shape().toArray()).containsExactly(3, 2);
        countsUp(tensors);
    }

    @ParameterizedTest
    @CsvSource({
        "object.pth, its content, GLOBAL, 'pathlib PurePosixPath'",
        "script.pt, is a TorchScript program, only tensors are read, torch.save",
        "objects.npz, array objects, holds Python objects, a pickle"
    })
    void what_would_have_to_be_executed_is_refused(String name, String first, String second, String third) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublishedWeights.open(FILES.resolve(name)).close())
                .withMessageContainingAll(name, first, second, third);
    }

    @Test
    void a_file_of_another_kind_is_refused_with_what_can_be_read() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        PublishedWeights.open(FILES.resolve("make_files.py")).close())
                .withMessageContainingAll("make_files.py: is of no format that is known", "PyTorch, zip", "TensorFlow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.pth", "."})
    void what_is_not_there_or_a_folder_is_told(String name) {
        assertThatIOException()
                .isThrownBy(() -> PublishedWeights.open(FILES.resolve(name)).close())
                .withMessageMatching(".*(no such file|it is a folder).*");
    }
}
