package org.thgcl.features;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/// The discrete Fourier transform of a real frame, `X[k] = sum over n of x[n] e^(-2 pi i k n / length)`, for the
/// frequencies k = 0 ... length/2. The length is a power of two.
///
/// The transform multiplies its way round the unit circle, so that `X[k]` has an error of up to
/// `(3 length + 4 log2(length)) 2^-53` times the sum of `|x|`.
final class Fourier {
    private Fourier() {}

    /// `|X[k]|`; the frame is overwritten.
    static double[] magnitude(double... frame) {
        double[] imaginary = transform(frame);
        double[] magnitude = new double[frame.length / 2 + 1];
        for (int k = 0; k < magnitude.length; k++) {
            magnitude[k] = StrictMath.hypot(frame[k], imaginary[k]);
        }
        return magnitude;
    }

    /// `|X[k]|^2`; the frame is overwritten.
    static double[] power(double... frame) {
        double[] imaginary = transform(frame);
        double[] power = new double[frame.length / 2 + 1];
        for (int k = 0; k < power.length; k++) {
            power[k] = frame[k] * frame[k] + imaginary[k] * imaginary[k];
        }
        return power;
    }

    /// Writes the real parts over the frame and gives the imaginary ones.
    private static double[] transform(double... frame) {
        double[] imaginary = new double[frame.length];
        FastFourierTransformer.transformInPlace(
                new double[][] {frame, imaginary}, DftNormalization.STANDARD, TransformType.FORWARD);
        return imaginary;
    }
}
