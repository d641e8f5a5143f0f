package org.thgcl.data;

/// A summary of the features of one modality: their range, and how many are zero or not numbers.
///
/// Clips are added one at a time and not kept.
public final class FeatureSummary {
    private final int features;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private long count;
    private long zeros;
    private long nan;
    private long infinite;
    private int firstClip = -1;
    private int firstElement;

    /// @param features of a segment
    public FeatureSummary(int features) {
        this.features = features;
    }

    /// Adds a clip's features, row-major `[P, F]`.
    public void add(int clip, float[] values) {
        for (int element = 0; element < values.length; element++) {
            float value = values[element];
            if (Float.isFinite(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
                zeros += value == 0 ? 1 : 0;
                continue;
            }
            nan += Float.isNaN(value) ? 1 : 0;
            infinite += Float.isNaN(value) ? 0 : 1;
            if (firstClip < 0) {
                firstClip = clip;
                firstElement = element;
            }
        }
        count += values.length;
    }

    /// The smallest finite number; NaN if there is none.
    public double min() {
        return min <= max ? min : Double.NaN;
    }

    /// The largest finite number; NaN if there is none.
    public double max() {
        return min <= max ? max : Double.NaN;
    }

    /// The part of the numbers that are 0.
    public double zeros() {
        return (double) zeros / count;
    }

    /// How many are NaN.
    public long nan() {
        return nan;
    }

    /// How many are infinite, as float32.
    public long infinite() {
        return infinite;
    }

    /// The first clip with a number that isn't finite; -1 if there is none.
    public int firstClip() {
        return firstClip;
    }

    /// The segment of the first number that isn't finite.
    public int firstSegment() {
        return firstElement / features;
    }

    /// The feature of the first number that isn't finite.
    public int firstFeature() {
        return firstElement % features;
    }
}
