package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.ThgnSettings;

class SweepTest {
    private static final Configuration PAPER = Preset.PAPER.configuration();

    @Test
    void table_2_is_the_paper_and_two_other_weightings() {
        Sweep sweep = StandardSweeps.table2();
        List<Configuration> variants =
                sweep.variants().stream().map(variant -> variant.of(PAPER)).toList();
        assertThat(variants)
                .containsExactly(
                        PAPER,
                        PAPER.with(Map.of("intra_weight", "tmac", "cross_weight", "tmac")),
                        PAPER.with("cross_weight", "gaussian"));
        assertThat(sweep.reference()).isEqualTo("Gaussian & Hawkes");
    }

    @Test
    void figure_3_is_the_paper_without_one_thing_after_the_other() {
        List<Configuration> variants = StandardSweeps.figure3().variants().stream()
                .map(variant -> variant.of(PAPER))
                .toList();
        assertThat(variants)
                .containsExactly(
                        PAPER.with(Map.of("alpha", 1, "gamma", 0, "weight_contrastive", 0)),
                        PAPER.with("weight_contrastive", 0),
                        PAPER);
    }

    @Test
    void every_open_point_of_the_register_is_swept_or_said_not_to_be() throws IOException {
        TreeSet<String> ids = Pattern.compile("^### (A\\d+):", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("docs", "register.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ids).hasSizeGreaterThanOrEqualTo(29);
        Sweep sweep = RegisterSweep.of(PAPER);
        for (String id : ids) {
            boolean swept =
                    sweep.variants().stream().anyMatch(variant -> variant.name().startsWith(id + " "));
            boolean said = sweep.notes().stream().anyMatch(note -> note.contains(id + " ("));
            assertThat(swept ^ said).as(id).isTrue();
        }
    }

    @Test
    void readings_that_the_base_has_already_are_left_out_and_all_others_differ() {
        for (Configuration base : List.of(
                PAPER,
                Preset.INTENDED.configuration(),
                PAPER.with(Map.of("standardise", true, "alpha", 0.25)),
                PAPER.with(Map.of("video_segments", 0, "video_features", 0)))) {
            Sweep sweep = RegisterSweep.of(base);
            List<Configuration> variants =
                    sweep.variants().stream().map(variant -> variant.of(base)).toList();
            assertThat(variants.getFirst()).isEqualTo(base);
            assertThat(variants).doesNotHaveDuplicates().hasSizeGreaterThan(25);
        }
        assertThat(RegisterSweep.of(PAPER.with("standardise", true)).variants())
                .extracting(Variant::name)
                .contains("A24 standardise=false")
                .doesNotContain("A24 standardise=true");
    }

    @Test
    void random_starts_stay_in_the_clip_and_near_their_time() {
        Variant hops = RegisterSweep.of(PAPER).variants().stream()
                .filter(variant -> variant.name().equals("A5 alignment=hops"))
                .findFirst()
                .orElseThrow();
        List<Integer> starts = ThgnSettings.of(hops.of(PAPER)).hops();
        assertThat(starts).hasSize(40);
        for (int i = 0; i < 40; i++) {
            assertThat(starts.get(i)).isBetween(0, 100);
            assertThat(Math.abs(starts.get(i) - i * 101 / 40)).isLessThanOrEqualTo(8);
        }
        assertThat(starts).isNotEqualTo(starts.stream().sorted().toList());
    }

    private static Sweep sweep(String reference, Variant... variants) {
        return new Sweep("mine", "?", reference, List.of(variants), List.of());
    }

    @Test
    void sweeps_that_compare_nothing_are_refused() {
        Variant a = new Variant("a", Map.of());
        refused(() -> sweep("a", a), "sweep 'mine' has 1 variant; a comparison needs at least 2");
        refused(() -> sweep("a", a, a), "there are two variants 'a'");
        refused(
                () -> sweep("bcd", a, new Variant("bc", Map.of())),
                "no variant 'bcd' to compare with",
                "the nearest is bc");
        refused(() -> sweep("a", a, new Variant("b", Map.of("seed", 3))), "variant 'b' sets seed");
        refused(() -> sweep("a", a, new Variant("b", Map.of("classes", 3))), "variant 'b' sets classes");
        refused(() -> new Variant(" ", Map.of()), "no name");
        refused(() -> SmallSweep.table2(), "seeds []");
        refused(() -> SmallSweep.table2(3, 1, 3), "seeds [1, 3, 3]");
        refused(() -> new Parallelism(0, 1), "jobs: 0");
        refused(() -> new Parallelism(1, 0), "threads: 0");
    }

    private static void refused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }
}
