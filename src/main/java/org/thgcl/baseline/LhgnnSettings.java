package org.thgcl.baseline;

import java.util.List;
import org.thgcl.baseline.block.BatchNorm;
import org.thgcl.baseline.block.FuzzyCentroids;
import org.thgcl.settings.Setting;

/// The settings of LHGNN, with the values of its size `s`.
public record LhgnnSettings(
        @Setting(group = "LHGNN", value = "128", about = "bands of the spectrogram", min = 4)
        int bands,

        @Setting(value = "1024", about = "frames of the spectrogram", min = 4)
        int frames,

        @Setting(value = "[80, 160, 400, 640]", about = "channels of each stage", min = 4)
        List<Integer> widths,

        @Setting(value = "[2, 2, 6, 2]", about = "blocks of each stage", min = 1)
        List<Integer> depths,

        @Setting(value = "[4, 2, 1, 1]", about = "side of the windows that neighbours are averages of", min = 1)
        List<Integer> reduce,

        @Setting(value = "1024", about = "channels before the last map", min = 1)
        int head,

        @Setting(value = "527", about = "classes, C", min = 1)
        int classes,

        @Setting(value = "25", about = "neighbours of a position, k", min = 1)
        int neighbours,

        @Setting(value = "2", about = "largest dilation of the list of neighbours", min = 1)
        int maxDilation,

        @Setting(value = "50", about = "centroids, K", min = 1)
        int clusters,

        @Setting(value = "10", about = "centroids that a position takes part in", min = 1)
        int topClusters,

        @Setting(value = "scrambled", about = "rows that are clustered (G10)")
        FuzzyCentroids.Order order,

        @Setting(value = "batch", about = "what batch normalisation divides by")
        BatchNorm.Statistics statistics) {
    /// Checks that the lists belong together.
    ///
    /// @throws IllegalArgumentException if they don't
    public LhgnnSettings {
        widths = List.copyOf(widths);
        depths = List.copyOf(depths);
        reduce = List.copyOf(reduce);
        if (widths.size() != depths.size() || widths.size() != reduce.size()) {
            throw new IllegalArgumentException("widths " + widths + ", depths " + depths + ", reduce " + reduce
                    + ": there must be one of each for each stage");
        }
        widths.stream().filter(width -> width % 4 != 0).findFirst().ifPresent(width -> {
            throw new IllegalArgumentException("widths: " + width + " isn't a multiple of 4");
        });
        if (bands % 4 != 0 || frames % 4 != 0) {
            throw new IllegalArgumentException(
                    "bands " + bands + ", frames " + frames + ": both must be multiples of 4");
        }
    }
}
