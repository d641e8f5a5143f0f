package org.thgcl.jmh;

import java.util.Random;
import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.CommonOps_MT_DDRM;
import org.ejml.dense.row.CommonOps_MT_FDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.RandomMatrices_FDRM;
import org.thgcl.bench.MatrixProduct;

/// Matrix products by EJML.
final class Ejml {
    private final boolean float32;
    private final int threads;

    Ejml(boolean float32, int threads) {
        this.float32 = float32;
        this.threads = threads;
        EjmlConcurrency.setMaxThreads(threads);
    }

    Runnable prepare(Kernel kernel) {
        MatrixProduct p = kernel.product();
        return float32 ? float32(p) : float64(p);
    }

    private Runnable float32(MatrixProduct p) {
        Random random = new Random(0);
        FMatrixRMaj a =
                RandomMatrices_FDRM.rectangle(p.transposeA() ? p.k() : p.m(), p.transposeA() ? p.m() : p.k(), random);
        FMatrixRMaj b =
                RandomMatrices_FDRM.rectangle(p.transposeB() ? p.n() : p.k(), p.transposeB() ? p.k() : p.n(), random);
        FMatrixRMaj c = new FMatrixRMaj(p.m(), p.n());
        if (p.transposeA()) {
            return threads > 1 ? () -> CommonOps_MT_FDRM.multTransA(a, b, c) : () -> CommonOps_FDRM.multTransA(a, b, c);
        }
        if (p.transposeB()) {
            return threads > 1 ? () -> CommonOps_MT_FDRM.multTransB(a, b, c) : () -> CommonOps_FDRM.multTransB(a, b, c);
        }
        return threads > 1 ? () -> CommonOps_MT_FDRM.mult(a, b, c) : () -> CommonOps_FDRM.mult(a, b, c);
    }

    private Runnable float64(MatrixProduct p) {
        Random random = new Random(0);
        DMatrixRMaj a =
                RandomMatrices_DDRM.rectangle(p.transposeA() ? p.k() : p.m(), p.transposeA() ? p.m() : p.k(), random);
        DMatrixRMaj b =
                RandomMatrices_DDRM.rectangle(p.transposeB() ? p.n() : p.k(), p.transposeB() ? p.k() : p.n(), random);
        DMatrixRMaj c = new DMatrixRMaj(p.m(), p.n());
        if (p.transposeA()) {
            return threads > 1 ? () -> CommonOps_MT_DDRM.multTransA(a, b, c) : () -> CommonOps_DDRM.multTransA(a, b, c);
        }
        if (p.transposeB()) {
            return threads > 1 ? () -> CommonOps_MT_DDRM.multTransB(a, b, c) : () -> CommonOps_DDRM.multTransB(a, b, c);
        }
        return threads > 1 ? () -> CommonOps_MT_DDRM.mult(a, b, c) : () -> CommonOps_DDRM.mult(a, b, c);
    }
}
