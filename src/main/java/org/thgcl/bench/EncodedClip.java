package org.thgcl.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.features.EncoderWeights;
import org.thgcl.features.S3d;
import org.thgcl.features.Vggish;
import org.thgcl.model.Network;
import org.thgcl.model.Parameters;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// The encoders' way of a clip, from patches of the spectrogram and small pictures to features: VGGish's convolutions
/// on some patches at a time and its linear maps on all of them, then S3D on some chunks at a time.
///
/// The time doesn't depend on the numbers: the linear maps see zeros, and batches of one size are the same.
final class EncodedClip implements Runnable {
    /// What a clip is made of.
    ///
    /// @param patches of the spectrogram
    /// @param chunks of the video
    /// @param frames of each chunk
    /// @param side rows and columns of each picture
    record Sizes(int patches, int chunks, int frames, int side) {
        /// A clip of 10 s at 24 frames a second.
        static final Sizes OF_10_SECONDS = new Sizes(101, 40, 6, 128);
    }

    private static final int COLOURS = 3;

    private final Sizes sizes;
    private final Vggish vggish;
    private final S3d s3d;
    private final Map<String, Tensor> vggishTensors;
    private final Map<String, Tensor> s3dTensors;
    private final List<Tensor> patches;
    private final List<Tensor> video;
    private final Kernels kernels;
    private final Tape tape;
    private long flop;

    EncodedClip(EncoderWeights weights, Sizes sizes, Kernels kernels) {
        this.sizes = sizes;
        this.kernels = kernels;
        tape = new Tape(kernels);
        vggish = new Vggish(weights.vggish());
        s3d = new S3d(weights.s3d());
        vggishTensors = inTypeOf(kernels, weights.part(EncoderWeights.VGGISH));
        s3dTensors = inTypeOf(kernels, weights.part(EncoderWeights.S3D));
        patches = batches(
                sizes.patches,
                Vggish.PATCHES_AT_ONCE,
                count -> uniform(
                        count, weights.vggish().frames(), weights.vggish().bands()));
        video = batches(
                sizes.chunks,
                S3d.CHUNKS_AT_ONCE,
                count -> uniform(count, sizes.frames, sizes.side, sizes.side, COLOURS));
    }

    private Tensor uniform(int... shape) {
        return RandomClips.uniform(kernels.dtype(), "clip", Shape.of(shape));
    }

    /// As many as wanted, some at a time; the last batch may be smaller.
    private static List<Tensor> batches(int count, int most, IntFunction<Tensor> batch) {
        List<Tensor> batches = new ArrayList<>(Collections.nCopies(count / most, batch.apply(most)));
        if (count % most > 0) {
            batches.add(batch.apply(count % most));
        }
        return batches;
    }

    private static Map<String, Tensor> inTypeOf(Kernels kernels, Map<String, Tensor> tensors) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            Tensor copy = Tensor.zeros(kernels.dtype(), tensor.shape());
            copy.copyFrom(tensor);
            own.put(name, copy);
        });
        return own;
    }

    /// The name of a network's only input.
    static String name(Network network) {
        return network.inputs().getFirst().replaceFirst("\\[.*", "");
    }

    @Override
    public void run() {
        flop = 0;
        Tensor maps = Tensor.zeros(kernels.dtype(), Shape.of(sizes.patches, vggish.flattened()));
        for (Tensor batch : patches) {
            finish(vggish.convolutions(weights(vggishTensors), tape.constant(batch)));
        }
        finish(vggish.linear(weights(vggishTensors), tape.constant(maps)));
        for (Tensor batch : video) {
            finish(s3d.apply(weights(s3dTensors), Map.of(name(s3d), tape.constant(batch)))
                    .get("features"));
        }
    }

    private Weights weights(Map<String, Tensor> tensors) {
        return new Weights(Parameters.on(tape, tensors, false));
    }

    private void finish(Variable result) {
        if (!Double.isFinite(result.value().get(0))) {
            throw new IllegalStateException("a feature is " + result.value().get(0));
        }
        flop += FlopCount.forward(tape);
        tape.reset();
    }

    /// Floating-point operations of the last run, by [FlopCount].
    long flop() {
        return flop;
    }

    /// Bytes of the tape's buffers and of the weights.
    long bytes() {
        long weights = 0;
        for (Map<String, Tensor> tensors : List.of(vggishTensors, s3dTensors)) {
            for (Tensor tensor : tensors.values()) {
                weights += (long) tensor.shape().elements() * kernels.dtype().bytes();
            }
        }
        return tape.bytes() + weights;
    }

    /// VGGish's convolutions on some patches.
    List<ConvolutionLayer> ofSounds() {
        return ConvolutionLayer.of(vggish, vggishTensors, patches.getFirst(), kernels);
    }

    /// S3D's convolutions on some chunks.
    List<ConvolutionLayer> ofPictures() {
        return ConvolutionLayer.of(s3d, s3dTensors, video.getFirst(), kernels);
    }
}
