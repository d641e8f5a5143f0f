package org.thgcl.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thgcl.ablation.Ablation;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.Comparison;
import org.thgcl.ablation.Parallelism;
import org.thgcl.ablation.StandardSweeps;

/// An ablation of the paper's edge weights on small synthetic clips. `docs/ablations.md` shows it.
@Tag("slow")
class CompareVariantsTest {
    @Test
    void the_variants_of_table_2_learn_and_are_compared_by_seed() throws IOException {
        // too few to conclude anything, but quick
        int seeds = 2;
        AblationResult result = Ablation.small(StandardSweeps.table2(), seeds).runOnce(new Parallelism(1, 1));
        Comparison weights = result.compare("Gaussian & Hawkes", "both Hawkes");
        assertThat(weights.differences()).hasSize(seeds);
        // it learns: a small sweep isn't one of chance, which is about 1/4 of the classes
        assertThat(result.variants()).allMatch(variant -> variant.map().mean() > 0.4);
    }
}
