package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.training.Checkpoint;

/// What is wrong is said in one line with file, place, value and rule, and answered with exit code 2.
class BadInputTest {
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    private void refused(Path data, String... parts) {
        terminal.refused(Terminal.train(data, folder.resolve("out")), parts);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private Path write(ClipFile file) {
        return file.write(folder.resolve("clips.h5"));
    }

    private void settingRefused(String setting, String... parts) {
        Path data = write(ClipFile.good());
        terminal.refused(Terminal.train(data, folder.resolve("out"), "--set", setting), parts);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private Path checkpoint() {
        terminal.done(
                Terminal.train(write(ClipFile.good()), folder.resolve("out")).toArray());
        return folder.resolve("out").resolve("best.safetensors");
    }

    private void modelRefused(Path checkpoint, Path data, String... parts) {
        for (String command : List.of("evaluate", "predict")) {
            terminal.refused(List.of(command, "--checkpoint", checkpoint, "--data", data), parts);
        }
    }

    @Test
    void a_type_that_there_is_none_of() {
        Path data = write(ClipFile.good());
        settingRefused("dtype=f16", "dtype: 'f16'", "float64, float32");
        String rule = "'half' isn't allowed, must be float64 or f64, or float32 or f32";
        terminal.refused(Terminal.train(data, folder.resolve("out"), "--dtype", "half"), "--dtype", rule);
        terminal.refused(List.of("demo", "--dtype", "half"), "--dtype", rule);
        for (String command : List.of("evaluate", "predict")) {
            terminal.refused(
                    List.of(command, "--checkpoint", "best.safetensors", "--data", data, "--dtype", "half"),
                    "--dtype",
                    rule);
        }
    }

    // --- data ---

    @Test
    void a_file_that_is_not_there() {
        refused(folder.resolve("nowhere.h5"), "no such file", "nowhere.h5");
    }

    @Test
    void a_file_that_is_not_hdf5() throws IOException {
        refused(Files.writeString(folder.resolve("notes.txt"), "dog, cat"), "notes.txt", "is not an HDF5 file");
    }

    @Test
    void a_missing_dataset() {
        refused(write(ClipFile.good().without("label")), "clips.h5", "no dataset 'label'");
        refused(write(ClipFile.good().without("audio")), "clips.h5", "no dataset 'audio'");
    }

    @Test
    void another_number_of_features_or_segments_in_the_test_file() {
        Path data = write(ClipFile.good());
        Path narrow = ClipFile.good()
                .with("audio", ClipFile.features(ClipFile.CLIPS, 6, 3))
                .write(folder.resolve("narrow.h5"));
        Path brief = ClipFile.good()
                .with("video", ClipFile.features(ClipFile.CLIPS, 2, 5))
                .write(folder.resolve("brief.h5"));
        Path out = folder.resolve("out");
        terminal.refused(Terminal.train(data, out, "--test", narrow), "narrow.h5", "audio features", "3", "4");
        terminal.refused(Terminal.train(data, out, "--validation", brief), "brief.h5", "video segments", "2", "3");
        assertThat(out).doesNotExist();
    }

    @Test
    void sizes_that_are_set_and_are_not_those_of_the_data() {
        settingRefused("audio_features=5", "clips.h5", "audio features", "4", "5");
        settingRefused("classes=7", "clips.h5", "classes", "3", "7");
    }

    @Test
    void a_feature_that_is_no_number() {
        float[][][] audio = ClipFile.features(ClipFile.CLIPS, 6, 4);
        audio[17][2][3] = Float.NaN;
        Path data = write(ClipFile.good().with("audio", audio));
        terminal.run(Terminal.train(data, folder.resolve("out")).toArray());
        assertThat(terminal.err())
                .contains("clips.h5: audio of clip 17 (clip-17), segment 2, feature 3 is NaN", "finite");
        assertThat(terminal.run(Terminal.train(data, folder.resolve("again"), "--set", "standardise=true")
                        .toArray()))
                .isEqualTo(Thgcl.USAGE);
        assertThat(terminal.err().lines()).hasSize(1);
    }

    /// Sums of such features overflow in float32. Whatever is written, a class would be a wrong one.
    @Test
    void scores_that_are_no_numbers() {
        Path out = folder.resolve("out");
        terminal.done(
                Terminal.train(write(ClipFile.good()), out, "--dtype", "f32").toArray());
        Path checkpoint = out.resolve("best.safetensors");
        float[][][] audio = ClipFile.features(ClipFile.CLIPS, 6, 4);
        for (float[] segment : audio[4]) {
            Arrays.fill(segment, Float.MAX_VALUE);
        }
        Path huge = ClipFile.good().with("audio", audio).write(folder.resolve("huge.h5"));
        Path scores = folder.resolve("scores");
        modelRefused(
                checkpoint,
                huge,
                "huge.h5: clip 4 (clip-4): the model's scores are no numbers",
                "beyond the range of float32",
                "the clip's largest feature is 3.4028234663852886E38",
                "compute with dtype float64");
        List<Object> json =
                List.of("predict", "--checkpoint", checkpoint, "--data", huge, "--format", "json", "--out", scores);
        terminal.refused(json, "huge.h5: clip 4 (clip-4): the model's scores are no numbers");
        assertThat(scores).doesNotExist();
    }

    /// Batches are of 6 clips. What is printed can't be taken back, a file keeps its old content.
    @Test
    void a_clip_without_scores_behind_others() throws IOException {
        Path out = folder.resolve("out");
        terminal.done(
                Terminal.train(write(ClipFile.good()), out, "--dtype", "f32").toArray());
        float[][][] audio = ClipFile.features(ClipFile.CLIPS, 6, 4);
        for (float[] segment : audio[15]) {
            Arrays.fill(segment, Float.MAX_VALUE);
        }
        Path data = ClipFile.good().with("audio", audio).write(folder.resolve("huge.h5"));
        assertThat(terminal.run("predict", out, "--data", data)).isEqualTo(Thgcl.USAGE);
        assertThat(terminal.err()).contains("huge.h5: clip 15 (clip-15): the model's scores are no numbers");
        assertThat(terminal.out().lines())
                .hasSize(1 + 12)
                .element(12)
                .asString()
                .startsWith("clip-11,");
        Path scores = Files.writeString(
                Files.createDirectory(folder.resolve("results")).resolve("scores.csv"), "old");
        terminal.refused(List.of("predict", out, "--data", data, "--out", scores), "huge.h5: clip 15 (clip-15)");
        assertThat(scores).hasContent("old");
        try (Stream<Path> files = Files.list(scores.getParent())) {
            assertThat(files).containsExactly(scores);
        }
    }

    @Test
    void an_unknown_label() {
        String[] labels = ClipFile.turns(ClipFile.CLIPS);
        labels[4] = "hen";
        refused(write(ClipFile.labelled(labels)), "clips.h5", "clip 4 (clip-4)", "'hen'", "known classes");
    }

    @Test
    void a_class_without_clips() {
        String[] labels = new String[ClipFile.CLIPS];
        Arrays.setAll(labels, clip -> ClipFile.CLASSES[clip % 2]);
        refused(write(ClipFile.labelled(labels)), "clips.h5", "class 'cow'", "0 clips");
        Path data = folder.resolve("clips.h5");
        Path all = ClipFile.good().write(folder.resolve("all.h5"));
        terminal.refused(
                Terminal.train(data, folder.resolve("out"), "--validation", all), "clips.h5", "class 'cow'", "no clip");
    }

    @Test
    void a_class_with_too_few_clips_to_split() {
        String[] labels = new String[ClipFile.CLIPS];
        Arrays.setAll(labels, clip -> ClipFile.CLASSES[clip < 2 ? 2 : clip % 2]);
        refused(write(ClipFile.labelled(labels)), "clips.h5", "class 'cow'", "has 2 clips", "at least 3");
    }

    // --- settings ---

    @Test
    void a_batch_of_one_clip_with_the_contrastive_loss() {
        settingRefused("batch=1", "batch: 1", "at least 2 clips", "weight_contrastive");
    }

    @Test
    void spans_and_dilations_out_of_range() {
        settingRefused("audio_span=-1", "--set audio_span: -1", "at least 0");
        settingRefused("cross_span=-2", "--set cross_span: -2", "at least 0");
        settingRefused("video_dilation=0", "--set video_dilation: 0", "at least 1");
    }

    @Test
    void a_dilation_beyond_the_clip_is_noted_and_used() {
        Path data = write(ClipFile.good());
        terminal.done(Terminal.train(data, folder.resolve("out"), "--set", "audio_dilation=6")
                .toArray());
        assertThat(terminal.err()).contains("audio_dilation, 6", "6 audio segments");
    }

    @Test
    void unknown_settings_with_the_nearest() {
        settingRefused("hiden=4", "--set hiden", "nearest is hidden");
    }

    @Test
    void a_configuration_file_with_an_unknown_key() throws IOException {
        Path file = Files.writeString(folder.resolve("my.yaml"), "hidden: 4\nlearning_rte: 0.1\n");
        terminal.refused(List.of("params", "--config", file), "my.yaml", "learning_rte", "nearest is learning_rate");
        terminal.refused(List.of("params", "--config", folder.resolve("no.yaml")), "no.yaml", "no such");
    }

    @Test
    void fractions_that_do_not_fit() {
        Path data = write(ClipFile.good());
        Path out = folder.resolve("out");
        terminal.refused(Terminal.train(data, out, "--fractions", "0.7,0.2"), "fractions", "three numbers");
        terminal.refused(Terminal.train(data, out, "--fractions", "0.7,0.2,0.2"), "fractions", "sum is 1");
        terminal.refused(Terminal.train(data, out, "--fractions", "a,b,c"), "--fractions", "'a'", "a number");
        terminal.refused(
                Terminal.train(data, out, "--fractions", "0.7,0.1,0.2", "--test", data), "--fractions", "--test");
    }

    @Test
    void threads_out_of_range() {
        terminal.refused(
                Terminal.train(write(ClipFile.good()), folder.resolve("out"), "--fractions", "0.7,0.1,0.2").stream()
                        .map(arg -> arg.equals(1) ? (Object) 0 : arg)
                        .toList(),
                "--threads: 0",
                "at least 1");
    }

    // --- checkpoints ---

    @Test
    void a_checkpoint_that_is_not_there() {
        modelRefused(folder.resolve("best.safetensors"), write(ClipFile.good()), "best.safetensors", "no such file");
    }

    @Test
    void a_file_that_is_no_checkpoint() {
        Path data = write(ClipFile.good());
        modelRefused(data, data, "clips.h5");
    }

    @Test
    void a_checkpoint_that_does_not_fit_the_data() {
        Path checkpoint = checkpoint();
        Path narrow = ClipFile.good()
                .with("audio", ClipFile.features(ClipFile.CLIPS, 6, 3))
                .write(folder.resolve("narrow.h5"));
        modelRefused(checkpoint, narrow, "narrow.h5", "audio features are 3", "expects 4");
        modelRefused(
                checkpoint, write(ClipFile.good().without("video")), "clips.h5", "video segments are 0", "expects 3");
    }

    @Test
    void a_label_that_the_model_does_not_know() {
        Path checkpoint = checkpoint();
        String[] labels = ClipFile.turns(ClipFile.CLIPS);
        labels[4] = "hen";
        Path data = ClipFile.labelled(labels)
                .with("unique_labels", new String[] {"dog", "hen", "cat, \"small\"", "cow"})
                .write(folder.resolve("hens.h5"));
        modelRefused(checkpoint, data, "hens.h5", "clip 4 (clip-4)", "'hen'");
    }

    @Test
    void a_truncated_checkpoint() throws IOException {
        Path checkpoint = checkpoint();
        byte[] bytes = Files.readAllBytes(checkpoint);
        for (int length : new int[] {0, 7, 100, bytes.length - 1}) {
            Path cut = Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(bytes, length));
            modelRefused(cut, folder.resolve("clips.h5"), "cut.safetensors");
        }
    }

    @Test
    void an_altered_checkpoint() throws IOException {
        Path checkpoint = checkpoint();
        byte[] bytes = Files.readAllBytes(checkpoint);
        bytes[bytes.length - 3] ^= 1;
        Path altered = Files.write(folder.resolve("altered.safetensors"), bytes);
        modelRefused(altered, folder.resolve("clips.h5"), "altered.safetensors", "altered");
    }

    @Test
    void a_checkpoint_whose_parameters_do_not_fit_its_configuration() throws IOException {
        Checkpoint saved = Checkpoint.load(checkpoint());
        Path other = folder.resolve("other.safetensors");
        new Checkpoint(
                        saved.parameters(),
                        saved.optimiser(),
                        saved.standardisation(),
                        saved.configuration().replace("hidden: 4 ", "hidden: 5 "),
                        saved.classes(),
                        saved.iteration(),
                        saved.stopping(),
                        saved.seed(),
                        saved.data(),
                        saved.features(),
                        saved.origin())
                .save(other);
        modelRefused(other, folder.resolve("clips.h5"), "other.safetensors", "parameter layers.0.audio.psi", "needs");
    }

    @Test
    void a_checkpoint_that_does_not_fit_the_configuration_of_a_resumed_run() {
        checkpoint();
        terminal.refused(
                Terminal.train(
                        folder.resolve("clips.h5"), folder.resolve("out"), "--resume", "--set", "learning_rate=0.1"),
                "last.safetensors",
                "another configuration",
                "learning_rate: 0.1");
    }

    // --- output ---

    @Test
    void an_output_folder_that_holds_a_run() {
        checkpoint();
        terminal.refused(
                Terminal.train(folder.resolve("clips.h5"), folder.resolve("out")), "out", "holds a run", "--resume");
    }

    @Test
    void an_output_folder_that_cannot_be_made() throws IOException {
        Path data = write(ClipFile.good());
        Path file = Files.writeString(folder.resolve("file"), "");
        terminal.refused(Terminal.train(data, file), "file", "is a file");
        // below a file: refused to every user, also to one who may write anywhere
        List<Object> below = Terminal.train(data, file.resolve("below"));
        assertThat(terminal.run(below.toArray())).isEqualTo(Thgcl.USAGE);
        assertThat(terminal.err()).contains("below", "can't be created");
        assertThat(terminal.err().lines()).hasSize(1);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has a device that is always full")
    void a_full_disk() throws IOException {
        Path data = write(ClipFile.good());
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.createSymbolicLink(out.resolve(".configuration.yaml.part"), Path.of("/dev/full"));
        assertThat(terminal.run(Terminal.train(data, out).toArray())).isEqualTo(Thgcl.USAGE);
        assertThat(terminal.err()).contains("configuration.yaml", "No space left on device", "disk full");
        assertThat(terminal.err().lines()).hasSize(1);
        assertThat(out.toFile().list()).containsExactly(".lock");
    }
}
