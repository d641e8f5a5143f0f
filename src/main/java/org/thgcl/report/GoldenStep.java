package org.thgcl.report;

import java.util.Map;
import org.ejml.simple.SimpleMatrix;
import org.thgcl.file.Resource;
import org.thgcl.golden.GoldenCase;
import org.thgcl.golden.GoldenFile;
import org.thgcl.golden.GoldenReader;
import org.thgcl.golden.GoldenTensor;
import org.thgcl.golden.Kind;
import org.thgcl.golden.Kinds;

/// One case of the golden worked example, which the build puts into the program, and the same computed anew.
///
/// @param name of the file, such as `03-gaussian_weight`
/// @param file what it says
/// @param golden the case
/// @param now what the program's classes give today for the same settings and inputs
record GoldenStep(String name, GoldenFile file, GoldenCase golden, Kind.Answer now) {
    private static final String FOLDER = "golden/worked-example/";

    /// Reads a case and computes it.
    static GoldenStep of(String name, String id) {
        GoldenFile file = GoldenReader.parse(Resource.text(FOLDER + name + ".json"));
        GoldenCase golden = file.cases().stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + ": has no case " + id));
        return new GoldenStep(name, file, golden, Kinds.of(file.kind()).evaluate(golden));
    }

    /// The first rows of an input, or of an output that the golden file states, as a matrix; a vector is one row, a
    /// scalar one number.
    SimpleMatrix matrix(String tensor, int rows) {
        GoldenTensor golden = tensor(tensor);
        int rank = golden.shape().rank();
        int columns = rank == 0 ? 1 : golden.shape().size(rank - 1);
        SimpleMatrix matrix = new SimpleMatrix(rows, columns);
        for (int k = 0; k < rows * columns; k++) {
            matrix.set(k, golden.values().get(k));
        }
        return matrix;
    }

    /// One number of an input or output.
    double number(String tensor, int element) {
        return tensor(tensor).values().get(element);
    }

    /// How many numbers an input or output has.
    int elements(String tensor) {
        return tensor(tensor).shape().elements();
    }

    private GoldenTensor tensor(String name) {
        GoldenTensor input = golden.inputs().get(name);
        return input != null ? input : golden.outputs().get(name);
    }

    /// The result of computing the case anew.
    ///
    /// @param numbers outputs and gradients that were compared
    /// @param wrong those beyond the file's tolerance
    /// @param difference the largest absolute one
    record Agreement(int numbers, int wrong, double difference) {}

    /// Compares the golden numbers with those computed now.
    Agreement agreement() {
        return plus(plus(new Agreement(0, 0, 0), golden.outputs(), now.outputs()), golden.gradients(), now.gradients());
    }

    private Agreement plus(Agreement before, Map<String, GoldenTensor> golden, Map<String, GoldenTensor> now) {
        int numbers = before.numbers;
        int wrong = before.wrong;
        double difference = before.difference;
        for (Map.Entry<String, GoldenTensor> entry : golden.entrySet()) {
            for (int k = 0; k < entry.getValue().shape().elements(); k++) {
                double expected = entry.getValue().values().get(k);
                double got = now.get(entry.getKey()).values().get(k);
                numbers++;
                wrong += file.tolerance().accepts(got, expected) ? 0 : 1;
                difference = Math.max(difference, Math.abs(got - expected));
            }
        }
        return new Agreement(numbers, wrong, difference);
    }
}
