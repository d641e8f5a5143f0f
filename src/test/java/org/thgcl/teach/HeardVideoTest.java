package org.thgcl.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.GatAv;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

class HeardVideoTest {
    /// Numbers below 10, sums of at most 8 products: 16 roundings of at most 2^-53 of a partial sum below 100 each.
    private static final double ROUNDINGS = 16 * 100 * 0x1p-53;

    @ParameterizedTest
    @CsvSource({"ADD,0.2,0.5", "MULTIPLY,0.2,0.5", "NONE,0.2,0.5", "ADD,0,0.1", "MULTIPLY,1,0.9"})
    void each_number_is_that_of_the_definition(GatAv.Fusion fusion, double slope, double xi) {
        HeardVideo clip = new HeardVideo(Kernels.of(DType.FLOAT64, Workers.one()));
        GatAv gatAv = new GatAv(slope, fusion);
        Eq2HawkesWeight hawkes =
                new Eq2HawkesWeight(Eq2HawkesWeight.Noise.RATIO, 1, Eq2HawkesWeight.TauPlace.OUTSIDE, 1);
        CrossModalEdges edges = clip.edges();
        SimpleMatrix ws = matrix(clip.parameter("source", HeardVideo.FEATURES, HeardVideo.HIDDEN));
        SimpleMatrix wd = matrix(clip.parameter("target", HeardVideo.FEATURES, HeardVideo.HIDDEN));
        SimpleMatrix as =
                matrix(clip.parameter("attention_source", HeardVideo.HIDDEN)).transpose();
        SimpleMatrix ad =
                matrix(clip.parameter("attention_target", HeardVideo.HIDDEN)).transpose();
        SimpleMatrix video = matrix(clip.video());
        SimpleMatrix audio = matrix(clip.audio());
        double[] alpha = gatAv.definitionAlpha(edges.video(), edges.audio(), video, audio, ws, wd, as, ad);
        double[] s = new double[edges.count()];
        for (int e = 0; e < s.length; e++) {
            s[e] = hawkes.definition(edges.video()[e], edges.min()[e], edges.max()[e], xi);
        }
        SimpleMatrix out = gatAv.definition(
                edges.video(), edges.audio(), alpha, s, video, audio, ws, new SimpleMatrix(1, HeardVideo.HIDDEN));

        List<HeardVideo.Message> messages = clip.messages(gatAv, hawkes, xi);

        for (int e = 0; e < edges.count(); e++) {
            int i = edges.video()[e];
            int j = edges.audio()[e];
            HeardVideo.Voice voice = messages.get(j).voices().stream()
                    .filter(v -> v.video() == i)
                    .findFirst()
                    .orElseThrow();
            double logit = video.rows(i, i + 1).mult(ws).dot(as.transpose())
                    + audio.rows(j, j + 1).mult(wd).dot(ad.transpose());
            assertThat(voice.source() + voice.target()).isCloseTo(logit, within(ROUNDINGS));
            assertThat(voice.logit()).isCloseTo(Math.max(logit, slope * logit), within(ROUNDINGS));
            assertThat(voice.attention()).isCloseTo(alpha[e], within(ROUNDINGS));
            assertThat(voice.weight()).isCloseTo(s[e], within(ROUNDINGS));
        }
        for (int j = 0; j < HeardVideo.AUDIO; j++) {
            for (int k = 0; k < HeardVideo.HIDDEN; k++) {
                double sum = 0;
                for (HeardVideo.Voice voice : messages.get(j).voices()) {
                    sum += voice.share() * voice.h().get(k);
                }
                assertThat(messages.get(j).message().get(k))
                        .isCloseTo(out.get(j, k), within(ROUNDINGS))
                        .isCloseTo(sum, within(ROUNDINGS));
            }
        }
    }

    private static SimpleMatrix matrix(Tensor tensor) {
        return new SimpleMatrix(
                tensor.shape().rank() == 1 ? 1 : tensor.shape().rows(),
                tensor.shape().columns(),
                true,
                tensor.toArray());
    }
}
