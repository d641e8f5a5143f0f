package org.thgcl.baseline.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.TransformerLayer.Norm;
import org.thgcl.equation.Samples;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// Linear maps, self-attention and the layer that they make.
class TransformerLayerTest {
    private static final Initial INITIAL = new Initial.Normal(0.02);

    private static Map<String, Tensor> weights(List<ParameterSpec> parameters, long seed) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (ParameterSpec spec : parameters) {
            weights.put(
                    spec.name(),
                    Samples.uniform(seed + weights.size(), -1, 1, spec.shape().toArray()));
        }
        return weights;
    }

    private static Weights constants(Tape tape, Map<String, Tensor> weights) {
        Map<String, Variable> constants = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> constants.put(name, tape.constant(tensor)));
        return new Weights(constants);
    }

    private static Function<String, double[]> numbers(Map<String, Tensor> weights, String prefix) {
        return name ->
                weights.containsKey(prefix + name) ? weights.get(prefix + name).toArray() : new double[0];
    }

    private static double[][] rows(Tensor x, int first, int count) {
        int columns = x.shape().columns();
        double[][] rows = new double[count][columns];
        for (int i = 0; i < count * columns; i++) {
            rows[i / columns][i % columns] = x.get(first * columns + i);
        }
        return rows;
    }

    private static void assertClips(Tensor actual, Tensor x, int tokens, Function<double[][], double[][]> definition) {
        for (int clip = 0; clip < x.shape().rows() / tokens; clip++) {
            double[][] expected = definition.apply(rows(x, clip * tokens, tokens));
            double[][] got = rows(actual, clip * tokens, tokens);
            for (int i = 0; i < tokens; i++) {
                assertThat(got[i]).containsExactly(expected[i], within(1e-12));
            }
        }
    }

    /// Sums of at most 4 products below 1 in each map, exponents below 16: 1e-12 is some thousand roundings of the
    /// largest numbers, near 10.
    @Property(tries = 60)
    void attention_is_the_definition_for_every_clip_of_a_batch(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int clips,
            @ForAll @IntRange(min = 1, max = 5) int tokens,
            @ForAll @IntRange(min = 1, max = 2) int heads,
            @ForAll boolean bias) {
        Map<String, Tensor> weights = weights(SelfAttention.parameters("a", 4, bias, INITIAL), seed);
        Tensor x = Samples.uniform(seed + 50, -1, 1, clips * tokens, 4);
        Tape tape = Samples.tape();
        Variable y =
                SelfAttention.apply(tape.constant(x), constants(tape, weights).at("a"), heads, tokens);
        assertClips(y.value(), x, tokens, rows -> SelfAttention.definition(rows, heads, numbers(weights, "a.")));
    }

    /// As above; two normalisations divide by a deviation, which may be 0.1.
    @Property(tries = 60)
    void a_layer_is_the_definition_for_every_clip_of_a_batch(
            @ForAll long seed,
            @ForAll Norm norm,
            @ForAll @IntRange(min = 1, max = 5) int tokens,
            @ForAll boolean bias) {
        TransformerLayer layer = new TransformerLayer(norm, 2, 0.01);
        Map<String, Tensor> weights = weights(TransformerLayer.parameters("l", 4, 6, bias, INITIAL), seed);
        Tensor x = Samples.uniform(seed + 50, -1, 1, 2 * tokens, 4);
        Tape tape = Samples.tape();
        Variable y = layer.apply(tape.constant(x), constants(tape, weights).at("l"), tokens);
        assertClips(
                y.value(), x, tokens, rows -> layer.definition(rows, numbers(weights, "l."), TransformerLayer::gelu));
    }

    @ParameterizedTest
    @EnumSource
    void gradients_are_right(Norm norm) {
        TransformerLayer layer = new TransformerLayer(norm, 2, 0.01);
        Map<String, Tensor> weights = weights(TransformerLayer.parameters("l", 4, 3, true, INITIAL), 1);
        List<String> names = List.copyOf(weights.keySet());
        List<Tensor> inputs = new ArrayList<>(weights.values());
        inputs.add(Samples.uniform(50, -1, 1, 6, 4));
        Samples.assertGradient(
                v -> {
                    Map<String, Variable> variables = new LinkedHashMap<>();
                    for (int i = 0; i < names.size(); i++) {
                        variables.put(names.get(i), v.get(i));
                    }
                    return layer.apply(v.getLast(), new Weights(variables).at("l"), 3);
                },
                inputs.toArray(Tensor[]::new));
    }

    /// The key's bias adds the same number to each row before the softmax.
    @Test
    void the_keys_bias_has_no_effect() {
        Map<String, Tensor> weights = weights(SelfAttention.parameters("a", 4, true, INITIAL), 1);
        Tensor x = Samples.uniform(50, -1, 1, 6, 4);
        Tape tape = Samples.tape();
        double[] before = SelfAttention.apply(
                        tape.constant(x), constants(tape, weights).at("a"), 2, 3)
                .value()
                .toArray();
        weights.get("a.key.bias").fill(2);
        double[] after = SelfAttention.apply(
                        tape.constant(x), constants(tape, weights).at("a"), 2, 3)
                .value()
                .toArray();
        assertThat(after).containsExactly(before, within(1e-13));
    }

    /// On 300 tokens of 64 features, where work is shared.
    @ParameterizedTest
    @EnumSource
    void the_number_of_threads_changes_no_bit_and_float32_is_float64_rounded(DType dtype) {
        double[] one = run(dtype, 1);
        assertThat(run(dtype, 3)).containsExactly(one);
        // chains of some 20 roundings of sums of 64 terms, numbers up to 30
        assertThat(one).containsExactly(run(DType.FLOAT64, 1), within(2400 * 0x1p-24));
    }

    private static double[] run(DType dtype, int threads) {
        Map<String, Tensor> weights = weights(TransformerLayer.parameters("l", 64, 96, true, INITIAL), 1);
        try (Workers workers = new Workers(threads)) {
            Tape tape = new Tape(Kernels.of(dtype, workers));
            Variable x = tape.constant(Samples.uniform(50, -1, 1, 300, 64));
            return new TransformerLayer(Norm.PRE, 4, 1e-6)
                    .apply(x, constants(tape, weights).at("l"), 150)
                    .value()
                    .toArray();
        }
    }
}
