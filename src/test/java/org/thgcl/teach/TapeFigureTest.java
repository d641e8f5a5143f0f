package org.thgcl.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.equation.AttentionPooling;
import org.thgcl.equation.Eq3GraphConvolution;
import org.thgcl.report.Markup;
import org.w3c.dom.Element;

class TapeFigureTest {
    private final TapeFigure figure = new TapeFigure(TapeRules.rows());
    private final Values initial = Values.initial(figure);

    /// The definitions of Eq. 3 and of the pooling, with matrices. The answer has five decimals.
    @ParameterizedTest
    @ValueSource(doubles = {-2, -0.5, 0.5, 1.75})
    void the_loss_is_that_of_the_definitions(double psi) {
        SimpleMatrix nodes = Eq3GraphConvolution.definition(
                new SimpleMatrix(2, 2, true, 1, 0.5, 0.5, 1),
                new SimpleMatrix(2, 2, true, 1, -0.5, 0.5, 2),
                new SimpleMatrix(2, 2, true, psi, -1, 0.75, 0.5),
                new SimpleMatrix(1, 2, true, 0.1, 0.2),
                Eq3GraphConvolution.Activation.RELU);
        SimpleMatrix g = AttentionPooling.definition(nodes, new SimpleMatrix(2, 1, true, 0.5, -1));
        double loss = Math.pow(g.get(0) - 1, 2) + Math.pow(g.get(1) - 1, 2);
        assertThat(figure.draw(initial.with("psi", psi)).answer()).contains("L = " + Words.number(loss, 5) + " by");
    }

    /// A central difference with h = 2^-16 is off by some h^2 = 2e-10 times a third derivative of at most 100, and by
    /// 2^-52 / h = 1.5e-11 times a loss of at most 100.
    @ParameterizedTest
    @ValueSource(doubles = {-2, -0.5, 0.5, 1.75})
    void finite_differences_are_the_gradients(double psi) {
        Control.Choice nodes = (Control.Choice) figure.controls().get(4);
        int compared = 0;
        for (Control.Option node : nodes.options()) {
            if (List.of("a", "x", "t", "m").contains(node.value())) {
                assertThat(TapeFigure.gradient(psi, node.value())).isNull();
                continue;
            }
            double[] gradient = TapeFigure.gradient(psi, node.value()).toArray();
            for (int k = 0; k < gradient.length; k++) {
                assertThat(TapeFigure.difference(psi, node.value(), k))
                        .as("number %d of %s", k, node.label())
                        .isCloseTo(gradient[k], within(2.5e-8));
                compared++;
            }
        }
        // Ψ, b, w, P, Z, X', e, β, g, d, q, L
        assertThat(compared).isEqualTo(4 + 2 + 2 + 3 * 4 + 2 * 2 + 3 * 2 + 1);
    }

    @Test
    void values_appear_forward_and_gradients_backward() {
        assertThat(words(0, "value"))
                .containsOnlyOnce("1.00 −0.50", "0.50 2.00")
                .filteredOn("?"::equals)
                .hasSize(10);
        assertThat(words(0, "gradient")).isEmpty();
        for (int step = 1; step <= 10; step++) {
            assertThat(words(step, "value")).filteredOn("?"::equals).hasSize(10 - step);
            assertThat(words(step, "gradient")).isEmpty();
        }
        assertThat(words(11, "gradient")).containsExactly("1.00");
        int gradients = 1;
        for (int step = 12; step <= 20; step++) {
            List<String> now = words(step, "gradient");
            assertThat(now).hasSizeGreaterThan(gradients);
            gradients = now.size();
        }
        // of four numbers: Ψ, P, Z, X'; of one or two: b, w, e, β, g, d, q, L
        assertThat(gradients).isEqualTo(4 * 2 + 8);
    }

    /// X' goes into the pooling and into its weights: after the first of the two, its gradient isn't whole.
    @Test
    void a_gradient_from_two_operations_is_shown_as_incomplete_first() {
        assertThat(words(15, "gradient part")).containsExactly("so far:");
        assertThat(words(17, "gradient part")).isEmpty();
    }

    @Test
    void a_node_shows_its_rule_and_the_answer_tells_the_step() {
        assertThat(figure.draw(initial).html()).contains("dx = dy where x &gt; 0, else slope dy", "Variable.leakyRelu");
        assertThat(figure.draw(initial.with("node", "p")).html()).contains("dA = dC op(B)&#39;", "Dense.matmul");
        assertThat(figure.draw(initial.with("node", "x")).html()).contains("A constant");
        assertThat(figure.draw(initial.with("node", "psi")).html()).contains("A parameter");
        assertThat(figure.draw(initial.with("step", 4)).answer())
                .isEqualTo(
                        "Step 4 of 20: relu gives X' = 1.10 0.00 | 1.91 0.08. X' is 1.10 0.00 | 1.91 0.08; its gradient"
                                + " isn't there yet.");
        assertThat(figure.draw(initial.with("step", 17)).answer())
                .startsWith("Step 17 of 20: matvec passes the gradient of e on to X' and w. ");
        assertThat(figure.draw(initial.with("node", "t").with("step", 0)).answer())
                .endsWith("t is 1.00 1.00; it needs no gradient.");
        assertThat(figure.draw(initial.with("node", "loss")).answer()).endsWith("; its gradient is 1.00.");
        assertThat(figure.draw(initial).answer()).contains("all 8 parameters", "16 walks");
    }

    private List<String> words(int step, String kind) {
        String html = figure.draw(initial.with("step", step)).html();
        Stream<Element> texts = Markup.elements(Markup.parse(html), "text").stream();
        return texts.filter(text -> text.getAttribute("class").equals(kind))
                .map(Element::getTextContent)
                .toList();
    }
}
