package org.thgcl.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Hdf5DataSetTest {
    @TempDir
    Path folder;

    @Test
    void sizes_labels_and_ids_are_read() {
        try (Hdf5DataSet data = Hdf5DataSet.open(Hdf5Files.good().write(folder))) {
            assertThat(data.name()).isEqualTo("events.h5");
            assertThat(data.size()).isEqualTo(4);
            assertThat(data.audioSegments()).isEqualTo(3);
            assertThat(data.audioFeatures()).isEqualTo(2);
            assertThat(data.videoSegments()).isEqualTo(2);
            assertThat(data.videoFeatures()).isEqualTo(5);
            assertThat(data.classes()).containsExactly("dog", "cat");
            assertThat(data.labels()).containsExactly(0, 1, 0, 1);
            assertThat(data.label(3)).isEqualTo(1);
            assertThat(data.id(2)).isEqualTo("a2");
        }
    }

    @Test
    void features_are_written_where_they_are_wanted() {
        try (Hdf5DataSet data = Hdf5DataSet.open(Hdf5Files.good().write(folder))) {
            float[] into = new float[20];
            data.readAudio(2, into, 1);
            data.readVideo(3, into, 8);
            assertThat(into)
                    .containsExactly(
                            0, 200, 201, 210, 211, 220, 221, 0, -300, -301, -302, -303, -304, -310, -311, -312, -313,
                            -314, 0, 0);
        }
    }

    /// Blocks that hold one clip, two, three with a shorter last one, and all; a cache that holds nothing, and all.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void every_block_size_and_cache_gives_the_same_features(int clipsPerChunk) {
        Path path = Hdf5Files.good().write(folder, new int[] {clipsPerChunk, 2, 2});
        for (long budget : new long[] {0, 50, 1 << 20}) {
            try (Hdf5DataSet data = Hdf5DataSet.open(path, null, true, new BlockCache(budget))) {
                for (int clip : new int[] {3, 0, 1, 2, 0, 3, 3, 1}) {
                    int start = 100 * clip;
                    float[] audioFeatures = new float[6];
                    data.readAudio(clip, audioFeatures, 0);
                    assertThat(audioFeatures)
                            .containsExactly(start, start + 1, start + 10, start + 11, start + 20, start + 21);
                }
            }
        }
    }

    @Test
    void closing_empties_the_cache() {
        BlockCache cache = new BlockCache(1 << 20);
        try (Hdf5DataSet data = Hdf5DataSet.open(Hdf5Files.good().write(folder), null, true, cache)) {
            data.readAudio(0, new float[6], 0);
            assertThat(cache.bytes()).isEqualTo(4 * 6 * Float.BYTES);
        }
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void video_may_be_absent() {
        try (Hdf5DataSet data =
                Hdf5DataSet.open(Hdf5Files.good().without("video").write(folder))) {
            assertThat(data.hasVideo()).isFalse();
            assertThat(data.videoSegments()).isZero();
            assertThat(data.videoFeatures()).isZero();
            float[] untouched = {7};
            data.readVideo(0, untouched, 0);
            assertThat(untouched).containsExactly(7);
        }
    }

    @Test
    void without_a_list_the_classes_are_the_sorted_labels_and_without_ids_clips_have_numbers() {
        Path path =
                Hdf5Files.good().without("unique_labels").without("audio_add").write(folder);
        try (Hdf5DataSet data = Hdf5DataSet.open(path)) {
            assertThat(data.classes()).containsExactly("cat", "dog");
            assertThat(data.labels()).containsExactly(1, 0, 1, 0);
            assertThat(data.id(2)).isEqualTo("2");
        }
    }

    @Test
    void labels_may_be_numbers_of_classes() {
        Path path = Hdf5Files.good().with("label", new int[] {1, 0, 0, 1}).write(folder);
        try (Hdf5DataSet data = Hdf5DataSet.open(path)) {
            assertThat(data.labels()).containsExactly(1, 0, 0, 1);
        }
    }

    @Test
    void clips_can_be_numbered_by_the_classes_of_another_data_set() {
        List<String> wanted = List.of("ant", "cat", "dog");
        Path path = Hdf5Files.good().write(folder);
        try (Hdf5DataSet data = Hdf5DataSet.open(path, wanted)) {
            assertThat(data.classes()).isEqualTo(wanted);
            assertThat(data.labels()).containsExactly(2, 1, 2, 1);
        }
        // Numbers speak of the file's own list.
        Path numbers = Hdf5Files.good().with("label", new int[] {1, 0, 0, 1}).write(folder);
        try (Hdf5DataSet data = Hdf5DataSet.open(numbers, wanted)) {
            assertThat(data.labels()).containsExactly(1, 2, 2, 1);
        }
    }

    @Test
    void doubles_and_whole_numbers_become_float32() {
        double[][][] audio = new double[4][1][2];
        audio[1][0] = new double[] {0.1, 16777217};
        long[][][] video = new long[4][1][1];
        video[2][0][0] = -12345678901L;
        Path path = Hdf5Files.good().with("audio", audio).with("video", video).write(folder);
        try (Hdf5DataSet data = Hdf5DataSet.open(path)) {
            float[] audioFeatures = new float[2];
            data.readAudio(1, audioFeatures, 0);
            assertThat(audioFeatures).containsExactly(0.1f, 16777216f);
            float[] videoFeatures = new float[1];
            data.readVideo(2, videoFeatures, 0);
            assertThat(videoFeatures).containsExactly(-0x1.6fee0ep33f);
        }
    }

    /// See `make_files.py` beside the file.
    @Test
    void chunks_that_do_not_fit_other_byte_orders_and_variable_strings_are_read() {
        try (Hdf5DataSet data = Hdf5DataSet.open(resource("odd-types.h5"))) {
            assertThat(data.classes()).containsExactly("dog", "cat", "crème brûlée");
            assertThat(data.labels()).containsExactly(0, 2, 0, 1, 1);
            assertThat(data.id(4)).isEqualTo("eeeee");
            float[] audioFeatures = new float[12];
            float[] videoFeatures = new float[6];
            for (int clip = 0; clip < 5; clip++) {
                data.readAudio(clip, audioFeatures, 0);
                data.readVideo(clip, videoFeatures, 0);
                int start = 100 * clip;
                for (int i = 0; i < 12; i++) {
                    assertThat(audioFeatures[i]).isEqualTo(start + 10 * (i / 4) + i % 4);
                }
                for (int i = 0; i < 6; i++) {
                    assertThat(videoFeatures[i]).isEqualTo(-(start + 10 * (i / 3) + i % 3));
                }
            }
        }
    }

    @Test
    void unsigned_bytes_in_the_older_file_format_are_read() {
        try (Hdf5DataSet data = Hdf5DataSet.open(resource("old-format.h5"))) {
            assertThat(data.classes()).containsExactly("cat", "dog");
            float[] audioFeatures = new float[12];
            data.readAudio(1, audioFeatures, 0);
            assertThat(audioFeatures).containsExactly(100, 101, 102, 103, 110, 111, 112, 113, 120, 121, 122, 123);
        }
    }

    private static Path resource(String name) {
        return Path.of("src", "test", "resources", "org", "thgcl", "data", name);
    }
}
