package org.thgcl.training;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.thgcl.data.Split;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Tensor;

/// Where a run keeps what it makes: in a folder, or in memory for a program that trains.
sealed interface RunStore permits RunFolder, RunMemory {
    /// What messages call the run.
    String name();

    /// Keeps everybody else away from the run until what is returned is closed.
    ///
    /// @throws IllegalArgumentException if another process or thread is working on it
    /// @throws IOException if nothing can be written
    Closeable lock() throws IOException;

    /// Makes room for a run that begins.
    ///
    /// @param resumed whether what an earlier run left without a checkpoint may be dropped
    /// @throws IllegalArgumentException if there is a run already, which would be lost
    /// @throws IOException if nothing can be written
    void begin(Configuration configuration, boolean resumed) throws IOException;

    /// Keeps what data the run is given.
    ///
    /// @param origin where the parameters came from that the run began with; empty if its seed drew them
    /// @param notes told of what was damaged and is written anew
    /// @param check of what the data hold, before anything is kept
    /// @return what they hold, by role; empty if this store doesn't ask
    Map<String, DataIdentity> keepData(
            Split.Parts parts,
            Optional<Origin> origin,
            Consumer<String> notes,
            Consumer<Map<String, DataIdentity>> check)
            throws IOException;

    /// Appends a record to the log, see [MetricsLog#append].
    void log(int iteration, Map<String, ?> record) throws IOException;

    /// Drops the log's records beyond an iteration.
    void dropLogAfter(int iteration) throws IOException;

    /// Keeps the best parameters so far. The checkpoint's tensors may change afterwards.
    void keepBest(Checkpoint checkpoint) throws IOException;

    /// The parameters that [#keepBest] kept last.
    ///
    /// @param last the run's state
    /// @throws IllegalArgumentException if what is kept isn't this run's
    Map<String, Tensor> bestParameters(Checkpoint last) throws IOException;

    /// Keeps all that the run needs to go on. The checkpoint's tensors may change afterwards.
    void keepLast(Checkpoint checkpoint) throws IOException;

    /// What [#keepLast] kept last; empty if nothing.
    Optional<Checkpoint> lastCheckpoint() throws IOException;

    /// What messages call that checkpoint; empty if there is none.
    Optional<String> lastName();

    /// Keeps what came out.
    void keepResult(RunResult result) throws IOException;
}
