package org.thgcl.training;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.data.Batch;
import org.thgcl.data.BatchOrder;
import org.thgcl.data.BatchReader;
import org.thgcl.data.Prefetcher;
import org.thgcl.data.Split;
import org.thgcl.data.Standardisation;
import org.thgcl.data.Subset;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.model.Thgn;
import org.thgcl.model.Xi;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// Trains a model by mini-batches, validates it now and then, keeps the best, and stops early.
///
/// Everything random is a function of the seed and the iteration, so a run that was killed and resumed from its last
/// checkpoint goes on to the same bits as one that was not.
public final class Trainer {
    private final Configuration configuration;
    private final Split.Parts parts;
    private final RunStore store;
    private final Progress progress;

    private final CounterRandom random;
    private final LearningRate learningRate;
    private final EarlyStopping earlyStopping;
    private final Kernels kernels;
    private final Tape tape;
    private final Thgn model;

    // what a checkpoint restores
    private Parameters parameters;
    private Optimiser optimiser;
    private Standardisation standardisation;
    private EarlyStopping.State stopping = EarlyStopping.State.START;
    private int iteration;

    private long stepNanos;
    private int steps;

    /// @param parts what to learn from, to validate on and, unless it is `null`, to test on at the end
    /// @param kernels of the configuration's type
    /// @throws IllegalArgumentException if the configuration doesn't fit the data or the kernels
    public Trainer(
            Configuration configuration, Split.Parts parts, RunFolder folder, Kernels kernels, Progress progress) {
        this(configuration, parts, (RunStore) folder, kernels, progress);
    }

    /// The same for a run that is kept elsewhere.
    Trainer(Configuration configuration, Split.Parts parts, RunStore store, Kernels kernels, Progress progress) {
        if (kernels.dtype() != configuration.dtype()) {
            throw new IllegalArgumentException("the kernels compute in " + kernels.dtype()
                    + ", the configuration's dtype is " + configuration.dtype());
        }
        this.configuration = configuration;
        this.parts = parts;
        this.store = store;
        this.progress = progress;
        this.random = new CounterRandom(configuration.seed());
        this.learningRate = LearningRate.of(configuration);
        this.earlyStopping = EarlyStopping.of(configuration);
        this.kernels = kernels;
        this.tape = new Tape(kernels);
        this.model = new Thgn(configuration, kernels);
        for (Subset part : new Subset[] {parts.train(), parts.validation(), parts.test()}) {
            if (part != null) {
                DataFit.require(configuration, part.data());
            }
        }
        parts.train().requireEveryClass("training");
    }

    /// Trains to the end.
    ///
    /// @param resume go on from the folder's last checkpoint, if there is one
    /// @throws IllegalArgumentException if the folder holds a run that is not to be resumed, or can't be
    /// @throws TrainingDivergedException if the loss or a parameter is no longer finite
    /// @throws IOException if a file can't be written or read
    public Result run(boolean resume) throws IOException {
        long begun = System.nanoTime();
        Optional<Checkpoint> last = resume ? store.lastCheckpoint() : Optional.empty();
        if (last.isPresent()) {
            restore(last.get());
        } else {
            start(resume);
        }
        if (!configuration.hasVideo()) {
            progress.note("The clips have no video: audio nodes alone, no contrastive loss, X^G = g_a (A25).");
        }
        progress.begin(iteration, configuration.iterations());
        try {
            iterate();
        } finally {
            progress.end(iteration);
        }
        return finish(begun);
    }

    private void start(boolean resume) throws IOException {
        if (resume) {
            progress.note(store.name() + ": no checkpoint to resume from, starting from the beginning.");
        }
        store.begin(configuration, resume);
        standardisation = configuration.standardise() ? Standardisation.of(parts.train()) : null;
        parameters = Parameters.initial(configuration);
        optimiser = Optimiser.of(configuration, parameters.tensors(), kernels);
    }

    private void restore(Checkpoint checkpoint) throws IOException {
        if (!checkpoint.configuration().equals(configuration.toYaml())) {
            throw new IllegalArgumentException(
                    store.lastName().orElseThrow() + ": was made with another configuration, "
                            + firstDifference(checkpoint.configuration(), configuration.toYaml())
                            + "; resume with the same settings");
        }
        DataFit.requireClasses(checkpoint.classes(), parts.train().data());
        parameters = Parameters.of(configuration, checkpoint.parameters());
        optimiser = Optimiser.of(configuration, parameters.tensors(), kernels);
        optimiser.restore(checkpoint.optimiser());
        standardisation = StandardisationTensors.read(checkpoint.standardisation());
        stopping = checkpoint.stopping();
        iteration = checkpoint.iteration();
        store.dropLogAfter(iteration);
        progress.note(store.name() + ": going on from iteration " + iteration + ".");
    }

    /// The first line in which two configurations differ, from the saved one to the new one.
    private static String firstDifference(String saved, String now) {
        List<String> savedLines = saved.lines().toList();
        List<String> lines = now.lines().toList();
        for (int i = 0; i < Math.min(savedLines.size(), lines.size()); i++) {
            if (!savedLines.get(i).equals(lines.get(i))) {
                return "'" + setting(savedLines.get(i)) + "' instead of '" + setting(lines.get(i)) + "'";
            }
        }
        return "of another version of this program";
    }

