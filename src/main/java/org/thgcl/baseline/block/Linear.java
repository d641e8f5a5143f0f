package org.thgcl.baseline.block;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Shape;

/// The affine map of each row, which the field calls a linear layer,
///
/// `Y = X W + 1 b'`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | X | `x` | `[n, in]` | | real |
/// | W | `weight` | `[in, out]` | | real |
/// | b | `bias` | `[out]` | | real, or absent |
/// | Y | returned | `[n, out]` | | real |
///
/// Operands whose shapes don't fit are refused.
public final class Linear {
    private Linear() {}

    /// What is learnt: `weight` and, if wanted, `bias`, which starts at 0.
    ///
    /// @param prefix what the names begin with, such as `head`
    /// @param initial the distribution of the weight
    public static List<ParameterSpec> parameters(String prefix, int in, int out, boolean bias, Initial initial) {
        List<ParameterSpec> parameters = new ArrayList<>();
        parameters.add(ParameterSpec.matrix(prefix + ".weight", in, out, initial));
        if (bias) {
            parameters.add(new ParameterSpec(prefix + ".bias", Shape.of(out), new Initial.Constant(0)));
        }
        return parameters;
    }

    /// The map of all rows.
    ///
    /// @param weights `weight`, and `bias` if there is one
    /// @return `[n, out]`
    /// @throws org.thgcl.tensor.ShapeException if the shapes don't fit
    public static Variable apply(Variable x, Weights weights) {
        Variable product = Dense.matmul(x, weights.get("weight"));
        return weights.has("bias") ? Dense.addBias(product, weights.get("bias")) : product;
    }

    /// The same on arrays.
    ///
    /// @param W row by row
    /// @param b empty if there is none
    public static double[][] definition(double[][] X, double[] W, double[] b) {
        int in = X[0].length;
        int out = W.length / in;
        double[][] Y = new double[X.length][out];
        for (int i = 0; i < X.length; i++) {
            for (int j = 0; j < out; j++) {
                Y[i][j] = b.length == 0 ? 0 : b[j];
                for (int k = 0; k < in; k++) {
                    Y[i][j] += X[i][k] * W[k * out + j];
                }
            }
        }
        return Y;
    }
}
