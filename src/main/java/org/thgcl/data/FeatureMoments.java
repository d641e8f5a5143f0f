package org.thgcl.data;

import org.thgcl.tensor.Tensor;

/// Running means and deviations of features over segments, in one pass, by Welford's method (1962, *Note on a method
/// for calculating corrected sums of squares and products*), which does not cancel where the mean is large beside the
/// deviation.
public final class FeatureMoments {
    private final double[] mean;
    private final double[] squares;
    private long count;

    /// @param features of a segment
    public FeatureMoments(int features) {
        mean = new double[features];
        squares = new double[features];
    }

    /// Adds segments, row-major `[P, F]`.
    void add(float[] features, int segments) {
        for (int segment = 0; segment < segments; segment++) {
            count++;
            for (int i = 0; i < mean.length; i++) {
                add(i, features[segment * mean.length + i]);
            }
        }
    }

    /// Adds the segments of a tensor `[P, F]`.
    public void add(Tensor features) {
        for (int segment = 0; segment < features.shape().rows(); segment++) {
            count++;
            for (int i = 0; i < mean.length; i++) {
                add(i, features.get(segment * mean.length + i));
            }
        }
    }

    private void add(int feature, double x) {
        double difference = x - mean[feature];
        mean[feature] += difference / count;
        squares[feature] += difference * (x - mean[feature]);
    }

    /// The mean of each feature `[F]`.
    public Tensor mean() {
        return Tensor.vector(mean);
    }

    /// The population's standard deviation of each feature `[F]`, 1 where a feature never varies.
    public Tensor deviation() {
        double[] deviation = new double[squares.length];
        for (int i = 0; i < deviation.length; i++) {
            deviation[i] = squares[i] > 0 ? Math.sqrt(squares[i] / count) : 1;
        }
        return Tensor.vector(deviation);
    }
}
