package org.thgcl.golden;

import java.util.Arrays;
import java.util.List;
import org.thgcl.baseline.Transformer;
import org.thgcl.baseline.TransformerSettings;
import org.thgcl.baseline.TransformerSystem;
import org.thgcl.settings.Settings;

/// The systems of Table 1 that are one encoder: a kind for each preset.
final class TransformerKinds {
    private static final String FORMULA = "patches W + b, positions, prefix tokens, layers X = X + Attention(LN(X)),"
            + " X = X + W GELU(W LN(X)), pooling, head; loss = mean of max(z, 0) - z y + ln(1 + e^-|z|)";

    static final List<NetworkKind<TransformerSettings>> ALL = Arrays.stream(TransformerSystem.values())
            .map(TransformerKinds::kind)
            .toList();

    private TransformerKinds() {}

    /// The kind of a preset.
    static NetworkKind<TransformerSettings> kind(TransformerSystem system) {
        return new NetworkKind<>(
                "baseline_" + system.word(),
                FORMULA,
                Settings.of(TransformerSettings.class),
                system.settings(),
                Transformer::new);
    }
}
