package org.thgcl.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same bits for different numbers of threads, widths of vectors, and compilers: the quick part of the matrix. The
/// whole is [DeterminismMatrixTest].
@Tag("slow")
class DeterminismTest {
    @TempDir
    private Path folder;

    private Outcome run(Variant variant, int... threads) throws IOException, InterruptedException {
        return Outcome.of(variant, folder.resolve("output.txt"), threads);
    }

    @Test
    void few_ways_of_running_give_one_hash() throws IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Variant variant : Variant.few()) {
            Outcome outcome = variant.options().isEmpty() ? run(variant, 1, 2, 3) : run(variant, 2);
            assertThat(outcome.asAsked())
                    .as("%s, ran with %s", variant, outcome.machine())
                    .isTrue();
            outcomes.add(outcome);
        }
        Matrix matrix = new Matrix(outcomes);
        assertThat(matrix.hashes()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(matrix.hashes().values().stream().map(Map::values).flatMap(ways -> ways.stream()))
                .allSatisfy(ways -> assertThat(ways)
                        .hasSizeGreaterThanOrEqualTo(Variant.few().size()));
        assertThat(matrix.differences()).isEmpty();
    }

    /// The comparison has eyes.
    @Test
    void a_sum_in_an_order_that_depends_on_vectors_and_threads_is_caught() throws IOException, InterruptedException {
        Outcome narrow = run(Variant.machineOrder(8), 1, 2);
        Outcome wide = run(Variant.machineOrder(16), 1, 2);
        assertThat(narrow.machine().get("lanes")).isNotEqualTo(wide.machine().get("lanes"));
        assertThat(new Matrix(List.of(narrow, narrow)).differences())
                .as("threads")
                .hasSize(1);
        assertThat(new Matrix(List.of(run(Variant.machineOrder(8), 1), run(Variant.machineOrder(16), 1))).differences())
                .as("vectors")
                .singleElement()
                .asString()
                .contains("MaxVectorSize=8, threads 1", "MaxVectorSize=16, threads 1");
    }

    private static Outcome outcome(String option, String hash) {
        Variant variant = new Variant(option, List.of(), Bits.SMALL, "mode", "interpreted");
        Map<String, String> machine = Map.of(
                "lanes",
                "4/8",
                "UseAVX",
                "2",
                "MaxVectorSize",
                "32",
                "mode",
                "mixed mode, sharing",
                "compiler",
                "C1 and C2",
                "collectors",
                "G1");
        return new Outcome(variant, machine, Map.of("training", Map.of(1, hash)), 2);
    }

    @Test
    void the_table_says_what_differs_and_what_did_not_run_as_asked() {
        assertThat(new Matrix(List.of(outcome("a", "01"), outcome("b", "01"))).table())
                .contains("| `a` | small | 1, each on 1 threads | 4/8 | **not what was asked for:** UseAVX 2, ")
                .contains("| small: training | 1 | `01` |")
                .doesNotContain("differ**");
        Matrix two = new Matrix(List.of(outcome("a", "01"), outcome("b", "02")));
        assertThat(two.table()).contains("| **differ** |", "| small: training | 2 | `01`, `02` |");
        assertThat(two.differences()).containsExactly("small: training: {01=[a, threads 1], 02=[b, threads 1]}");
    }
}
