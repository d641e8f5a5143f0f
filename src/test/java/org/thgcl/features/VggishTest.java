package org.thgcl.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.autodiff.Tape;
import org.thgcl.baseline.Drawn;
import org.thgcl.baseline.NetworkChecks;
import org.thgcl.equation.Samples;
import org.thgcl.model.Initial;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

class VggishTest {
    private static final VggishSettings SMALL = small(17, 16, false);

    private static VggishSettings small(int frames, int bands, boolean finalRelu) {
        return new VggishSettings(frames, bands, List.of(2, 3, 2, 3, 2, 3), List.of(4, 5), 3, finalRelu);
    }

    private static Drawn weights(Vggish vggish) {
        return Drawn.of(vggish.parameters());
    }

    private static Tensor embedding(Vggish vggish, Tensor patches) {
        Tape tape = Samples.tape();
        return vggish.apply(weights(vggish).weights(tape), Map.of("patches", tape.constant(patches)))
                .get("embedding")
                .value();
    }

    private static double[][] patch(Tensor patches, int p) {
        int bands = patches.shape().columns();
        double[][] patch = new double[patches.shape().size(1)][];
        double[] all = patches.toArray();
        for (int f = 0; f < patch.length; f++) {
            int first = (p * patch.length + f) * bands;
            patch[f] = Arrays.copyOfRange(all, first, first + bands);
        }
        return patch;
    }

    @Test
    void the_published_network_has_72141184_parameters() {
        assertThat(NetworkChecks.count(new Vggish(VggishSettings.PUBLISHED))).isEqualTo(72_141_184);
    }

    /// Sums are chains of fused multiply-adds in the same order, so not a bit differs.
    @ParameterizedTest
    @CsvSource({"17, 16, false", "17, 16, true", "1, 1, false", "5, 33, true", "32, 7, false"})
    void it_is_its_definition_to_the_bit(int frames, int bands, boolean finalRelu) {
        Vggish vggish = new Vggish(small(frames, bands, finalRelu));
        Tensor patches = Samples.uniform(1, -4, 2, 3, frames, bands);
        double[] embedding = embedding(vggish, patches).toArray();
        for (int p = 0; p < 3; p++) {
            assertThat(Arrays.copyOfRange(embedding, 3 * p, 3 * p + 3))
                    .isEqualTo(
                            vggish.definition(patch(patches, p), weights(vggish).numbers()));
        }
    }

    @Test
    void a_patch_gives_the_same_bits_alone_and_among_others() {
        Vggish vggish = new Vggish(SMALL);
        Tensor patches = Samples.uniform(1, -4, 2, 19, 17, 16);
        double[] all = embedding(vggish, patches).toArray();
        for (int p = 0; p < 19; p++) {
            assertThat(embedding(vggish, chosen(patches, p)).toArray())
                    .as("patch %d", p)
                    .isEqualTo(Arrays.copyOfRange(all, 3 * p, 3 * p + 3));
        }
    }

    /// Some patches of several.
    private static Tensor chosen(Tensor patches, int... numbers) {
        int size = patches.shape().elements() / patches.shape().size(0);
        Tensor chosen = Tensor.zeros(Shape.of(
                numbers.length, patches.shape().size(1), patches.shape().size(2)));
        for (int i = 0; i < numbers.length * size; i++) {
            chosen.set(i, patches.get(numbers[i / size] * size + i % size));
        }
        return chosen;
    }

    @Test
    void patches_in_another_order_give_their_embeddings_in_that_order() {
        Vggish vggish = new Vggish(SMALL);
        Tensor patches = Samples.uniform(1, -4, 2, 3, 17, 16);
        double[] all = embedding(vggish, patches).toArray();
        double[] permuted = embedding(vggish, chosen(patches, 2, 0, 1)).toArray();
        for (int i = 0; i < 9; i++) {
            assertThat(permuted[i]).isEqualTo(all[(i + 6) % 9]);
        }
    }

    @Test
    void the_rectifier_at_the_end_takes_away_what_is_below_0() {
        Tensor patches = Samples.uniform(1, -4, 2, 9, 17, 16);
        double[] embedding = embedding(new Vggish(SMALL), patches).toArray();
        double[] rectified =
                embedding(new Vggish(SMALL.withFinalRelu(true)), patches).toArray();
        assertThat(Arrays.stream(embedding)).anyMatch(x -> x < 0).anyMatch(x -> x > 0);
        assertThat(rectified)
                .isEqualTo(Arrays.stream(embedding).map(x -> Math.max(0, x)).toArray());
    }

    private static NetworkChecks checks() {
        return new NetworkChecks(new Vggish(SMALL), Map.of("patches", Samples.uniform(1, -4, 2, 2, 17, 16)), Map.of());
    }

    @Test
    void the_same_bits_for_one_and_three_threads() {
        checks().sameBitsForOneAndThreeThreads();
    }

    /// Nine layers of sums of at most 27 products: the roundings of a sum are of its largest partial sum, and half of
    /// them cancel. 9 x 27 = 243 of the largest number.
    @Test
    void float32_is_near() {
        checks().float32(243);
    }

    @Test
    void weights_are_drawn_by_the_terms_of_a_sum() {
        new Vggish(VggishSettings.PUBLISHED).parameters().forEach(spec -> {
            int terms = spec.shape().rows();
            Initial expected =
                    spec.name().endsWith("bias") ? new Initial.Constant(0) : new Initial.Normal(Math.sqrt(2.0 / terms));
            assertThat(spec.initial()).as(spec.name()).isEqualTo(expected);
        });
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VggishSettings(96, 64, List.of(1, 2), List.of(4, 5), 3, false))
                .withMessage("channels: [1, 2] has 2 numbers, it must have 6");
        assertThatThrownBy(() -> embedding(new Vggish(SMALL), Samples.uniform(1, 0, 1, 2, 16, 16)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("patches")
                .hasMessageContaining("16");
    }
}
