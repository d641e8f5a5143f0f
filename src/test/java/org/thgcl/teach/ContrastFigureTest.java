package org.thgcl.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.Eq4ContrastiveLoss.Negatives;
import org.thgcl.equation.Samples;
import org.thgcl.page.Numbers;
import org.thgcl.tensor.Tensor;

class ContrastFigureTest {
    private static final List<String> COORDINATES = List.of("a1x", "a1y", "a2x", "a2y", "v1x", "v1y", "v2x", "v2y");

    private final Figure figure = new ContrastFigure(Samples.kernels());
    private final Values initial = Values.initial(figure);

    @Test
    void the_first_sentence_says_by_how_much_the_printed_loss_is_below_0() {
        assertThat(figure.draw(initial).answer())
                .isEqualTo(
                        "The loss is −4.64 as printed, below 0, where no −ln of a share can be; 0.30 with the pair in"
                            + " the denominator, −5.13 within the modality. In the chosen reading a step of training"
                            + " pulls A2 most, by 4.73.");
    }

    @TestFactory
    Stream<DynamicTest> losses_are_those_of_the_definition() {
        return Stream.of(
                        initial,
                        with(0.5, 0.8, 0, -0.8, 0, 0.8, 0, -0.8, 0),
                        with(0.1, 0.6, 0.5, 0.6, 0.5, 0.6, 0.5, 0.6, 0.5),
                        with(2, 0.7, 0.3, -0.6, 0.5, -0.5, 0.6, 0.6, 0.4),
                        with(0.5, 0, 0, 1, 1, -1, 0.25, 0.1, -0.9))
                .map(values -> DynamicTest.dynamicTest(values.texts().toString(), () -> {
                    String sign = total(values, Negatives.PRINTED) < 0
                            ? ", below 0, where no −ln of a share can be; "
                            : ", not below 0 here; ";
                    assertThat(figure.draw(values).answer())
                            .startsWith("The loss is " + shown(values, Negatives.PRINTED) + " as printed" + sign
                                    + shown(values, Negatives.WITH_POSITIVE) + " with the pair in the denominator, "
                                    + shown(values, Negatives.WITHIN_MODALITY) + " within the modality. ");
                }));
    }

    /// Finding 7: ln(B - 1) - B / (t (B - 1)) for each direction.
    @Test
    void the_least_loss_is_that_of_the_proof() {
        for (double t : new double[] {0.1, 0.5, 1.35, 2}) {
            assertThat(figure.draw(initial.with("temperature", t)).html())
                    .contains("as printed it can be " + Words.number(-4 / t, 2) + " at the least with 2 clips, "
                            + Words.number(2 * (Math.log(63) - 64 / (t * 63)), 2) + " with 64.");
        }
    }

    /// The pull is minus the derivative of the chosen loss, by central differences of the definition.
    @Test
    void arrows_point_down_the_chosen_loss() {
        double h = 1e-5;
        for (Negatives negatives : Negatives.values()) {
            Values values = initial.with("negatives", negatives.name().toLowerCase(Locale.ROOT));
            ContrastFigure.Batch batch = ContrastFigure.Batch.of(values, Samples.kernels());
            for (int k = 0; k < COORDINATES.size(); k++) {
                String name = COORDINATES.get(k);
                double up = total(values.with(name, values.number(name) + h), negatives);
                double down = total(values.with(name, values.number(name) - h), negatives);
                // At t = 0.5 third derivatives are of the order (1/t)^3 / |x|^3, below 100: times h^2 / 6.
                assertThat(batch.pull().get(k)).isCloseTo(-(up - down) / (2 * h), within(100 * h * h / 6 + 1e-9));
            }
        }
    }

    /// Where the loss is least its gradient is 0.
    @Test
    void the_strongest_pull_is_that_of_the_chosen_reading() {
        assertThat(figure.draw(with(0.5, 0.8, 0, -0.8, 0, 0.8, 0, -0.8, 0)).answer())
                .endsWith("a step of training pulls nothing, by less than 0.005.");
        for (Negatives negatives : Negatives.values()) {
            Values values = initial.with("negatives", negatives.name().toLowerCase(Locale.ROOT));
            Tensor pull = ContrastFigure.Batch.of(values, Samples.kernels()).pull();
            double most = IntStream.range(0, 4)
                    .mapToDouble(k -> Math.hypot(pull.get(2 * k), pull.get(2 * k + 1)))
                    .max()
                    .orElseThrow();
            assertThat(figure.draw(values).answer()).endsWith(" most, by " + Numbers.fixed(most, 2) + ".");
        }
    }

    @Test
    void cosines_are_those_of_the_angles() {
        assertThat(figure.draw(initial).html())
                .contains("A1 A2 " + Words.number(cosine(0.8, 0.3, -0.5, 0.6), 2))
                .contains("A2 V1 " + Words.number(cosine(-0.5, 0.6, 0.6, 0.6), 2))
                .contains("V1 V2 " + Words.number(cosine(0.6, 0.6, -0.7, -0.1), 2));
    }

    private static double cosine(double x, double y, double p, double q) {
        return Math.cos(Math.atan2(y, x) - Math.atan2(q, p));
    }

    private Values with(double temperature, double... coordinates) {
        Values values = initial.with("temperature", temperature);
        for (int k = 0; k < coordinates.length; k++) {
            values = values.with(COORDINATES.get(k), coordinates[k]);
        }
        return values;
    }

    private static String shown(Values values, Negatives negatives) {
        return Words.number(total(values, negatives), 2);
    }

    private static double total(Values values, Negatives negatives) {
        double[] x = COORDINATES.stream().mapToDouble(values::number).toArray();
        SimpleMatrix audio = new SimpleMatrix(2, 2, true, x[0], x[1], x[2], x[3]);
        SimpleMatrix video = new SimpleMatrix(2, 2, true, x[4], x[5], x[6], x[7]);
        Eq4ContrastiveLoss equation = new Eq4ContrastiveLoss(values.number("temperature"), negatives);
        return equation.definition(audio, video) + equation.definition(video, audio);
    }
}
