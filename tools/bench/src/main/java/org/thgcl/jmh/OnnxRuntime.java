package org.thgcl.jmh;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.thgcl.bench.Inference;
import org.thgcl.onnx.OnnxExport;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// The scores of a batch of clips by ONNX Runtime, from the file that this program exports; the same parameters and clips
/// as those of [Inference].
///
/// It gets its best: all its optimisations, the size of the batch beforehand, the features in memory of its own, and one
/// operation after the other, each on all threads. The scores alone are asked for.
final class OnnxRuntime implements Runnable {
    private static final String SCORES = "scores";

    /// What docs/export.md says of each type.
    private static final double FLOAT32_TOLERANCE = 1e-5;

    private static final double FLOAT64_TOLERANCE = 1e-12;

    private final OrtSession session;
    private final boolean float32;
    private final Map<String, OnnxTensor> features = new HashMap<>();

    /// Checks that the scores are those of the program.
    ///
    /// @throws IllegalStateException if they aren't
    OnnxRuntime(Kernel kernel, boolean float32, int threads) {
        this.float32 = float32;
        try (Workers workers = new Workers(threads);
                SessionOptions options = new SessionOptions()) {
            Inference inference = Thgcl.inference(
                    kernel, Kernels.of(float32 ? DType.FLOAT32 : DType.FLOAT64, workers));
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            options.setSymbolicDimensionValue("clips", kernel.clips());
            session = environment.createSession(
                    new OnnxExport(inference.configuration(), inference.parameters(), Map.of(), Map.of())
                            .file("benchmark", workers)
                            .bytes(),
                    options);
            features.put("audio", tensor(environment, inference.clips().audio()));
            features.put("video", tensor(environment, inference.clips().video()));
            requireSame(inference.scores());
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private OnnxTensor tensor(OrtEnvironment environment, Tensor x) throws OrtException {
        double[] numbers = x.toArray();
        int[] sizes = x.shape().toArray();
        long[] shape = new long[sizes.length];
        for (int axis = 0; axis < sizes.length; axis++) {
            shape[axis] = sizes[axis];
        }
        ByteBuffer memory = ByteBuffer.allocateDirect(numbers.length * (float32 ? Float.BYTES : Double.BYTES))
                .order(ByteOrder.nativeOrder());
        if (!float32) {
            DoubleBuffer all = memory.asDoubleBuffer().put(numbers).flip();
            return OnnxTensor.createTensor(environment, all, shape);
        }
        FloatBuffer all = memory.asFloatBuffer();
        for (double number : numbers) {
            all.put((float) number);
        }
        return OnnxTensor.createTensor(environment, all.flip(), shape);
    }

    private void requireSame(double[] expected) throws OrtException {
        double tolerance = float32 ? FLOAT32_TOLERANCE : FLOAT64_TOLERANCE;
        try (OrtSession.Result result = session.run(features, Set.of(SCORES))) {
            OnnxTensor scores = (OnnxTensor) result.get(0);
            FloatBuffer floats = float32 ? scores.getFloatBuffer() : null;
            DoubleBuffer doubles = float32 ? null : scores.getDoubleBuffer();
            int count = float32 ? floats.remaining() : doubles.remaining();
            if (count != expected.length) {
                throw new IllegalStateException(count + " scores, must be " + expected.length);
            }
            for (int i = 0; i < count; i++) {
                double score = float32 ? floats.get(i) : doubles.get(i);
                if (!(Math.abs(score - expected[i]) <= tolerance)) {
                    throw new IllegalStateException("score " + i + " is " + score + ", must be " + expected[i]);
                }
            }
        }
    }

    @Override
    public void run() {
        try {
            session.run(features, Set.of(SCORES)).close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
