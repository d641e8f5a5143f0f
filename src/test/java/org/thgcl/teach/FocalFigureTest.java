package org.thgcl.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.thgcl.equation.FocalLoss;
import org.thgcl.equation.FocalLoss.Form;
import org.thgcl.equation.Samples;

class FocalFigureTest {
    /// p is taken to a logit and back, in a few roundings that its derivative, 1 / (1 - p) at most 50 here, enlarges.
    private static final Offset<Double> CLOSE = within(1e-12);

    private final FocalFigure figure = new FocalFigure(Samples.kernels());
    private final Values initial = Values.initial(figure);

    /// A clip at p = 0.1 weighs 81 times one at 0.9: the audit's claim focal-imbalance.
    @Test
    void the_first_sentence_is_that_of_the_defaults() {
        assertThat(figure.draw(initial).answer())
                .isEqualTo("At p = 0.90 the focal loss is 0.000527, the cross entropy 0.105, 200 times as"
                        + " much; at p = 0.1 it is 2.47 times as much. So beside this clip a hard one weighs 81 times"
                        + " what it weighs in the cross entropy.");
    }

    @TestFactory
    Stream<DynamicTest> loss_and_pull_are_those_of_the_formula() {
        return Stream.of(new FocalLoss(0.5, 2), new FocalLoss(1, 0), new FocalLoss(0.25, 2, Form.SIGMOID))
                .flatMap(loss -> Stream.of(0.02, 0.1, 0.5, 0.9, 0.98)
                        .map(p -> DynamicTest.dynamicTest(loss + " at " + p, () -> {
                            FocalFigure.Point point = figure.point(loss, p, true);
                            double factor = loss.alpha() * Math.pow(1 - p, loss.gamma());
                            assertThat(point.loss()).isCloseTo(-factor * Math.log(p), CLOSE);
                            // d/dz of -a (1 - p)^g ln p, as dp/dz = p (1 - p)
                            assertThat(point.pull())
                                    .isCloseTo(factor * (1 - p - loss.gamma() * p * Math.log(p)), CLOSE);
                        })));
    }

    @Test
    void a_class_that_the_clip_has_not_weighs_1_minus_alpha() {
        FocalLoss loss = new FocalLoss(0.25, 2, Form.SIGMOID);
        FocalFigure.Point has = figure.point(loss, 0.3, true);
        FocalFigure.Point hasNot = figure.point(loss, 0.3, false);
        assertThat(hasNot.loss()).isCloseTo(3 * has.loss(), CLOSE);
        assertThat(hasNot.pull()).isCloseTo(3 * has.pull(), CLOSE);
        assertThat(figure.draw(initial.with("form", "sigmoid")
                                .with("alpha", 0.25)
                                .with("p", 0.3))
                        .answer())
                .contains("the focal loss is 0.147 (0.442 for a class that the clip hasn’t), the cross entropy"
                        + " 1.2,");
    }

    @Test
    void with_gamma_0_and_alpha_1_nothing_counts_less() {
        assertThat(figure.draw(initial.with("gamma", 0).with("alpha", 1)).answer())
                .contains("the focal loss is 0.105, the cross entropy 0.105, 1 times as much")
                .endsWith("a hard one weighs 1 times what it weighs in the cross entropy.");
    }
}
