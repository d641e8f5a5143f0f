package org.thgcl.golden.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.golden.Tolerance;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.ThgnDefinition;

/// The cases of [Corners] are needed: the mistakes that they are for pass all other cases of their kind.
@Tag("slow")
class CornersTest {
    /// Beyond what differences with steps of 2^-14 reach, and near enough that no other number lies between.
    private static final double BESIDE = 0x1p-12;

    private static Document file(String name) {
        return Stream.of(GraphFiles.all(), LayerFiles.all(), LossFiles.all(), TrainingFiles.all(), ModelFiles.all())
                .flatMap(List::stream)
                .filter(document -> document.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> failing(Document file, Predicate<Draft> passes) {
        Set<String> failing = new TreeSet<>();
        file.cases.stream().filter(passes.negate()).forEach(draft -> failing.add(draft.id));
        return failing;
    }

    @ParameterizedTest
    @CsvSource({
        "contrastive_loss, floor-per-vector, floor-of-the-product gradient-at-zero",
        "contrastive_loss, floor-1e-12, floor-of-the-product gradient-at-zero",
        "cross_modal_edges, ratio-first, whole-start-30-22",
        "cross_modal_edges, ratio-first-float32, whole-start-26-22",
        "cross_modal_edges, share-first, whole-start-22-22",
        "cross_modal_edges, divided-by-ratio, whole-start-21-49",
        "cross_modal_edges, divided-by-ratio-float32, whole-start-14-2",
        "cross_modal_edges, times-reciprocal, whole-start-21-49",
        "learning_rate, no-slack-at-steps, long-run quotient-below-a-whole-number",
        "learning_rate, no-slack-at-the-warm-up, long-run no-warm-up",
    })
    void a_mistaken_formula_fails_in_its_cases_alone(String name, String mistake, String cases) {
        Document file = file(name);
        Definition wrong = file.mistakes.stream()
                .filter(known -> known.name().equals(mistake))
                .findFirst()
                .orElseThrow()
                .definition();
        Set<String> failing = failing(file, draft -> {
            Definition right = draft.definition == null ? file.definition : draft.definition;
            Tolerance tolerance = draft.tolerance == null ? file.tolerance : draft.tolerance;
            Map<String, Numbers> found = wrong.of(draft.allSettings(), draft.inputs);
            Map<String, Numbers> expected = right.of(draft.allSettings(), draft.inputs);
            return found.entrySet().stream()
                    .allMatch(output -> same(output.getValue(), expected.get(output.getKey()), tolerance::accepts));
        });
        assertThat(failing).containsExactlyInAnyOrder(cases.split(" "));
    }

    private static boolean same(Numbers x, Numbers y, BiPredicate<Double, Double> near) {
        boolean same = x.count() == y.count();
        for (int e = 0; same && e < x.count(); e++) {
            same = near.test(x.get(e), y.get(e));
        }
        return same;
    }

    /// Gradients of a case by differences of a definition, against those of reverse mode.
    private static boolean agrees(Document file, Draft draft, Definition definition) {
        Map<String, Numbers> cotangents = new LinkedHashMap<>();
        definition
                .of(draft.allSettings(), draft.inputs)
                .forEach((name, y) -> cotangents.put(
                        name,
                        Numbers.of(
                                y.shape(),
                                new Draw("corners").normal(name, y.count()).data())));
        Map<String, Numbers> gradients = Finished.reverseMode(file.kind, draft, cotangents);
        try {
            Differences.check(draft.id, definition, draft, cotangents, gradients);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Test
    void another_derivative_of_relu_at_0_fails_in_its_case_alone() {
        Document file = file("graph_convolution");
        for (double kink : new double[] {-BESIDE, 0}) {
            assertThat(failing(file, draft -> agrees(file, draft, LayerFiles.convolution(kink))))
                    .containsExactly("kink");
        }
        assertThat(failing(file, draft -> agrees(file, draft, LayerFiles.convolution(BESIDE))))
                .isEmpty();
    }

    @Test
    void another_derivative_of_leaky_relu_at_0_fails_in_its_case_alone() {
        Document file = file("gat_av");
        for (double kink : new double[] {-BESIDE, 0}) {
            Set<String> failing = failing(file, draft -> agrees(file, draft, LayerFiles.attention(kink)));
            assertThat(failing).containsExactly("kink");
        }
        assertThat(failing(file, draft -> agrees(file, draft, LayerFiles.attention(BESIDE))))
                .isEmpty();
    }

    @Test
    void one_network_alone_has_units_that_are_exactly_0() {
        Document file = file("thgn-network");
        assertThat(failing(file, draft -> zeros(draft) == 0)).containsExactly("kink");
        Draft kink = file.cases.stream()
                .filter(draft -> draft.id.equals("kink"))
                .findFirst()
                .orElseThrow();
        assertThat(agrees(file, kink, Corners.network(BESIDE))).isTrue();
        assertThat(agrees(file, kink, Corners.network(-BESIDE))).isFalse();
        assertThat(agrees(file, kink, Corners.network(0))).isFalse();
    }

    private static int zeros(Draft draft) {
        int[] zeros = new int[1];
        new NetworkDefinition() {
            @Override
            ThgnDefinition network(Configuration c, Map<String, Tensor> parameters) {
                return new ThgnDefinition(c, parameters) {
                    @Override
                    public SimpleMatrix rho(SimpleMatrix z) {
                        for (double number : z.getDDRM().getData()) {
                            zeros[0] += number == 0 ? 1 : 0;
                        }
                        return super.rho(z);
                    }
                };
            }
        }.of(draft.allSettings(), draft.inputs);
        return zeros[0];
    }

    @Test
    void a_zero_vector_without_a_gradient_fails_in_its_case_alone() {
        Document file = file("contrastive_loss");
        Set<String> failing = failing(file, draft -> {
            Map<String, Numbers> cotangents = Map.of("total", Numbers.scalar(1));
            return Finished.reverseMode(file.kind, draft, cotangents).entrySet().stream()
                    .allMatch(gradient -> {
                        SimpleMatrix x = draft.inputs.get(gradient.getKey()).matrix();
                        SimpleMatrix g = gradient.getValue().matrix();
                        for (int i = 0; i < x.getNumRows(); i++) {
                            boolean lost = x.extractVector(true, i).normF() == 0
                                    && g.extractVector(true, i).normF() != 0;
                            if (lost) {
                                return false;
                            }
                        }
                        return true;
                    });
        });
        assertThat(failing).containsExactly("gradient-at-zero");
    }

    @Test
    void the_focal_losss_derivative_as_textbooks_have_it_fails_where_p_is_1() {
        Document file = file("focal_loss");
        Set<String> failing = failing(file, draft -> {
            if (draft.gradients.isEmpty() || !draft.settings.containsKey("gamma")) {
                return true;
            }
            Map<String, Numbers> cotangents = Map.of("loss", Numbers.scalar(1));
            Numbers expected =
                    Finished.reverseMode(file.kind, draft, cotangents).get("logits");
            return same(textbook(draft), expected, (x, y) -> Math.abs(x - y) <= 1e-10 * (1 + Math.abs(y)));
        });
        assertThat(failing).containsExactlyInAnyOrder("certain-gamma-0.5", "certain-gamma-0.0");
    }

    /// -alpha ((1 - p)^gamma - gamma (1 - p)^(gamma - 1) p ln p) times the gradient of ln p.
    private static Numbers textbook(Draft draft) {
        SimpleMatrix logits = draft.inputs.get("logits").matrix();
        double gamma = draft.allSettings().number("gamma");
        SimpleMatrix gradient = logits.createLike();
        for (int i = 0; i < logits.getNumRows(); i++) {
            SimpleMatrix z = logits.extractVector(true, i);
            SimpleMatrix power = z.minus(z.elementMax()).elementExp();
            SimpleMatrix p = power.divide(power.elementSum());
            int y = (int) draft.inputs.get("label").get(i);
            double logP = z.get(y) - z.elementMax() - Math.log(power.elementSum());
            double q = 1 - p.get(y);
            double factor = Math.pow(q, gamma) - gamma * Math.pow(q, gamma - 1) * p.get(y) * logP;
            for (int k = 0; k < logits.getNumCols(); k++) {
                double slope = (k == y ? 1 : 0) - p.get(k);
                gradient.set(i, k, -draft.allSettings().number("alpha") * factor * slope / logits.getNumRows());
            }
        }
        return Numbers.of(gradient);
    }
}
