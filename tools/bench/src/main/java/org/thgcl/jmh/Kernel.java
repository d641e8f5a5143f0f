package org.thgcl.jmh;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.thgcl.bench.MatrixProduct;

/// What is computed, at the sizes of preset `paper`: 64 clips of 101 audio and 40 video segments, hidden size 512;
/// and the encoders at their published sizes, on as many patches and chunks as this program takes at a time.
enum Kernel {
    GEMM_AUDIO("X_a Psi, 6464 x 512 x 512"),
    GEMM_VIDEO("X_v Psi, 2560 x 512 x 512"),
    GEMM_TRANSPOSED("dY Psi', 6464 x 512 x 512"),
    GEMM_GRADIENT("X_a' dY, 512 x 512 x 6464"),
    GEMM_HEAD("X^G W_c, 64 x 33 x 1024"),

    /// libtorch: the dense adjacency matrix, 101 x 101, times each clip's nodes.
    SPMM("A_a X_a, 13 entries a row"),

    /// libtorch: softmax over the last of 6464 x 13 numbers.
    SOFTMAX("segment softmax, 6464 x 13"),

    /// What follows each layer's sum: bias, rectifier, dropout, normalisation. libtorch: one operation after the other.
    ACTIVATE("bias, ReLU, dropout, norm, 6464 x 512"),

    /// libtorch: DJL's update with its own operations.
    ADAM("Adam, 1024 x 1024"),

    /// libtorch: the same network with dense adjacency and attention matrices.
    STEP("training step, 61 GFLOP"),

    /// Without bias and rectifier, as are those of S3D; each on a map of its own.
    VGGISH_CONVOLUTIONS("VGGish's convolutions, 16 patches"),

    /// 6 frames of 128 x 128 a chunk.
    S3D_CONVOLUTIONS("S3D's convolutions, 8 chunks"),

    /// The whole network, with its linear maps.
    VGGISH("VGGish, 16 patches"),

    S3D("S3D, 8 chunks"),

    /// The scores of as many clips. ONNX Runtime: the file that this program exports.
    INFERENCE_1("scores of 1 clip"),

    INFERENCE_16("scores of 16 clips"),

    INFERENCE_64("scores of 64 clips");

    /// Those of ONNX Runtime.
    static final Set<Kernel> INFERENCE = EnumSet.range(INFERENCE_1, INFERENCE_64);

    private final String about;

    Kernel(String about) {
        this.about = about;
    }

    String about() {
        return about;
    }

    /// Types to compute in; the encoders are for float32.
    List<String> dtypes() {
        return switch (this) {
            case VGGISH_CONVOLUTIONS, S3D_CONVOLUTIONS, VGGISH, S3D -> List.of("f32");
            default -> List.of("f32", "f64");
        };
    }

    /// The clips of an inference; fails for the others.
    int clips() {
        return switch (this) {
            case INFERENCE_1 -> 1;
            case INFERENCE_16 -> 16;
            case INFERENCE_64 -> 64;
            default -> throw new IllegalArgumentException(name());
        };
    }

    /// The matrix product that this is; fails for the others.
    MatrixProduct product() {
        return MatrixProduct.OF_THE_PAPER.get(ordinal());
    }
}
