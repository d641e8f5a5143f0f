package org.thgcl.jmh;

import java.util.EnumSet;
import java.util.Set;

/// Who computes.
enum Library {
    /// This program.
    THGCL(EnumSet.allOf(Kernel.class)),

    /// A matrix library in pure Java, with its concurrent operations. It has no operations but products here.
    EJML(EnumSet.range(Kernel.GEMM_AUDIO, Kernel.GEMM_HEAD)),

    /// PyTorch's library of tensors, with Intel's matrix products.
    LIBTORCH(EnumSet.complementOf(EnumSet.copyOf(Kernel.INFERENCE))),

    /// Runs models that are trained elsewhere.
    ONNX_RUNTIME(Kernel.INFERENCE);

    private final Set<Kernel> kernels;

    Library(Set<Kernel> kernels) {
        this.kernels = EnumSet.copyOf(kernels);
    }

    /// What the library has an operation for.
    Set<Kernel> kernels() {
        return kernels;
    }

    /// A kernel on operands of its own, ready to run.
    Runnable prepare(Kernel kernel, boolean float32, int threads) {
        return switch (this) {
            case THGCL -> new Thgcl(float32, threads).prepare(kernel);
            case EJML -> new Ejml(float32, threads).prepare(kernel);
            case LIBTORCH -> new Libtorch(float32, threads).prepare(kernel);
            case ONNX_RUNTIME -> new OnnxRuntime(kernel, float32, threads);
        };
    }
}
