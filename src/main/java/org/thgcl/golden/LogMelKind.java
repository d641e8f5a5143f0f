package org.thgcl.golden;

import java.util.List;
import org.thgcl.features.LogMel;
import org.thgcl.golden.KindSetting.Bounds;
import org.thgcl.tensor.Tensor;

/// The front end of section 2.1, from sound to patches.
final class LogMelKind {
    private static final LogMel.Settings VGGISH = LogMel.Settings.VGGISH;
    private static final Bounds NOT_NEGATIVE = Bounds.between(0, Double.POSITIVE_INFINITY);
    private static final Bounds ABOVE_0 =
            new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY);

    static final Kind KIND = new EquationKind(
            "log_mel",
            "2.1",
            "ln(mel bands of |FFT of Hann windows| + offset); patches of patch_frames every patch_hop_frames",
            List.of(
                    size("sample_rate", VGGISH.sampleRate()),
                    real("window_seconds", ABOVE_0, VGGISH.windowSeconds()),
                    real("hop_seconds", ABOVE_0, VGGISH.hopSeconds()),
                    size("fft", VGGISH.fft()),
                    size("bands", VGGISH.bands()),
                    real("low_hz", NOT_NEGATIVE, VGGISH.lowHz()),
                    real("high_hz", ABOVE_0, VGGISH.highHz()),
                    real("offset", NOT_NEGATIVE, VGGISH.offset()),
                    size("patch_frames", VGGISH.patchFrames()),
                    size("patch_hop_frames", VGGISH.patchHopFrames())),
            List.of("waveform[n]"),
            List.of("frames[T,bands]", "patches[k,patch_frames,bands]"),
            LogMelKind::compute);

    private LogMelKind() {}

    private static KindSetting size(String name, int fallback) {
        return KindSetting.whole(name, 1, Limits.SIZE).or(fallback);
    }

    private static KindSetting real(String name, Bounds bounds, double fallback) {
        return KindSetting.real(name, bounds).or(fallback);
    }

    private static Outputs compute(CaseSettings settings, CaseInputs in) {
        LogMel.Settings s = GoldenException.blaming("settings", () -> settings(settings));
        requireSizes(s, in.size("n"));
        LogMel logMel = new LogMel(s);
        Tensor frames = GoldenException.blaming(
                "inputs.waveform", () -> logMel.frames(in.tensor("waveform").toArray()));
        return new Outputs()
                .put("frames", GoldenTensor.real(frames))
                .put("patches", GoldenTensor.real(logMel.patches(frames)));
    }

    private static LogMel.Settings settings(CaseSettings s) {
        return new LogMel.Settings(
                s.whole("sample_rate"),
                s.real("window_seconds"),
                s.real("hop_seconds"),
                s.whole("fft"),
                s.whole("bands"),
                s.real("low_hz"),
                s.real("high_hz"),
                s.real("offset"),
                s.whole("patch_frames"),
                s.whole("patch_hop_frames"));
    }

    /// At most so many frames and patches: the last may not be complete.
    private static void requireSizes(LogMel.Settings s, int samples) {
        long frames = samples / (long) Math.max(1, Math.rint(s.sampleRate() * s.hopSeconds())) + 1;
        long patches = frames < s.patchFrames() ? 0 : frames / s.patchHopFrames() + 1;
        Limits.require("settings.fft", s.fft(), s.bands());
        Limits.require("settings.hop_seconds", frames, Math.max(s.bands(), s.fft()));
        Limits.require("settings.patch_frames", patches, s.patchFrames(), s.bands());
    }
}
