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
    /// Two clips of three segments with two features; the mean is (0, 0).
    private static final float[][] CLIPS = {{1, 0, 1, 0, 0, 2}, {-1, 0, -1, 0, 0, -2}};

    /// The clips above.
    private static final class Given implements DataSet {
        @Override
        public String name() {
            return "given";
        }

        @Override
        public int size() {
            return CLIPS.length;
        }

        @Override
        public int audioSegments() {
            return 3;
        }

        @Override
        public int audioFeatures() {
            return 2;
        }

        @Override
        public int videoSegments() {
            return 0;
        }

        @Override
        public int videoFeatures() {
            return 0;
        }

        @Override
        public List<String> classes() {
            return List.of("one");
        }

        @Override
        public int label(int clip) {
            return 0;
        }

        @Override
        public String id(int clip) {
            return "clip " + clip;
        }

        @Override
        public void readAudio(int clip, float[] into, int offset) {
            System.arraycopy(CLIPS[clip], 0, into, offset, CLIPS[clip].length);
        }

        @Override
        public void readVideo(int clip, float[] into, int offset) {
            throw new AssertionError("there is no video");
        }
    }

    @Test
    void cosines_are_averaged_by_lag_and_between_clips() {
        try (DataSet given = new Given()) {
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
        String folder = System.getProperty("thgcl.data");
        assumeThat(folder).isNotNull();
        try (DataSet clips = Hdf5DataSet.open(Path.of(folder, "audioset33-eval.h5"))) {
            SegmentSimilarity found = SegmentSimilarity.audio(clips);
            assertThat(found.falls(9)).isTrue();
            assertThat(found.byLag().get(0)).isCloseTo(0.507, within(0.001));
            assertThat(found.otherClips()).isCloseTo(0, within(0.01));
        }
    }
}
