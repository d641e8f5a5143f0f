package org.thgcl.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// A file of ONNX in ONNX Runtime, on one thread.
public final class OnnxSession implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    public OnnxSession(byte... file) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(file, options);
        }
    }

    public OrtSession session() {
        return session;
    }

    /// All outputs, for those of the features that the file asks for.
    public Map<String, Tensor> run(Map<String, Tensor> features) throws OrtException {
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        for (var input : session.getInputInfo().entrySet()) {
            inputs.put(input.getKey(), tensor((TensorInfo) input.getValue().getInfo(), features.get(input.getKey())));
        }
        try (OrtSession.Result results = session.run(inputs)) {
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            results.forEach(result -> outputs.put(result.getKey(), tensor((OnnxTensor) result.getValue())));
            return outputs;
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(TensorInfo info, Tensor features) throws OrtException {
        double[] numbers = features.toArray();
        int[] sizes = features.shape().toArray();
        long[] shape = new long[sizes.length];
        for (int axis = 0; axis < sizes.length; axis++) {
            shape[axis] = sizes[axis];
        }
        if (info.type == OnnxJavaType.DOUBLE) {
            return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(numbers), shape);
        }
        FloatBuffer single = FloatBuffer.allocate(numbers.length);
        for (double number : numbers) {
            single.put((float) number);
        }
        return OnnxTensor.createTensor(environment, single.flip(), shape);
    }

    private static Tensor tensor(OnnxTensor tensor) {
        TensorInfo info = tensor.getInfo();
        int[] sizes = new int[info.getShape().length];
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = (int) info.getShape()[axis];
        }
        Tensor copy = Tensor.zeros(Shape.of(sizes));
        DoubleBuffer doubles = info.type == OnnxJavaType.DOUBLE ? tensor.getDoubleBuffer() : null;
        FloatBuffer floats = doubles == null ? tensor.getFloatBuffer() : null;
        for (int i = 0; i < copy.shape().elements(); i++) {
            copy.set(i, doubles == null ? floats.get(i) : doubles.get(i));
        }
        return copy;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
