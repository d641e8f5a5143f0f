package org.thgcl.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.data.DataSet;
import org.thgcl.data.Hdf5DataSet;
import org.thgcl.data.Hdf5Writer;
import org.thgcl.model.Configuration;
import org.thgcl.onnx.OnnxExport;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.Preset;
import org.thgcl.training.Prediction;
import org.thgcl.training.Trained;
import org.thgcl.training.TrainedModel;
import org.thgcl.training.Training;

/// Training and prediction as a library does them. README shows the first example, `docs/library.md` and
/// `docs/export.md` the others.
class TrainAndPredictTest {
    private static final int CLIPS = 90;

    @TempDir
    private Path folder;

    private final float[][][] audio = new float[CLIPS][6][5];
    private final float[][][] video = new float[CLIPS][3][4];
    private final int[] labels = new int[CLIPS];

    /// Clips whose class is the feature that is on.
    TrainAndPredictTest() {
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

    @Test
    void a_file_is_learnt_from_and_another_is_predicted() throws IOException {
        Path file = folder.resolve("clips.h5");
        Path other = folder.resolve("other.h5");
        Path model = folder.resolve("model.safetensors");
        Hdf5Writer.write(DataSet.of(audio, video, labels, List.of("bell", "dog", "rain")), file);
        Hdf5Writer.write(
                DataSet.unlabelled(Arrays.copyOf(audio, 3), Arrays.copyOf(video, 3), List.of("bell", "dog", "rain")),
                other);
        learn(file, model);
        assertThat(predict(model, other)).containsExactly("0 bell", "1 dog", "2 rain");
        assertThat(likely(model, Arrays.copyOf(audio, 3), Arrays.copyOf(video, 3)))
                .allSatisfy(best -> assertThat(best).hasSize(2))
                .extracting(best -> best.getFirst().getKey())
                .containsExactly("bell", "dog", "rain");
    }

    @Test
    void a_model_is_exported_and_runs_in_onnx_runtime() throws IOException, OrtException {
        Path model = folder.resolve("model.safetensors");
        Configuration configuration = Preset.SMALL.configuration().with(Map.of("iterations", 20, "validate_every", 20));
        Trained trained = Training.run(configuration, DataSet.of(audio, video, labels, List.of("bell", "dog", "rain")));
        trained.save(model);
        Path file = folder.resolve("model.onnx");
        OnnxExport.load(model, Optional.of(DType.FLOAT32))
                .file("example", Workers.one())
                .write(file);
        float[][] scores = scores(file.toString(), Arrays.copyOf(audio, 2), Arrays.copyOf(video, 2));
        List<Prediction> predicted = trained.predict(Arrays.copyOf(audio, 2), Arrays.copyOf(video, 2));
        for (int clip = 0; clip < 2; clip++) {
            // float32 in both: the bound of docs/export.md
            assertThat((double) scores[clip][0])
                    .isCloseTo(predicted.get(clip).scores().get("bell"), within(1e-5));
        }
    }

    private static float[][] scores(String model, float[][][] newAudio, float[][][] newVideo) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(model);
                OnnxTensor audio = OnnxTensor.createTensor(environment, newAudio);
                OnnxTensor video = OnnxTensor.createTensor(environment, newVideo);
                OrtSession.Result results = session.run(Map.of("audio", audio, "video", video))) {
            return (float[][]) results.get("scores").orElseThrow().getValue();
        }
    }

    private static void learn(Path file, Path model) throws IOException {
        try (DataSet clips = Hdf5DataSet.open(file)) {
            Configuration configuration = Preset.SMALL.configuration().with(Map.of("iterations", 200, "seed", 1));
            Trained trained = Training.run(configuration, clips);
            System.out.println("test mAP " + trained.result().test().map());
            trained.save(model);
        }
    }

    private static List<String> predict(Path model, Path other) throws IOException {
        List<String> lines = new ArrayList<>();
        TrainedModel trained = TrainedModel.load(model);
        try (DataSet clips = Hdf5DataSet.openUnlabelled(other, trained.classes())) {
            List<Prediction> predictions = trained.predict(clips);
            for (int clip = 0; clip < clips.size(); clip++) {
                lines.add(clips.id(clip) + " " + predictions.get(clip).predicted());
            }
        }
        return lines;
    }

    private static List<List<Map.Entry<String, Double>>> likely(Path model, float[][][] newAudio, float[][][] newVideo)
            throws IOException {
        List<List<Map.Entry<String, Double>>> likely = new ArrayList<>();
        TrainedModel trained = TrainedModel.load(model);
        for (Prediction prediction : trained.predict(newAudio, newVideo)) {
            likely.add(prediction.best(2)); // the two highest scores with their classes
        }
        return likely;
    }
}
