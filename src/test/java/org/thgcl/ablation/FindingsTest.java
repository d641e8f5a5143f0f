package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.thgcl.training.RunResult;

/// The words follow from the numbers.
class FindingsTest {
    private static final Curve NO_CURVE = new Curve(List.of());

    private static VariantResult variant(String name, Comparison comparison, double... maps) {
        List<SeedResult> runs = new ArrayList<>();
        for (int seed = 0; seed < maps.length; seed++) {
            RunResult.Metrics metrics = new RunResult.Metrics(maps[seed], maps[seed], maps[seed]);
            runs.add(new SeedResult(seed, "run", null, 9, 9, metrics, metrics));
        }
        Summary summary = Summary.of(maps);
        return new VariantResult(
                name,
                Map.of(),
                null,
                null,
                List.of(),
                runs,
                summary,
                summary,
                summary,
                comparison,
                null,
                NO_CURVE,
                NO_CURVE,
                NO_CURVE);
    }

    /// A sweep of a reference with an mAP of 1/2 throughout and one variant off it by the given differences.
    private static AblationResult result(double... differences) {
        double[] half = new double[differences.length];
        Arrays.fill(half, 0.5);
        double[] maps = Arrays.stream(differences).map(d -> 0.5 + d).toArray();
        DataFacts data = new DataFacts("x.h5", false, 90, 3, 10, 5, "split by the seed", Map.of(), "f");
        AblationResult silent = new AblationResult(
                "mine",
                "?",
                data,
                "",
                "",
                "float64",
                LongStream.range(0, differences.length).boxed().toList(),
                "base",
                0.95,
                List.of(variant("base", null, half), variant("other", Comparison.of(maps, half, 0.95), maps)),
                List.of(),
                List.of());
        return silent.with(Findings.of(silent));
    }

    private static String sentence(AblationResult result) {
        return result.findings().stream()
                .filter(finding -> finding.startsWith("'other'"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void five_seeds_of_one_sign_are_an_indication_and_can_be_no_more() {
        AblationResult result = result(0.25, 0.125, 0.25, 0.125, 0.25);
        assertThat(sentence(result))
                .startsWith("'other': an indication that test mAP is higher than 'base', by +0.2000 in the mean")
                .contains("higher with 5, lower with 0; p 0.06250, corrected 0.06250");
        assertThat(result.findings())
                .anyMatch(finding -> finding.contains("the smallest p that the signed-rank test can give is 0.06250")
                        && finding.contains("no single difference can be significant")
                        && finding.contains("at most 93.75 %"));
    }

    @Test
    void six_seeds_of_one_sign_are_a_difference() {
        AblationResult result = result(-0.25, -0.125, -0.25, -0.125, -0.25, -0.0625);
        assertThat(sentence(result))
                .startsWith(
                        "'other': by this test a difference, test mAP is lower than 'base', by -0.1771 in the mean of"
                                + " 6 seeds");
        assertThat(result.findings()).noneMatch(finding -> finding.contains("no single difference"));
    }

    @Test
    void seeds_of_both_signs_show_nothing() {
        assertThat(sentence(result(0.25, -0.25, 0.125, -0.125, 0.0625)))
                .startsWith("'other': not shown to be higher or lower than 'base'");
    }

    @Test
    void four_seeds_of_one_sign_show_nothing() {
        assertThat(sentence(result(0.25, 0.125, 0.25, 0.125))).contains("not shown to be higher or lower");
    }

    @Test
    void one_seed_says_that_it_says_nothing() {
        AblationResult result = result(0.25);
        assertThat(result.findings())
                .anyMatch(finding ->
                        finding.startsWith("One seed: there is no spread") && finding.contains("over the test clips"));
        assertThat(sentence(result)).endsWith("by +0.2500 in the mean of 1 seed.");
    }

    @Test
    void data_are_named_with_what_they_dont_show() {
        assertThat(result(0.25, 0.25).findings().getFirst())
                .contains("x.h5, 90 clips of 3 classes; split by the seed.", "neither confirms nor refutes the paper")
                .doesNotContain("no video");
        assertThat(Findings.data(new SyntheticClips(SmallSweep.CLIPS).facts()))
                .contains("planted events (synthetic)", "says nothing of the sounds of the world");
        assertThat(Findings.data(EffectiveConfigurationTest.SOUNDS.facts())).contains("no video", "A25");
    }

    @Test
    void chance_is_counted_where_it_matters() {
        assertThat(Findings.expectedByChance(30, 10)).hasValueSatisfying(text -> assertThat(text)
                .contains("Of 30 intervals, about 1.5 leave 0 out by chance"));
        assertThat(Findings.expectedByChance(2, 10)).isEmpty();
        assertThat(Findings.expectedByChance(30, 4)).isEmpty();
    }

    @Test
    void any_two_variants_can_be_compared() {
        AblationResult result = result(0.25, -0.5, 0.125);
        Comparison there = result.compare("other", "base");
        Comparison back = result.compare("base", "other");
        assertThat(there.differences()).containsExactly(0.25, -0.5, 0.125);
        assertThat(back.differences()).containsExactly(-0.25, 0.5, -0.125);
        assertThat(there.mean()).isEqualTo(-0.125 / 3);
        assertThat(there.higher()).isEqualTo(2);
        assertThat(there.lower()).isEqualTo(1);
    }

    @Test
    void grid_says_where_a_variant_helps_and_where_it_harms() {
        List<GridResult.Cell> cells = List.of(
                new GridResult.Cell(0, 1, result(0.25, 0.125, 0.25, 0.125, 0.25)),
                new GridResult.Cell(3, 1, result(0.25, -0.125, 0.25, -0.125, -0.25)),
                new GridResult.Cell(3, 2, result(-0.25, -0.125, -0.25, -0.125, -0.25)));
        assertThat(GridFindings.of(cells))
                .anyMatch(finding -> finding.equals(
                        "'other' helps at lag 0 with noise 1.0; it harms at lag 3 with noise 2.0; neither is"
                                + " shown in 1 of 3. The corrected signed-rank test confirms 0 of these."));
    }
}
