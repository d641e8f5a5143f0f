package org.thgcl.jmh;

import org.thgcl.bench.Clips;
import org.thgcl.bench.SparseProduct;
import org.thgcl.bench.TrainingStep;
import org.thgcl.model.Configuration;
import org.thgcl.model.Preset;
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

/// The kernels of this program.
final class Thgcl {
    private static final Configuration C = Preset.PAPER.configuration();

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
            case STEP -> new TrainingStep(C, kernels);
        };
    }

    private Tensor uniform(String name, int... sizes) {
        return Clips.uniform(kernels.dtype(), name, Shape.of(sizes));
    }

    private Runnable softmax() {
        SparsityPattern rows = RowGroups.uniform(C.audioSegments(), 13).membership();
        int count = C.batch() * rows.entries();
        Tensor x = uniform("x", count);
        Tensor y = uniform("y", count);
        return () -> kernels.softmaxRows(rows, C.batch(), x, y);
    }

    private Runnable activate() {
        RowGroups graphs = RowGroups.uniform(C.batch(), C.audioSegments());
        Tensor x = uniform("x", graphs.rows(), C.hidden());
        Tensor y = uniform("y", graphs.rows(), C.hidden());
        Tensor bias = uniform("bias", C.hidden());
        Tensor inverse = uniform("inverse", graphs.count());
        Mask active = new Mask(graphs.rows(), C.hidden());
        Dropout dropout = new Dropout(C.dropout(), new CounterRandom(0), 0, 0);
        return () -> kernels.activate(x, bias, null, null, dropout, graphs, 1e-5, active, inverse, y);
    }

    private Runnable adam() {
        Tensor g = uniform("g", 1024, 1024);
        Tensor m = uniform("m", 1024, 1024);
        Tensor v = uniform("v", 1024, 1024);
        kernels.map(v, Math::abs, v);
        Tensor p = uniform("p", 1024, 1024);
        return () -> kernels.adam(g, C.learningRate(), C.beta1(), C.beta2(), 0.1, 0.001, C.epsilon(), 0, m, v, p);
    }
}
