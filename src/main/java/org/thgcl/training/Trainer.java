package org.thgcl.training;

import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
import org.thgcl.autodiff.Tape;
import org.thgcl.data.Batch;
import org.thgcl.data.BatchReader;
import org.thgcl.data.Prefetcher;
import org.thgcl.data.Split;
import org.thgcl.data.Standardisation;
import org.thgcl.data.Subset;
import org.thgcl.file.Work;
import org.thgcl.metric.CrossEntropy;
import org.thgcl.metric.Evaluation;
import org.thgcl.model.Configuration;
import org.thgcl.model.Model;
import org.thgcl.model.Moment;
import org.thgcl.model.Parameters;
import org.thgcl.optimise.EarlyStopping;
import org.thgcl.optimise.LearningRate;
import org.thgcl.optimise.Optimiser;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.OutOfRangeException;
import org.thgcl.tensor.Tensor;

/// Trains a model by mini-batches, validates it now and then, keeps the best, and stops early.
///
/// Everything random is a function of the seed and the iteration, so a run that was killed and resumed from its
/// last checkpoint goes on to the same bits as one that was not.
public final class Trainer {
    private final Configuration configuration;
    private final Split.Parts parts;
    private final RunStore store;
    private final Progress progress;

    private final LearningRate learningRate;
    private final EarlyStopping earlyStopping;
    private final Kernels kernels;
    private final Tape tape;
    private final Model model;
    private final Pace pace;
    private final CheckpointTimer timer;

    // what a checkpoint restores
    private Parameters parameters;
    private Optimiser optimiser;
    private Standardisation standardisation;
    private EarlyStopping.State stopping = EarlyStopping.State.START;
    private int iteration;
    private Map<String, DataIdentity> data = Map.of();
    private Optional<Origin> origin = Optional.empty();

    private Optional<StartingPoint> startingPoint = Optional.empty();
    private Interruption interruption = Interruption.NONE;

    /// @param parts what to learn from, to validate on and, unless it is `null`, to test on at the end
    /// @param kernels of the configuration's type
    /// @throws IllegalArgumentException if the configuration doesn't fit the data or the kernels
    public Trainer(
            Configuration configuration, Split.Parts parts, RunFolder folder, Kernels kernels, Progress progress) {
        this(configuration, parts, folder, kernels, progress, System::nanoTime);
    }

    /// The same for a run that is kept elsewhere.
    ///
    /// @param nanos a clock, by which checkpoints between validations are due
    Trainer(
            Configuration configuration,
            Split.Parts parts,
            RunStore store,
            Kernels kernels,
            Progress progress,
            LongSupplier nanos) {
        if (kernels.dtype() != configuration.training().dtype()) {
            throw new IllegalArgumentException(
                    "the kernels compute in " + kernels.dtype() + ", the configuration's dtype is "
                            + configuration.training().dtype());
        }
        this.configuration = configuration;
        this.parts = parts;
        this.store = store;
        this.progress = progress;
        this.learningRate = LearningRate.of(configuration.training());
        this.earlyStopping = EarlyStopping.of(configuration.training());
        this.kernels = kernels;
        this.timer = new CheckpointTimer(configuration.training().checkpointMinutes(), nanos);
        this.pace = new Pace(configuration.training().batch());
        this.tape = new Tape(kernels);
        DataFit.require(configuration, parts);
        this.model = configuration.model().trainedOn(parts.train().labels());
        model.prepare(kernels);
    }

    /// Begins from a checkpoint's parameters, with its standardisation of the features, instead of what the seed and
    /// the training part give. A run that goes on from its own last checkpoint must have begun from the same.
    ///
    /// @throws IllegalArgumentException that names what doesn't fit: the model, a setting, a parameter or a class
    public Trainer from(StartingPoint point) {
        point.requireFits(configuration, parts.train().data());
        startingPoint = Optional.of(point);
        return this;
    }

    /// Trains to the end, whatever signals come.
    ///
    /// @param resume go on from the folder's last checkpoint, if there is one
    /// @throws IllegalArgumentException if the folder holds a run that is not to be resumed, or can't be, or is
    ///     taken by another process
    /// @throws TrainingDivergedException if the loss or a parameter is no longer finite
    /// @throws IOException if a file can't be written or read
    public RunResult run(boolean resume) throws IOException {
        return run(resume, Interruption.NONE);
    }

