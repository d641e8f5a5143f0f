package org.thgcl.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Tape;
import org.thgcl.data.Batch;
import org.thgcl.data.BatchOrder;
import org.thgcl.data.BatchReader;
import org.thgcl.data.DataSet;
import org.thgcl.data.Prefetcher;
import org.thgcl.data.Standardisation;
import org.thgcl.data.Subset;
import org.thgcl.file.Work;
import org.thgcl.metric.Evaluation;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;
import org.thgcl.model.Model;
import org.thgcl.model.Moment;
import org.thgcl.model.Parameters;
import org.thgcl.model.Pass;
import org.thgcl.model.Weights;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// Applies a model to clips, as in evaluation.
public final class Predictor {
    private final Configuration configuration;
    private final Model model;
    private final Parameters parameters;
    private final Standardisation standardisation;
    private final Tape tape;

    /// @param parameters looked up anew at each call, so that a model can be tried while it is trained
    /// @param standardisation of the features; `null` for none
    /// @param tape to compute on, in its type; nothing else may be recorded on it
    public Predictor(
            Configuration configuration,
            Model model,
            Parameters parameters,
            Standardisation standardisation,
            Tape tape) {
        this.configuration = configuration;
        this.model = model;
        this.parameters = parameters;
        this.standardisation = standardisation;
        this.tape = tape;
    }

    /// The type that it computes in.
    public DType dtype() {
        return tape.kernels().dtype();
    }

    /// Bytes that applying it to a batch takes: parameters, activations, and the batch, which is read ahead.
    public long bytes() {
        ClipShape clips = configuration.clips();
        int batch = configuration.training().batch();
        boolean video = clips.videoSegments() > 0;
        float[][][] audio = new float[batch][clips.audioSegments()][clips.audioFeatures()];
        float[][][] pictures = new float[batch][clips.videoSegments()][clips.videoFeatures()];
        List<String> names =
                IntStream.range(0, clips.classes()).mapToObj(Integer::toString).toList();
        unchecked(Subset.all(video ? DataSet.unlabelled(audio, pictures, names) : DataSet.unlabelled(audio, names)));
        long features = (long) clips.audioSegments() * clips.audioFeatures()
                + (long) clips.videoSegments() * clips.videoFeatures();
        long numbers = parameters.tensors().values().stream()
                .mapToLong(tensor -> tensor.shape().elements())
                .sum();
        return tape.bytes() + (numbers + 2L * batch * features) * Double.BYTES;
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
        return scores(List.of(part));
    }

    /// Scores of the clips of several parts, part after part, see [#scores(Subset)].
    ///
    /// @throws IllegalArgumentException also if they don't fit in the memory, 8 bytes for each clip and class
    public Tensor scores(List<Subset> parts) {
        Tensor scores = ScoreTable.zeros(parts, classes());
        int before = 0;
        for (Subset part : parts) {
            int rows = before;
            scores(part, (first, batch) -> copy(batch, scores, rows + first));
            before += part.size();
        }
        return scores;
    }

    /// Takes the scores of some clips.
    @FunctionalInterface
    public interface Scored<X extends Exception> {
        /// Takes the next ones.
        ///
        /// @param first position in the part of the first of these clips
        /// @param scores `[clips, classes]`, float64
        void take(int first, Tensor scores) throws X;
    }

    /// Hands on the scores of some clips, batch after batch in the order of the part's positions, the same numbers as
    /// [#scores(Subset)]. Of scores and features, a batch is held at a time, besides what the data set keeps of the
    /// file. A clip's numbers don't depend on what is thrown here, nor on what was scored before.
    ///
    /// @throws X whatever the taker throws, which ends the work
    /// @throws IllegalArgumentException as [#scores(Subset)], when all batches before that of the clip were taken
    public <X extends Exception> void scores(Subset part, Scored<X> taker) throws X {
        forEachBatch(part, (first, pass) -> {
            Tensor scores = Tensor.zeros(Shape.of(pass.logits().shape().rows(), classes()));
            copy(model.activation().apply(pass.logits()).value(), scores, 0);
            UsableScores.require(scores, first, part, configuration, parameters.tensors());
            taker.take(first, scores);
        });
    }

    private int classes() {
        return configuration.clips().classes();
    }

    /// [#scores(Subset)] that may be NaN.
    Tensor unchecked(Subset part) {
        Tensor scores = Tensor.zeros(Shape.of(part.size(), classes()));
        forEachBatch(
                part,
                (first, pass) -> copy(model.activation().apply(pass.logits()).value(), scores, first));
        return scores;
    }

    /// Scores of some clips and what else their model shows, rows in the order of the part's positions.
    ///
    /// @throws IllegalArgumentException as [#scores]
    public Inspection inspect(Subset part) {
        int clips = part.size();
        Tensor scores = Tensor.zeros(Shape.of(clips, classes()));
        Map<String, Tensor> views = new LinkedHashMap<>();
        forEachBatch(part, (first, pass) -> {
            copy(model.activation().apply(pass.logits()).value(), scores, first);
            pass.views().forEach((name, view) -> {
                int columns = view.shape().elements() / pass.logits().shape().rows();
                copy(view.value(), views.computeIfAbsent(name, _ -> Tensor.zeros(Shape.of(clips, columns))), first);
            });
        });
        UsableScores.require(scores, 0, part, configuration, parameters.tensors());
        return new Inspection(scores, views);
    }

    private interface Use<X extends Exception> {
        void accept(int first, Pass pass) throws X;
    }

    private <X extends Exception> void forEachBatch(Subset part, Use<X> use) throws X {
        int first = 0;
        BatchReader reader =
                new BatchReader(part, standardisation, tape.kernels().dtype());
        try (Work work = Work.begin("scoring clips", part.size());
                Prefetcher batches = new Prefetcher(
                        reader,
                        BatchOrder.inSequence(
                                part.size(), configuration.training().batch()))) {
            while (batches.hasNext()) {
                Batch batch = batches.next();
                use.accept(first, forward(batch));
                first += batch.size();
                work.at(first);
                tape.reset();
            }
        } finally {
            tape.reset();
        }
    }

    /// Copies the rows of a batch into those of all clips, from a row on.
    private static void copy(Tensor batch, Tensor all, int first) {
        for (int i = 0; i < batch.shape().elements(); i++) {
            all.set(first * all.shape().columns() + i, batch.get(i));
        }
    }

    /// How well the scores of some clips agree with their labels.
    ///
    /// @throws IllegalArgumentException as [#scores]
    public Evaluation evaluate(Subset part) {
        return Evaluation.of(scores(part), part.labels());
    }

    private Pass forward(Batch batch) {
        return model.apply(
                new Weights(parameters.on(tape, false)),
                BatchesOfRun.on(tape, batch),
                Moment.evaluation(configuration.training().seed()));
    }
}
