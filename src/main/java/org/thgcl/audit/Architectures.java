package org.thgcl.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Shape;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.ThgnSettings;

/// Sizes of networks at d = 128 that section 2.3 could also mean: parameters shared or not, attention one way or both
/// ways, several heads.
final class Architectures {
    private static final boolean[] NO_AND_YES = {false, true};
    private static final int[] HEADS = {1, 2, 4, 8};

    private Architectures() {}

    /// One architecture.
    ///
    /// @param concat both graph embeddings side by side (A13)
    /// @param bias in Eq. 3 (A20)
    /// @param lastOnly attention across modalities in the last layer only (A42)
    /// @param sharedLayers layers of equal size share their parameters
    /// @param sharedModalities GNN-A and GNN-V are one
    /// @param bothWays attention from audio to video, too
    /// @param learntScale the normalisation has a scale and a shift for each feature
    /// @param heads independent heads whose results are averaged
    private record Architecture(
            boolean concat,
            boolean bias,
            boolean lastOnly,
            boolean sharedLayers,
            boolean sharedModalities,
            boolean bothWays,
            boolean learntScale,
            int heads) {
        Configuration configuration() {
            return Preset.PAPER
                    .configuration()
                    .with(Map.of("graph_embedding", concat ? "concat" : "sum", "bias", bias));
        }

        long parameters(Map<String, Shape> shapes, Configuration c) {
            long sum = shapes.entrySet().stream()
                    .mapToLong(entry -> times(entry.getKey(), ThgnSettings.of(c).layers())
                            * entry.getValue().elements())
                    .sum();
            return sum
                    + (learntScale
                            ? 2L
                                    * 2
                                    * ThgnSettings.of(c).hidden()
                                    * ThgnSettings.of(c).layers()
                            : 0);
        }

        /// How often a parameter of this name is there.
        private long times(String name, int layers) {
            if (!name.startsWith("layers.")) {
                return 1;
            }
            int layer = Integer.parseInt(name.split("\\.", -1)[1]);
            boolean cross = name.contains(".cross.");
            if (sharedLayers && layer > 1) {
                return 0;
            }
            if (cross) {
                boolean kept = !lastOnly || layer == (sharedLayers ? 1 : layers - 1);
                return kept ? (long) heads * (bothWays ? 2 : 1) : 0;
            }
            return sharedModalities && name.contains(".video.") ? 0 : 1;
        }
    }

    /// Number of parameters of each architecture.
    static List<Long> parameters(Pipeline pipeline) {
        List<Long> counts = new ArrayList<>();
        for (boolean concat : NO_AND_YES) {
            for (boolean bias : NO_AND_YES) {
                Configuration c = new Architecture(concat, bias, false, false, false, false, false, 1).configuration();
                Map<String, Shape> shapes = pipeline.parameters().of(c);
                for (int choice = 0; choice < 32; choice++) {
                    for (int heads : HEADS) {
                        counts.add(new Architecture(
                                        concat,
                                        bias,
                                        (choice & 1) != 0,
                                        (choice & 2) != 0,
                                        (choice & 4) != 0,
                                        (choice & 8) != 0,
                                        (choice & 16) != 0,
                                        heads)
                                .parameters(shapes, c));
                    }
                }
            }
        }
        return counts;
    }
}
