package org.thgcl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.data.hdf5.Hdf5File;

/// Kinds of files that people bring: read right, or refused with the reason. `make_kinds.py` makes them.
class Hdf5KindsTest {
    private static final Path DATA = Path.of("src", "test", "resources", "org", "thgcl", "data");

    @TempDir
    Path folder;

    private static Path kind(String name) {
        return DATA.resolve("kinds").resolve(name + ".h5");
    }

    private static void refused(Path path, String... parts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hdf5DataSet.open(path).close())
                .withMessageContainingAll(parts);
    }

    private static List<String> labels(Hdf5DataSet data) {
        return Arrays.stream(data.labels()).mapToObj(data.classes()::get).toList();
    }

    /// Chunks that were grown, shrunk or written past the filters; groups of many datasets; a user block; HDF5 2.0.
    @ParameterizedTest
    @ValueSource(strings = {"grown", "unfiltered-chunks", "many", "user-block", "newest", "paddings", "elsewhere"})
    void sound_files_of_many_kinds_are_read(String name) {
        try (Hdf5DataSet data = Hdf5DataSet.open(kind(name))) {
            assertThat(data.size()).isEqualTo(5);
            assertThat(labels(data)).containsExactly("dog", "cat", "dog", "owl", "cat");
            float[] audioFeatures = new float[12];
            for (int clip = 0; clip < 5; clip++) {
                data.readAudio(clip, audioFeatures, 0);
                for (int i = 0; i < 12; i++) {
                    assertThat(audioFeatures[i]).isEqualTo(100 * clip + 10 * (i / 4) + i % 4);
                }
            }
        }
    }

    @Test
    void padding_is_no_part_of_a_string() {
        try (Hdf5DataSet data = Hdf5DataSet.open(kind("paddings"))) {
            assertThat(data.classes()).containsExactly("cat", "dog", "owl");
            assertThat(data.id(3)).isEqualTo("clip3");
        }
    }

    @Test
    void soft_links_are_followed_and_those_in_circles_refused() {
        refused(kind("links"), "links.h5: video is a soft link that leads in a circle");
    }

    @Test
    void what_was_never_written_is_refused() {
        refused(kind("unwritten-clips"), "unwritten-clips.h5: audio of clip 3 (3) was never written");
        refused(kind("unwritten-unnamed"), "unwritten-unnamed.h5: audio_add has 3 clips, audio has 5");
        refused(kind("unwritten-labels"), "unwritten-labels.h5: label of clip 0 was never written");
    }

    @Test
    void bytes_are_read_as_utf8_whatever_the_file_calls_them() {
        try (Hdf5DataSet data = Hdf5DataSet.open(kind("utf8-in-bytes"))) {
            assertThat(labels(data)).containsExactly("ä", "ö", "ä", "鐘", "ö");
        }
        refused(kind("latin1"), "latin1.h5: label of clip 1 is not UTF-8 (bytes e4)", "must be UTF-8");
    }

    @Test
    void booleans_are_places_in_a_list_or_names_of_their_own() {
        try (Hdf5DataSet data = Hdf5DataSet.open(kind("booleans"))) {
            assertThat(labels(data)).containsExactly("FALSE", "TRUE", "FALSE", "TRUE", "FALSE");
        }
        try (Hdf5DataSet data = Hdf5DataSet.open(kind("booleans"), List.of("no", "yes"))) {
            assertThat(labels(data)).containsExactly("no", "yes", "no", "yes", "no");
        }
    }

    @Test
    void whole_numbers_in_floats_are_labels_and_others_are_refused() {
        Path path = Hdf5Files.good().with("label", new double[] {1, 0, 0, 1}).write(folder);
        try (Hdf5DataSet data = Hdf5DataSet.open(path)) {
            assertThat(data.labels()).containsExactly(1, 0, 0, 1);
        }
        for (double bad : new double[] {0.5, Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
            refused(
                    Hdf5Files.good().with("label", new double[] {1, 0, bad, 1}).write(folder),
                    "label of clip 2 is " + bad,
                    "whole number");
        }
    }

    @Test
    void numbers_in_both_lists_are_refused_unless_they_mean_the_same() {
        Hdf5Files numbers = Hdf5Files.good().with("label", new byte[] {1, 0, 0, 1});
        try (Hdf5DataSet data =
                Hdf5DataSet.open(numbers.with("unique_labels", new int[] {0, 1}).write(folder))) {
            assertThat(data.classes()).containsExactly("0", "1");
            assertThat(data.labels()).containsExactly(1, 0, 0, 1);
        }
        refused(
                numbers.with("unique_labels", new int[] {1, 2}).write(folder),
                "events.h5: label and unique_labels both hold numbers, and class 0 is called 1",
                "as strings");
    }

    @Test
    void an_empty_label_is_refused() {
        refused(
                Hdf5Files.good()
                        .with("label", new String[] {"dog", "", "cat", "cat"})
                        .without("unique_labels")
                        .write(folder),
                "events.h5: label of clip 1 (a1) is empty");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        virtual  | is a virtual dataset, whose data are in other files
        external | has its data in another file (external storage)
        scaled   | is packed by the filter scaleoffset
        group    | is not a dataset but a group
        """)
    void what_cannot_be_read_is_named_and_hurts_nobody_who_does_not_need_it(String dataset, String reason) {
        try (Hdf5File file = Hdf5File.open(kind("elsewhere"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> file.dataset(dataset))
                    .withMessageContainingAll("elsewhere.h5: " + dataset, reason);
        }
    }

    @Test
    void a_link_into_another_file_is_not_followed() {
        try (Hdf5File file = Hdf5File.open(kind("links"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> file.dataset("audio_add"))
                    .withMessageContaining("links.h5: audio_add is a link into another file, which isn't followed");
            assertThat(file.dataset("names").sizes()).containsExactly(5);
            assertThat(file.dataset("audio").sizes()).containsExactly(5, 3, 4);
            assertThat(file.dataset("nothing")).isNull();
        }
    }

    /// Fletcher32 alone would let this through if it weren't compared.
    @Test
    void a_chunk_with_another_checksum_than_its_content_is_refused() throws IOException {
        Path sound = DATA.resolve("damage").resolve("packed-latest.h5");
        byte[] bytes = Files.readAllBytes(sound);
        int chunk = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("x^");
        assertThat(chunk).isPositive();
        // The first byte of the deflated data, whose own checksum is of the inflated ones.
        bytes[chunk] ^= 1;
        Path path = Files.write(folder.resolve("bad.h5"), bytes);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    try (Hdf5DataSet data = Hdf5DataSet.open(path)) {
                        Standardisation.of(Subset.all(data));
                    }
                })
                .withMessageContainingAll("bad.h5 can't be read as HDF5", "checksum (Fletcher32)");
    }

    @Test
    void features_that_are_not_finite_can_be_looked_at() {
        float[][][] audio = Hdf5Files.ramp(4, 3, 2, 1);
        audio[2][1][0] = Float.NaN;
        try (Hdf5DataSet data =
                Hdf5DataSet.open(Hdf5Files.good().with("audio", audio).write(folder))) {
            float[] audioFeatures = new float[6];
            data.readAudioUnchecked(2, audioFeatures, 0);
            assertThat(audioFeatures).containsExactly(200, 201, Float.NaN, 211, 220, 221);
            assertThatIllegalArgumentException().isThrownBy(() -> data.readAudio(2, audioFeatures, 0));
            float[] videoFeatures = new float[10];
            data.readVideoUnchecked(1, videoFeatures, 0);
            assertThat(videoFeatures).startsWith(-100, -101);
        }
    }
}
