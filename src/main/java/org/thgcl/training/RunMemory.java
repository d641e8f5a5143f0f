package org.thgcl.training;

import java.io.Closeable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.thgcl.data.Split;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Tensor;

/// A run that leaves no file: the best parameters are kept in memory, and nothing to go on from.
final class RunMemory implements RunStore {
    private Checkpoint best;

    @Override
    public String name() {
        return "the run in memory";
    }

    @Override
    public Closeable lock() {
        return () -> {}; // nobody else knows of it
    }

    @Override
    public void begin(Configuration configuration, boolean resumed) {
        best = null;
    }

    @Override
    public Map<String, DataIdentity> keepData(
            Split.Parts parts,
            Optional<Origin> origin,
            Consumer<String> notes,
            Consumer<Map<String, DataIdentity>> check) {
        return Map.of(); // nothing goes on from here, so nothing is to be compared
    }

    @Override
    public void log(int iteration, Map<String, ?> record) {
        // whoever wants to follow the run gives it a Progress
    }

    @Override
    public void dropLogAfter(int iteration) {
        // there is no log
    }

    @Override
    public void keepBest(Checkpoint checkpoint) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        checkpoint.parameters().forEach((name, tensor) -> parameters.put(name, tensor.copy()));
        best = checkpoint.withParameters(parameters);
    }

    @Override
    public Map<String, Tensor> bestParameters(Checkpoint last) {
        return best.parameters(); // no other run keeps anything here
    }

    /// The best parameters so far, and what else a model needs to be used.
    Checkpoint best() {
        return best;
    }

    @Override
    public void keepLast(Checkpoint checkpoint) {
        // the process is the run: when it ends, nothing can go on
    }

    @Override
    public Optional<Checkpoint> lastCheckpoint() {
        return Optional.empty();
    }

    @Override
    public Optional<String> lastName() {
        return Optional.empty();
    }

    @Override
    public void keepResult(RunResult result) {
        // Trainer.run returns it
    }
}
