package org.thgcl.features;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.data.Fingerprint;
import org.thgcl.settings.Setting;
import org.thgcl.settings.SettingKeys;
import org.thgcl.settings.Settings;

/// Every choice in which section 2.1 can be read, from a recording to its features; the weights of the
/// encoders aside. The register of open points has an entry for each.
public record FeatureSettings(
        @Setting(group = "Sound", value = "kaiser_best", about = "filter that resamples to 16 kHz (A26)", alias = "a26")
        Resampling.Filter resampling,

        @Setting(
                value = "9",
                about = "log-mel frames from patch to patch (A1); 9 gives 101 patches in 10 s, 96 gives 10",
                alias = "a1",
                min = 1)
        int patchHopFrames,

        @Setting(value = "false", about = "a rectifier after VGGish's last layer (A27)", alias = "a27")
        boolean finalRelu,

        @Setting(value = "none", about = "what follows VGGish (A22)", alias = "a22")
        AfterVggish afterVggish,

        @Setting(value = "truncate", about = "rounding to 8 bits (A28)", alias = "a28")
        PcaQuantise.Rounding rounding,

        @Setting(group = FeatureSettings.PICTURES, value = "time", about = "frames of a segment (A30)", alias = "a30")
        VideoChunks.Timeline chunks,

        @Setting(value = "repeat", about = "segments of fewer than 5 frames (A34)", alias = "a34")
        VideoChunks.Filling shortChunks,

        @Setting(value = "squash", about = "how a picture becomes square (A31)", alias = "a31")
        PictureFit picture,

        @Setting(value = "rgb", about = "order of the colours (A32)", alias = "a32")
        PixelValues.Colours colours,

        @Setting(value = "imagenet", about = "scale of the pixels (A33)", alias = "a33")
        PixelValues pixels,

        @Setting(value = "l2", about = "length of a segment's features (A35)", alias = "a35")
        S3dSettings.Norm videoNorm,

        @Setting(
                group = "Recordings",
                value = "10",
                about = "length of a clip in seconds, 10 in the paper",
                min = 1,
                max = 60)
        int clipSeconds,

        @Setting(value = "cut", about = "recordings that aren't as long as a clip (A37)", alias = "a37")
        OtherLengths otherLengths) {
    /// The step behind VGGish (A22).
    public enum AfterVggish {
        /// Nothing.
        NONE,
        /// The principal components.
        PCA,
        /// The principal components, in 8 bits.
        PCA_8_BITS
    }

    /// The use of recordings that aren't as long as a clip (A37).
    public enum OtherLengths {
        /// They are cut into clips; a rest of at least 1 s is filled up with silence and the last picture.
        CUT,
        /// They are refused.
        REFUSE
    }

    /// The group of what concerns pictures alone.
    static final String PICTURES = "Pictures";

    /// Its settings.
    public static final Settings<FeatureSettings> SETTINGS = Settings.of(FeatureSettings.class);

    private static final SettingKeys KEYS = SettingKeys.of(List.of(SETTINGS));

    /// Checks the rule between settings.
    ///
    /// @throws IllegalArgumentException for segments as the predecessors', which need whole clips, of cut
    ///     recordings
    public FeatureSettings {
        Settings.rule(
                chunks != VideoChunks.Timeline.PREDECESSOR || otherLengths == OtherLengths.REFUSE,
                "other_lengths",
                Settings.text(otherLengths),
                "refuse, since chunks is predecessor, which counts the frames of a whole clip");
    }

    /// The settings that features were made with; what isn't said has its default.
    ///
    /// @throws IllegalArgumentException for a value that isn't known
    public static FeatureSettings of(Fingerprint fingerprint) {
        Map<String, String> said = new LinkedHashMap<>(fingerprint.made());
        said.keySet().retainAll(SETTINGS.keys());
        return SETTINGS.with(SETTINGS.defaults(), said);
    }

    /// This with some settings changed.
    ///
    /// @param changes values by key or alias
    /// @throws IllegalArgumentException for an unknown key, naming the nearest, or a value that doesn't fit
    public FeatureSettings with(Map<String, ?> changes) {
        return SETTINGS.with(this, KEYS.withoutAliases(changes));
    }
}
