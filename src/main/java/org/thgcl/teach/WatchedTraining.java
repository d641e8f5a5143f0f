package org.thgcl.teach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Tape;
import org.thgcl.data.Batch;
import org.thgcl.data.BatchOrder;
import org.thgcl.data.BatchReader;
import org.thgcl.metric.Evaluation;
import org.thgcl.model.Clips;
import org.thgcl.model.Moment;
import org.thgcl.model.Parameters;
import org.thgcl.model.Pass;
import org.thgcl.model.Weights;
import org.thgcl.optimise.Adam;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.Thgn;
import org.thgcl.thgn.ThgnSettings;
import org.thgcl.training.TrainingStep;

/// A training of THGN on [PlantedClips], update by update, as the program's trainer makes it.
final class WatchedTraining {
    /// Updates from one test to the next.
    static final int EVERY = 10;

    private static final long SEED = 1024;
    private static final int BATCH = 24;
    private static final double RATE = 0.005;

    private final PlantedClips clips;
    private final Thgn model;
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final TrainingStep step;
    private final Tape tape;
    private final BatchReader train;
    private final BatchOrder order;
    private final Batch test;
    private final List<Double> losses = new ArrayList<>();
    private final List<Double> accuracies = new ArrayList<>();
    private List<List<Integer>> confusion;
    private List<List<Double>> heard;
    private List<List<Double>> seen;

    /// @param settings of the network
    /// @param clips to learn from and to be tested on
    WatchedTraining(ThgnSettings settings, PlantedClips clips, Kernels kernels) {
        this.clips = clips;
        model = new Thgn(settings, clips.shape());
        model.parameters().forEach(spec -> parameters.put(spec.name(), spec.draw(SEED, kernels.dtype())));
        step = new TrainingStep(model, parameters, new Adam(Adam.Hyperparameters.DEFAULT, parameters, kernels));
        tape = new Tape(kernels);
        train = new BatchReader(clips.train(), null, kernels.dtype());
        order = BatchOrder.shuffled(clips.train().size(), BATCH, SEED);
        test = new BatchReader(clips.test(), null, kernels.dtype())
                .read(IntStream.range(0, clips.test().size()).toArray());
        test();
    }

    /// Updates made so far.
    int updates() {
        return losses.size();
    }

    /// The loss of each update's batch, before the update.
    List<Double> losses() {
        return List.copyOf(losses);
    }

    /// What has been learnt so far.
    Learnt learnt() {
        return new Learnt(losses, accuracies, confusion, heard, seen);
    }

    /// Makes one update, and a test if it is time for one.
    void step() {
        Batch batch = train.read(order.batch(updates()));
        step.run(
                on(batch),
                batch.labels(),
                Moment.update(SEED, updates()),
                RATE,
                parts -> losses.add(parts.lastEntry().getValue()));
        if (updates() % EVERY == 0) {
            test();
        }
    }

    private void test() {
        Pass pass = model.apply(new Weights(Parameters.on(tape, parameters, false)), on(test), Moment.evaluation(SEED));
        Evaluation evaluation =
                Evaluation.of(model.activation().apply(pass.logits()).value(), test.labels());
        accuracies.add(evaluation.accuracy());
        confusion = evaluation.confusion();
        heard = examples(
                pass.views().get("audio_attention").value(), clips.shape().audioSegments());
        seen = examples(
                pass.views().get("video_attention").value(), clips.shape().videoSegments());
        tape.reset();
    }

    /// The rows of the clips that figures show.
    private List<List<Double>> examples(Tensor values, int columns) {
        return clips.examples().stream()
                .map(position -> IntStream.range(0, columns)
                        .mapToObj(k -> values.get(position * columns + k))
                        .toList())
                .toList();
    }

    private Clips on(Batch batch) {
        return new Clips(tape.constant(batch.audio()), tape.constant(batch.video()), batch.ids());
    }
}
