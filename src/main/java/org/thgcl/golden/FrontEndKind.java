package org.thgcl.golden;

import java.util.List;
import org.thgcl.features.FrontEnd;
import org.thgcl.features.FrontEndSettings;
import org.thgcl.features.FrontEndSettings.Bands;
import org.thgcl.features.FrontEndSettings.Framing;
import org.thgcl.features.FrontEndSettings.Level;
import org.thgcl.features.FrontEndSettings.Logarithm;
import org.thgcl.features.FrontEndSettings.Preemphasis;
import org.thgcl.features.FrontEndSettings.Scaling;
import org.thgcl.features.FrontEndSettings.Sound;
import org.thgcl.features.FrontEndSettings.Triangles;
import org.thgcl.features.Hann;
import org.thgcl.features.MelScale;
import org.thgcl.golden.KindSetting.Bounds;
import org.thgcl.tensor.Tensor;

/// The front ends of Table 1's systems, from sound to a scaled log-mel spectrogram.
final class FrontEndKind {
    private static final FrontEndSettings AST = FrontEndSettings.AST;
    private static final Bounds NOT_NEGATIVE = Bounds.between(0, Double.POSITIVE_INFINITY);
    private static final Bounds ABOVE_0 =
            new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY);

    static final Kind KIND = new EquationKind(
            "baseline_log_mel",
            "3.2",
            "(logarithm of mel bands of |FFT of Hann windows|^2 - mean) / divisor, then (that - band_mean) /"
                    + " band_deviation where these are given",
            List.of(
                    whole("sample_rate", 1, AST.sound().sampleRate()),
                    KindSetting.truth("zero_mean", AST.sound().zeroMean()),
                    KindSetting.ofWords("preemphasis", AST.sound().preemphasis()),
                    whole("window", 1, AST.framing().window()),
                    whole("hop", 1, AST.framing().hop()),
                    whole("fft", 1, AST.framing().fft()),
                    KindSetting.ofWords("hann", AST.framing().hann()),
                    KindSetting.truth("centred", AST.framing().centred()),
                    KindSetting.truth("frame_mean", AST.framing().frameMean()),
                    whole("bands", 1, AST.bands().count()),
                    real("low", NOT_NEGATIVE, AST.bands().low()),
                    real("high", ABOVE_0, AST.bands().high()),
                    KindSetting.ofWords("mel", AST.bands().mel()),
                    KindSetting.ofWords("triangles", AST.bands().triangles()),
                    KindSetting.truth("area", AST.bands().area()),
                    KindSetting.ofWords("logarithm", AST.level().logarithm()),
                    real("constant", ABOVE_0, AST.level().constant()),
                    real("top_db", NOT_NEGATIVE, AST.level().topDb()),
                    whole("frames", 0, AST.scaling().frames()),
                    real("mean", Bounds.NONE, AST.scaling().mean()),
                    real("divisor", ABOVE_0, AST.scaling().divisor())),
            List.of("waveform[n]", "band_mean[bands]?", "band_deviation[bands]?"),
            List.of("spectrogram[bands,T]"),
            FrontEndKind::compute);

    private FrontEndKind() {}

    private static KindSetting whole(String name, int least, int fallback) {
        return KindSetting.whole(name, least, Limits.SIZE).or(fallback);
    }

    private static KindSetting real(String name, Bounds bounds, double fallback) {
        return KindSetting.real(name, bounds).or(fallback);
    }

    private static Outputs compute(CaseSettings settings, CaseInputs in) {
        FrontEndSettings s = GoldenException.blaming("settings", () -> settings(settings));
        Framing framing = s.framing();
        long frames = Math.max(s.scaling().frames(), in.size("n") / (long) framing.hop() + 1);
        Limits.require("settings.fft", framing.fft(), s.bands().count());
        Limits.require("settings.hop", frames, Math.max(s.bands().count(), framing.fft()));
        FrontEnd frontEnd = new FrontEnd(s);
        Tensor spectrogram = GoldenException.blaming(
                "inputs.waveform",
                () -> frontEnd.spectrogram(in.tensor("waveform").toArray()));
        if (in.has("band_mean") || in.has("band_deviation")) {
            Tensor plain = spectrogram;
            spectrogram = GoldenException.blaming(
                    "inputs.band_deviation",
                    () -> FrontEnd.standardise(plain, in.tensor("band_mean"), in.tensor("band_deviation")));
        }
        return new Outputs().put("spectrogram", GoldenTensor.real(spectrogram));
    }

    private static FrontEndSettings settings(CaseSettings s) {
        return new FrontEndSettings(
                new Sound(s.whole("sample_rate"), s.truth("zero_mean"), s.word(Preemphasis.class, "preemphasis")),
                new Framing(
                        s.whole("window"),
                        s.whole("hop"),
                        s.whole("fft"),
                        s.word(Hann.class, "hann"),
                        s.truth("centred"),
                        s.truth("frame_mean")),
                new Bands(
                        s.whole("bands"),
                        s.real("low"),
                        s.real("high"),
                        s.word(MelScale.class, "mel"),
                        s.word(Triangles.class, "triangles"),
                        s.truth("area")),
                new Level(s.word(Logarithm.class, "logarithm"), s.real("constant"), s.real("top_db")),
                new Scaling(s.whole("frames"), s.real("mean"), s.real("divisor")));
    }
}
