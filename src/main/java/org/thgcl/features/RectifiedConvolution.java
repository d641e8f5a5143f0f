package org.thgcl.features;

import org.thgcl.autodiff.Convolutions;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Initial;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Windows;

/// The step that both encoders are made of: `max(0, convolution + bias)`, with zeros around the input.
final class RectifiedConvolution {
    private RectifiedConvolution() {}

    /// The step on a batch.
    ///
    /// @param x `[B, positions..., in]`
    /// @param weight `[kernel..., in, out]`
    /// @param bias `[out]`
    /// @return `[B, outputs..., out]`
    static Variable apply(Variable x, Variable weight, Variable bias, Windows windows) {
        Shape matrix = Shape.of(weight.shape().rows(), weight.shape().columns());
        return Convolutions.rectified(x, weight.reshape(matrix), bias, windows);
    }

    /// The distribution by He et al. 2015, which keeps the size of what goes through rectified layers.
    ///
    /// @param weight all axes but the last count the terms of a sum
    static Initial initial(Shape weight) {
        return new Initial.Normal(Math.sqrt(2.0 / weight.rows()));
    }
}
