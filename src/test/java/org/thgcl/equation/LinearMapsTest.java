package org.thgcl.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

/// The linear definitions: feature alignment, graph embedding, classification head.
class LinearMapsTest {
    @Property(tries = 200)
    void alignment_and_head_are_their_definitions(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int n,
            @ForAll @IntRange(min = 1, max = 6) int in,
            @ForAll @IntRange(min = 1, max = 6) int out) {
        Tensor x = Samples.uniform(seed, -1, 1, n, in);
        Tensor weight = Samples.uniform(seed + 1, -1, 1, in, out);
        Tensor bias = Samples.uniform(seed + 2, -1, 1, out);
        Tape tape = Samples.tape();
        Variable f = tape.constant(x);
        Variable w = tape.constant(weight);
        Variable b = tape.constant(bias);
        SimpleMatrix aligned =
                FeatureAlignment.definition(Samples.matrix(x), Samples.matrix(weight), Samples.matrix(bias));
        SimpleMatrix logits =
                ClassificationHead.definition(Samples.matrix(x), Samples.matrix(weight), Samples.matrix(bias));
        // at most 7 terms of at most 1 after 8 roundings, on both sides
        double tolerance = 2 * 7 * 8 * Samples.U;
        Samples.assertClose(FeatureAlignment.apply(f, w, b).value(), aligned, tolerance);
        Samples.assertClose(ClassificationHead.apply(f, w, b).value(), logits, tolerance);
    }

    @Test
    void alignment_and_head_by_hand() {
        Tape tape = Samples.tape();
        Variable x = tape.constant(Tensor.of(Shape.of(2, 2), 1, 2, 3, 4));
        Variable w = tape.constant(Tensor.of(Shape.of(2, 1), 10, 1));
        Variable b = tape.constant(Tensor.vector(0.5));
        assertThat(FeatureAlignment.apply(x, w, b).value().toArray()).containsExactly(12.5, 34.5);
        assertThat(ClassificationHead.apply(x, w, b).value().toArray()).containsExactly(12.5, 34.5);
        Variable wrong = tape.constant(Tensor.vector(1, 2));
        assertThatThrownBy(() -> FeatureAlignment.apply(x, w, wrong)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> ClassificationHead.apply(x, b, b)).isInstanceOf(ShapeException.class);
    }

    @Test
    void graph_embedding_by_hand_and_by_its_definition() {
        Tape tape = Samples.tape();
        Tensor a = Tensor.of(Shape.of(2, 2), 1, 2, 3, 4);
        Tensor v = Tensor.of(Shape.of(2, 2), 10, 20, 30, 40);
        Variable audio = tape.constant(a);
        Variable video = tape.constant(v);
        assertThat(GraphEmbedding.SUM.apply(audio, video).value().toArray()).containsExactly(11, 22, 33, 44);
        assertThat(GraphEmbedding.CONCAT.apply(audio, video).value().toArray())
                .containsExactly(1, 2, 10, 20, 3, 4, 30, 40);
        assertThat(GraphEmbedding.AUDIO.apply(audio, null)).isSameAs(audio);
        for (GraphEmbedding embedding : GraphEmbedding.values()) {
            Samples.assertClose(
                    embedding.apply(audio, video).value(),
                    embedding.definition(Samples.matrix(a), Samples.matrix(v)),
                    0);
        }
    }

    @Test
    void gradients_are_right() {
        Tensor x = Samples.uniform(1, -1, 1, 3, 2);
        Tensor y = Samples.uniform(2, -1, 1, 3, 2);
        Tensor w = Samples.uniform(3, -1, 1, 2, 4);
        Tensor b = Samples.uniform(4, -1, 1, 4);
        Samples.assertGradient(v -> FeatureAlignment.apply(v.get(0), v.get(1), v.get(2)), x, w, b);
        Samples.assertGradient(v -> ClassificationHead.apply(v.get(0), v.get(1), v.get(2)), x, w, b);
        for (GraphEmbedding embedding : GraphEmbedding.values()) {
            Samples.assertGradient(v -> embedding.apply(v.get(0), v.get(1)), x, y);
        }
    }
}
