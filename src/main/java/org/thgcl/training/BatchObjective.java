package org.thgcl.training;

import java.util.Map;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.data.Batch;
import org.thgcl.data.BatchOrder;
import org.thgcl.data.DataSet;
import org.thgcl.data.Subset;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.HawkesNoise;
import org.thgcl.thgn.Thgn;

/// The objective of a batch in training, with the dropout and the noise of an update.
///
/// @param data that the batches are from
record BatchObjective(Configuration configuration, Thgn model, Tape tape, DataSet data) {
    /// The batches of a run, from its first update on.
    static BatchOrder order(Configuration c, Subset train) {
        return c.repeatThreshold() == 0
                ? BatchOrder.shuffled(train.size(), c.batch(), c.seed())
                : BatchOrder.repeatFactor(train, c.batch(), c.repeatThreshold(), c.seed());
    }

    /// Eq. 5 of a batch.
    ///
    /// @param variables the parameters on the tape
    /// @param iteration updates made so far, on which everything random depends
    Thgn.Loss of(Map<String, Variable> variables, Batch batch, int iteration) {
        CounterRandom random = new CounterRandom(configuration.seed());
        Thgn.Output output = model.forward(
                variables,
                tape.constant(batch.audio()),
                batch.video() == null ? null : tape.constant(batch.video()),
                xi(batch, random, iteration),
                new Thgn.Dropout(configuration.dropout(), random, iteration));
        return model.loss(output, batch.labels());
    }

    private Tensor xi(Batch batch, CounterRandom random, int iteration) {
        Tensor xi = tape.allocate(Shape.of(batch.size(), model.graph().cross().count()));
        return switch (configuration.noiseDraw()) {
            case EACH_STEP -> HawkesNoise.eachStep(random, iteration, xi);
            case ONCE_PER_GRAPH -> HawkesNoise.oncePerGraph(random, Predictor.ids(batch, data), xi);
        };
    }
}
