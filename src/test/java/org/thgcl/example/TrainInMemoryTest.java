package org.thgcl.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thgcl.data.DataSet;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;
import org.thgcl.training.Prediction;
import org.thgcl.training.Trained;
import org.thgcl.training.Training;

/// Training and prediction on clips in memory: no file is read or written. README shows it.
class TrainInMemoryTest {
    private static final int CLIPS = 90;

    private final float[][][] audio = new float[CLIPS][6][5];
    private final float[][][] video = new float[CLIPS][3][4];
    private final int[] labels = new int[CLIPS];

    /// Clips whose class is the feature that is on.
    TrainInMemoryTest() {
        for (int clip = 0; clip < CLIPS; clip++) {
            labels[clip] = clip % 3;
            for (float[] segment : audio[clip]) {
                segment[clip % 3] = 1;
                segment[4] = clip % 7;
            }
            for (float[] segment : video[clip]) {
                segment[clip % 3] = 1;
            }
        }
    }

    @Test
    void the_example_learns_and_predicts() {
        float[][][] newAudio = Arrays.copyOf(audio, 3);
        float[][][] newVideo = Arrays.copyOf(video, 3);
        DataSet clips = DataSet.of(audio, video, labels, List.of("bell", "dog", "rain"));
        Configuration configuration = Preset.PAPER
                .configuration()
                .with(Map.of("hidden", 16, "embedding", 8, "layers", 2, "batch", 16))
                .with(Map.of("iterations", 100, "validate_every", 20, "standardise", true));
        Trained trained = Training.run(configuration, clips);
        System.out.println(trained.result().test());
        for (Prediction prediction : trained.predict(newAudio, newVideo)) {
            System.out.println(prediction.predicted() + " " + prediction.score());
        }
        assertThat(trained.result().test().map()).isEqualTo(1);
        assertThat(trained.predict(newAudio, newVideo))
                .extracting(Prediction::predicted)
                .containsExactly("bell", "dog", "rain");
    }
}
