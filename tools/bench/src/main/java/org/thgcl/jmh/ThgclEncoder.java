package org.thgcl.jmh;

import java.util.List;
import java.util.Map;
import org.thgcl.autodiff.Tape;
import org.thgcl.bench.ConvolutionLayer;
import org.thgcl.bench.RandomClips;
import org.thgcl.features.EncoderWeights;
import org.thgcl.features.S3d;
import org.thgcl.features.Vggish;
import org.thgcl.model.Network;
import org.thgcl.model.Parameters;
import org.thgcl.model.Weights;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// VGGish or S3D of this program at its published size, with random weights.
///
/// @param tensors parameters and statistics
/// @param name of the network's input
record ThgclEncoder(Network network, Map<String, Tensor> tensors, String name, Tensor input, Tape tape)
        implements Runnable {
    private static ThgclEncoder of(
            Network network, EncoderWeights weights, String part, String name, Kernels kernels, Shape input) {
        Tensor x = RandomClips.uniform(DType.FLOAT32, name, input);
        return new ThgclEncoder(network, weights.part(part), name, x, new Tape(kernels));
    }

    /// VGGish on as many patches as it takes at a time.
    static ThgclEncoder vggish(Kernels kernels) {
        EncoderWeights weights = EncoderWeights.random(0);
        Shape patches = Shape.of(
                Vggish.PATCHES_AT_ONCE,
                weights.vggish().frames(),
                weights.vggish().bands());
        return of(new Vggish(weights.vggish()), weights, EncoderWeights.VGGISH, "patches", kernels, patches);
    }

    /// S3D on as many chunks of 6 frames of 128 x 128 as it takes at a time.
    static ThgclEncoder s3d(Kernels kernels) {
        EncoderWeights weights = EncoderWeights.random(0);
        Shape chunks = Shape.of(S3d.CHUNKS_AT_ONCE, 6, 128, 128, 3);
        return of(new S3d(weights.s3d()), weights, EncoderWeights.S3D, "video", kernels, chunks);
    }

    @Override
    public void run() {
        network.apply(new Weights(Parameters.on(tape, tensors, false)), Map.of(name, tape.constant(input)));
        tape.reset();
    }

    /// The convolutions alone, each on the map that it sees in the network.
    Runnable convolutions() {
        List<Runnable> each = ConvolutionLayer.of(network, tensors, input, tape.kernels()).stream()
                .map(layer -> layer.on(tape.kernels()))
                .toList();
        return () -> each.forEach(Runnable::run);
    }
}
