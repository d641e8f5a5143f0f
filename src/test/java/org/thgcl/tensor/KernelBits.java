package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Vectors.SPECIES;
import static org.thgcl.tensor.RandomTensors.gaussian;
import static org.thgcl.tensor.RandomTensors.unwritten;

import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.thgcl.determinism.Fingerprint;

/// The kernels over awkward shapes, and what they are made of, hashed.
public final class KernelBits {
    private static final int[] SIZES = {1, 3, 7, 8, 9, 17, 33};

    private static final int LONGEST_SUM = 150;

    private KernelBits() {}

    /// Every kernel.
    ///
    /// @param whole whether to include shapes at which work is shared among threads
    public static String kernels(DType dtype, Workers workers, boolean whole) {
        Kernels kernels = FromFloat64.kernels(dtype, workers);
        Fingerprint fingerprint = new Fingerprint();
        for (int m : SIZES) {
            for (int n : SIZES) {
                products(kernels, m, n, fingerprint);
                rows(kernels, m, n, fingerprint);
            }
        }
        if (whole) {
            ThreadCountTest.cases().forEach(c -> c.run().on(kernels).forEach(fingerprint::add));
        }
        return fingerprint.hex();
    }

    private static void products(Kernels kernels, int m, int n, Fingerprint fingerprint) {
        for (int k : new int[] {0, 1, 5, 66}) {
            Tensor c = unwritten(m, n);
            kernels.matmul(gaussian(1, m, k), false, gaussian(2, k, n), false, false, c);
            fingerprint.add(c);
            kernels.matmul(gaussian(1, k, m), true, gaussian(2, k, n), false, false, c);
            fingerprint.add(c);
            kernels.matmul(gaussian(1, m, k), false, gaussian(2, n, k), true, false, c);
            fingerprint.add(c);
        }
    }

    /// Graphs of m nodes with n features, each node with its next 0 to 4 as neighbours; two of them.
    private static void rows(Kernels kernels, int m, int n, Fingerprint fingerprint) {
        int[] row = IntStream.range(0, m)
                .flatMap(r -> IntStream.generate(() -> r).limit(r % 5))
                .toArray();
        int[] column = IntStream.range(0, row.length).map(e -> (row[e] + e) % m).toArray();
        SparsityPattern pattern = SparsityPattern.of(m, m, row, column);
        Tensor x = gaussian(3, 2 * m, n);
        Tensor y = unwritten(2 * m, n);
        kernels.spmm(pattern, 2, gaussian(4, row.length), x, false, y);
        fingerprint.add(y);
        Tensor weights = unwritten(2 * row.length);
        kernels.softmaxRows(pattern, 2, gaussian(5, 2 * row.length), weights);
        fingerprint.add(weights);
        kernels.spmm(pattern, 2, weights, x, true, y);
        fingerprint.add(y);
        kernels.sampledProduct(pattern, 2, x, gaussian(6, 2 * m, n), weights);
        fingerprint.add(weights);
        Tensor inverse = unwritten(2);
        kernels.normalise(x, RowGroups.uniform(2, m), 1e-5, inverse, y);
        fingerprint.add(inverse).add(y);
        Tensor dx = unwritten(2 * m, n);
        kernels.normaliseGradient(y, RowGroups.uniform(2, m), inverse, x, dx);
        fingerprint.add(dx);
        Tensor mean = unwritten(2, n);
        Tensor variance = unwritten(2, n);
        kernels.normaliseColumns(x, RowGroups.uniform(2, m), 1e-5, mean, variance, y);
        fingerprint.add(mean).add(variance).add(y);
        kernels.normaliseColumnsGradient(y, RowGroups.uniform(2, m), 1e-5, variance, x, dx);
        fingerprint.add(dx);
        kernels.dropout(x, new Dropout(0.3, new CounterRandom(7), 1, 2), y);
        kernels.leakyRelu(y, 0.2, y);
        fingerprint.add(y);
        Tensor first = gaussian(8, 2 * m, n);
        Tensor second = Tensor.zeros(x.shape());
        kernels.adam(y, 0.01, 0.9, 0.999, 0.1, 0.001, 1e-8, 0.1, first, second, x);
        fingerprint.add(first).add(second).add(x);
        Tensor sums = unwritten(n);
        kernels.columnSums(x, sums);
        fingerprint.add(sums);
    }

    /// Exponential, logarithm, logistic function, sums and dot products of float64 in vectors.
    public static String float64Functions(boolean whole) {
        double[] x = numbers(whole);
        double[] y = new double[x.length];
        Fingerprint fingerprint = new Fingerprint();
        Float64VectorExp.exp(x, 0, x.length, y);
        fingerprint.add(y);
        Float64VectorLog.log(y, 0, x.length, y);
        fingerprint.add(y);
        Float64VectorSigmoid.sigmoid(x, 0, x.length, y);
        fingerprint.add(y);
        for (int n = 1; n <= LONGEST_SUM; n++) {
            fingerprint.add(Float64VectorSums.sum(x, n, 2 * n), Float64VectorSums.dot(x, 0, y, n, n));
        }
        return fingerprint.hex();
    }

    /// The same of float32.
    public static String float32Functions(boolean whole) {
        double[] numbers = numbers(whole);
        float[] x = new float[numbers.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) numbers[i];
        }
        float[] y = new float[x.length];
        Fingerprint fingerprint = new Fingerprint();
        Float32VectorExp.exp(x, 0, x.length, y);
        fingerprint.add(y);
        Float32VectorLog.log(y, 0, x.length, y);
        fingerprint.add(y);
        Float32VectorSigmoid.sigmoid(x, 0, x.length, y);
        fingerprint.add(y);
        for (int n = 1; n <= LONGEST_SUM; n++) {
            fingerprint.add(Float32VectorSums.sum(x, n, 2 * n), Float32VectorSums.dot(x, 0, y, n, n));
        }
        return fingerprint.hex();
    }

    /// A sum as it must not be written: one partial sum for each lane of the machine's vectors, and for each thread.
    public static String sumInMachineOrder(int threads) {
        double[] x = numbers(false);
        double sum = 0;
        for (int thread = 0; thread < threads; thread++) {
            int from = x.length * thread / threads;
            int to = x.length * (thread + 1) / threads;
            DoubleVector lanes = DoubleVector.zero(SPECIES);
            int i = from;
            for (; i <= to - SPECIES.length(); i += SPECIES.length()) {
                lanes = lanes.add(DoubleVector.fromArray(SPECIES, x, i));
            }
            double part = lanes.reduceLanes(VectorOperators.ADD);
            for (; i < to; i++) {
                part += x[i];
            }
            sum += part;
        }
        return new Fingerprint().add(sum).hex();
    }

    private static double[] numbers(boolean whole) {
        CounterRandom random = new CounterRandom(9);
        return IntStream.range(0, whole ? 100_003 : 1009)
                .mapToDouble(i -> Math.scalb(random.gaussian(0, 0, i), i % 11))
                .toArray();
    }

    /// The lanes of the machine's vectors, as the kernels see it; plain kernels see none.
    public static String lanes() {
        return KernelSet.chosen() == KernelSet.PLAIN
                ? "none"
                : SPECIES.length() + "/" + Float32Vectors.SPECIES.length();
    }
}
