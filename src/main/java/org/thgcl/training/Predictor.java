package org.thgcl.training;

import java.util.Map;
import java.util.function.BiConsumer;
import org.thgcl.autodiff.Scores;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.data.Batch;
import org.thgcl.data.BatchOrder;
import org.thgcl.data.BatchReader;
import org.thgcl.data.DataSet;
import org.thgcl.data.Prefetcher;
import org.thgcl.data.Standardisation;
import org.thgcl.data.Subset;
import org.thgcl.file.Work;
import org.thgcl.metric.Evaluation;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.HawkesNoise;
import org.thgcl.thgn.Parameters;
import org.thgcl.thgn.Thgn;

/// Applies a model to clips: no dropout, the median of Eq. 2's noise (A10).
public final class Predictor {
    private final Configuration configuration;
    private final Thgn model;
    private final Parameters parameters;
    private final Standardisation standardisation;
    private final Tape tape;

    /// @param parameters looked up anew at each call, so that a model can be tried while it is trained
    /// @param standardisation of the features; `null` for none
    /// @param tape to compute on, in its type; nothing else may be recorded on it
    public Predictor(
            Configuration configuration,
            Thgn model,
            Parameters parameters,
            Standardisation standardisation,
            Tape tape) {
        this.configuration = configuration;
        this.model = model;
        this.parameters = parameters;
        this.standardisation = standardisation;
        this.tape = tape;
    }

    /// The same model with the parameters that training began with.
    public Predictor untrained() {
        return new Predictor(configuration, model, Parameters.initial(configuration), standardisation, tape);
    }

    /// Scores of some clips, the softmax or the sigmoids of the logits (A43), `[clips, classes]`, rows in the order
    /// of the part's positions: float64, whatever type they were computed in.
    ///
    /// @throws IllegalArgumentException that names the first clip whose scores are no numbers, and the cause
    public Tensor scores(Subset part) {
        Tensor scores = unchecked(part);
        UsableScores.require(scores, part, configuration, parameters.tensors());
        return scores;
    }

    /// [#scores] that may be NaN.
    Tensor unchecked(Subset part) {
        Tensor scores = Tensor.zeros(Shape.of(part.size(), configuration.classes()));
        forEachBatch(part, (first, output) -> copy(probabilities(output), scores, first));
        return scores;
    }

    /// Scores, embeddings and attention of some clips, rows in the order of the part's positions.
    ///
    /// @throws IllegalArgumentException as [#scores]
    public Inspection inspect(Subset part) {
        Configuration c = configuration;
        int clips = part.size();
        Tensor scores = Tensor.zeros(Shape.of(clips, c.classes()));
        Tensor embedding = Tensor.zeros(Shape.of(clips, Thgn.graphEmbeddingSize(c)));
        Tensor audio = Tensor.zeros(Shape.of(clips, c.audioSegments()));
        Tensor video = c.hasVideo() ? Tensor.zeros(Shape.of(clips, c.videoSegments())) : null;
        forEachBatch(part, (first, output) -> {
            copy(probabilities(output), scores, first);
            copy(output.embedding(), embedding, first);
            copy(output.audioAttention(), audio, first);
            if (video != null) {
                copy(output.videoAttention(), video, first);
            }
        });
        UsableScores.require(scores, part, configuration, parameters.tensors());
        return new Inspection(scores, embedding, audio, video);
    }

    private void forEachBatch(Subset part, BiConsumer<Integer, Thgn.Output> use) {
        int first = 0;
        BatchReader reader =
                new BatchReader(part, standardisation, tape.kernels().dtype());
        try (Work work = Work.begin("scoring clips", part.size());
                Prefetcher batches =
                        new Prefetcher(reader, BatchOrder.inSequence(part.size(), configuration.batch()))) {
            while (batches.hasNext()) {
                Batch batch = batches.next();
                use.accept(first, forward(batch, part.data()));
                first += batch.size();
                work.at(first);
                tape.reset();
            }
        }
    }

    private Variable probabilities(Thgn.Output output) {
        return switch (configuration.focalForm()) {
            case SOFTMAX -> Scores.logSoftmax(output.logits()).exp();
            case SIGMOID -> output.logits().sigmoid();
        };
    }

    /// Copies the rows of a batch into those of all clips, from a row on.
    private static void copy(Variable batch, Tensor all, int first) {
        for (int i = 0; i < batch.shape().elements(); i++) {
            all.set(first * all.shape().columns() + i, batch.value().get(i));
        }
    }

    /// How well the scores of some clips agree with their labels.
    ///
    /// @throws IllegalArgumentException as [#scores]
    public Evaluation evaluate(Subset part) {
        return Evaluation.of(scores(part), part.labels());
    }

    private Thgn.Output forward(Batch batch, DataSet data) {
        Map<String, Variable> variables = parameters.on(tape, false);
        return model.forward(
                variables,
                tape.constant(batch.audio()),
                batch.video() == null ? null : tape.constant(batch.video()),
                xi(batch, data),
                Thgn.Dropout.NONE);
    }

    private Tensor xi(Batch batch, DataSet data) {
        Tensor xi = tape.allocate(Shape.of(batch.size(), model.graph().cross().count()));
        return switch (configuration.noiseDraw()) {
            case EACH_STEP -> HawkesNoise.median(xi);
            case ONCE_PER_GRAPH ->
                HawkesNoise.oncePerGraph(new CounterRandom(configuration.seed()), ids(batch, data), xi);
        };
    }

    /// The clips' ids, which the noise that is drawn once per graph belongs to.
    static String[] ids(Batch batch, DataSet data) {
        String[] ids = new String[batch.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = data.id(batch.clips()[i]);
        }
        return ids;
    }
}
