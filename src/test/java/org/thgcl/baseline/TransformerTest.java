package org.thgcl.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.TransformerLayer;
import org.thgcl.equation.Samples;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

@Tag("slow")
class TransformerTest {
    private static final Settings<TransformerSettings> SETTINGS = Settings.of(TransformerSettings.class);

    private static TransformerSettings with(TransformerSettings settings, Object... changes) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < changes.length; i += 2) {
            map.put((String) changes[i], changes[i + 1]);
        }
        return SETTINGS.with(settings, map);
    }

    /// A system with few parameters, on an input that leaves something over at the end of each axis.
    static TransformerSettings small(TransformerSystem system) {
        TransformerSettings narrow =
                with(system.settings(), "width", 8, "layers", 2, "heads", 2, "mlp", 6, "classes", 3);
        return switch (system) {
            case AST, PASST -> patches(narrow, 11, 16, 4, 3);
            case ASIT, AUDIO_MAE, MASKSPEC -> patches(narrow, 9, 18, 4, 4);
            case ATST_CLIP ->
                with(
                        narrow,
                        "bands",
                        6,
                        "frames",
                        21,
                        "patch_bands",
                        6,
                        "patch_frames",
                        2,
                        "stride_bands",
                        6,
                        "stride_frames",
                        2,
                        "chunk_frames",
                        13);
            case VATT -> with(narrow, "frames", 30, "patch_frames", 4, "stride_frames", 4);
        };
    }

    private static TransformerSettings patches(
            TransformerSettings settings, int bands, int frames, int patch, int stride) {
        return with(
                settings,
                "bands",
                bands,
                "frames",
                frames,
                "patch_bands",
                patch,
                "patch_frames",
                patch,
                "stride_bands",
                stride,
                "stride_frames",
                stride);
    }

    /// The seven systems, and settings that none of them has.
    static Stream<TransformerSettings> variants() {
        TransformerSettings mae = small(TransformerSystem.AUDIO_MAE);
        TransformerSettings atst = small(TransformerSystem.ATST_CLIP);
        return Stream.concat(
                Arrays.stream(TransformerSystem.values()).map(TransformerTest::small),
                Stream.of(
                        with(mae, "position", "sinusoidal", "norm", "post"),
                        with(mae, "position", "sinusoidal", "token_order", "band_major"),
                        with(mae, "position", "separable", "pooling", "class_patches"),
                        with(atst, "chunk_mean", "own", "final_norm", "pooled"),
                        with(atst, "chunk_frames", 6),
                        with(atst, "layers", 0, "position", "separable", "head_norm", "layer")));
    }

    private static Tensor input(TransformerSettings s, int clips) {
        return Samples.uniform(100, -1, 1, clips, s.bands(), s.frames());
    }

    private static double[][] clip(Tensor x, int clip) {
        int bands = x.shape().size(1);
        int frames = x.shape().size(2);
        double[][] rows = new double[bands][frames];
        for (int i = 0; i < bands * frames; i++) {
            rows[i / frames][i % frames] = x.get(clip * bands * frames + i);
        }
        return rows;
    }

    /// Chains of some 60 sums and products of numbers of size 1 to 10, and divisions by deviations above 0.1.
    @ParameterizedTest
    @MethodSource("variants")
    void apply_is_the_definition_for_every_clip_of_a_batch(TransformerSettings s) {
        Transformer network = new Transformer(s);
        Map<String, Tensor> weights = NetworkSamples.weights(network, 1);
        Tensor x = input(s, 2);
        Map<String, double[]> outputs = outputs(network, weights, x);
        TransformerDefinition definition = new TransformerDefinition(
                s,
                name -> weights.containsKey(name) ? weights.get(name).toArray() : new double[0],
                TransformerLayer::gelu);
        for (int clip = 0; clip < 2; clip++) {
            double[] features = definition.features(clip(x, clip));
            double[] logits = definition.logits(features);
            assertThat(part(outputs.get("features"), clip)).containsExactly(features, within(1e-11));
            assertThat(part(outputs.get("logits"), clip)).containsExactly(logits, within(1e-11));
        }
    }

    private static double[] part(double[] both, int clip) {
        return Arrays.copyOfRange(both, clip * both.length / 2, (clip + 1) * both.length / 2);
    }

    private static Tensor label(int clips) {
        Tensor label = Tensor.zeros(Shape.of(clips, 3));
        for (int clip = 0; clip < clips; clip++) {
            label.set(3 * clip + clip % 3, 1);
        }
        return label;
    }

    /// Of the input.
    private static String name(Transformer network) {
        return network.inputs().getFirst().replaceFirst("\\[.*", "");
    }

    private static Map<String, double[]> outputs(Transformer network, Map<String, Tensor> weights, Tensor x) {
        Tape tape = Samples.tape();
        Map<String, Variable> inputs = new LinkedHashMap<>();
        inputs.put(name(network), tape.constant(x));
        inputs.put("label", tape.constant(label(x.shape().size(0))));
        Map<String, double[]> outputs = new LinkedHashMap<>();
        network.apply(NetworkSamples.constants(tape, weights), inputs)
                .forEach((name, y) -> outputs.put(name, y.value().toArray()));
        return outputs;
    }

    private static NetworkChecks checks(TransformerSettings s) {
        Transformer network = new Transformer(s);
        Map<String, Tensor> given = new LinkedHashMap<>();
        given.put("label", label(2));
        Map<String, Tensor> weights = NetworkSamples.weights(network, 1);
        network.statistics().forEach(spec -> given.put(spec.name(), weights.get(spec.name())));
        return new NetworkChecks(network, Map.of(name(network), input(s, 2)), given);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void gradients_are_right(TransformerSettings s) {
        checks(s).gradients();
    }

    @Test
    void the_number_of_threads_changes_no_bit() {
        checks(with(small(TransformerSystem.AST), "width", 64, "mlp", 128, "frames", 200))
                .sameBitsForOneAndThreeThreads();
    }

    /// Some 60 roundings in a chain.
    @ParameterizedTest
    @EnumSource
    void float32_is_float64_rounded(TransformerSystem system) {
        checks(small(system)).float32(60);
    }

    /// Table 1's counts, and those of 33 classes: 494 (e + 1) fewer in each head.
    @ParameterizedTest
    @CsvSource({
        "AST, 86594063, 406799, 1538000, 0, 88132063",
        "PASST, 85748495, 406799, 405263, 0, 86153758",
        "ASIT, 86053391, 405263, 0, 0, 86053391",
        "AUDIO_MAE, 85659407, 405263, 0, 393984, 86053391",
        "MASKSPEC, 86041103, 405263, 0, 0, 86041103",
        "ATST_CLIP, 86229263, 809999, 768, 0, 86230031",
        "VATT, 86484239, 405263, 0, 0, 86484239"
    })
    void parameters_are_counted(TransformerSystem system, long used, long head, long unused, long frozen, long all) {
        ParameterCount count = system.count(system.settings());
        assertThat(count).isEqualTo(new ParameterCount(used, head, unused, frozen));
        assertThat(count.all()).isEqualTo(all);
        long fewer = system == TransformerSystem.ATST_CLIP ? 759278 : 379886;
        ParameterCount of33 = system.count(with(system.settings(), "classes", 33));
        assertThat(of33.used()).isEqualTo(used - fewer);
        assertThat(of33.head()).isEqualTo(head - fewer);
        assertThat(of33.unused()).isEqualTo(system == TransformerSystem.PASST ? unused - fewer : unused);
    }

    /// T3: with a stride of 16, AST has 8 x 64 patches.
    @Test
    void ast_with_another_stride() {
        TransformerSettings s = with(TransformerSystem.AST.settings(), "stride_bands", 16, "stride_frames", 16);
        assertThat(TransformerSystem.AST.count(s).used()).isEqualTo(86056463);
    }

    @ParameterizedTest
    @CsvSource({
        "AST, 12, 101",
        "PASST, 12, 99",
        "ASIT, 8, 64",
        "AUDIO_MAE, 8, 64",
        "MASKSPEC, 8, 62",
        "ATST_CLIP, 1, 250",
        "VATT, 1, 1200"
    })
    void grids_are_those_of_the_published_programs(TransformerSystem system, int bands, int frames) {
        assertThat(system.settings().bandPatches()).isEqualTo(bands);
        assertThat(system.settings().framePatches()).isEqualTo(frames);
    }

    @Test
    void fewer_frames_take_the_first_positions() {
        TransformerSettings s = small(TransformerSystem.PASST);
        Transformer network = new Transformer(s);
        Map<String, Tensor> weights = NetworkSamples.weights(network, 1);
        TransformerSettings shorter = with(s, "frames", 10);
        Map<String, Tensor> cut = new LinkedHashMap<>(weights);
        cut.put(
                "position.frame",
                Tensor.of(
                        Shape.of(3, 8),
                        Arrays.copyOf(weights.get("position.frame").toArray(), 24)));
        assertThat(outputs(network, weights, input(shorter, 2)).get("logits"))
                .containsExactly(outputs(new Transformer(shorter), cut, input(shorter, 2))
                        .get("logits"));
    }

    @Test
    void bands_that_are_left_over_change_nothing() {
        TransformerSettings s = small(TransformerSystem.AST);
        Transformer network = new Transformer(s);
        Map<String, Tensor> weights = NetworkSamples.weights(network, 1);
        Tensor x = input(s, 2);
        Map<String, double[]> before = outputs(network, weights, x);
        for (int frame = 0; frame < 16; frame++) {
            x.set(10 * 16 + frame, Double.NaN);
            x.set((11 + 10) * 16 + frame, Double.NaN);
        }
        assertThat(outputs(network, weights, x).get("logits")).containsExactly(before.get("logits"));
    }

    @Test
    void an_input_whose_grid_isnt_the_tables_is_refused() {
        TransformerSettings s = small(TransformerSystem.AST);
        Transformer network = new Transformer(s);
        Map<String, Tensor> weights = NetworkSamples.weights(network, 1);
        for (int frames : new int[] {13, 19}) {
            Tensor x = input(with(s, "frames", frames), 2);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> outputs(network, weights, x))
                    .isInstanceOf(ShapeException.class)
                    .withMessage("transformer, input: axis frame gives " + (frames == 13 ? 4 : 6)
                            + " columns of patches, but the positions are for 5");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outputs(network, weights, input(with(s, "bands", 12), 2)))
                .withMessage("transformer, input: axis band is 12, expected 11");
    }

    @Test
    void a_variance_that_isnt_positive_is_refused() {
        TransformerSettings s = small(TransformerSystem.ATST_CLIP);
        Transformer network = new Transformer(s);
        for (double bad : new double[] {0, -1, Double.NaN}) {
            Map<String, Tensor> weights = NetworkSamples.weights(network, 1);
            weights.get("head.norm.variance").set(5, bad);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> outputs(network, weights, input(s, 2)))
                    .withMessage("head.norm.variance: element 5 is " + bad + ", must be above 0");
        }
    }

    @Test
    void settings_that_dont_fit_together_are_refused() {
        TransformerSettings ast = TransformerSystem.AST.settings();
        refused(ast, "bands: 15 isn't allowed, must be at least patch_bands, 16", "bands", 15);
        refused(ast, "frames: 15 isn't allowed, must be at least patch_frames, 16", "frames", 15);
        refused(ast, "chunk_frames: 15 isn't allowed, must be at least patch_frames, 16", "chunk_frames", 15);
        refused(ast, "width: 768 isn't allowed, must be a multiple of heads, 7", "heads", 7);
        refused(
                ast,
                "width: 6 isn't allowed, must be a multiple of 4 for sinusoidal positions",
                "width",
                6,
                "heads",
                2,
                "position",
                "sinusoidal");
        refused(
                ast,
                "pooling: class_distillation needs two tokens, but prefix class has one; take prefix"
                        + " class_distillation or pooling class",
                "prefix",
                "class");
    }

    private static void refused(TransformerSettings settings, String message, Object... changes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(settings, changes))
                .withMessage(message);
    }
}
