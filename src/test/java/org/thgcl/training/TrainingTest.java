package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.data.DataSet;
import org.thgcl.data.Subset;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;

class TrainingTest {
    private static final Configuration SMALL = SmallRun.configuration(Map.of("iterations", 20, "validate_every", 10));

    @TempDir
    private Path folder;

    /// Training in memory and in a folder do the same: metrics and scores agree to the last bit.
    @Test
    void a_run_in_memory_has_the_bits_of_one_in_a_folder() throws IOException {
        DataSet data = SmallRun.parts(SMALL).train().data();
        Trained trained = Training.run(SMALL, data, Workers.one(), Progress.SILENT);
        RunFolder run = new RunFolder(folder.resolve("run"));
        RunResult result = new Trainer(
                        SMALL,
                        TrainingData.split(data, SMALL),
                        run,
                        Kernels.of(SMALL.training().dtype(), Workers.one()),
                        Progress.SILENT)
                .run(false);
        assertThat(trained.result().validation()).isEqualTo(result.validation());
        assertThat(trained.result().test()).isEqualTo(result.test());
        TrainedModel loaded = TrainedModel.load(run.best(), Workers.one());
        assertThat(trained.model().predictor().scores(Subset.all(data)).toArray())
                .isEqualTo(loaded.predictor().scores(Subset.all(data)).toArray());
        assertThat(trained.predict(data)).isEqualTo(loaded.predict(data));
    }

    @Test
    void a_saved_model_predicts_the_same_bits() throws IOException {
        Configuration standardised = SMALL.with("standardise", true);
        DataSet data = SmallRun.parts(standardised).train().data();
        Trained trained = Training.run(standardised, data);
        Path file = folder.resolve("model.safetensors");
        trained.save(file);
        TrainedModel loaded = TrainedModel.load(file);
        assertThat(loaded.predict(data)).isEqualTo(trained.predict(data));
        assertThat(loaded.classes()).isEqualTo(data.classes());
        assertThat(loaded.configuration().toYaml())
                .isEqualTo(trained.model().configuration().toYaml());
    }

    @Test
    void sizes_are_those_of_the_data() {
        Trained trained = Training.run(SMALL.with("classes", 9), arrays(4, 40));
        assertThat(trained.model().configuration().clips().classes()).isEqualTo(4);
        assertThat(trained.model().configuration().clips().hasVideo()).isFalse();
        assertThat(trained.model().configuration().clips().audioSegments()).isEqualTo(3);
    }

    @Test
    void scores_of_a_prediction_sum_to_1_and_the_highest_is_that_of_its_class() {
        Trained trained = Training.run(SMALL, arrays(4, 40));
        float[][][] clips = new float[5][3][2];
        List<Prediction> predictions = trained.predict(clips);
        assertThat(predictions).hasSize(5).allSatisfy(prediction -> {
            assertThat(prediction.scores()).containsOnlyKeys("c0", "c1", "c2", "c3");
            // four scores, each rounded by at most 2^-53, three sums of at most 1
            assertThat(prediction.scores().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .isBetween(1 - 8 * 0x1p-53, 1 + 8 * 0x1p-53);
            assertThat(prediction.scores().values()).allMatch(score -> score <= prediction.score());
        });
    }

    @Test
    void clips_of_another_shape_are_refused() {
        Trained trained = Training.run(SMALL, arrays(4, 40));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trained.predict(new float[2][3][5]))
                .withMessage("clips: audio features are 5, the model expects 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trained.predict(new float[2][3][2], new float[2][1][1]))
                .withMessage("clips: video segments are 1, the model expects 0");
    }

    @Test
    void a_class_without_clips_is_refused() {
        List<String> classes = new ArrayList<>(arrays(4, 40).classes());
        classes.add("none");
        DataSet data = DataSet.of(new float[8][3][2], new int[] {0, 1, 2, 3, 0, 1, 2, 3}, classes);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Training.run(SMALL, data))
                .withMessage("clips: class 'none' (4 of 5) has no clip for training; take it out of the classes"
                        + " (unique_labels) or give it clips");
    }

    /// Audio alone, the class written into the features.
    private static DataSet arrays(int classes, int clips) {
        float[][][] audio = new float[clips][3][2];
        int[] labels = new int[clips];
        List<String> names = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            names.add("c" + c);
        }
        for (int clip = 0; clip < clips; clip++) {
            labels[clip] = clip % classes;
            audio[clip][0][0] = labels[clip];
            audio[clip][1][1] = clip % 5;
        }
        return DataSet.of(audio, labels, names);
    }
}
