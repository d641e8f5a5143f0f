package org.thgcl.equation;

import org.ejml.simple.SimpleMatrix;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;

/// The classification head, section 2.3: class scores of a clip from its graph embedding,
///
/// `logits = X^G W_c + b_c`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `X^G` | `embedding` | `[B, H]`, or `[B, 2H]` for a concatenation (A13) | | real |
/// | `W_c` | `weight` | `[H or 2H, C]` | | real |
/// | `b_c` | `bias` | `[C]` | | real |
/// | logits | returned | `[B, C]` | log-odds up to a constant per clip | real |
///
/// Operands whose shapes don't fit are refused.
public final class ClassificationHead {
    private ClassificationHead() {}

    /// The logits of B clips.
    public static Variable apply(Variable embedding, Variable weight, Variable bias) {
        return Dense.addBias(Dense.matmul(embedding, weight), bias);
    }

    /// The same on matrices, the bias as a row.
    public static SimpleMatrix definition(SimpleMatrix XG, SimpleMatrix W, SimpleMatrix b) {
        SimpleMatrix one = SimpleMatrix.ones(XG.getNumRows(), 1);
        return XG.mult(W).plus(one.mult(b));
    }
}
