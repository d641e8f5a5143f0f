package org.thgcl.features;

import org.thgcl.tensor.Elementary;

/// A scale of pitch, from hertz to mel and back.
///
/// [#KALDI] and [#HTK] differ by a factor that is 1 but for 2e-6. Bands are quotients of differences of mel, where the
/// factor cancels.
public enum MelScale {
    /// `m(f) = 1127 ln(1 + f/700)`.
    KALDI {
        @Override
        double mel(double hertz) {
            return 1127 * Elementary.log(1 + hertz / CORNER);
        }

        @Override
        double hertz(double mel) {
            return CORNER * StrictMath.expm1(mel / 1127);
        }
    },
    /// `m(f) = 2595 log10(1 + f/700)`.
    HTK {
        @Override
        double mel(double hertz) {
            return 2595 * StrictMath.log10(1 + hertz / CORNER);
        }

        @Override
        double hertz(double mel) {
            return CORNER * StrictMath.expm1(mel / 2595 * LN_10);
        }
    },
    /// Slaney's: `m(f) = 3 f / 200` below 1000 Hz, `15 + 27 ln(f/1000) / ln 6.4` from there on.
    SLANEY {
        @Override
        double mel(double hertz) {
            return hertz < 1000 ? 3 * hertz / 200 : 15 + 27 * StrictMath.log(hertz / 1000) / LN_6_4;
        }

        @Override
        double hertz(double mel) {
            return mel < 15 ? 200 * mel / 3 : 1000 * StrictMath.exp((mel - 15) * LN_6_4 / 27);
        }
    };

    private static final double CORNER = 700;
    private static final double LN_10 = StrictMath.log(10);
    private static final double LN_6_4 = StrictMath.log(6.4);

    /// The pitch of a frequency, at least 0.
    abstract double mel(double hertz);

    /// The frequency of a pitch, at least 0.
    abstract double hertz(double mel);
}
