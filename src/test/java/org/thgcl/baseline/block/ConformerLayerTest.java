package org.thgcl.baseline.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.autodiff.Tape;
import org.thgcl.baseline.Drawn;
import org.thgcl.baseline.block.ConformerLayer.Activation;
import org.thgcl.baseline.block.ConformerLayer.ConvolutionNorm;
import org.thgcl.baseline.block.ConformerLayer.Order;
import org.thgcl.equation.Samples;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.tensor.Tensor;

class ConformerLayerTest {
    private static final Initial INITIAL = new Initial.Normal(0.02);

    private static Drawn drawn(ConformerLayer layer, boolean bias) {
        List<ParameterSpec> specs = new ArrayList<>(ConformerLayer.parameters("layers.0", 4, 6, 3, bias, INITIAL));
        if (layer.convolutionNorm() == ConvolutionNorm.BATCH) {
            specs.addAll(ConformerLayer.statistics("layers.0", 4));
        }
        return Drawn.of(specs);
    }

    @ParameterizedTest
    @CsvSource({
        "CONVOLUTION_FIRST, GROUP, SWISH, true",
        "ATTENTION_FIRST, BATCH, SWISH, false",
        "CONVOLUTION_FIRST, BATCH, GELU, true",
        "ATTENTION_FIRST, GROUP, RELU, false"
    })
    void apply_is_the_definition_for_every_clip(
            Order order, ConvolutionNorm norm, Activation activation, boolean bias) {
        ConformerLayer layer = new ConformerLayer(2, 1e-5, order, norm, activation);
        Drawn drawn = drawn(layer, bias);
        Tensor x = Samples.uniform(1, -1, 1, 2 * 5, 4);
        Tape tape = Samples.tape();
        Tensor y = layer.apply(tape.constant(x), drawn.weights(tape).at("layers.0"), 5)
                .value();
        for (int clip = 0; clip < 2; clip++) {
            double[][] own = new double[5][4];
            for (int i = 0; i < 20; i++) {
                own[i / 4][i % 4] = x.get(20 * clip + i);
            }
            double[] expected = Arrays.stream(
                            layer.definition(own, name -> drawn.numbers().apply("layers.0." + name)))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            // some 100 roundings of numbers up to 10, and divisions by deviations above 0.1
            assertThat(Arrays.copyOfRange(y.toArray(), 20 * clip, 20 * (clip + 1)))
                    .containsExactly(expected, within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({"CONVOLUTION_FIRST, GROUP, true", "ATTENTION_FIRST, BATCH, false"})
    void gradients_are_right(Order order, ConvolutionNorm norm, boolean bias) {
        ConformerLayer layer = new ConformerLayer(2, 1e-5, order, norm, Activation.SWISH);
        Drawn parameters = Drawn.of(ConformerLayer.parameters("layers.0", 4, 6, 3, bias, INITIAL));
        Drawn all = drawn(layer, bias);
        Samples.assertGradient(
                v -> layer.apply(
                        v.getLast(),
                        all.with(v.getFirst().tape(), parameters.names(), v).at("layers.0"),
                        3),
                parameters.and(Samples.uniform(1, -1, 1, 6, 4)));
    }

    @Test
    void a_variance_that_isnt_positive_is_refused() {
        ConformerLayer layer =
                new ConformerLayer(2, 1e-5, Order.CONVOLUTION_FIRST, ConvolutionNorm.BATCH, Activation.SWISH);
        for (double bad : new double[] {0, -1, Double.NaN}) {
            Drawn drawn = drawn(layer, true);
            drawn.tensors().get("layers.0.convolution.middle.variance").set(2, bad);
            Tape tape = Samples.tape();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> layer.apply(
                            tape.constant(Samples.uniform(1, -1, 1, 5, 4)),
                            drawn.weights(tape).at("layers.0"),
                            5))
                    .withMessage("convolution.middle.variance: element 2 is " + bad + ", must be above 0");
        }
    }
}
