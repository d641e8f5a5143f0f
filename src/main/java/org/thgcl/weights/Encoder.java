package org.thgcl.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The networks between a recording and the graph, and the names of their tensors in this program.
public enum Encoder {
    /// Sound: 9 layers with weight and bias.
    VGGISH("vggish") {
        @Override
        List<String> names(boolean gating) {
            return VggishNamings.LAYERS.stream()
                    .flatMap(layer -> Stream.of("vggish." + layer + ".weight", "vggish." + layer + ".bias"))
                    .toList();
        }
    },
    /// Principal components of VGGish's features.
    PCA("pca") {
        @Override
        List<String> names(boolean gating) {
            return List.of("pca.vectors", "pca.means");
        }
    },
    /// Pictures: 77 convolutions with the scale, shift, mean and variance of a norm, and 36 gates if it has
    /// them.
    S3D("s3d") {
        @Override
        List<String> names(boolean gating) {
            List<String> names = new ArrayList<>();
            for (S3dUnit unit : S3dUnit.all()) {
                names.add("s3d." + unit.name() + ".weight");
                S3dUnit.NORM.values().forEach(part -> names.add("s3d." + unit.name() + ".norm." + part));
            }
            if (gating) {
                S3dUnit.gates().forEach(gate -> names.addAll(List.of(gate + ".weight", gate + ".bias")));
            }
            return names;
        }
    };

    private final String prefix;

    Encoder(String prefix) {
        this.prefix = prefix;
    }

    /// The first part of the names.
    public String prefix() {
        return prefix;
    }

    /// The names of all its tensors.
    ///
    /// @param gating whether it has gates, for S3D
    abstract List<String> names(boolean gating);
}