    /// Trains to the end, or until it is interrupted.
    ///
    /// @throws TrainingStoppedException if it was interrupted; the run can go on from the last checkpoint
    public RunResult run(boolean resume, Interruption interruption) throws IOException {
        return run(resume, interruption, Ending.NONE);
    }

    /// Trains to the end, or until it is interrupted, and hands over what came out.
    ///
    /// @throws TrainingStoppedException if it was interrupted; the run can go on from the last checkpoint
    public RunResult run(boolean resume, Interruption interruption, Ending ending) throws IOException {
        this.interruption = interruption;
        try (Closeable _ = store.lock()) {
            return run(System.nanoTime(), resume, ending);
        }
    }

    private RunResult run(long begun, boolean resume, Ending ending) throws IOException {
        Optional<Checkpoint> last = resume ? store.lastCheckpoint() : Optional.empty();
        if (last.isPresent()) {
            restore(last.get());
        } else {
            start(resume);
        }
        model.notes().forEach(progress::note);
        TrainedFeatures.notes(parts).forEach(progress::note);
        if (iteration < configuration.training().iterations()) {
            progress.forecast(new Forecast(configuration, parts, standardisation, kernels, iteration));
        }
        progress.begin(iteration, configuration.training().iterations());
        try {
            // what validation does is part of the progress
            Work.shown(Work.Display.NONE, () -> {
                iterate();
                return null;
            });
        } finally {
            progress.end(iteration);
        }
        return finish(begun, ending);
    }

    private void start(boolean resume) throws IOException {
        if (resume) {
            progress.note(store.name() + ": no checkpoint to resume from, starting from the beginning.");
        }
        store.begin(configuration, resume);
        origin = startingPoint.map(StartingPoint::origin);
        data = store.keepData(parts, origin, progress::note, _ -> {});
        if (startingPoint.isPresent()) {
            startingPoint.get().notes(configuration, parts.train().data()).forEach(progress::note);
            standardisation = startingPoint.get().standardisation();
            parameters = startingPoint.get().parameters(configuration);
        } else {
            standardisation = configuration.split().standardise() ? Standardisation.of(parts.train()) : null;
            parameters = Parameters.initial(configuration);
        }
        optimiser = Optimiser.of(configuration.training(), parameters.tensors(), kernels);
    }

    private void restore(Checkpoint checkpoint) throws IOException {
        Resumption resumption = new Resumption(store.lastName().orElseThrow(), checkpoint);
        resumption.requireSettings(configuration);
        DataFit.requireClasses(checkpoint.classes(), parts.train().data());
        startingPoint.ifPresent(point -> resumption.requireOrigin(point.origin()));
        origin = checkpoint.origin();
        data = store.keepData(parts, origin, progress::note, given -> resumption.requireData(given, progress::note));
        parameters = Parameters.of(configuration, checkpoint.parameters());
        optimiser = Optimiser.of(configuration.training(), parameters.tensors(), kernels);
        optimiser.restore(checkpoint.optimiser());
        standardisation = StandardisationTensors.read(checkpoint.standardisation());
        stopping = checkpoint.stopping();
        iteration = checkpoint.iteration();
        store.dropLogAfter(iteration);
        progress.note(store.name() + ": going on from iteration " + iteration + ".");
    }

    private void iterate() throws IOException {
        BatchReader reader = new BatchReader(
                parts.train(), standardisation, configuration.training().dtype());
        try (Prefetcher batches = new Prefetcher(
                reader,
                BatchesOfRun.order(configuration.training(), parts.train()).from(iteration))) {
            interruption.begin();
            while (iteration < configuration.training().iterations() && !earlyStopping.stops(stopping)) {
                step(batches.next());
                if (iteration % configuration.training().validateEvery() == 0
                        || iteration == configuration.training().iterations()) {
                    validate();
                } else if (timer.due()) {
                    keepLast();
                }
                stopIfAsked();
            }
            interruption.end();
            stopIfAsked();
        }
        if (stopping.bestIteration() < 0) {
            validate();
        }
        if (stopping.bestIteration() < 0) {
            throw new IllegalArgumentException(parts.validation().data().name()
                    + ": no validation has a score; stopping=map_auc needs clips of two classes or more to"
                    + " validate on");
        }
    }

