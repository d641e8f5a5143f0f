package org.thgcl.model;

import java.util.Locale;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// How the matrices among a model's parameters lie in a file. All other parameters lie in the same way in both layouts.
public enum Layout {
    /// `[inputs, outputs]`, as this program keeps them: rows are multiplied by W, x W.
    IN_OUT,

    /// `[outputs, inputs]`, as PyTorch's `nn.Linear` keeps them: rows are multiplied by the transposed, x W'.
    OUT_IN;

    /// The name in options and files, such as `in_out`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The shape of a parameter in a file.
    public Shape shape(ParameterSpec spec) {
        return transposes(spec) ? Shape.of(spec.shape().columns(), spec.shape().rows()) : spec.shape();
    }

    /// A parameter as this program keeps it.
    ///
    /// @param stored in the shape of [#shape]
    /// @return the tensor itself where nothing is to be transposed
    public Tensor own(ParameterSpec spec, Tensor stored) {
        if (!transposes(spec)) {
            return stored;
        }
        int in = spec.shape().rows();
        int out = spec.shape().columns();
        Tensor own = Tensor.zeros(stored.dtype(), spec.shape());
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                own.set(i * out + o, stored.get(o * in + i));
            }
        }
        return own;
    }

    private boolean transposes(ParameterSpec spec) {
        return this == OUT_IN && spec.matrix();
    }
}
