package org.thgcl.model;

import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// A parameter of a model, or a statistic that is given to it.
///
/// @param name unique in its model, such as `layers.0.audio.psi`
/// @param initial the distribution that it is drawn from
public record ParameterSpec(String name, Shape shape, Initial initial) {
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
