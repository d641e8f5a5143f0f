package org.thgcl.training;

import org.thgcl.autodiff.Tape;
import org.thgcl.data.Batch;
import org.thgcl.data.BatchOrder;
import org.thgcl.data.Subset;
import org.thgcl.model.Clips;
import org.thgcl.optimise.TrainingSettings;

/// The batches of a run: their order, and how a model is given one.
final class BatchesOfRun {
    private BatchesOfRun() {}

    /// The batches that a run learns from, from its first update on.
    static BatchOrder order(TrainingSettings settings, Subset train) {
        return settings.repeatThreshold() == 0
                ? BatchOrder.shuffled(train.size(), settings.batch(), settings.seed())
                : BatchOrder.repeatFactor(train, settings.batch(), settings.repeatThreshold(), settings.seed());
    }

    /// A batch on a tape.
    static Clips on(Tape tape, Batch batch) {
        return new Clips(tape.constant(batch.audio()), tape.constant(batch.video()), batch.ids());
    }
}
