package org.thgcl.training;

import java.util.Map;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.data.Batch;
import org.thgcl.data.BatchReader;
import org.thgcl.data.Split;
import org.thgcl.data.Standardisation;
import org.thgcl.data.Subset;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.model.Thgn;
import org.thgcl.tensor.Kernels;

/// What a run will take, tried out on its first batch before its first update. Nothing of the trial stays.
///
/// @param parameters number of learnable numbers
/// @param updates still to be made, at most
/// @param batch clips in an update
/// @param secondsPerUpdate time of a forward and a backward pass over a batch
/// @param seconds for all updates and validations, at most: early stopping may end the run sooner
/// @param bytes of memory that parameters, their moments, the tape and the cached features take, about
/// @param allowed bytes that the virtual machine may take
public record Forecast(
        long parameters, int updates, int batch, double secondsPerUpdate, double seconds, long bytes, long allowed) {
    private static final double TRIALS_PER_UPDATE = 0.05;
    private static final double LONG_ENOUGH_SECONDS = 2;

    /// A validation computes the forward pass alone, about a third of an update.
    private static final double FORWARD_PART = 1.0 / 3;

    /// Parameters, their gradients and two moments.
    private static final int COPIES_OF_PARAMETERS = 4;

    /// Clips that an update goes through in a second.
    public double clipsPerSecond() {
        return batch / secondsPerUpdate;
    }

    /// Tries out a run.
    ///
    /// @param standardisation of the features; `null` for none
    /// @param iteration updates made so far
    static Forecast of(
            Configuration c, Split.Parts parts, Standardisation standardisation, Kernels kernels, int iteration) {
        Tape tape = new Tape(kernels);
        BatchObjective objective =
                new BatchObjective(c, new Thgn(c, kernels), tape, parts.train().data());
        Parameters parameters = Parameters.initial(c);
        Batch batch = new BatchReader(parts.train(), standardisation, c.dtype())
                .read(BatchObjective.order(c, parts.train()).from(iteration).next());
        double begun = clock();
        double fastest = trial(objective, parameters, batch, iteration);
        int updates = c.iterations() - iteration;
        // the first ones are slow: the virtual machine has yet to compile what they need
        for (int trial = 1; trial < updates * TRIALS_PER_UPDATE && clock() - begun < LONG_ENOUGH_SECONDS; trial++) {
            fastest = Math.min(fastest, trial(objective, parameters, batch, iteration));
        }
        double validations = Math.ceilDiv(updates, c.validateEvery());
        double validation = FORWARD_PART * fastest * parts.validation().size() / c.batch();
        long allowed = Runtime.getRuntime().maxMemory();
        long numbers = Parameters.count(c) * c.dtype().bytes();
        return new Forecast(
                Parameters.count(c),
                updates,
                c.batch(),
                fastest,
                updates * fastest + validations * validation,
                tape.bytes() + COPIES_OF_PARAMETERS * numbers + cached(parts, allowed),
                allowed);
    }

    private static double trial(BatchObjective objective, Parameters parameters, Batch batch, int iteration) {
        double begun = clock();
        Tape tape = objective.tape();
        Map<String, Variable> variables = parameters.on(tape, true);
        tape.backward(objective.of(variables, batch, iteration).total());
        tape.reset();
        return clock() - begun;
    }

    /// Features in memory: those of the file, up to the share of the memory that they may have.
    private static long cached(Split.Parts parts, long allowed) {
        long bytes = 0;
        for (Subset part : new Subset[] {parts.train(), parts.validation(), parts.test()}) {
            if (part != null) {
                long perClip = (long) part.data().audioSegments() * part.data().audioFeatures()
                        + (long) part.data().videoSegments() * part.data().videoFeatures();
                bytes += Float.BYTES * perClip * part.size();
            }
        }
        return Math.min(bytes, allowed / 4);
    }

    private static double clock() {
        return System.nanoTime() * 1e-9;
    }
}
