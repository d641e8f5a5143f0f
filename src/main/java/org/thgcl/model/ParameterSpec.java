package org.thgcl.model;

import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// A parameter of a model, or a statistic that is given to it.
///
/// @param name unique in its model, such as `layers.0.audio.psi`
/// @param initial the distribution that it is drawn from
/// @param matrix whether it is a matrix `[inputs, outputs]` by which rows are multiplied, x W. Other programs keep such
///     a matrix transposed, `[outputs, inputs]`: see [Layout]. Kernels of convolutions, tables and normalisations,
///     though some have two axes, are none
public record ParameterSpec(String name, Shape shape, Initial initial, boolean matrix) {
    public ParameterSpec {
        if (matrix && shape.rank() != 2) {
            throw new IllegalArgumentException("parameter " + name + ": a matrix has two axes, not " + shape);
        }
    }

    /// A parameter that is no matrix.
    public ParameterSpec(String name, Shape shape, Initial initial) {
        this(name, shape, initial, false);
    }

    /// A matrix `[in, out]`.
    public static ParameterSpec matrix(String name, int in, int out, Initial initial) {
        return new ParameterSpec(name, Shape.of(in, out), initial, true);
    }

    /// The same under another name.
    public ParameterSpec named(String other) {
        return new ParameterSpec(other, shape, initial, matrix);
    }

    /// Draws the initial values. They depend on the seed, the name and the place of an element alone, so models that
    /// share a parameter and its shape start from the same values, rounded to the type of each.
    public Tensor draw(long seed, DType dtype) {
        CounterRandom random = new CounterRandom(seed);
        Tensor tensor = Tensor.zeros(dtype, shape);
        int site = CounterRandom.site(name);
        for (int i = 0; i < shape.elements(); i++) {
            tensor.set(i, initial.draw(random, site, i));
        }
        return tensor;
    }
}
