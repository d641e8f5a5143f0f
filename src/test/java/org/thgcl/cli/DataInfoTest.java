package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataInfoTest {
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    private String info(ClipFile clips, Object... more) {
        Path file = clips.write(folder.resolve("clips.h5"));
        terminal.done(
                Stream.concat(Stream.of("data", "info", file), Stream.of(more)).toArray());
        assertThat(terminal.out().lines()).allMatch(line -> line.length() <= 80);
        return terminal.out().replaceAll(" +", " ").replaceAll("\n ", " ");
    }

    /// What `data info` says is refused must be refused by `train`, and for nothing else.
    private void alsoRefusedByTrain(boolean refused) {
        Path data = folder.resolve("clips.h5");
        int code = terminal.run(
                Terminal.train(data, folder.resolve("run"), "--set", "batch=16").toArray());
        assertThat(code).as(terminal.err()).isEqualTo(refused ? Thgcl.USAGE : Thgcl.DONE);
    }

    @Test
    void a_good_file_is_told_with_sizes_classes_and_memory() {
        float[][][] audio = new float[30][6][4];
        audio[3][1][2] = -2.5F;
        audio[7][0][0] = 1000;
        String info = info(ClipFile.good().with("audio", audio), "--set", "batch=16");
        assertThat(info)
                .contains("clips 30\n", "clip-0, clip-1, clip-2, ...; none occurs twice", "3 classes\n")
                .contains("audio 6 4 -2.5000 1000.0 99.7 % 0 0\n")
                .contains("dog 10 33.3 %\n", "cat, \"small\" 10 33.3 %\n")
                .endsWith("train takes this file\n");
        // 30 clips of 6 x 4 and 3 x 5 numbers of 4 bytes
        assertThat(info).contains("2.4 KiB for a batch of 16 clips in float32, 4.6 KiB for all");
        alsoRefusedByTrain(false);
    }

    @Test
    void a_batch_larger_than_the_training_part_is_told() {
        assertThat(info(ClipFile.good())).contains("batch is 64 clips, the training part has 21; lower it with --set");
        assertThat(info(ClipFile.good(), "--preset", "small")).contains("train takes this file");
    }

    @Test
    void classes_with_too_few_clips_are_counted_and_named() {
        String[] labels = ClipFile.turns(30);
        Arrays.fill(labels, 0, 28, "dog");
        String info = info(ClipFile.labelled(labels), "--set", "batch=16");
        assertThat(info)
                .contains("train refuses this file:")
                .contains("2 classes have fewer than 3 clips", "'cat, \"small\"' (1)", "'cow' (1)");
        alsoRefusedByTrain(true);
    }

    @Test
    void numbers_that_are_not_finite_are_counted_and_the_first_is_named() {
        float[][][] video = ClipFile.features(30, 3, 5);
        video[4][2][1] = Float.NaN;
        video[5][0][0] = Float.NEGATIVE_INFINITY;
        String info = info(ClipFile.good().with("video", video), "--set", "batch=16");
        assertThat(info)
                .containsPattern("video 3 5 \\S+ \\S+ 0.0 % 1 1\n")
                .contains("2 video features are not finite numbers, the first in clip 4 (clip-4), segment 2, "
                        + "feature 1");
        alsoRefusedByTrain(true);
    }

    @Test
    void a_file_without_labels_or_video_is_told() {
        String info = info(ClipFile.good().without("label").without("video"));
        assertThat(info).contains("no video", "there is no dataset label").doesNotContain("class clips");
        alsoRefusedByTrain(true);
    }

    @Test
    void ids_that_occur_twice_are_named() {
        String[] ids = new String[30];
        Arrays.setAll(ids, clip -> "clip-" + clip / 2);
        assertThat(info(ClipFile.good().with("audio_add", ids)))
                .contains("15 occur more than once: clip-0, clip-1,")
                .contains("clip-2, ...");
    }

    @Test
    void json_holds_the_same_numbers() {
        info(ClipFile.good(), "--json");
        JsonObject page = JsonParser.parseString(terminal.out()).getAsJsonObject();
        assertThat(page.get("clips").getAsInt()).isEqualTo(30);
        assertThat(page.getAsJsonObject("audio").get("segments").getAsInt()).isEqualTo(6);
        assertThat(page.getAsJsonObject("classes").get("cow").getAsInt()).isEqualTo(10);
        assertThat(page.get("batch_bytes").getAsInt()).isEqualTo(64 * 39 * 4);
        assertThat(page.getAsJsonArray("refused")).hasSize(1);
    }

    @Test
    void a_file_that_cannot_be_opened_is_refused_with_the_reason() throws IOException {
        terminal.refused(List.of("data", "info", folder.resolve("none.h5")), "no such file");
        terminal.refused(List.of("data", "info", folder), "is not a file");
        Path text = Files.writeString(folder.resolve("text.h5"), "no HDF5");
        terminal.refused(List.of("data", "info", text), "text.h5", "HDF5");
        Path wrong = ClipFile.good().without("audio").write(folder.resolve("wrong.h5"));
        terminal.refused(List.of("data", "info", wrong), "no dataset 'audio'");
    }
}
