package org.thgcl.equation;

import org.thgcl.autodiff.Variable;

/// Equation 5, section 2.3: the joint objective,
///
/// `L = omega_FL L_FL + omega_CL L_CL`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `L_FL` | `focal` | `[]` | nats | real |
/// | `L_CL` | `contrastive` | `[]` | nats | real, may be negative (A15) |
/// | `omega_FL` | `weightFocal` | | 1 | at least 0, finite; the paper's is 1.0 |
/// | `omega_CL` | `weightContrastive` | | 1 | at least 0, finite; the paper's is 0.1 |
/// | `L` | returned | `[]` | nats | real |
///
/// Weights that are negative or not finite are refused.
public record Eq5JointObjective(double weightFocal, double weightContrastive) {
    /// Checks the weights.
    ///
    /// @throws IllegalArgumentException if a weight is negative or not finite
    public Eq5JointObjective {
        check("focal", weightFocal);
        check("contrastive", weightContrastive);
    }

    private static void check(String loss, double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "Eq. 5: the weight of the " + loss + " loss must be a finite number of at least 0, got " + weight);
        }
    }

    /// The weighted sum of the two losses.
    public Variable apply(Variable focal, Variable contrastive) {
        return focal.times(weightFocal).plus(contrastive.times(weightContrastive));
    }

    /// The same on numbers.
    public double definition(double LFL, double LCL) {
        return weightFocal * LFL + weightContrastive * LCL;
    }
}
