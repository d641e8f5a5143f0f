package org.thgcl.bench;

import java.util.Collections;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.VectorModule;

/// The most floating-point operations a second that the processor gives, measured: the yardstick for every kernel.
///
/// A loop of fused multiply-adds on vectors of the preferred width, without any memory access. A multiply-add takes 4
/// cycles and two begin in each on today's processors, so 8 independent chains keep both units busy; there are
/// [#CHAINS], which with the two constants still fit into AVX2's 16 registers. The peak should be close to
/// frequency x lanes x 2 units x 2 operations. The best of several trials counts: others' work can only slow it down.
public final class Peak {
    private static final int CHAINS = 10;
    private static final int ITERATIONS = 1 << 18;

    /// The first ones are lost to the just-in-time compiler.
    private static final int TRIALS = 20;

    private static final int TRIALS_AGAIN = 3;

    /// Runs of the loop in one trial: some 15 ms.
    private static final int RUNS = 40;

    private Peak() {}

    /// Measures the peak for a fraction of a second.
    ///
    /// @param threads that compute at the same time
    /// @return GFLOP/s of all threads together
    public static double gflops(DType dtype, int threads) {
        return gflops(dtype, threads, TRIALS);
    }

    /// The same when it has been measured before: some 50 ms.
    static double again(DType dtype, int threads) {
        return gflops(dtype, threads, TRIALS_AGAIN);
    }

    private static double gflops(DType dtype, int threads, int trials) {
        if (!VectorModule.load()) {
            throw new IllegalStateException("a benchmark measures the processor's peak in vectors, whatever kernels "
                    + "compute: " + VectorModule.MISSING);
        }
        double seconds = AllThreads.shortest(trials, Collections.nCopies(threads, () -> run(dtype)));
        return 2.0 * CHAINS * lanes(dtype) * ITERATIONS * RUNS * threads / seconds * 1e-9;
    }

    private static void run(DType dtype) {
        double sum = 0;
        for (int run = 0; run < RUNS; run++) {
            sum += dtype.bytes() == Float.BYTES ? Float32.loop() : Float64.loop();
        }
        if (Double.isNaN(sum)) { // never; but a result that is looked at can't be left out
            throw new IllegalStateException("the loop of multiply-adds gave NaN");
        }
    }

    private static int lanes(DType dtype) {
        return dtype.bytes() == Float.BYTES ? Float32.SPECIES.length() : Float64.SPECIES.length();
    }

    // The compiler knows the width of a vector only where its species is a constant: one loop for each type.

    private static final class Float32 {
        static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

        static double loop() {
            FloatVector x = FloatVector.broadcast(SPECIES, 1 + 0x1p-20f);
            FloatVector y = FloatVector.broadcast(SPECIES, 0x1p-20f);
            FloatVector c0 = y, c1 = y, c2 = y, c3 = y, c4 = y, c5 = y, c6 = y, c7 = y, c8 = y, c9 = y;
            for (int i = 0; i < ITERATIONS; i++) {
                c0 = c0.fma(x, y);
                c1 = c1.fma(x, y);
                c2 = c2.fma(x, y);
                c3 = c3.fma(x, y);
                c4 = c4.fma(x, y);
                c5 = c5.fma(x, y);
                c6 = c6.fma(x, y);
                c7 = c7.fma(x, y);
                c8 = c8.fma(x, y);
                c9 = c9.fma(x, y);
            }
            FloatVector all = c0.add(c1)
                    .add(c2)
                    .add(c3)
                    .add(c4)
                    .add(c5)
                    .add(c6)
                    .add(c7)
                    .add(c8)
                    .add(c9);
            return all.lane(0);
        }
    }

    private static final class Float64 {
        static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

        static double loop() {
            DoubleVector x = DoubleVector.broadcast(SPECIES, 1 + 0x1p-20);
            DoubleVector y = DoubleVector.broadcast(SPECIES, 0x1p-20);
            DoubleVector c0 = y, c1 = y, c2 = y, c3 = y, c4 = y, c5 = y, c6 = y, c7 = y, c8 = y, c9 = y;
            for (int i = 0; i < ITERATIONS; i++) {
                c0 = c0.fma(x, y);
                c1 = c1.fma(x, y);
                c2 = c2.fma(x, y);
                c3 = c3.fma(x, y);
                c4 = c4.fma(x, y);
                c5 = c5.fma(x, y);
                c6 = c6.fma(x, y);
                c7 = c7.fma(x, y);
                c8 = c8.fma(x, y);
                c9 = c9.fma(x, y);
            }
            DoubleVector all = c0.add(c1)
                    .add(c2)
                    .add(c3)
                    .add(c4)
                    .add(c5)
                    .add(c6)
                    .add(c7)
                    .add(c8)
                    .add(c9);
            return all.lane(0);
        }
    }
}