    private static String setting(String line) {
        return line.replaceFirst(" *#.*", "");
    }

    private void iterate() throws IOException {
        BatchReader reader = new BatchReader(parts.train(), standardisation, configuration.dtype());
        try (Prefetcher batches = new Prefetcher(reader, order().from(iteration))) {
            while (iteration < configuration.iterations() && !earlyStopping.stops(stopping)) {
                step(batches.next());
                if (iteration % configuration.validateEvery() == 0 || iteration == configuration.iterations()) {
                    validate();
                }
            }
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

    private BatchOrder order() {
        return configuration.repeatThreshold() == 0
                ? BatchOrder.shuffled(parts.train().size(), configuration.batch(), configuration.seed())
                : BatchOrder.repeatFactor(
                        parts.train(), configuration.batch(), configuration.repeatThreshold(), configuration.seed());
    }

    private void step(Batch batch) throws IOException {
        long begun = System.nanoTime();
        double rate = learningRate.at(iteration);
        Map<String, Variable> variables = parameters.on(tape, true);
        Thgn.Output output = model.forward(
                variables,
                tape.constant(batch.audio()),
                batch.video() == null ? null : tape.constant(batch.video()),
                xi(batch),
                new Thgn.Dropout(configuration.dropout(), random, iteration));
        Thgn.Loss loss = model.loss(output, batch.labels());
        double total = loss.total().value().item();
        if (!Double.isFinite(total)) {
            throw diverged("the loss is " + total);
        }
        tape.backward(loss.total());
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        variables.forEach((name, variable) -> gradients.put(name, variable.gradient()));
        optimiser.step(iteration, rate, gradients);
        iteration++;
        log(loss, rate);
        tape.reset();
        stepNanos += System.nanoTime() - begun;
        steps++;
        progress.update(iteration, total, rate, clipsPerSecond());
    }

    private Tensor xi(Batch batch) {
        Tensor xi = tape.allocate(Shape.of(batch.size(), model.graph().cross().count()));
        return switch (configuration.noiseDraw()) {
            case EACH_STEP -> Xi.eachStep(random, iteration, xi);
            case ONCE_PER_GRAPH ->
                Xi.oncePerGraph(random, Predictor.ids(batch, parts.train().data()), xi);
        };
    }

    private void log(Thgn.Loss loss, double rate) throws IOException {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("loss", loss.total().value().item());
        record.put("focal", loss.focal().value().item());
        if (loss.contrastive() != null) {
            record.put("contrastive", loss.contrastive().value().item());
        }
        record.put("learning_rate", rate);
        store.log(iteration, record);
    }

    private void validate() throws IOException {
        parameters.tensors().forEach((name, tensor) -> requireFinite("parameter " + name, tensor));
        Tensor scores = predictor(parameters).scores(parts.validation());
        requireFinite("a score in validation", scores);
        Evaluation evaluation = Evaluation.of(scores, parts.validation().labels());
        stopping = earlyStopping.after(stopping, iteration, evaluation.map(), evaluation.auc());
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("validation", Result.Metrics.of(evaluation));
        record.put("best", stopping.isBest());
        store.log(iteration, record);
        if (stopping.isBest()) {
            store.keepBest(checkpoint(Map.of()));
        }
        store.keepLast(checkpoint(optimiser.state()));
        progress.validation(iteration, evaluation, stopping.isBest());
    }

    private Predictor predictor(Parameters parameters) {
        return new Predictor(configuration, model, parameters, standardisation, tape);
    }

    private Checkpoint checkpoint(Map<String, Tensor> optimiserState) {
        return new Checkpoint(
                parameters.tensors(),
                optimiserState,
                StandardisationTensors.of(standardisation),
                configuration.toYaml(),
                parts.train().data().classes(),
                iteration,
                stopping,
                configuration.seed());
    }

    private Result finish(long begun) throws IOException {
        Parameters best = Parameters.of(configuration, store.bestParameters());
        Predictor predictor = predictor(best);
        Result result = new Result(
                Result.Metrics.of(predictor.evaluate(parts.validation())),
                parts.test() == null ? null : Result.Metrics.of(predictor.evaluate(parts.test())),
                iteration,
                stopping.bestIteration(),
                (System.nanoTime() - begun) * 1e-9,
                steps == 0 ? Double.NaN : stepNanos * 1e-9 / steps,
                clipsPerSecond(),
                Parameters.count(configuration));
        store.keepResult(result);
        return result;
    }

    private double clipsPerSecond() {
        return stepNanos == 0 ? Double.NaN : (double) steps * configuration.batch() / (stepNanos * 1e-9);
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
                checkpoint + "; likely cause: " + likelyCause());
    }

    /// What most often makes a loss infinite or no number, the more certain reasons first.
    private String likelyCause() {
        if (configuration.normalisation() == Configuration.Normalisation.NONE) {
            return "without normalisation, features grow about twelvefold a layer: set normalisation=graph, or "
                    + "adjacency=row";
        }
        String rate = "learning_rate=" + configuration.learningRate() + " is too high, try a tenth of it";
        return configuration.standardise() ? rate : rate + ", or features of a large scale: set standardise=true";
    }
}
