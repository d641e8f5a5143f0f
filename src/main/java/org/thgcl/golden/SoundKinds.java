package org.thgcl.golden;

import java.util.List;
import java.util.function.Function;
import org.thgcl.baseline.Conformer;
import org.thgcl.baseline.ConformerSettings;
import org.thgcl.baseline.Wav2vec2;
import org.thgcl.baseline.Wav2vec2Settings;
import org.thgcl.model.Network;
import org.thgcl.settings.Settings;

/// The systems of Table 1 that mix convolutions and attention on sound alone.
final class SoundKinds {
    private static final String LOSS = "; loss = mean of max(z, 0) - z y + ln(1 + e^-|z|)";

    static final NetworkKind<ConformerSettings> CONFORMER = kind(
            "baseline_conformer",
            "stacked frames W + b, LN, W + b; layers X + FFN(X)/2, + CONV(X), + Attention(LN(X)), + FFN(X)/2,"
                    + " LN; mean over time, head" + LOSS,
            ConformerSettings.class,
            Conformer::new);

    static final NetworkKind<Wav2vec2Settings> WAV2VEC2 = kind(
            "baseline_wav2vec2",
            "convolutions and GELU of the waveform, LN, W + b, LN(X + GELU(grouped convolution)); post-norm"
                    + " layers, mean over time, head" + LOSS,
            Wav2vec2Settings.class,
            Wav2vec2::new);

    static final List<SystemKind> ALL = List.of(CONFORMER, WAV2VEC2);

    private SoundKinds() {}

    private static <S extends Record> NetworkKind<S> kind(
            String name, String formula, Class<S> record, Function<S, Network> create) {
        Settings<S> settings = Settings.of(record);
        return new NetworkKind<>(name, formula, settings, settings.defaults(), create);
    }
}
