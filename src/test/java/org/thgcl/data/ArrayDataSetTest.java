package org.thgcl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArrayDataSetTest {
    private static final List<String> CLASSES = List.of("bell", "dog");

    private final float[][][] audio = {{{1, 2}, {3, 4}, {5, 6}}, {{7, 8}, {9, 10}, {11, 12}}};
    private final float[][][] video = {{{1}, {2}}, {{3}, {4}}};
    private final int[] labels = {1, 0};

    @Test
    void clips_are_read_as_they_were_given() {
        DataSet data = DataSet.of(audio, video, labels, CLASSES);
        assertThat(data.size()).isEqualTo(2);
        assertThat(data.audioSegments()).isEqualTo(3);
        assertThat(data.audioFeatures()).isEqualTo(2);
        assertThat(data.videoSegments()).isEqualTo(2);
        assertThat(data.videoFeatures()).isEqualTo(1);
        assertThat(data.labels()).containsExactly(1, 0);
        assertThat(data.classes()).isEqualTo(CLASSES);
        float[] into = new float[7];
        data.readAudio(1, into, 1);
        assertThat(into).containsExactly(0, 7, 8, 9, 10, 11, 12);
        data.readVideo(0, into, 5);
        assertThat(into).containsExactly(0, 7, 8, 9, 10, 1, 2);
    }

    @Test
    void later_changes_of_the_arrays_change_nothing() {
        DataSet data = DataSet.of(audio, video, labels, CLASSES);
        audio[0][0][0] = 99;
        labels[0] = 0;
        float[] into = new float[6];
        data.readAudio(0, into, 0);
        assertThat(into[0]).isEqualTo(1);
        assertThat(data.label(0)).isEqualTo(1);
    }

    @Test
    void clips_may_have_no_video_and_no_labels() {
        DataSet data = DataSet.unlabelled(audio, CLASSES);
        assertThat(data.hasVideo()).isFalse();
        assertThat(data.videoFeatures()).isZero();
        data.readVideo(0, new float[0], 0);
        assertThat(data.label(1)).isEqualTo(DataSet.UNLABELLED);
        assertThat(DataSet.of(audio, labels, CLASSES).hasVideo()).isFalse();
    }

    @Test
    void ragged_arrays_are_refused_where_they_are() {
        audio[1] = new float[][] {{1, 2}, {3, 4}};
        refused("clips: audio of clip 1 has 2 segments, the first clip has 3; all must have as many");
        audio[1] = new float[][] {{1, 2}, {3, 4, 5}, {6, 7}};
        refused("clips: audio of clip 1, segment 1 has 3 features, the first clip has 2; all must have as many");
        audio[1] = null;
        refused("clips: audio of clip 1 has 0 segments, the first clip has 3; all must have as many");
    }

    @Test
    void features_that_are_no_numbers_are_refused() {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            video[1][0][0] = wrong;
            refused("clips: video of clip 1, segment 0, feature 0 is " + wrong + "; it must be a finite number");
        }
    }

    @Test
    void labels_that_are_no_class_are_refused() {
        for (int wrong : new int[] {-1, 2, Integer.MAX_VALUE}) {
            labels[1] = wrong;
            refused("clips: label of clip 1 is " + wrong
                    + "; it must be a whole number from 0 to 1, a place in the list of classes");
        }
    }

    @Test
    void sizes_that_differ_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSet.of(audio, new float[][][] {{{1}}}, labels, CLASSES))
                .withMessage("clips: video has 1 clips, audio has 2; they must be the same clips");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSet.of(audio, video, new int[3], CLASSES))
                .withMessage("clips: there are 3 labels for 2 clips; each clip has one");
    }

    @Test
    void what_is_empty_or_absent_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSet.of(new float[0][][], new int[0], CLASSES))
                .withMessage("clips: audio has no clips; at least 1 is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSet.of(new float[1][0][], new int[1], CLASSES))
                .withMessage("clips: audio has no segments; at least 1 is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSet.of(new float[1][2][0], new int[1], CLASSES))
                .withMessage("clips: audio has no features; at least 1 is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSet.of(audio, null, labels, CLASSES))
                .withMessage("clips: video is null; leave the argument out if there is none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSet.of(audio, labels, List.of("bell", "bell")))
                .withMessageContaining("clips: classes: class 'bell' is listed twice");
    }

    private void refused(String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSet.of(audio, video, labels, CLASSES))
                .withMessage(message);
    }
}
