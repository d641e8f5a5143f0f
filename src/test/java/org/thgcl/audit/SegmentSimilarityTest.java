package org.thgcl.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.thgcl.data.DataSet;
import org.thgcl.data.Hdf5DataSet;

class SegmentSimilarityTest {
    @Test
    void cosines_are_averaged_by_lag_and_between_clips() {
        // two clips of three segments with two features; the mean is (0, 0)
        float[][][] clips = {{{1, 0}, {1, 0}, {0, 2}}, {{-1, 0}, {-1, 0}, {0, -2}}};
        try (DataSet given = DataSet.of(clips, new int[] {0, 0}, List.of("one"))) {
            SegmentSimilarity found = SegmentSimilarity.audio(given);
            // lag 1: (1, 0)(1, 0) and (1, 0)(0, 2), in both clips; a cosine of 0 counts
            assertThat(found.byLag()).containsExactly(0.5, 0.0);
            assertThat(found.otherClips()).isEqualTo(-1);
            assertThat(found.falls(2)).isTrue();
        }
    }

    /// Needs the property `thgcl.data`, a folder with audioset33-eval.h5.
    @Test
    void near_segments_of_audioset_are_more_alike() {
        String folder = System.getProperty("thgcl.data", "");
        assumeThat(folder).isNotEmpty();
        try (DataSet clips = Hdf5DataSet.open(Path.of(folder, "audioset33-eval.h5"))) {
            SegmentSimilarity found = SegmentSimilarity.audio(clips);
            assertThat(found.falls(9)).isTrue();
            assertThat(found.byLag().get(0)).isCloseTo(0.507, within(0.001));
            assertThat(found.otherClips()).isCloseTo(0, within(0.01));
        }
    }
}
