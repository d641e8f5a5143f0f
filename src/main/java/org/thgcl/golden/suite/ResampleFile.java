package org.thgcl.golden.suite;

import java.util.List;
import java.util.Map;
import org.thgcl.features.Resampling;
import org.thgcl.tensor.Elementary;

/// Sound at another rate, by the sum over all samples; the window's Bessel function is its integral.
final class ResampleFile {
    private ResampleFile() {}

    /// How much a sample weighs in an output.
    @FunctionalInterface
    private interface Weight {
        /// The weight.
        ///
        /// @param u how many samples the output is after the sample
        double of(Definition.Settings s, double u);
    }

    /// Where an output stands among the samples, in samples.
    @FunctionalInterface
    private interface Place {
        /// How far output t is after sample j.
        double after(long t, long j, long in, long out);
    }

    /// A window over -1 ... 1.
    @FunctionalInterface
    private interface Window {
        double at(Definition.Settings s, double v);
    }

    private static double exactly(long t, long j, long in, long out) {
        return (t * in / out - j) + (double) (t * in % out) / out;
    }

    private static double scale(Definition.Settings s) {
        return Math.min(1, (double) s.whole("rate_out") / s.whole("rate_in"));
    }

    /// g(u) under a window, with a scale and a rolloff.
    private static double filter(Definition.Settings s, double scale, double rolloff, Window window, double u) {
        double su = scale * u;
        if (Math.abs(su) > s.whole("zeros")) {
            return 0;
        }
        double angle = Math.PI * rolloff * su;
        double sinc = angle == 0 ? 1 : StrictMath.sin(angle) / angle;
        return scale * rolloff * sinc * window.at(s, su / s.whole("zeros"));
    }

    private static double g(Definition.Settings s, double u) {
        return filter(s, scale(s), s.number("rolloff"), ResampleFile::kaiser, u);
    }

    private static double kaiser(Definition.Settings s, double v) {
        return bessel(s.number("beta") * Math.sqrt(1 - v * v)) / bessel(s.number("beta"));
    }

    /// I0(x): the mean of exp(x cos(theta)) over the circle. 128 places give it to the last digits for x below 40.
    private static double bessel(double x) {
        double sum = 0;
        for (int k = 0; k < 128; k++) {
            sum += Elementary.exp(x * StrictMath.cos(2 * Math.PI * k / 128));
        }
        return sum / 128;
    }

    private static Definition sum(Weight weight, Place place) {
        return (s, in) -> {
            double[] x = in.get("waveform").data();
            long rateIn = s.whole("rate_in");
            long rateOut = s.whole("rate_out");
            double[] y = new double[(int) (x.length * rateOut / rateIn)];
            for (int t = 0; t < y.length; t++) {
                for (int j = 0; j < x.length; j++) {
                    y[t] += x[j] * weight.of(s, place.after(t, j, rateIn, rateOut));
                }
            }
            return Map.of("resampled", Numbers.vector(y));
        };
    }

    private static Definition sum(Weight weight) {
        return sum(weight, ResampleFile::exactly);
    }

    private static Definition right() {
        Definition filtered = sum(ResampleFile::g);
        return (s, in) -> s.whole("rate_in") == s.whole("rate_out")
                ? Map.of("resampled", in.get("waveform"))
                : filtered.of(s, in);
    }

