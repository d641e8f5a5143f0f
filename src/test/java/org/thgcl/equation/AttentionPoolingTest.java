package org.thgcl.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

class AttentionPoolingTest {
    @Property(tries = 300)
    void apply_is_the_definition_for_every_graph_and_0_for_an_empty_one(
            @ForAll long seed,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 2) Integer> steps,
            @ForAll @IntRange(min = 1, max = 4) int features) {
        RowGroups graphs = Samples.graphs(steps);
        Tensor x = Samples.uniform(seed, -1, 1, steps.size(), features);
        Tensor gate = Samples.uniform(seed + 1, -1, 1, features);
        Tape tape = Samples.tape();
        AttentionPooling.Pooled result =
                AttentionPooling.apply(tape.constant(x), graphs.membership(), tape.constant(gate));
        SimpleMatrix pooled = new SimpleMatrix(graphs.count(), features);
        SimpleMatrix beta = new SimpleMatrix(0, 1);
        SimpleMatrix w = Samples.matrix(gate).transpose();
        for (int g = 0; g < graphs.count(); g++) {
            int n = graphs.offset(g + 1) - graphs.offset(g);
            if (n > 0) {
                SimpleMatrix nodes = Samples.rows(x, graphs.offset(g), n);
                beta = beta.concatRows(AttentionPooling.definitionBeta(nodes, w));
                pooled.insertIntoThis(g, 0, AttentionPooling.definition(nodes, w));
            }
        }
        // Logits of size 4 after 4 roundings: 16 U on each side, twice in a softmax, and 8 + 4 roundings there; sums of
        // 8.
        double tolerance = 2 * (2 * 16 + 12) * Samples.U;
        Samples.assertClose(result.beta().value(), beta.getDDRM().getData(), tolerance);
        Samples.assertClose(result.pooled().value(), pooled, tolerance + 2 * 9 * Samples.U);
    }

    @Property(tries = 300)
    void the_pooled_embedding_is_a_convex_combination_of_the_nodes(
            @ForAll long seed,
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 1) Integer> steps,
            @ForAll @IntRange(min = 1, max = 4) int features,
            @ForAll @IntRange(min = 1, max = 20) int scale) {
        RowGroups graphs = Samples.graphs(steps);
        Tensor x = Samples.uniform(seed, -1, 1, steps.size(), features);
        Tape tape = Samples.tape();
        AttentionPooling.Pooled result = AttentionPooling.apply(
                tape.constant(x),
                graphs.membership(),
                tape.constant(Samples.uniform(seed + 1, -scale, scale, features)));
        for (int g = 0; g < graphs.count(); g++) {
            int n = graphs.offset(g + 1) - graphs.offset(g);
            double sum = 0;
            for (int i = graphs.offset(g); i < graphs.offset(g + 1); i++) {
                assertThat(result.beta().value().get(i)).isBetween(Double.MIN_NORMAL, 1.0);
                sum += result.beta().value().get(i);
            }
            // each share is rounded once, the sums of the exponentials and of the shares once a term
            assertThat(sum).isCloseTo(n == 0 ? 0 : 1, within(2 * (n + 1) * Samples.U));
            for (int k = 0; n > 0 && k < features; k++) {
                double[] column = Samples.rows(x, graphs.offset(g), n)
                        .extractVector(false, k)
                        .getDDRM()
                        .getData();
                double slack = 3 * (n + 1) * Samples.U;
                assertThat(result.pooled().value().get(g * features + k))
                        .isBetween(
                                Arrays.stream(column).min().orElseThrow() - slack,
                                Arrays.stream(column).max().orElseThrow() + slack);
            }
        }
    }

    @Test
    void pooling_by_hand() {
        // beta 1/4 and 3/4
        Tape tape = Samples.tape();
        double ln3 = 1.0986122886681098;
        Variable x = tape.constant(Tensor.of(Shape.of(2, 1), 0, ln3));
        AttentionPooling.Pooled result =
                AttentionPooling.apply(x, RowGroups.uniform(1, 2).membership(), tape.constant(Tensor.vector(1)));
        Samples.assertClose(result.beta().value(), new double[] {0.25, 0.75}, 6 * Samples.U);
        Samples.assertClose(result.pooled().value(), new double[] {0.8239592165010823}, 8 * Samples.U);
    }

    @Test
    void the_pattern_of_one_graph_serves_a_batch_of_equal_ones() {
        Tape tape = Samples.tape();
        Variable x = tape.constant(Samples.uniform(1, -1, 1, 12, 2));
        Variable gate = tape.constant(Samples.uniform(2, -1, 1, 2));
        AttentionPooling.Pooled one =
                AttentionPooling.apply(x, RowGroups.uniform(1, 4).membership(), gate);
        AttentionPooling.Pooled all =
                AttentionPooling.apply(x, RowGroups.uniform(3, 4).membership(), gate);
        assertThat(one.pooled().shape()).isEqualTo(Shape.of(3, 2));
        assertThat(one.pooled().value().toArray())
                .containsExactly(all.pooled().value().toArray());
        assertThat(one.beta().value().toArray())
                .containsExactly(all.beta().value().toArray());
    }

    @Test
    void huge_logits_dont_overflow() {
        Tape tape = Samples.tape();
        Variable x = tape.constant(Tensor.of(Shape.of(3, 1), 1e6, -1e6, 1e6));
        AttentionPooling.Pooled result =
                AttentionPooling.apply(x, RowGroups.uniform(1, 3).membership(), tape.constant(Tensor.vector(1e3)));
        assertThat(result.beta().value().toArray()).containsExactly(0.5, 0, 0.5);
        assertThat(result.pooled().value().toArray()).containsExactly(1e6);
    }

    @Test
    void gradient_is_right_for_embedding_and_weights() {
        SparsityPattern membership = RowGroups.ofAscending(0, 0, 0, 2, 2).membership();
        Tensor x = Samples.uniform(1, -1, 1, 5, 3);
        Tensor gate = Samples.uniform(2, -1, 1, 3);
        Samples.assertGradient(
                v -> AttentionPooling.apply(v.get(0), membership, v.get(1)).pooled(), x, gate);
        Samples.assertGradient(
                v -> AttentionPooling.apply(v.get(0), membership, v.get(1)).beta(), x, gate);
    }

    @Test
    void a_pattern_that_is_no_membership_is_refused() {
        Tape tape = Samples.tape();
        Variable x = tape.constant(Samples.uniform(1, -1, 1, 2, 1));
        Variable gate = tape.constant(Tensor.vector(1));
        SparsityPattern exchanged = SparsityPattern.of(1, 2, new int[] {0, 0}, new int[] {1, 0});
        SparsityPattern missing = SparsityPattern.of(1, 2, new int[] {0}, new int[] {0});
        for (SparsityPattern bad : new SparsityPattern[] {exchanged, missing}) {
            assertThatThrownBy(() -> AttentionPooling.apply(x, bad, gate))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageStartingWith("attention pooling: the membership pattern has " + bad.entries()
                            + " entries for 2 nodes; entry e must be node e");
        }
    }
}
