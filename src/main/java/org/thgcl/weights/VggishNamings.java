package org.thgcl.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// VGGish's tensors and its principal components' in Google's files and in torchvggish's.
final class VggishNamings {
    /// The layers, from the sound to the embedding.
    static final List<String> LAYERS =
            List.of("conv1", "conv2", "conv3_1", "conv3_2", "conv4_1", "conv4_2", "fc1_1", "fc1_2", "fc2");

    /// Where TensorFlow has them.
    private static final List<String> SCOPES = List.of(
            "conv1",
            "conv2",
            "conv3/conv3_1",
            "conv3/conv3_2",
            "conv4/conv4_1",
            "conv4/conv4_2",
            "fc1/fc1_1",
            "fc1/fc1_2",
            "fc2");

    /// Where PyTorch has them; the numbers between are pools and rectifiers.
    private static final List<String> MODULES = List.of(
            "features.0",
            "features.3",
            "features.6",
            "features.8",
            "features.11",
            "features.13",
            "embeddings.0",
            "embeddings.2",
            "embeddings.4");

    private static final int CONVOLUTIONS = 6;

    private VggishNamings() {}

    /// Google's checkpoint, already `[frame, band, in, out]` and `[in, out]`.
    static Naming tensorFlow() {
        Map<String, Naming.Part> parts = new LinkedHashMap<>();
        for (int layer = 0; layer < LAYERS.size(); layer++) {
            String name = "vggish." + LAYERS.get(layer);
            parts.put("vggish/" + SCOPES.get(layer) + "/weights", new Naming.Part(name + ".weight"));
            parts.put("vggish/" + SCOPES.get(layer) + "/biases", new Naming.Part(name + ".bias"));
        }
        return new Naming("VGGish of Google", Encoder.VGGISH, OptionalDouble.empty(), parts, name -> false);
    }

    /// torchvggish: `[out, in, frame, band]` and `[out, in]`. It flattens maps as Google does, the channel
    /// last.
    static Naming torch() {
        Map<String, Naming.Part> parts = new LinkedHashMap<>();
        for (int layer = 0; layer < LAYERS.size(); layer++) {
            String name = "vggish." + LAYERS.get(layer);
            List<Integer> axes = layer < CONVOLUTIONS ? List.of(2, 3, 1, 0) : List.of(1, 0);
            parts.put(MODULES.get(layer) + ".weight", new Naming.Part(name + ".weight", axes));
            parts.put(MODULES.get(layer) + ".bias", new Naming.Part(name + ".bias"));
        }
        return new Naming("VGGish of torchvggish", Encoder.VGGISH, OptionalDouble.empty(), parts, name -> false);
    }

    /// The principal components, which both publish alike.
    static Naming components() {
        Map<String, Naming.Part> parts = new LinkedHashMap<>();
        parts.put("pca_eigen_vectors", new Naming.Part("pca.vectors"));
        parts.put("pca_means", new Naming.Part("pca.means"));
        return new Naming("principal components of VGGish", Encoder.PCA, OptionalDouble.empty(), parts, name -> false);
    }
}
