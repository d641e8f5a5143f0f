package org.thgcl.metric;

/// What is summed over the distinct scores of clips, from the highest down, to measure one class against the rest.
public interface RankedSum {
    /// Adds the clips of the next distinct score.
    ///
    /// @param positives clips of the class
    /// @param negatives the others
    void add(int positives, int negatives);

    /// The metric of what was added; NaN where it isn't defined.
    double value();
}
