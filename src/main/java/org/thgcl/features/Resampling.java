package org.thgcl.features;

import org.thgcl.media.Rational;

/// Resampling, section 2.1 (not numbered): a sound at one rate as a sound at another, by a sinc under a Kaiser window,
///
/// `y[t] = sum over j of x[j] g(tau_t - j)`, t < m, `tau_t = t from / to`, `m = floor(n to / from)`
///
/// `g(u) = s R sinc(R s u) I0(beta sqrt(1 - (s u / Z)^2)) / I0(beta)` where `|s u| <= Z`, else 0
///
/// `sinc(v) = sin(pi v) / (pi v)`, `s = min(1, to / from)`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x` | `x` | `[n]` | full scale | real, of at most 1e290; outside it is 0 |
/// | from, to | `from`, `to` | | Hz | at least 1 |
/// | `Z` | `zeros` | | crossings of zero on each side | at least 1 |
/// | `beta` | `beta` | | 1 | 0 ... 700 |
/// | `R` | `rolloff` | | of half the lower rate | (0, 1] |
/// | `y` | returned | `[m]` | as `x` | real |
///
/// `I0` is the modified Bessel function of order 0. Equal rates give the same samples. Sums run over ascending j.
/// `tau_t - j` is `(floor(t a / b) - j) + ((t a) mod b) / b` with a/b = from/to in lowest terms: there are only b
/// fractions. So each row of weights is computed once and used for every b-th output. `s u` is compared with Z as
/// float64 rounds it. Refused: settings out of range, and samples as stated.
///
/// Source: J. O. Smith, *Digital audio resampling*; the constants are those of the program resampy (A26).
///
/// @param from samples per second that there are
/// @param to samples per second that there shall be
/// @param zeros crossings of zero on each side of the filter's centre
/// @param beta of the window; the larger, the less of other frequencies comes through
/// @param rolloff where the filter cuts off, as a part of half the lower rate
public record Resampling(int from, int to, int zeros, double beta, double rolloff) {
    /// The largest beta: I0 of more is near the end of float64's range.
    public static final double MOST_BETA = 700;

    /// Far above any sound, and so far below the largest number that no sum here overflows.
    private static final double LOUDEST = 1e290;

    /// Filters with a name, reading A26.
    public enum Filter {
        /// `kaiser_best` of resampy 0.4.
        KAISER_BEST(50, 12.984585247040018, 0.9173473712608761),
        /// `kaiser_best` of resampy before 0.4.
        OLD_KAISER_BEST(64, 14.769656459379492, 0.9475937167399596);

        private final int zeros;
        private final double beta;
        private final double rolloff;

        Filter(int zeros, double beta, double rolloff) {
            this.zeros = zeros;
            this.beta = beta;
            this.rolloff = rolloff;
        }

        /// This filter between two rates.
        ///
        /// @throws IllegalArgumentException for a rate below 1
        public Resampling between(int from, int to) {
            return new Resampling(from, to, zeros, beta, rolloff);
        }
    }

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException for one out of its range
    public Resampling {
        require(from >= 1, "from", from, "at least 1 Hz");
        require(to >= 1, "to", to, "at least 1 Hz");
        require(zeros >= 1, "zeros", zeros, "at least 1");
        require(beta >= 0 && beta <= MOST_BETA, "beta", beta, "from 0 to " + MOST_BETA);
        require(rolloff > 0 && rolloff <= 1, "rolloff", rolloff, "above 0 and at most 1");
    }

    private static void require(boolean valid, String name, Object value, String rule) {
        if (!valid) {
            throw new IllegalArgumentException("resampling: " + name + " is " + value + ", it must be " + rule);
        }
    }

    /// Resampling with the filter `kaiser_best`.
    public static Resampling kaiserBest(int from, int to) {
        return Filter.KAISER_BEST.between(from, to);
    }

    /// The number m of outputs for n samples.
    ///
    /// @throws ArithmeticException if it is 2^31 or more
    public int length(int samples) {
        return Math.toIntExact((long) samples * to / from);
    }

    /// The number of products in each output of n samples.
    public long products(int samples) {
        return 2 * reach(samples) + 2;
    }

    /// `Z/s`, rounded up; samples farther away than the sound is long don't exist.
    private long reach(int samples) {
        long crossings = from > to ? ((long) zeros * from + to - 1) / to : zeros;
        return Math.min(crossings, samples);
    }

