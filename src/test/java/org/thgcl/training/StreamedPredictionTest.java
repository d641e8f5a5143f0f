package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.thgcl.data.DataSet;
import org.thgcl.data.Subset;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.Preset;

/// Clips are handed on batch after batch, and no more of them are read than that takes.
class StreamedPredictionTest {
    private static final List<String> CLASSES = List.of("bell", "dog", "rain");
    private static final int BATCH = 6;

    private TrainedModel model;

    /// Clips that are made when they are read, and how far that has come.
    private static final class CountedClips implements DataSet {
        private final int size;
        private final int bad;
        private final AtomicInteger furthest = new AtomicInteger(-1);

        /// @param bad a clip with features beyond the range of float32's sums; -1 for none
        CountedClips(int size, int bad) {
            this.size = size;
            this.bad = bad;
        }

        @Override
        public String name() {
            return "counted";
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public int audioSegments() {
            return 4;
        }

        @Override
        public int audioFeatures() {
            return 5;
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
            return CLASSES;
        }

        @Override
        public int label(int clip) {
            return clip % CLASSES.size();
        }

        @Override
        public String id(int clip) {
            return "clip-" + clip;
        }

        @Override
        public void readAudio(int clip, float[] into, int offset) {
            furthest.accumulateAndGet(clip, Math::max);
            for (int k = 0; k < 20; k++) {
                into[offset + k] =
                        clip == bad ? Float.MAX_VALUE : (31 * clip + 7 * k) % 11 - 5 + (k % 5 == label(clip) ? 3 : 0);
            }
        }

        @Override
        public void readVideo(int clip, float[] into, int offset) {}
    }

    /// Ends the work.
    private static final class Enough extends Exception {
        private static final long serialVersionUID = 1;
    }

    @BeforeEach
    void train() {
        Configuration configuration = Preset.PAPER
                .configuration()
                .with(Map.of("hidden", 4, "embedding", 3, "layers", 1, "batch", BATCH, "dtype", "float32"))
                .with(Map.of("iterations", 2, "validate_every", 2));
        model = Training.run(configuration, new CountedClips(30, -1)).model();
    }

    @Test
    void of_clips_not_yet_handed_on_two_batches_are_read() {
        CountedClips clips = new CountedClips(100, -1);
        List<Integer> taken = new ArrayList<>();
        model.predict(Subset.all(clips), clip -> {
            int batch = taken.size() / BATCH;
            assertThat(clips.furthest.get()).as("clip %s", clip.clip()).isLessThan((batch + 2) * BATCH);
            taken.add(clip.clip());
        });
        assertThat(taken).hasSize(100).isSorted();
        assertThat(clips.furthest).hasValue(99);
    }

    @Test
    void a_taker_that_stops_ends_the_work_and_changes_nothing() {
        CountedClips clips = new CountedClips(1000, -1);
        List<ClipPrediction> taken = new ArrayList<>();
        assertThatThrownBy(() -> model.predict(Subset.all(clips), clip -> {
                    if (taken.size() == 10) {
                        throw new Enough();
                    }
                    taken.add(clip);
                }))
                .isInstanceOf(Enough.class);
        assertThat(clips.furthest.get()).isLessThan(3 * BATCH);
        assertThat(taken)
                .extracting(ClipPrediction::prediction)
                .isEqualTo(model.predict(new CountedClips(1000, -1)).subList(0, 10));
    }

    @Test
    void a_clip_is_handed_on_with_what_the_data_set_says_of_it() {
        List<ClipPrediction> taken = new ArrayList<>();
        int[] chosen = {40, 3, 3, 7, 8, 9, 0, 1};
        model.predict(new Subset(new CountedClips(41, -1), chosen), taken::add);
        assertThat(taken).extracting(ClipPrediction::clip).containsExactly(40, 3, 3, 7, 8, 9, 0, 1);
        assertThat(taken.getFirst().id()).isEqualTo("clip-40");
        assertThat(taken.getFirst().label()).isEqualTo("dog");
        assertThat(taken.get(1).prediction()).isEqualTo(taken.get(2).prediction());
    }

    @Test
    void scores_of_several_parts_are_those_of_each() {
        Subset all = Subset.all(new CountedClips(20, -1));
        Subset some = new Subset(new CountedClips(9, -1), new int[] {8, 1});
        Tensor both = model.predictor().scores(List.of(all, some));
        List<Double> expected = new ArrayList<>();
        for (Subset part : List.of(all, some)) {
            Tensor scores = model.predictor().unchecked(part);
            for (double score : scores.toArray()) {
                expected.add(score);
            }
        }
        assertThat(both.shape().size(0)).isEqualTo(22);
        assertThat(both.toArray())
                .containsExactly(
                        expected.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Test
    void before_a_clip_without_scores_whole_batches_are_handed_on() {
        List<Integer> taken = new ArrayList<>();
        assertThatThrownBy(() ->
                        model.predict(Subset.all(new CountedClips(100, 2 * BATCH + 3)), clip -> taken.add(clip.clip())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("counted: clip 15 (clip-15): the model's scores are no numbers")
                .hasMessageContaining("beyond the range of float32");
        assertThat(taken).hasSize(2 * BATCH);
    }

    @Test
    void more_scores_than_a_table_holds_are_refused_with_their_size() {
        Subset half = Subset.all(new CountedClips(1 << 15, -1));
        assertThatThrownBy(() -> ScoreTable.zeros(List.of(half, half), 1 << 15))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "counted: all scores are needed at once, those of 65,536 clips in 32,768 classes: 16,384 MB")
                .hasMessageContaining("take a part of the clips");
    }
}
