package org.thgcl.golden.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thgcl.golden.GoldenCase;
import org.thgcl.golden.GoldenFile;
import org.thgcl.golden.GoldenWriter;
import org.thgcl.golden.Kind;
import org.thgcl.golden.KindSetting;
import org.thgcl.golden.Kinds;
import org.thgcl.golden.Verification;
import org.thgcl.golden.Verifier;

/// Random golden files.
@Tag("slow")
class RandomSuiteTest {
    @TempDir
    Path folder;

    static List<String> kinds() {
        return Kinds.all().stream().map(Kind::name).toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void random_cases_pass_through_the_classes_that_training_uses(String kind) throws IOException {
        RandomSuite.write(folder, 42, 2, List.of(kind));
        Verification found = Verifier.verify(List.of(folder));
        assertThat(found.errors()).isEmpty();
        assertThat(found.failures()).isEmpty();
        assertThat(found.cases()).isEqualTo(2);
    }

    @Test
    void cases_hang_on_the_seed_alone() {
        assertThat(text(1, 3)).isEqualTo(text(1, 3)).isNotEqualTo(text(2, 3));
        GoldenFile longer = drawn("gat_av", 1, 4);
        assertThat(longer.cases().subList(0, 3))
                .usingRecursiveComparison()
                .isEqualTo(drawn("gat_av", 1, 3).cases());
    }

    private static GoldenFile drawn(String kind, long seed, int cases) {
        return RandomFile.of(kind, seed, cases, RandomFile.ATTEMPTS).golden();
    }

    private static String text(long seed, int cases) {
        return GoldenWriter.write(drawn("gat_av", seed, cases));
    }

    @Test
    void every_word_of_a_setting_is_drawn_and_every_setting_is_left_out_now_and_then() {
        Set<String> drawn = new HashSet<>();
        for (GoldenCase c : drawn("hawkes_weight", 3, 60).cases()) {
            for (KindSetting setting : Kinds.of("hawkes_weight").settings()) {
                drawn.add(setting.name() + "=" + c.settings().getOrDefault(setting.name(), "left out"));
            }
        }
        for (KindSetting setting : Kinds.of("hawkes_weight").settings()) {
            assertThat(drawn).contains(setting.name() + "=left out");
            setting.values().forEach(value -> assertThat(drawn).contains(setting.name() + "=" + value));
        }
    }

    @Test
    void edge_cases_are_among_them() {
        assertThat(drawn("graph_convolution", 5, 40).cases())
                .anyMatch(c -> c.inputs().get("weight").shape().elements() == 0)
                .anyMatch(c -> !c.inputs().containsKey("bias"));
        assertThat(drawn("attention_pooling", 5, 40).cases())
                .anyMatch(c -> c.outputs().get("pooled").shape().rows()
                        > distinct(c.inputs().get("graph").values().toArray()));
        assertThat(drawn("temporal_neighbourhood", 5, 40).cases())
                .anyMatch(c -> c.settings().get("segments").equals(0L))
                .anyMatch(c -> c.settings().get("span").equals(0L));
    }

    private static long distinct(double... numbers) {
        return Arrays.stream(numbers).distinct().count();
    }

    @Test
    void what_is_drawn_in_vain_is_counted() {
        RandomFile once = RandomFile.of("focal_loss", 1, 60, 1);
        int left = 60 - once.golden().cases().size();
        assertThat(left).isPositive();
        assertThat(once.note())
                .startsWith("focal_loss: draws that can't be computed: " + left + "; cases left out: " + left);
        assertThat(RandomFile.of("tmac_weight", 1, 3, 1).note()).isEmpty();
    }

    @Test
    void a_kind_without_any_case_is_refused() {
        assertThatThrownBy(() -> RandomFile.of("adam", 1, 3, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--seed: 1: none of 0 draws of the kind adam can be computed");
    }
}
