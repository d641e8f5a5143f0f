package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.data.BatchOrder;
import org.thgcl.data.Split;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;
import org.thgcl.training.Progress;
import org.thgcl.training.RunFolder;
import org.thgcl.training.Trainer;

/// At one seed, variants differ in what they change and in nothing else.
class PairingTest {
    private static List<Configuration> variants(long seed) {
        List<Configuration> variants = new ArrayList<>();
        for (Sweep sweep : List.of(StandardSweeps.table2(), StandardSweeps.figure3(), StandardSweeps.weightings())) {
            Configuration base = SmallSweep.of(sweep, seed).base();
            sweep.variants().forEach(variant -> variants.add(variant.of(base)));
        }
        return variants;
    }

    @Test
    void variants_of_a_seed_start_from_the_same_parameters() {
        for (Configuration c : variants(3)) {
            assertSame(Parameters.initial(c), Parameters.initial(variants(3).getFirst()));
        }
        assertThat(Parameters.initial(variants(4).getFirst())
                        .tensors()
                        .get("head.weight")
                        .get(0))
                .isNotEqualTo(Parameters.initial(variants(3).getFirst())
                        .tensors()
                        .get("head.weight")
                        .get(0));
    }

    private static void assertSame(Parameters a, Parameters b) {
        assertThat(a.tensors().keySet()).isEqualTo(b.tensors().keySet());
        a.tensors().forEach((name, tensor) -> {
            Tensor other = b.tensors().get(name);
            for (int i = 0; i < tensor.shape().elements(); i++) {
                assertThat(tensor.get(i)).as("%s[%d]", name, i).isEqualTo(other.get(i));
            }
        });
    }

    @Test
    void a_variant_with_more_parameters_shares_those_it_has_in_common() {
        Configuration base = SmallSweep.table2(3).base();
        Map<String, Tensor> with = Parameters.initial(base).tensors();
        Map<String, Tensor> without = Parameters.initial(new Variant("A20", Map.of("bias", false)).of(base))
                .tensors();
        assertThat(without.keySet()).doesNotContain("layers.0.audio.bias");
        without.forEach((name, tensor) ->
                assertThat(tensor.get(0)).as(name).isEqualTo(with.get(name).get(0)));
    }

    @Test
    void variants_of_a_seed_share_split_and_batches() {
        SyntheticClips data = new SyntheticClips(SmallSweep.CLIPS);
        Configuration first = variants(3).getFirst();
        Split.Parts parts = data.parts(first);
        for (Configuration c : variants(3)) {
            Split.Parts others = data.parts(c);
            assertThat(others.train().clips()).isEqualTo(parts.train().clips());
            assertThat(others.validation().clips()).isEqualTo(parts.validation().clips());
            assertThat(others.test().clips()).isEqualTo(parts.test().clips());
            assertThat(BatchOrder.shuffled(
                                    parts.train().size(),
                                    c.training().batch(),
                                    c.training().seed())
                            .batch(7))
                    .isEqualTo(BatchOrder.shuffled(
                                    parts.train().size(),
                                    first.training().batch(),
                                    first.training().seed())
                            .batch(7));
        }
        assertThat(data.parts(variants(4).getFirst()).test().clips())
                .isNotEqualTo(parts.test().clips());
    }

    /// Before the first update, the focal loss of a batch depends on parameters, batch, dropout and noise. With
    /// and without the contrastive loss it is the same, so all of these are.
    @Test
    void first_batch_has_the_same_focal_loss_with_and_without_the_contrastive_loss(@TempDir Path folder)
            throws IOException {
        Sweep sweep = StandardSweeps.figure3();
        Configuration base = SmallSweep.of(sweep, 3).base();
        Set<String> focal = new LinkedHashSet<>();
        for (Variant variant : sweep.variants().subList(1, 3)) {
            RunFolder run = new RunFolder(folder.resolve("run " + focal.size()));
            List<String> first = firstUpdate(variant.of(base), run);
            assertThat(first).anyMatch(part -> part.startsWith("\"focal\":"));
            focal.addAll(
                    first.stream().filter(part -> part.startsWith("\"focal\":")).toList());
        }
        assertThat(focal).hasSize(1);
    }

    private static List<String> firstUpdate(Configuration c, RunFolder run) throws IOException {
        try (Workers workers = Workers.one()) {
            Kernels kernels = Kernels.of(c.training().dtype(), workers);
            Split.Parts parts = new SyntheticClips(SmallSweep.CLIPS).parts(c);
            new Trainer(c.with("iterations", 1), parts, run, kernels, Progress.SILENT).run(false);
        }
        String line = Files.readAllLines(run.metrics()).getFirst();
        return List.of(line.split(","));
    }

    @Test
    void what_isnt_shared_is_said() throws IOException {
        AblationResult split = SmallSweep.of(SmallSweep.against(Map.of("stratified", false)), 0)
                .runOnce(SmallSweep.ALONE);
        assertThat(split.variant("other").unpaired()).containsExactly("the split");
        assertThat(split.findings()).anyMatch(sentence -> sentence.contains("doesn't share the split"));
        AblationResult batches =
                SmallSweep.of(SmallSweep.against(Map.of("batch", 9)), 0).runOnce(SmallSweep.ALONE);
        assertThat(batches.variant("other").unpaired()).containsExactly("the batches");
        AblationResult shapes =
                SmallSweep.of(SmallSweep.against(Map.of("embedding", 5)), 0).runOnce(SmallSweep.ALONE);
        assertThat(shapes.variant("other").unpaired()).containsExactly("all initial parameters");
        assertThat(split.variant("base").unpaired()).isEmpty();
    }
}
