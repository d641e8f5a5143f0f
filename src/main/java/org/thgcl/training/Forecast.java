package org.thgcl.training;

import org.thgcl.autodiff.Tape;
import org.thgcl.data.Batch;
import org.thgcl.data.BatchReader;
import org.thgcl.data.Split;
import org.thgcl.data.Standardisation;
import org.thgcl.data.Subset;
import org.thgcl.model.Configuration;
import org.thgcl.model.Model;
import org.thgcl.model.Moment;
import org.thgcl.model.Parameters;
import org.thgcl.model.Pass;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Kernels;

/// What a run will take. Time and memory are measured on its first batch, of which nothing stays.
///
/// @param configuration of the run
/// @param parts its clips
/// @param standardisation of the features; `null` for none
/// @param kernels that it computes with
/// @param iteration updates made so far
public record Forecast(
        Configuration configuration,
        Split.Parts parts,
        Standardisation standardisation,
        Kernels kernels,
        int iteration) {
    private static final double LONGEST_TRIAL_SECONDS = 10;
    private static final double LONGEST_TRIAL_PART = 0.1;

    /// A validation computes the forward pass alone, about a third of an update.
    private static final double FORWARD_PART = 1.0 / 3;

    /// Parameters, their gradients and two moments.
    private static final int COPIES_OF_PARAMETERS = 4;

    /// What was measured.
    ///
    /// @param clipsPerSecond clips that an update goes through in a second
    /// @param seconds for all updates and validations, at most: early stopping may end the run sooner
    /// @param bytes of memory that parameters, their moments, the tape and the cached features take, about
    /// @param allowed bytes that the virtual machine may take
    public record Measured(double clipsPerSecond, double seconds, long bytes, long allowed) {}

    /// Number of learnable numbers.
    public long parameters() {
        return Parameters.count(configuration);
    }

    /// Updates still to be made, at most.
    public int updates() {
        return configuration.training().iterations() - iteration;
    }

    /// Clips in an update.
    public int batch() {
        return configuration.training().batch();
    }

    /// Tries out the first batch, again and again, as the virtual machine has yet to compile what it needs: for a tenth
    /// of the time that the run seems to take, but not for more than ten seconds, and at least once.
    public Measured measure() {
        Tape tape = new Tape(kernels);
        Model model = model();
        Parameters parameters = Parameters.initial(configuration);
        Batch batch = firstBatch();
        double begun = seconds();
        double fastest = trial(model, tape, parameters, batch);
        while (seconds() - begun < Math.min(LONGEST_TRIAL_SECONDS, LONGEST_TRIAL_PART * updates() * fastest)) {
            fastest = Math.min(fastest, trial(model, tape, parameters, batch));
        }
        double validations = Math.ceilDiv(updates(), configuration.training().validateEvery());
        double validation = FORWARD_PART * fastest * parts.validation().size() / batch();
        long allowed = Runtime.getRuntime().maxMemory();
        return new Measured(
                batch() / fastest, updates() * fastest + validations * validation, bytes(tape, allowed), allowed);
    }

    /// The memory alone, measured by one trial: see [Measured#bytes].
    public long bytes() {
        Tape tape = new Tape(kernels);
        trial(model(), tape, Parameters.initial(configuration), firstBatch());
        return bytes(tape, Runtime.getRuntime().maxMemory());
    }

    private long bytes(Tape tape, long allowed) {
        long copies = COPIES_OF_PARAMETERS
                * parameters()
                * configuration.training().dtype().bytes();
        return tape.bytes() + copies + cached(allowed);
    }

    private Model model() {
        return configuration.model().trainedOn(parts.train().labels());
    }

    private Batch firstBatch() {
        return new BatchReader(parts.train(), standardisation, kernels.dtype())
                .read(BatchesOfRun.order(configuration.training(), parts.train())
                        .from(iteration)
                        .next());
    }

    /// Seconds of a forward and a backward pass.
    private double trial(Model model, Tape tape, Parameters parameters, Batch batch) {
        double begun = seconds();
        Pass pass = model.apply(
                new Weights(parameters.on(tape, true)),
                BatchesOfRun.on(tape, batch),
                Moment.update(configuration.training().seed(), iteration));
        tape.backward(pass.losses(batch.labels()).lastEntry().getValue());
        tape.reset();
        return seconds() - begun;
    }

    /// Features in memory: those of the clips, up to the share of the memory that they may have.
    private long cached(long allowed) {
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

    private static double seconds() {
        return System.nanoTime() * 1e-9;
    }
}
