package org.thgcl.metric;

import org.thgcl.autodiff.Scores;
import org.thgcl.autodiff.Variable;

/// How a model's logits become scores in [0, 1].
public enum OutputActivation {
    /// Softmax over the classes: each clip has one class.
    SOFTMAX {
        @Override
        public Variable apply(Variable logits) {
            return Scores.logSoftmax(logits).exp();
        }
    },

    /// A sigmoid for each class: a clip may have any number of them.
    SIGMOID {
        @Override
        public Variable apply(Variable logits) {
            return logits.sigmoid();
        }
    };

    /// The scores of logits, both `[B, C]`.
    public abstract Variable apply(Variable logits);
}
