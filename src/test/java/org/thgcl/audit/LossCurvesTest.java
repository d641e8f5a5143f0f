package org.thgcl.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thgcl.audit.LossCurves.Run;
import org.thgcl.audit.OtherData.Outcome;

class LossCurvesTest {
    private static final double[] NONE = {};

    /// A loss that falls from 1 to 0 in a straight line and then stays there.
    private static Run line(String name, int iterations, double[] map) {
        return new Run(
                name,
                IntStream.range(0, 100)
                        .mapToDouble(k -> Math.max(0, 1 - (double) k / iterations))
                        .toArray(),
                map);
    }

    @Test
    void iterations_to_a_part_of_the_fall_are_counted_on_a_trailing_mean() {
        // the mean of ten values lags 4.5 behind: 1 - (k - 4.5)/50 <= 0.5 at the index 30, the 31st iteration
        Run run = line("a", 50, NONE);
        assertThat(run.iterationsTo(0.5)).isEqualTo(31);
        assertThat(run.last()).isZero();
        assertThat(run.roughness()).isZero();
    }

    @Test
    void roughness_is_the_deviation_of_the_last_tenth_by_the_fall() {
        double[] loss = new double[100];
        loss[0] = 2;
        for (int k = 1; k < 100; k++) {
            loss[k] = k % 2;
        }
        // ten values of 0 and 1: mean 0.5, variance 10 * 0.25 / 9
        assertThat(new Run("a", loss, NONE).roughness()).isCloseTo(Math.sqrt(2.5 / 9) / 1.5, within(1e-15));
    }

    private static Outcome outcome(String id, LossCurves curves) {
        Ablations ablations = new Altered.Curves(curves);
        return Audit.claims().stream()
                .filter(claim -> claim.id().equals(id))
                .findFirst()
                .orElseThrow()
                .audit(Evidence.standard().with(ablations))
                .elsewhere()
                .getFirst()
                .outcome();
    }

    @Test
    void sentences_of_figure_3_follow_the_curves() {
        double[] low = {0.1, 0.2, 0.3};
        double[] high = {0.2, 0.3, 0.4};
        double[] highest = {0.3, 0.4, 0.5};
        LossCurves asPrinted = new LossCurves(
                "clips",
                line("cross entropy", 80, low),
                line("focal", 20, high),
                line("focal + contrastive", 40, highest));
        LossCurves reversed = new LossCurves(
                "clips",
                line("cross entropy", 20, highest),
                line("focal", 40, high),
                line("focal + contrastive", 80, low));
        for (String id : List.of("figure3-slowest", "figure3-plateau", "figure3-early", "figure3-throughout")) {
            assertThat(outcome(id, asPrinted)).as(id).isEqualTo(Outcome.SO_IN_MEAN);
        }
        for (String id : List.of("figure3-slowest", "figure3-plateau", "figure3-early", "figure3-throughout")) {
            assertThat(outcome(id, reversed)).as(id).isEqualTo(Outcome.NOT_IN_MEAN);
        }
        assertThat(outcome("figure3-final-loss", asPrinted)).isEqualTo(Outcome.NOT_IN_MEAN);
    }
}
