package org.thgcl.metric;

import java.util.List;

/// A metric of each class.
///
/// @param values by class; NaN where the metric is not defined
public record PerClass(List<Double> values) {
    public PerClass {
        values = List.copyOf(values);
    }

    /// The value of one class.
    public double get(int category) {
        return values.get(category);
    }

    /// The unweighted mean of the classes that have a value; NaN if none has.
    public double mean() {
        double sum = 0;
        int defined = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                defined++;
            }
        }
        return sum / defined;
    }
}