    private void stopIfAsked() throws IOException {
        if (interruption.asked()) {
            keepLast();
            throw new TrainingStoppedException(iteration);
        }
    }

    private void step(Batch batch) throws IOException {
        long begun = System.nanoTime();
        double rate = learningRate.at(iteration);
        SequencedMap<String, Double> losses = new LinkedHashMap<>();
        try {
            new TrainingStep(model, parameters.tensors(), optimiser)
                    .run(
                            BatchesOfRun.on(tape, batch),
                            batch.labels(),
                            Moment.update(configuration.training().seed(), iteration),
                            rate,
                            parts -> {
                                requireFinite(parts.lastEntry().getValue());
                                losses.putAll(parts);
                            });
        } catch (OutOfRangeException e) {
            throw diverged(e.getMessage());
        }
        iteration++;
        store.log(iteration, MetricsLog.update(losses, rate));
        pace.update(System.nanoTime() - begun);
        progress.update(iteration, losses.lastEntry().getValue(), rate, pace.clipsPerSecond());
    }

    private void requireFinite(double loss) {
        if (!Double.isFinite(loss)) {
            throw diverged("the loss is " + loss);
        }
    }

    private void validate() throws IOException {
        requireFiniteParameters();
        Tensor scores = predictor(parameters).unchecked(parts.validation());
        requireFinite("a score in validation", scores);
        Evaluation evaluation = Evaluation.of(scores, parts.validation().labels());
        stopping = earlyStopping.after(stopping, iteration, evaluation.map(), evaluation.auc());
        store.log(
                iteration,
                MetricsLog.validation(
                        evaluation,
                        CrossEntropy.of(
                                model.activation(), scores, parts.validation().labels()),
                        stopping.isBest()));
        if (stopping.isBest()) {
            store.keepBest(checkpoint(Map.of()));
        }
        keepLast();
        progress.validation(iteration, evaluation, stopping.isBest());
    }

    private void keepLast() throws IOException {
        requireFiniteParameters();
        store.keepLast(checkpoint(optimiser.state()));
        timer.written();
    }

    private Predictor predictor(Parameters parameters) {
        return new Predictor(configuration, model, parameters, standardisation, tape);
    }

    private Checkpoint checkpoint(Map<String, Tensor> optimiserState) {
        return new Checkpoint(
                parameters.tensors(),
                optimiserState,
                StandardisationTensors.of(standardisation),
                Resumption.ofNumbers(configuration).toYaml(),
                parts.train().data().classes(),
                iteration,
                stopping,
                configuration.training().seed(),
                data,
                parts.train().data().fingerprint(),
                origin);
    }

    private RunResult finish(long begun, Ending ending) throws IOException {
        Parameters best = Parameters.of(configuration, store.bestParameters(checkpoint(Map.of())));
        Predictor predictor = predictor(best);
        Tensor validation = predictor.scores(parts.validation());
        Tensor test = parts.test() == null ? null : predictor.scores(parts.test());
        RunResult result = new RunResult(
                metrics(validation, parts.validation()),
                test == null ? null : metrics(test, parts.test()),
                iteration,
                stopping.bestIteration(),
                (System.nanoTime() - begun) * 1e-9,
                pace.secondsPerUpdate(),
                pace.clipsPerSecond(),
                Parameters.count(configuration),
                data,
                origin.orElse(null));
        store.keepResult(result);
        ending.ended(result, test == null ? validation : test);
        return result;
    }

    private static RunResult.Metrics metrics(Tensor scores, Subset part) {
        return RunResult.Metrics.of(Evaluation.of(scores, part.labels()));
    }

    private void requireFiniteParameters() {
        parameters.tensors().forEach((name, tensor) -> requireFinite("parameter " + name, tensor));
    }

    private void requireFinite(String what, Tensor tensor) {
        for (int i = 0; i < tensor.shape().elements(); i++) {
            if (!Double.isFinite(tensor.get(i))) {
                throw diverged(what + " is " + tensor.get(i));
            }
        }
    }

    private TrainingDivergedException diverged(String what) {
        String checkpoint = store.lastName()
                .map(last -> "the last good checkpoint is " + last)
                .orElse("there is no checkpoint yet");
        return new TrainingDivergedException(
                "training stopped after " + iteration + " updates: " + what,
                checkpoint + "; likely cause: " + new LikelyCause(configuration, iteration, parts.train()).text());
    }
}
