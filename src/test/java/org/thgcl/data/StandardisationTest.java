package org.thgcl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

class StandardisationTest {
    private static final PlantedEvents EVENTS = new PlantedEvents(new PlantedEvents.Design(
            3,
            40,
            1,
            new PlantedEvents.Size(10, 4),
            new PlantedEvents.Size(8, 5),
            new PlantedEvents.Event(4, 1, 3),
            1,
            1,
            7));

    /// Both means and deviations are sums of 300 terms; their rounding errors are below 300 x 2^-53 of the terms'
    /// size, which is below 10.
    @Test
    void means_and_deviations_are_those_of_commons_math() {
        int[] clips = {3, 17, 4, 0, 39, 21};
        Standardisation found = Standardisation.of(new Subset(EVENTS, clips));
        for (int feature = 0; feature < 4; feature++) {
            DescriptiveStatistics expected = new DescriptiveStatistics();
            for (int clip : clips) {
                float[] audioFeatures = new float[40];
                EVENTS.readAudio(clip, audioFeatures, 0);
                for (int segment = 0; segment < 10; segment++) {
                    expected.addValue(audioFeatures[4 * segment + feature]);
                }
            }
            assertThat(found.audioMean().get(feature)).isCloseTo(expected.getMean(), within(1e-12));
            assertThat(found.audioDeviation().get(feature))
                    .isCloseTo(Math.sqrt(expected.getPopulationVariance()), within(1e-12));
        }
        assertThat(found.videoMean().shape().elements()).isEqualTo(5);
    }

    @Test
    void a_standardised_batch_has_mean_0_and_deviation_1() {
        Subset all = Subset.all(EVENTS);
        int[] positions = BatchOrder.inSequence(all.size(), all.size()).next();
        Batch batch = new BatchReader(all, Standardisation.of(all), DType.FLOAT64).read(positions);
        for (Tensor features : new Tensor[] {batch.audio(), batch.video()}) {
            int columns = features.shape().columns();
            for (int feature = 0; feature < columns; feature++) {
                DescriptiveStatistics statistics = new DescriptiveStatistics();
                for (int i = feature; i < features.shape().elements(); i += columns) {
                    statistics.addValue(features.get(i));
                }
                assertThat(statistics.getMean()).isCloseTo(0, within(1e-12));
                assertThat(statistics.getPopulationVariance()).isCloseTo(1, within(1e-12));
            }
        }
    }

    /// The naive formula, the mean of squares less the square of the mean, would have 10^14 to subtract from 10^14.
    @Test
    void a_large_mean_does_not_swallow_a_small_deviation() {
        float base = 1 << 23;
        Subset part = Subset.all(Constant.of(base, base + 1));
        Standardisation found = Standardisation.of(part);
        assertThat(found.audioMean().get(0)).isEqualTo(base + 0.5);
        assertThat(found.audioDeviation().get(0)).isEqualTo(0.5);
    }

    @Test
    void a_feature_that_never_varies_becomes_0() {
        Subset part = Subset.all(Constant.of(0.1f, 0.1f));
        Standardisation found = Standardisation.of(part);
        assertThat(found.audioMean().get(0)).isEqualTo(0.1f);
        assertThat(found.audioDeviation().get(0)).isEqualTo(1);
        assertThat(new BatchReader(part, found, DType.FLOAT64)
                        .read(new int[] {0, 1})
                        .audio()
                        .toArray())
                .containsOnly(0);
    }

    @Test
    void without_video_its_vectors_are_empty() {
        Standardisation found = Standardisation.of(Subset.all(Constant.of(1, 2)));
        assertThat(found.videoMean().shape().elements()).isZero();
        assertThat(found.videoDeviation().shape().elements()).isZero();
    }

    @Test
    void clips_with_other_features_are_refused() {
        Standardisation found = Standardisation.of(Subset.all(Constant.of(1, 2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchReader(Subset.all(EVENTS), found, DType.FLOAT64))
                .withMessageContainingAll("planted events", "audio has 4 features", "for 1");
    }

    @Test
    void impossible_vectors_are_refused() {
        Tensor none = Tensor.vector();
        Tensor one = Tensor.vector(1);
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Standardisation(one, Tensor.vector(bad), none, none))
                    .withMessageContaining("standardisation of audio, feature 0: mean 1.0, deviation " + bad);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Standardisation(none, none, Tensor.vector(Double.NaN), one))
                .withMessageContaining("standardisation of video, feature 0: mean NaN");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> new Standardisation(one, none, none, none))
                .withMessageContaining("deviation of audio: axis feature is 0, expected 1");
    }
}