    /// The sound `[n]` at the other rate, `[m]`.
    ///
    /// @throws IllegalArgumentException if a sample is NaN, infinite or above 1e290 in magnitude
    public double[] apply(double[] x) {
        requireSound(x);
        if (from == to) {
            return x.clone();
        }
        double[] y = new double[length(x.length)];
        forEachOutput(x.length, (t, first, weights) -> {
            double sum = 0;
            int end = Math.min(weights.length, x.length - first);
            for (int i = Math.max(0, -first); i < end; i++) {
                sum += x[first + i] * weights[i];
            }
            y[t] = sum;
        });
        return y;
    }

    /// The formula read literally: every sample has its weight in every output.
    ///
    /// @throws IllegalArgumentException as [#apply]
    public double[] definition(double[] x) {
        requireSound(x);
        if (from == to) {
            return x.clone();
        }
        Ratio ratio = ratio();
        double[] y = new double[length(x.length)];
        for (int t = 0; t < y.length; t++) {
            for (int j = 0; j < x.length; j++) {
                y[t] += x[j] * g(ratio, ratio.floor(t) - j, ratio.rest(t));
            }
        }
        return y;
    }

    /// The gradient `[n]` with respect to the sound, by the transposed sum: `dx[j] = sum over t of dy[t] g(tau_t - j)`.
    ///
    /// @param dy the gradient `[m]` with respect to what [#apply] returned
    /// @param samples n
    /// @throws IllegalArgumentException if m isn't what n samples give
    public double[] gradient(double[] dy, int samples) {
        if (dy.length != length(samples)) {
            throw new IllegalArgumentException("resampling: " + dy.length + " gradients for " + samples
                    + " samples, there must be " + length(samples));
        }
        if (from == to) {
            return dy.clone();
        }
        double[] dx = new double[samples];
        forEachOutput(samples, (t, first, weights) -> {
            int end = Math.min(weights.length, samples - first);
            for (int i = Math.max(0, -first); i < end; i++) {
                dx[first + i] += dy[t] * weights[i];
            }
        });
        return dx;
    }

    /// Takes the weights of an output.
    @FunctionalInterface
    private interface Output {
        /// Takes one.
        ///
        /// @param t its number
        /// @param first number of the sample that the first weight belongs to; it may lie outside the sound
        /// @param weights of consecutive samples
        void take(int t, int first, double... weights);
    }

    /// Hands over all outputs, those with equal fractions after each other.
    private void forEachOutput(int samples, Output output) {
        Ratio ratio = ratio();
        int count = length(samples);
        int reach = (int) reach(samples);
        double[] weights = new double[(int) products(samples)];
        for (int phase = 0; phase < Math.min(ratio.b, count); phase++) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = g(ratio, reach - i, ratio.rest(phase));
            }
            for (long t = phase; t < count; t += ratio.b) {
                output.take((int) t, (int) ratio.floor(t) - reach, weights);
            }
        }
    }

    /// g at `u = whole + part / b`.
    private double g(Ratio ratio, long whole, long part) {
        double s = Math.min(1, (double) to / from);
        double su = s * (whole + (double) part / ratio.b);
        if (Math.abs(su) > zeros) {
            return 0;
        }
        double root = 1 - su / zeros * (su / zeros);
        return s * rolloff * sinc(rolloff * su) * bessel(beta * beta * root) / bessel(beta * beta);
    }

    private static double sinc(double v) {
        return v == 0 ? 1 : StrictMath.sin(Math.PI * v) / (Math.PI * v);
    }

    /// `I0(z)` of a square `z^2`: the sum of `(z^2/4)^k / (k!)^2`, until a term is below 1e-17 of the sum.
    static double bessel(double square) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term >= 1e-17 * sum; k++) {
            term *= square / 4 / ((double) k * k);
            sum += term;
        }
        return sum;
    }

    private Ratio ratio() {
        Rational lowest = new Rational(from, to);
        return new Ratio(lowest.numerator(), lowest.denominator());
    }

    /// from/to in lowest terms, a/b.
    private record Ratio(long a, long b) {
        /// `floor(tau_t)`.
        long floor(long t) {
            return t * a / b;
        }

        /// `(tau_t - floor(tau_t)) b`.
        long rest(long t) {
            return t * a % b;
        }
    }

    private static void requireSound(double[] x) {
        for (int j = 0; j < x.length; j++) {
            if (!(Math.abs(x[j]) <= LOUDEST)) {
                throw new IllegalArgumentException("resampling: sample " + j + " is " + x[j]
                        + ", samples must be finite numbers of at most " + LOUDEST + " in magnitude; full scale is 1");
            }
        }
    }
}