    static List<Document> all() {
        Document file = new Document("resample", "resample", "2.1", Resampling.class, right())
                .version("2.2.0")
                .reading("A26")
                .tolerance(
                        1e-13,
                        1e-10,
                        "Sums of up to 80 products below 1 in magnitude err by 80 x 2^-53 x 3 = 3e-14 at most; a weight"
                                + " has some 10 roundings.")
                .decoy(
                        "no-scale",
                        "cut off at half the input rate: aliases",
                        sum((s, u) -> filter(s, 1, s.number("rolloff"), ResampleFile::kaiser, u)))
                .decoy(
                        "no-gain",
                        "not multiplied by s: too loud when the rate falls",
                        sum((s, u) -> g(s, u) / scale(s)))
                .decoy(
                        "no-rolloff",
                        "cut off at half the lower rate exactly",
                        sum((s, u) -> filter(s, scale(s), 1, ResampleFile::kaiser, u)))
                .decoy(
                        "no-window",
                        "the sinc is cut off",
                        sum((s, u) -> filter(s, scale(s), s.number("rolloff"), (_, _) -> 1, u)))
                .decoy(
                        "hann-window",
                        "Hann's window, another filter of the same name in other programs",
                        sum((s, u) -> filter(
                                s,
                                scale(s),
                                s.number("rolloff"),
                                (_, v) -> 0.5 + 0.5 * StrictMath.cos(Math.PI * v),
                                u)))
                .decoy(
                        "window-without-root",
                        "I0(beta (1 - v^2)) instead of I0(beta sqrt(1 - v^2))",
                        sum((s, u) -> filter(
                                s,
                                scale(s),
                                s.number("rolloff"),
                                (_, v) -> bessel(s.number("beta") * (1 - v * v)) / bessel(s.number("beta")),
                                u)))
                .decoy(
                        "window-not-scaled",
                        "the window spans zeros samples, whatever the rates",
                        sum((s, u) -> Math.abs(u) > s.whole("zeros") ? 0 : g(s, u)))
                .decoy(
                        "centres",
                        "middles of samples aligned instead of their beginnings, as pictures are",
                        sum(ResampleFile::g, (t, j, in, out) -> exactly(t, j, in, out) + ((double) in / out - 1) / 2))
                .decoy(
                        "linear",
                        "between the two nearest samples, without a filter",
                        sum((_, u) -> Math.max(0, 1 - Math.abs(u))))
                .decoy("sample-before", "the sample before, without a filter", sum((_, u) -> u >= 0 && u < 1 ? 1 : 0));
        cases(file, new Draw("resample"));
        return List.of(file.flag("equal", "the rates are equal: nothing is computed")
                .flag("short", "too little sound for one output"));
    }

    private static void cases(Document file, Draw draw) {
        file.add(draft("down", 44100, 16000, 4, draw.normal("down", 0.5, 60)).comment("60 samples to 21"));
        file.add(draft("up", 8000, 16000, 3, draw.normal("up", 0.5, 24)).comment("twice the rate"));
        file.add(draft("third", 48000, 16000, 3, draw.normal("third", 0.5, 41))
                .comment("one fraction alone; 41 samples to 13"));
        file.add(draft("half", 2, 1, 2, draw.normal("half", 0.5, 15))
                .comment("samples at both ends of the window, with the weight 1/I0(beta) of it"));
        file.add(draft("other-rates", 7, 5, 5, draw.normal("other", 0.5, 30)).comment("rates that share no factor"));
        file.add(draft("little-up", 11025, 16000, 4, draw.normal("little", 0.5, 20))
                .comment("441/640: as many fractions as outputs"));
        file.add(draft("rectangle", 3, 2, 3, draw.normal("rectangle", 0.5, 20))
                .setting("beta", 0.0)
                .setting("rolloff", 1.0)
                .comment("beta 0: no window"));
        file.add(draft("steep-window", 3, 2, 8, draw.normal("steep", 0.5, 30))
                .setting("beta", 20.0)
                .setting("rolloff", 0.5)
                .comment("beta 20, half of the band"));
        file.add(draft("one-sample", 16000, 44100, 6, Numbers.vector(1)).comment("the filter itself"));
        file.add(draft("equal-rates", 16000, 16000, 4, draw.normal("equal", 0.5, 6))
                .decoy("filtered", "a filter at equal rates", sum(ResampleFile::g))
                .flag("equal")
                .comment("the same samples"));
        file.add(draft("old-kaiser-best", 22050, 16000, 64, draw.normal("old", 0.5, 60))
                .setting("beta", 14.769656459379492)
                .setting("rolloff", 0.9475937167399596)
                .comment("the filter kaiser_best before version 0.4"));
        file.add(draft("defaults-left-out", 44100, 16000, 50, draw.normal("default", 0.5, 80))
                .setting("beta", 12.984585247040018)
                .setting("rolloff", 0.9173473712608761)
                .comment("without settings: from 44.1 to 16 kHz by kaiser_best")
                .allLeftOut());
        Draft nothing = draft("nothing-left", 44100, 16000, 4, Numbers.vector(1, 1))
                .flag("short")
                .comment("2 samples to floor(0.7)");
        nothing.gradients.clear();
        file.add(nothing);
    }

    private static Draft draft(String id, int in, int out, int zeros, Numbers waveform) {
        return new Draft(id)
                .setting("rate_in", in)
                .setting("rate_out", out)
                .setting("zeros", zeros)
                .setting("beta", 6.0)
                .setting("rolloff", 0.9)
                .input("waveform", waveform)
                .gradients("waveform");
    }
}
