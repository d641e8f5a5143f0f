package org.thgcl.features;

import java.util.Arrays;

/// Triangular bands over the frequencies of a Fourier transform, one row of weights each,
///
/// `M[b,k] = max(0, min( (p_k - c_b) / (c_{b+1} - c_b), (c_{b+2} - p_k) / (c_{b+2} - c_{b+1}) )) s_b`
///
/// with the positions `p_k` of the frequencies and the corners `c`, both ascending and both in mel or both in hertz.
/// `s_b` is 1, or `2 / (c_{b+2} - c_b)` where bands are normalised by area. A band too narrow to hold a frequency has
/// no weight.
final class MelBands {
    private final Band[] bands;

    private MelBands(Band... bands) {
        this.bands = bands;
    }

    /// Bands with a peak of 1, two fewer than corners.
    static MelBands of(double[] corners, double[] positions) {
        Band[] bands = new Band[corners.length - 2];
        for (int b = 0; b < bands.length; b++) {
            bands[b] = Band.of(corners[b], corners[b + 1], corners[b + 2], positions);
        }
        return new MelBands(bands);
    }

    /// The corners of so many bands, evenly spaced from low to high.
    static double[] corners(int bands, double low, double high) {
        double width = (high - low) / (bands + 1);
        double[] corners = new double[bands + 2];
        Arrays.setAll(corners, b -> low + b * width);
        return corners;
    }

    /// These bands with an area of 1 each, by their own corners.
    MelBands ofArea1(double... corners) {
        Band[] normalised = new Band[bands.length];
        for (int b = 0; b < bands.length; b++) {
            normalised[b] = bands[b].times(2 / (corners[b + 2] - corners[b]));
        }
        return new MelBands(normalised);
    }

    /// How many there are.
    int count() {
        return bands.length;
    }

    /// `sum over k of M[b,k] spectrum[k]`, k ascending.
    double weightedSum(int band, double... spectrum) {
        return bands[band].weightedSum(spectrum);
    }

    /// One row of M: its weights above 0, which are those of the frequencies `first`, `first + 1`, ...
    private record Band(int first, double[] weights) {
        /// The triangle over lower, centre and upper.
        static Band of(double lower, double centre, double upper, double... positions) {
            int first = 0;
            while (first < positions.length && positions[first] <= lower) {
                first++;
            }
            int end = first;
            while (end < positions.length && positions[end] < upper) {
                end++;
            }
            double[] weights = new double[end - first];
            for (int i = 0; i < weights.length; i++) {
                double rise = (positions[first + i] - lower) / (centre - lower);
                double fall = (upper - positions[first + i]) / (upper - centre);
                weights[i] = Math.min(rise, fall);
            }
            return new Band(first, weights);
        }

        Band times(double factor) {
            return new Band(first, Arrays.stream(weights).map(w -> w * factor).toArray());
        }

        double weightedSum(double... spectrum) {
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * spectrum[first + i];
            }
            return sum;
        }
    }
}
