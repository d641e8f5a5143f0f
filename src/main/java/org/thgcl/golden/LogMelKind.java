package org.thgcl.golden;

import java.util.List;
import org.thgcl.features.LogMel;
import org.thgcl.tensor.Tensor;

/// The front end of section 2.1, from sound to patches.
final class LogMelKind {
    private static final LogMel.Settings VGGISH = LogMel.Settings.VGGISH;

    static final Kind KIND = new EquationKind(
            "log_mel",
            "2.1",
            List.of(
                    "sample_rate",
                    "window_seconds",
                    "hop_seconds",
                    "fft",
                    "bands",
                    "low_hz",
                    "high_hz",
                    "offset",
                    "patch_frames",
                    "patch_hop_frames"),
            List.of("waveform[n]"),
            List.of("frames[T,bands]", "patches[k,patch_frames,bands]"),
            LogMelKind::compute);

    private LogMelKind() {}

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
                whole(s, "sample_rate", VGGISH.sampleRate()),
                s.real("window_seconds", VGGISH.windowSeconds()),
                s.real("hop_seconds", VGGISH.hopSeconds()),
                whole(s, "fft", VGGISH.fft()),
                whole(s, "bands", VGGISH.bands()),
                s.real("low_hz", VGGISH.lowHz()),
                s.real("high_hz", VGGISH.highHz()),
                s.real("offset", VGGISH.offset()),
                whole(s, "patch_frames", VGGISH.patchFrames()),
                whole(s, "patch_hop_frames", VGGISH.patchHopFrames()));
    }

    private static int whole(CaseSettings settings, String name, int fallback) {
        return settings.whole(name, fallback, 1, Limits.SIZE);
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
