package org.thgcl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.thgcl.data.DataSet;
import org.thgcl.model.Configuration;
import org.thgcl.model.Preset;
import org.thgcl.training.Prediction;
import org.thgcl.training.Trained;
import org.thgcl.training.Training;

/// The README's example of this program as a library: it is in this file, compiled and run, and README shows it.
class LibraryExampleTest {
    private static final int CLIPS = 90;
    private static final Path SOURCE = Path.of("src/test/java/org/thgcl/LibraryExampleTest.java");

    private final float[][][] audio = new float[CLIPS][6][5];
    private final float[][][] video = new float[CLIPS][3][4];
    private final int[] labels = new int[CLIPS];

    /// Clips whose class is the feature that is on.
    LibraryExampleTest() {
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
        // README begins
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
        // README ends
        assertThat(trained.result().test().map()).isEqualTo(1);
        assertThat(trained.predict(newAudio, newVideo))
                .extracting(Prediction::predicted)
                .containsExactly("bell", "dog", "rain");
    }

    @Test
    void readme_shows_the_example_as_it_stands_here() throws IOException {
        String source = Files.readString(SOURCE);
        String example = source.split(" *// README (begins|ends)\n", 3)[1]
                        .stripTrailing()
                        .stripIndent() + "\n";
        assertThat(example.lines().count()).isEqualTo(10);
        String readme = Files.readString(Path.of("README.md"));
        assertThat(Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                        .matcher(readme)
                        .results()
                        .map(block -> block.group(1)))
                .containsExactly(example);
    }
}
