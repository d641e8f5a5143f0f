package org.thgcl.golden;

import java.util.List;
import org.thgcl.baseline.ResNet1d;
import org.thgcl.baseline.ResNet1dSettings;
import org.thgcl.baseline.Wav2vecEncoder;
import org.thgcl.baseline.Wav2vecEncoderSettings;
import org.thgcl.settings.Settings;

/// The systems of Table 1, and parts of them, that are convolutions along one axis.
final class OneAxisNetworkKinds {
    private static final Settings<ResNet1dSettings> RESNET = Settings.of(ResNet1dSettings.class);
    private static final Settings<Wav2vecEncoderSettings> ENCODER = Settings.of(Wav2vecEncoderSettings.class);

    static final List<SystemKind> ALL = List.of(
            new NetworkKind<>(
                    "baseline_resnet1d",
                    "y = conv1(gelu(conv0(gelu(y)))) + y along the feature axis, y shortened by maxima and widened by"
                            + " zeros as the first term is; logits of the mean of gelu(y)",
                    RESNET,
                    RESNET.defaults(),
                    ResNet1d::new),
            new NetworkKind<>(
                    "baseline_wav2vec_encoder",
                    "x = gelu(conv(x)) for each kernel and stride, after the first conv normalised for each channel of"
                            + " each window over time; features = mean over time",
                    ENCODER,
                    ENCODER.defaults(),
                    Wav2vecEncoder::new));

    private OneAxisNetworkKinds() {}
}
