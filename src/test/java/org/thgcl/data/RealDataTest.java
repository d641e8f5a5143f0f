package org.thgcl.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.thgcl.tensor.DType;

/// The real files, whose sizes are known. They are no part of the project; `mvn -Dthgcl.data=FOLDER` says where they
/// are.
@EnabledIfSystemProperty(named = "thgcl.data", matches = ".+", disabledReason = "-Dthgcl.data=FOLDER is not given")
class RealDataTest {
    private static Hdf5DataSet open(String file) {
        return Hdf5DataSet.open(Path.of(System.getProperty("thgcl.data"), file));
    }

    @Test
    void grid_has_2000_words_of_35_classes_with_sound_and_lips() {
        try (Hdf5DataSet data = open("grid-words.h5")) {
            assertThat(data.size()).isEqualTo(2000);
            assertThat(new int[] {data.audioSegments(), data.audioFeatures(), data.videoSegments(), data.videoFeatures()
                    })
                    .containsExactly(32, 128, 16, 1024);
            assertThat(data.classes()).hasSize(35).startsWith("a", "b").endsWith("zero");
            assertThat(data.id(0)).isEqualTo("bbaf2n@1.168");
            assertThat(data.classes().get(data.label(0))).isEqualTo("f");
            // 40 of each letter, 100 of each digit.
            int[] counts = Subset.all(data).classCounts();
            for (int c = 0; c < 35; c++) {
                assertThat(counts[c]).isEqualTo(data.classes().get(c).length() == 1 ? 40 : 100);
            }
            Split.Parts parts = Split.of(data, new double[] {0.7, 0.1, 0.2}, true, 1024);
            assertThat(parts.train().size()).isEqualTo(1400);
            assertThat(parts.validation().size()).isEqualTo(200);
            assertThat(parts.test().size()).isEqualTo(400);
            Batch batch = new BatchReader(parts.train(), Standardisation.of(parts.train()), DType.FLOAT64)
                    .read(new int[] {0, 1399});
            assertThat(batch.audio().shape().toArray()).containsExactly(2, 32, 128);
            assertThat(batch.video().shape().toArray()).containsExactly(2, 16, 1024);
        }
    }

    @Test
    void audioset33_has_sound_only_and_the_same_classes_in_both_files() {
        try (Hdf5DataSet train = open("audioset33-train.h5");
                Hdf5DataSet test = open("audioset33-eval.h5")) {
            assertThat(train.size()).isEqualTo(5615);
            assertThat(test.size()).isEqualTo(5218);
            assertThat(train.classes()).hasSize(33).isEqualTo(test.classes());
            assertThat(train.hasVideo()).isFalse();
            assertThat(train.audioSegments()).isEqualTo(10);
            assertThat(train.audioFeatures()).isEqualTo(128);
            Subset[] parts = Split.fraction(train, 0.1, true, 1);
            assertThat(parts[0].size() + parts[1].size()).isEqualTo(5615);
            assertThat(parts[1].size()).isBetween(545, 578);
            Set<String> ids = new HashSet<>();
            Arrays.stream(Subset.all(train).clips()).forEach(clip -> ids.add(train.id(clip)));
            assertThat(ids).hasSize(5615);
        }
    }
}
