package org.thgcl.golden;

import java.util.List;
import org.thgcl.features.S3d;
import org.thgcl.features.S3dSettings;
import org.thgcl.features.Vggish;
import org.thgcl.features.VggishSettings;
import org.thgcl.settings.Settings;

/// The encoders of section 2.1.
final class EncoderKinds {
    private static final String SECTION = "2.1";

    static final List<SystemKind> ALL = List.of(
            new NetworkKind<>(
                    "vggish",
                    SECTION,
                    "six times max(0, 3 x 3 convolution), after the first, second, fourth and sixth a pool of 2 x 2;"
                            + " flattened with the channel last; three linear maps, max(0, .) between them",
                    Settings.of(VggishSettings.class),
                    VggishSettings.PUBLISHED,
                    Vggish::new),
            new NetworkKind<>(
                    "s3d",
                    SECTION,
                    "units max(0, norm(convolution)) over space and over time, pools, nine blocks of four branches;"
                            + " mean over positions, for norm l2 divided by max(its norm, 1e-12)",
                    Settings.of(S3dSettings.class),
                    S3dSettings.PUBLISHED,
                    S3d::new));

    private EncoderKinds() {}
}
