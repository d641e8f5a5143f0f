package org.thgcl.features;

/// Hann's window of N samples, `w[n] = 1/2 - 1/2 cos(2 pi n / D)`, n = 0 ... N-1.
public enum Hann {
    /// `D = N`: `w[N]` would be `w[0]` = 0, so that windows which overlap by half sum to 1.
    PERIODIC,
    /// `D = N - 1`: the window begins and ends with 0. It needs two samples or more.
    SYMMETRIC;

    /// The window of so many samples.
    double[] window(int samples) {
        int divisor = this == PERIODIC ? samples : samples - 1;
        double[] window = new double[samples];
        for (int n = 0; n < samples; n++) {
            window[n] = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * n / divisor);
        }
        return window;
    }
}
