package org.thgcl.baseline.block;

import java.util.List;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Shape;

/// What follows a normalisation: `y[r, c] = scale[c] x[r, c] + shift[c]`.
///
/// @param scale `[C]`, or with more axes, C elements in all
/// @param shift of the same shape
public record Affine(Variable scale, Variable shift) {
    /// The parameters `scale` and `shift`.
    public static Affine of(Weights weights) {
        return new Affine(weights.get("scale"), weights.get("shift"));
    }

    /// The parameters `NAME.scale`, drawn as ones, and `NAME.shift`, drawn as zeros.
    ///
    /// @param shape of each
    public static List<ParameterSpec> parameters(String name, Shape shape) {
        return List.of(
                new ParameterSpec(name + ".scale", shape, new Initial.Constant(1)),
                new ParameterSpec(name + ".shift", shape, new Initial.Constant(0)));
    }

    /// Scales and shifts the columns.
    ///
    /// @param x `[rows, C]`
    /// @throws org.thgcl.tensor.ShapeException if there are not C factors
    public Variable apply(Variable x) {
        return Dense.addBias(Columns.scale(x, vector(scale)), vector(shift));
    }

    private static Variable vector(Variable v) {
        return v.shape().rank() == 1 ? v : v.reshape(Shape.of(v.shape().elements()));
    }
}
