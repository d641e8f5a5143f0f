package org.thgcl.data;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with a file is said with its name, the place, the value, the rule and the fix.
class Hdf5BadInputTest {
    @TempDir
    Path folder;

    private void refused(Path path, String... parts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hdf5DataSet.open(path).close())
                .withMessageContainingAll(parts);
    }

    private void refused(Hdf5Files file, String... parts) {
        refused(file.write(folder), parts);
    }

    @Test
    void a_file_that_is_not_there_is_refused() {
        refused(folder.resolve("nowhere.h5"), "no such file", "nowhere.h5");
    }

    @Test
    void a_folder_is_refused() {
        refused(folder, folder.toString(), "is not a file");
    }

    @Test
    void a_file_that_is_not_hdf5_is_refused() throws IOException {
        refused(Files.writeString(folder.resolve("notes.txt"), "dog, cat"), "notes.txt", "is not an HDF5 file");
        refused(Files.writeString(folder.resolve("empty.h5"), ""), "empty.h5", "is not an HDF5 file");
    }

    @Test
    void a_truncated_file_is_refused() throws IOException {
        Path path = Hdf5Files.good().write(folder);
        byte[] bytes = Files.readAllBytes(path);
        for (int length = 8; length < bytes.length; length += 97) {
            Path cut = Files.write(folder.resolve("cut.h5"), Arrays.copyOf(bytes, length));
            assertThatIllegalArgumentException()
                    .as("first %d of %d bytes", length, bytes.length)
                    .isThrownBy(() -> {
                        try (Hdf5DataSet data = Hdf5DataSet.open(cut)) {
                            Standardisation.of(Subset.all(data));
                            throw new AssertionError("was read");
                        }
                    })
                    .withMessageContaining("cut.h5");
        }
    }

    @Test
    void a_missing_dataset_is_named_with_those_that_are_there() {
        refused(Hdf5Files.good().without("audio"), "events.h5", "no dataset 'audio'", "label, unique_labels, video");
        refused(Hdf5Files.good().without("label"), "events.h5", "no dataset 'label'", "audio, audio_add");
    }

    @Test
    void features_with_two_axes_are_refused() {
        refused(Hdf5Files.good().with("audio", new float[4][6]), "events.h5: audio", "2 axes [4, 6]", "segment");
        refused(Hdf5Files.good().with("video", new float[4][6]), "events.h5: video", "2 axes [4, 6]", "segment");
    }

    @Test
    void features_that_are_not_numbers_are_refused() {
        refused(
                Hdf5Files.good().with("audio", new String[][][] {{{"a"}}, {{"b"}}, {{"c"}}, {{"d"}}}),
                "events.h5: audio holds string of 2 bytes",
                "must be numbers");
    }

    /// See `make_files.py` beside the file.
    @Test
    void a_file_without_clips_is_refused() {
        Path path = Path.of("src", "test", "resources", "org", "thgcl", "data", "no-clips.h5");
        refused(path, "no-clips.h5: audio of size [0, 3, 4]", "at least one clip");
    }

    @Test
    void other_numbers_of_clips_are_refused() {
        refused(Hdf5Files.good().with("video", new float[3][2][5]), "events.h5: video has 3 clips, audio has 4");
        refused(Hdf5Files.good().with("label", new String[] {"dog"}), "events.h5: label has 1 clips, audio has 4");
        refused(Hdf5Files.good().with("audio_add", new String[] {"x"}), "events.h5: audio_add has 1 clips");
    }

    @Test
    void labels_with_three_axes_are_refused() {
        refused(
                Hdf5Files.good().with("label", new int[][][] {{{0}}, {{1}}, {{0}}, {{1}}}),
                "events.h5: label has 3 axes; it must have 1");
    }

    @Test
    void labels_with_two_axes_must_be_0_or_1_for_each_class() {
        Hdf5Files good = Hdf5Files.good();
        refused(
                good.with("label", new int[][] {{0}, {1}, {0}, {1}}),
                "events.h5: label has 1 classes, there are 2 names of classes");
        refused(
                good.with("label", new int[][] {{0, 1}, {1, 1}, {0, 0}, {1, 2}}),
                "events.h5: label of clip 3 (a3), class 1 is 2; it must be 0 or 1");
        refused(
                good.with("label", new double[][] {{0, 1}, {1, 0.5}, {0, 0}, {1, 0}}),
                "events.h5: label of clip 1 (a1), class 1 is 0.5; it must be 0 or 1");
        refused(
                good.with("label", new byte[][] {{0, 1}, {1, 0}, {0, 1}}),
                "events.h5: label has 3 clips, audio has 4; they must be the same clips");
        refused(
                good.with("label", new byte[][] {{0, 1}, {1, 0}, {0, 1}, {1, 1}})
                        .without("unique_labels"),
                "events.h5: label has 2 axes, clip and class; that needs a dataset unique_labels");
    }

    @Test
    void an_unknown_label_is_named_with_its_clip_and_the_known_ones() {
        refused(
                Hdf5Files.good().with("label", new String[] {"dog", "cat", "dgo", "cat"}),
                "events.h5: label of clip 2 (a2) is 'dgo'",
                "known classes: dog, cat");
    }

    @Test
    void of_many_classes_the_nearest_is_named() {
        String[] names =
                IntStream.range(0, 20).mapToObj(i -> "class number " + i).toArray(String[]::new);
        String[] labels = {names[0], names[1], "clas number 7", names[3]};
        refused(
                Hdf5Files.good().with("unique_labels", names).with("label", labels),
                "label of clip 2 (a2) is 'clas number 7'",
                "20 known classes; the nearest is 'class number 7'");
    }

    @Test
    void a_label_outside_the_classes_of_another_data_set_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hdf5DataSet.open(Hdf5Files.good().write(folder), List.of("dog", "cow"))
                        .close())
                .withMessageContainingAll("label of clip 1 (a1) is 'cat'", "known classes: dog, cow");
    }

    @Test
    void a_number_that_is_no_class_is_refused() {
        refused(Hdf5Files.good().with("label", new int[] {0, 1, 2, 0}), "label of clip 2 (a2) is 2", "from 0 to 1");
        refused(Hdf5Files.good().with("label", new int[] {0, 1, 0, -1}), "label of clip 3 (a3) is -1", "from 0 to 1");
        refused(
                Hdf5Files.good().with("label", new int[] {0, 1, 0, 1}).without("unique_labels"),
                "label holds numbers",
                "unique_labels");
    }

    @Test
    void a_class_listed_twice_is_refused() {
        refused(
                Hdf5Files.good().with("unique_labels", new String[] {"dog", "cat", "dog"}),
                "events.h5: unique_labels: class 'dog' is listed twice, at 0 and 2");
    }

    @Test
    void a_feature_that_is_not_a_number_is_refused_with_its_place() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[][][] audio = Hdf5Files.ramp(4, 3, 2, 1);
            audio[2][1][0] = bad;
            Path path = Hdf5Files.good().with("audio", audio).write(folder);
            try (Hdf5DataSet data = Hdf5DataSet.open(path)) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> data.readAudio(2, new float[6], 0))
                        .withMessageContaining("events.h5: audio of clip 2 (a2), segment 1, feature 0 is " + bad);
            }
        }
    }

    @Test
    void a_double_beyond_float32_is_refused() {
        double[][][] video = new double[4][2][3];
        video[3][1][2] = 1e39;
        try (Hdf5DataSet data =
                Hdf5DataSet.open(Hdf5Files.good().with("video", video).write(folder))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> data.readVideo(3, new float[6], 0))
                    .withMessageContaining("video of clip 3 (a3), segment 1, feature 2 is Infinity");
        }
    }

    @Test
    void a_class_without_clips_is_refused_where_it_matters() {
        Path path = Hdf5Files.good()
                .with("unique_labels", new String[] {"dog", "cow", "cat"})
                .write(folder);
        try (Hdf5DataSet data = Hdf5DataSet.open(path)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Subset.all(data).requireEveryClass("training"))
                    .withMessageContaining("events.h5: class 'cow' (1 of 3) has no clip for training");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Split.of(data, new double[] {0.5, 0.25, 0.25}, true, 1))
                    .withMessageContaining("events.h5: class 'dog' has 2 clips, too few to be split into 3 parts");
        }
    }
}
