package org.thgcl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.tensor.DType;

/// Clips with any number of classes, from the file to the batch.
class SeveralLabelsTest {
    private static final DataSet MIXED = new MixedClips(new PlantedEvents(PlantedEvents.Design.demo()), 3, 1);

    @TempDir
    Path folder;

    @Test
    void a_file_of_0_and_1_is_read() {
        Hdf5Files file = Hdf5Files.good();
        Object[] types = {
            new byte[][] {{1, 1}, {0, 0}, {0, 1}, {1, 0}},
            new long[][] {{1, 1}, {0, 0}, {0, 1}, {1, 0}},
            new float[][] {{1, 1}, {0, 0}, {0, 1}, {1, 0}},
            new double[][] {{1, 1}, {0, 0}, {0, 1}, {1, 0}}
        };
        for (Object label : types) {
            try (Hdf5DataSet data = Hdf5DataSet.open(file.with("label", label).write(folder))) {
                assertThat(data.severalLabels()).isTrue();
                assertThat(data.isLabelled()).isTrue();
                Labels labels = Subset.all(data).labels();
                assertThat(labels.indicators(2)).isDeepEqualTo(new int[][] {{1, 1}, {0, 0}, {0, 1}, {1, 0}});
                assertThat(data.classNames(0)).isEqualTo("dog; cat");
                assertThat(data.classNames(1)).isEmpty();
                assertThat(Subset.all(data).classCounts()).containsExactly(2, 2);
                assertThatIllegalStateException().isThrownBy(() -> data.label(2));
            }
        }
    }

    @Test
    void one_class_for_each_clip_is_the_same_in_either_form() {
        Path path = Hdf5Files.good()
                .with("label", new byte[][] {{1, 0}, {0, 1}, {1, 0}, {0, 1}})
                .write(folder);
        try (Hdf5DataSet data = Hdf5DataSet.open(path)) {
            assertThat(data.severalLabels()).isFalse();
            assertThat(data.labels()).containsExactly(0, 1, 0, 1);
        }
    }

    @Test
    void columns_are_found_by_name_in_the_classes_of_a_model() {
        Path path = Hdf5Files.good()
                .with("label", new byte[][] {{1, 1}, {0, 0}, {0, 1}, {1, 0}})
                .write(folder);
        try (Hdf5DataSet data = Hdf5DataSet.open(path, List.of("ant", "cat", "dog"))) {
            assertThat(Subset.all(data).labels().indicators(3))
                    .isDeepEqualTo(new int[][] {{0, 1, 1}, {0, 0, 0}, {0, 1, 0}, {0, 0, 1}});
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hdf5DataSet.open(path, List.of("ant", "cat")))
                .withMessageContainingAll("label of clip 0 (a0) is 'dog'", "ant, cat");
    }

    @Test
    void what_is_written_is_read() throws IOException {
        Path path = folder.resolve("written.h5");
        Hdf5Writer.write(MIXED, path);
        try (Hdf5DataSet read = Hdf5DataSet.open(path)) {
            assertThat(read.severalLabels()).isTrue();
            assertThat(Subset.all(read).labels().indicators(8))
                    .isDeepEqualTo(Subset.all(MIXED).labels().indicators(8));
            Batch batch = new BatchReader(Subset.all(read), null, DType.FLOAT32).read(new int[] {3, 1});
            assertThat(batch.labels().several()).isTrue();
            assertThat(batch.labels().of(0)).isEqualTo(MIXED.labelsOf(3).of(0));
        }
    }

    @Test
    void mixed_clips_are_sums() {
        DataSet source = new PlantedEvents(PlantedEvents.Design.demo());
        MixedClips mixed = new MixedClips(source, 3, 1);
        int clip = IntStream.range(0, mixed.size())
                .filter(i -> mixed.parts(i).length == 3)
                .findFirst()
                .orElseThrow();
        float[] sum = new float[24 * 16];
        for (int part : mixed.parts(clip)) {
            float[] one = new float[sum.length];
            source.readAudio(part, one, 0);
            IntStream.range(0, sum.length).forEach(i -> sum[i] += one[i]);
        }
        float[] read = new float[sum.length];
        mixed.readAudio(clip, read, 0);
        assertThat(read).containsExactly(sum);
        TreeSet<Integer> classes = new TreeSet<>();
        Arrays.stream(mixed.parts(clip)).forEach(part -> classes.add(source.label(part)));
        assertThat(mixed.labelsOf(clip).of(0))
                .containsExactly(classes.stream().mapToInt(i -> i).toArray());
        assertThatIllegalArgumentException().isThrownBy(() -> new MixedClips(source, 1, 1));
    }

    /// A split at random would miss its fraction by up to 7 clips of a class (one standard deviation); rounding
    /// alone by 1.
    @Test
    void a_stratified_split_gives_each_part_its_fraction_of_every_class() {
        double[] fractions = {0.7, 0.1, 0.2};
        Split.Parts parts = Split.of(MIXED, fractions, true, 5);
        Subset[] all = {parts.train(), parts.validation(), parts.test()};
        int[] counts = Subset.all(MIXED).classCounts();
        boolean[] seen = new boolean[MIXED.size()];
        for (int part = 0; part < 3; part++) {
            // 8 classes, each off by at most 1
            assertThat(all[part].size()).isCloseTo(Split.sizes(640, fractions)[part], within(8));
            for (int clip : all[part].clips()) {
                assertThat(seen[clip]).isFalse();
                seen[clip] = true;
            }
            for (int c = 0; c < counts.length; c++) {
                assertThat((double) all[part].classCounts()[c]).isCloseTo(fractions[part] * counts[c], within(1.0));
            }
        }
        assertThat(Split.of(MIXED, fractions, true, 5).test().clips())
                .isEqualTo(parts.test().clips());
        assertThat(Split.of(MIXED, fractions, true, 6).test().clips())
                .isNotEqualTo(parts.test().clips());
    }

    @Test
    void a_class_with_fewer_clips_than_parts_is_refused() {
        Path path = Hdf5Files.good()
                .with("label", new byte[][] {{1, 1}, {1, 0}, {0, 0}, {1, 1}})
                .write(folder);
        try (Hdf5DataSet data = Hdf5DataSet.open(path)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Split.of(data, new double[] {0.5, 0.25, 0.25}, true, 1))
                    .withMessageContaining("class 'cat' has 2 clips, too few to be split into 3 parts");
        }
    }

    /// dog in 3 of 4 clips, cat in 1; threshold 1: factors sqrt(4/3) and 2. The larger counts, and a clip without a
    /// class comes once.
    @Test
    void of_several_classes_the_rarest_says_how_often_a_clip_is_repeated() {
        Path path = Hdf5Files.good()
                .with("label", new byte[][] {{1, 1}, {1, 0}, {0, 0}, {1, 0}})
                .write(folder);
        try (Hdf5DataSet data = Hdf5DataSet.open(path)) {
            BatchOrder order = BatchOrder.repeatFactor(Subset.all(data), 1, 1, 1);
            int[] visits = new int[4];
            for (int i = 0; i < 2000; i++) {
                visits[order.batch(i)[0]]++;
            }
            // 2 : 2/sqrt 3 : 1 : 2/sqrt 3, known to 2000 draws; within one epoch clip 0 comes exactly twice as often as
            // 2
            assertThat(visits[0] - 2 * visits[2]).isBetween(-2, 2);
            assertThat(visits[1] / (double) visits[2]).isCloseTo(2 / Math.sqrt(3), within(0.1));
        }
    }
}
