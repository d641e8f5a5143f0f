package org.thgcl.teach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.GatAv;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;

/// [HeardVideoTest] compares the numbers themselves with the definition.
class GatAvFigureTest {
    private final Kernels kernels = Kernels.plain(DType.FLOAT64);
    private final GatAvFigure figure = new GatAvFigure(kernels);

    @ParameterizedTest
    @CsvSource({"6,ADD,0.2,0.5", "7,MULTIPLY,0.2,0.5", "4,NONE,0,0.1", "5,ADD,1,0.9"})
    void the_answer_says_what_counts(int node, GatAv.Fusion fusion, double slope, double xi) {
        HeardVideo.Message message = new HeardVideo(kernels)
                .messages(
                        new GatAv(slope, fusion),
                        new Eq2HawkesWeight(Eq2HawkesWeight.Noise.RATIO, 1, Eq2HawkesWeight.TauPlace.OUTSIDE, 1),
                        xi)
                .get(node);
        double sum =
                message.voices().stream().mapToDouble(HeardVideo.Voice::share).sum();
        double most = message.voices().stream()
                .mapToDouble(HeardVideo.Voice::share)
                .max()
                .orElseThrow();
        Values values = Values.initial(figure)
                .with("node", node)
                .with("fusion", fusion)
                .with("slope", slope)
                .with("xi", xi);

        assertThat(figure.draw(values).answer())
                .startsWith("Audio node " + node + " gives video nodes ")
                .contains(
                        String.format(Locale.ROOT, "they count %.2f in sum", sum),
                        String.format(Locale.ROOT, "is %.0f %% of it", 100 * most / sum));
    }

    @ParameterizedTest
    @CsvSource({"ADD,1.881", "MULTIPLY,0.8808", "NONE,1"})
    void one_neighbour_has_all_the_attention(GatAv.Fusion fusion, String times) {
        Values values = Values.initial(figure).with("node", 0).with("fusion", fusion);
        assertThat(figure.draw(values).answer())
                .isEqualTo("Audio node 0 hears video node 0 alone, so its attention is 1 whatever the score; with the"
                        + " fusion " + fusion.name().toLowerCase(Locale.ROOT) + " it counts " + times + " times.");
    }
}
