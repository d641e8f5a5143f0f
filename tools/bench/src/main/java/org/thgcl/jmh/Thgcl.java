package org.thgcl.jmh;

import java.util.Map;
import org.thgcl.bench.Inference;
import org.thgcl.bench.RandomClips;
import org.thgcl.bench.SparseProduct;
import org.thgcl.bench.TimedStep;
import org.thgcl.model.Configuration;
import org.thgcl.optimise.TrainingSettings;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Dropout;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Mask;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.ThgnSettings;

/// The kernels of this program.
final class Thgcl {
    private static final Configuration C = Preset.PAPER.configuration();
    private static final ThgnSettings NETWORK = ThgnSettings.of(C);
    private static final TrainingSettings TRAINING = C.training();
    private static final int AUDIO = C.clips().audioSegments();

    private final Kernels kernels;

    Thgcl(boolean float32, int threads) {
        kernels = Kernels.of(float32 ? DType.FLOAT32 : DType.FLOAT64, new Workers(threads));
    }

    Runnable prepare(Kernel kernel) {
        return switch (kernel) {
            case GEMM_AUDIO, GEMM_VIDEO, GEMM_TRANSPOSED, GEMM_GRADIENT, GEMM_HEAD ->
                kernel.product().on(kernels);
            case SPMM -> new SparseProduct(C).on(kernels);
            case SOFTMAX -> softmax();
            case ACTIVATE -> activate();
            case ADAM -> adam();
            case STEP -> new TimedStep(C, kernels);
            case VGGISH_CONVOLUTIONS -> ThgclEncoder.vggish(kernels).convolutions();
            case S3D_CONVOLUTIONS -> ThgclEncoder.s3d(kernels).convolutions();
            case VGGISH -> ThgclEncoder.vggish(kernels);
            case S3D -> ThgclEncoder.s3d(kernels);
            case INFERENCE_1, INFERENCE_16, INFERENCE_64 -> inference(kernel, kernels);
        };
    }

    /// Without the objective of training, which wants two clips.
    static Inference inference(Kernel kernel, Kernels kernels) {
        return new Inference(C.with(Map.of("batch", kernel.clips(), "weight_contrastive", 0)), kernels);
    }

    private Tensor uniform(String name, int... sizes) {
        return RandomClips.uniform(kernels.dtype(), name, Shape.of(sizes));
    }

    private Runnable softmax() {
        SparsityPattern rows = RowGroups.uniform(AUDIO, 13).membership();
        int count = TRAINING.batch() * rows.entries();
        Tensor x = uniform("x", count);
        Tensor y = uniform("y", count);
        return () -> kernels.softmaxRows(rows, TRAINING.batch(), x, y);
    }

    private Runnable activate() {
        RowGroups graphs = RowGroups.uniform(TRAINING.batch(), AUDIO);
        Tensor x = uniform("x", graphs.rows(), NETWORK.hidden());
        Tensor y = uniform("y", graphs.rows(), NETWORK.hidden());
        Tensor bias = uniform("bias", NETWORK.hidden());
        Tensor inverse = uniform("inverse", graphs.count());
        Mask active = new Mask(graphs.rows(), NETWORK.hidden());
        Dropout dropout = new Dropout(NETWORK.dropout(), new CounterRandom(0), 0, 0);
        return () -> kernels.activate(x, bias, null, null, dropout, graphs, 1e-5, active, inverse, y);
    }

    private Runnable adam() {
        Tensor g = uniform("g", 1024, 1024);
        Tensor m = uniform("m", 1024, 1024);
        Tensor v = uniform("v", 1024, 1024);
        kernels.map(v, Math::abs, v);
        Tensor p = uniform("p", 1024, 1024);
        return () -> kernels.adam(
                g,
                TRAINING.learningRate(),
                TRAINING.beta1(),
                TRAINING.beta2(),
                0.1,
                0.001,
                TRAINING.epsilon(),
                0,
                m,
                v,
                p);
    }
}
