package org.thgcl.teach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.thgcl.equation.Eq2HawkesWeight.Noise;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.HawkesNoise;
import org.thgcl.thgn.Preset;

class HawkesFigureTest {
    private final Figure figure = new HawkesFigure();
    private final Values printed = Values.initial(figure);
    private final Values described = recipe("as_described");

    private Values recipe(String name) {
        Values values = Values.initial(figure);
        for (Control control : figure.controls()) {
            if (control instanceof Control.Recipe(String other, String _, List<String> sets) && other.equals(name)) {
                for (String set : sets) {
                    String[] words = set.split("=", 2);
                    values = values.with(words[0], words[1]);
                }
            }
        }
        return values;
    }

    @Test
    void the_first_sentence_is_that_of_the_printed_formula() {
        assertThat(figure.draw(printed).answer())
                .isEqualTo("At ξ = 0.50 the edges of video segment 20 weigh 1.000, 1.000 and 1.000: there is no decay."
                        + " 35 draws of 200 have the promised order (chance: 1 of 6); 102 of the clip’s 120 edges are"
                        + " within 1 % of the limit, 1/τ = 1.00.");
    }

    /// By hand: sigma(1 + 1) at the first video segment as printed; sigma(3/3), sigma(2/3), sigma(1/3) as described.
    @Test
    void weights_are_those_computed_by_hand() {
        assertThat(figure.draw(printed.with("video", 0)).answer())
                .contains("weigh 0.881, 0.881 and 0.881: there" + " is no decay");
        assertThat(figure.draw(described).answer())
                .contains("weigh 0.731, 0.661 and 0.583: they fall with distance, as described");
        assertThat(figure.draw(described.with("sign", -1)).answer())
                .contains("weigh 0.269, 0.339 and 0.417: they rise with distance, the opposite");
    }

    @Test
    void the_recipes_are_the_presets() {
        for (Map.Entry<String, Preset> entry : Map.of("as_printed", Preset.PAPER, "as_described", Preset.INTENDED)
                .entrySet()) {
            Values values = recipe(entry.getKey());
            Configuration preset = entry.getValue().configuration();
            assertThat(Stream.of("noise", "position", "primes", "sign", "place", "tau", "span")
                            .map(values::text))
                    .containsExactlyElementsOf(
                            Stream.of("noise", "position", "primes", "sign", "tau_place", "tau", "cross_span")
                                    .map(key -> preset.text(key).replace("1.0", "1"))
                                    .toList());
        }
    }

    /// The audit's claim eq2-closer, at equal xi.
    @TestFactory
    Stream<DynamicTest> pairs_in_order_are_those_of_the_audit() {
        return Map.of(
                        "printed 1", "19 of the clip’s 139 pairs",
                        "printed -1", "0 of the clip’s 139 pairs",
                        "aligned 1", "0 of the clip’s 139 pairs",
                        "aligned -1", "0 of the clip’s 139 pairs",
                        "neighbour 1", "139 of the clip’s 139 pairs",
                        "neighbour -1", "0 of the clip’s 139 pairs")
                .entrySet()
                .stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String[] reading = entry.getKey().split(" ", -1);
                    Values values = printed.with("position", reading[0]).with("sign", reading[1]);
                    HawkesFigure.Check closer = checks(values).getFirst();
                    assertThat(closer.measured()).isEqualTo(entry.getValue());
                    assertThat(closer.holds()).isEqualTo(entry.getValue().startsWith("139"));
                }));
    }

    /// The audit's claim eq2-age: 102 edges saturate as printed, none in the other readings.
    @TestFactory
    Stream<DynamicTest> saturated_edges_are_those_of_the_audit() {
        return Stream.of("printed", "aligned", "neighbour")
                .flatMap(position -> Stream.of("list", "clip", "audio").map(primes -> List.of(position, primes)))
                .map(reading -> DynamicTest.dynamicTest(
                        reading.toString(), () -> assertThat(figure.draw(printed.with("position", reading.getFirst())
                                                .with("primes", reading.getLast()))
                                        .answer())
                                .contains((reading.equals(List.of("printed", "list")) ? "; 102" : "; 0")
                                        + " of the clip’s 120 edges")));
    }

    @Test
    void draws_are_those_of_a_training_step_and_change_with_the_button() {
        Tensor xi = HawkesNoise.eachStep(new CounterRandom(1), 0, Tensor.zeros(Shape.of(HawkesFigure.DRAWS, 3)));
        long ordered = IntStream.range(0, HawkesFigure.DRAWS)
                .filter(d -> described(xi, d, 0) > described(xi, d, 1) && described(xi, d, 1) > described(xi, d, 2))
                .count();
        assertThat(figure.draw(described.with("draw", 1)).answer()).contains(". " + ordered + " draws of 200");
        assertThat(figure.draw(described.with("draw", 1)).html())
                .isNotEqualTo(figure.draw(described).html());
    }

    /// The exponent of edge k as described; the sigmoid keeps the order.
    private static double described(Tensor xi, int draw, int edge) {
        double u = xi.get(3 * draw + edge);
        return Math.log(u / (1 - u)) + (3 - edge) / 3.0;
    }

    @Test
    void the_highest_weight_depends_on_the_place_of_tau() {
        assertThat(figure.draw(printed.with("tau", 0.5)).answer()).endsWith("the limit, 1/τ = 2.00.");
        assertThat(figure.draw(described.with("tau", 0.5)).answer()).endsWith("the limit, for any τ 1.00.");
    }

    /// As printed the noise is above 0, so the sigmoid is above 1/2; outside, tau = 0.5 makes it above 1.
    @Test
    void a_small_tau_outside_takes_all_weights_beyond_1() {
        assertThat(checks(printed.with("tau", 0.5)).get(1))
                .isEqualTo(new HawkesFigure.Check(
                        "A weight lies between 0 and 1.", false, "100 % of 600 weights are" + " above 1"));
        assertThat(checks(printed.with("tau", 0.5).with("place", "inside"))
                        .get(1)
                        .holds())
                .isTrue();
    }

    @Test
    void what_is_expected_of_noise_and_tau_holds_where_the_audit_says_so() {
        Values near = printed.with("position", "aligned");
        assertThat(checks(printed).stream().map(HawkesFigure.Check::holds))
                .containsExactly(false, true, false, false, false);
        assertThat(checks(near).stream().map(HawkesFigure.Check::holds))
                .containsExactly(false, true, true, false, false);
        assertThat(checks(described).stream().map(HawkesFigure.Check::holds))
                .containsExactly(true, true, true, true, true);
        assertThat(checks(described.with("noise", "none")).stream().map(HawkesFigure.Check::holds))
                .containsExactly(true, true, false, false, true);
        // sigma(n + 1), largest at xi = 0.1 and smallest at 0.9, and the same outside whatever tau
        double large = sigmoid(Noise.RATIO.definition(0.1) + 1) / sigmoid(Noise.RATIO.definition(0.9) + 1);
        assertThat(checks(near).getLast().measured())
                .isEqualTo("largest over smallest weight: %s at τ = 0.5, %s at τ = 2"
                        .formatted(Words.number(large, 3), Words.number(large, 3)));
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    private static List<HawkesFigure.Check> checks(Values values) {
        return HawkesFigure.Weights.of(values).checks();
    }
}
