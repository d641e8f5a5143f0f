package org.thgcl.jmh;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Function;
import org.thgcl.bench.MatrixProduct;

/// The kernels by libtorch, through DJL, in the same virtual machine.
final class Libtorch {
    private static final int CLIPS = 64;
    private static final int AUDIO = 101;
    private static final int HIDDEN = 512;

    private final DataType type;
    private final NDManager manager;

    Libtorch(boolean float32, int threads) {
        type = float32 ? DataType.FLOAT32 : DataType.FLOAT64;
        manager = Engine.getEngine("PyTorch").newBaseManager();
        JniUtils.setNumThreads(threads);
    }

    Runnable prepare(Kernel kernel) {
        return switch (kernel) {
            case GEMM_AUDIO, GEMM_VIDEO, GEMM_TRANSPOSED, GEMM_GRADIENT, GEMM_HEAD -> product(kernel.product());
            case SPMM -> {
                NDArray a = uniform(AUDIO, AUDIO);
                NDArray x = uniform(CLIPS, AUDIO, HIDDEN);
                yield freeing(ignored -> a.matMul(x));
            }
            case SOFTMAX -> {
                NDArray x = uniform(CLIPS * AUDIO, 13);
                yield freeing(ignored -> x.softmax(1));
            }
            case ACTIVATE -> activate();
            case ADAM -> adam();
            case STEP -> new LibtorchStep(manager, type);
            case VGGISH_CONVOLUTIONS -> LibtorchEncoder.vggish(manager).convolutions();
            case S3D_CONVOLUTIONS -> LibtorchEncoder.s3d(manager).convolutions();
            case VGGISH -> LibtorchEncoder.vggish(manager);
            case S3D -> LibtorchEncoder.s3d(manager);
            case INFERENCE_1, INFERENCE_16, INFERENCE_64 -> throw new IllegalArgumentException(kernel.name());
        };
    }

    private NDArray uniform(long... sizes) {
        return manager.randomUniform(-1, 1, new Shape(sizes)).toType(type, false);
    }

    private Runnable product(MatrixProduct p) {
        NDArray a = p.transposeA() ? uniform(p.k(), p.m()).transpose() : uniform(p.m(), p.k());
        NDArray b = p.transposeB() ? uniform(p.n(), p.k()).transpose() : uniform(p.k(), p.n());
        return freeing(ignored -> a.matMul(b));
    }

    private Runnable activate() {
        NDArray x = uniform(CLIPS * AUDIO, HIDDEN);
        NDArray bias = uniform(HIDDEN);
        Shape graph = new Shape(AUDIO, HIDDEN);
        NDArray scale = manager.ones(graph, type);
        NDArray shift = manager.zeros(graph, type);
        return freeing(step -> {
            x.attach(step);
            NDArray kept =
                    Dropout.dropout(Activation.relu(x.add(bias)), 0.1f, true).singletonOrThrow();
            NDArray y = LayerNorm.layerNorm(kept.reshape(CLIPS, AUDIO, HIDDEN), graph, scale, shift, 1e-5f)
                    .singletonOrThrow();
            x.attach(manager);
            return y;
        });
    }

    private Runnable adam() {
        NDArray weight = uniform(1024, 1024);
        NDArray gradient = uniform(1024, 1024);
        NDArray first = uniform(1024, 1024);
        NDArray second = uniform(1024, 1024).abs();
        return () -> LibtorchStep.adam(weight, gradient, first, second, 1);
    }

    /// Frees what a run allocates; libtorch's memory isn't the garbage collector's.
    private Runnable freeing(Function<NDManager, NDArray> work) {
        return () -> {
            try (NDManager step = manager.newSubManager()) {
                NDArray result = work.apply(step);
                result.attach(step);
            }
        };
    }
}
