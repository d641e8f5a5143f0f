package org.thgcl.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.thgcl.determinism.Fingerprint;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.DType;

/// A training run of 20 iterations, hashed.
public final class TrainingBits {
    /// For an interpreter, in which every vector is an object.
    private static final Map<String, ?> SMALL = Map.of(
            "iterations", 20,
            "validate_every", 10,
            "dropout", 0.3,
            "hidden", 5,
            "embedding", 3,
            "layers", 1,
            "batch", 4);

    /// Wide enough that kernels share their work among threads.
    private static final Map<String, ?> WHOLE =
            Map.of("iterations", 20, "dropout", 0.3, "hidden", 67, "embedding", 33, "batch", 24);

    private TrainingBits() {}

    /// What a run left behind.
    ///
    /// @param training hash of the losses, the best parameters and the state after the last update
    /// @param metrics hash of the metrics on the validation and the test part
    public record Hashes(String training, String metrics) {}

    /// Runs in a new folder.
    public static Hashes run(Path folder, DType dtype, int threads, boolean whole) throws IOException {
        Configuration configuration =
                SmallRun.configuration(whole ? WHOLE : SMALL).with("dtype", dtype);
        RunResult result = SmallRun.run(folder, configuration, false, threads);
        RunFolder files = new RunFolder(folder);
        String training = new Fingerprint()
                .add(files.metrics())
                .add(files.best())
                .add(files.last())
                .hex();
        Fingerprint metrics = new Fingerprint();
        for (RunResult.Metrics m : new RunResult.Metrics[] {result.validation(), result.test()}) {
            metrics.add(m.map(), m.auc(), m.accuracy());
        }
        return new Hashes(training, metrics.hex());
    }
}
