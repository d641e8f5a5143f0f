package org.thgcl.equation;

import org.ejml.simple.SimpleMatrix;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;

/// Feature alignment, section 2.1: a linear map for each modality m brings both to the same width,
///
/// `E_m = F_m W_m + b_m`, m in {a, v}
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `F` | `features` | `[n, in]` | features of the extractor | real; in is 128 for audio, 1024 for video |
/// | `W` | `weight` | `[in, d]` | | real |
/// | `b` | `bias` | `[d]` | | real |
/// | `E` | returned | `[n, d]` | | real; d is reading A2 |
///
/// Operands whose shapes don't fit are refused.
public final class FeatureAlignment {
    private FeatureAlignment() {}

    /// The embeddings of n segments.
    public static Variable apply(Variable features, Variable weight, Variable bias) {
        return Dense.addBias(Dense.matmul(features, weight), bias);
    }

    /// The same on matrices, the bias as a row.
    public static SimpleMatrix definition(SimpleMatrix F, SimpleMatrix W, SimpleMatrix b) {
        SimpleMatrix one = SimpleMatrix.ones(F.getNumRows(), 1);
        return F.mult(W).plus(one.mult(b));
    }
}
