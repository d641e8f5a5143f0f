package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.thgcl.data.PlantedEvents;
import org.thgcl.statistics.Holm;
import org.thgcl.thgn.Preset;
import org.thgcl.training.ConfigurationFile;

/// From runs to figures, computed a second time with plain loops.
class SweepEvaluationTest {
    private static AblationResult result;

    @BeforeAll
    static void run() throws IOException {
        result = SmallSweep.table2(1, 0, 2).runOnce(SmallSweep.ALONE);
    }

    @Test
    void means_deviations_and_differences_are_those_of_the_runs() {
        List<SeedResult> reference = result.variant("Gaussian & Hawkes").runs();
        for (VariantResult variant : result.variants()) {
            double sum = 0;
            for (SeedResult run : variant.runs()) {
                sum += run.test().map();
            }
            double mean = sum / 3;
            double squares = 0;
            double difference = 0;
            for (int i = 0; i < 3; i++) {
                double map = variant.runs().get(i).test().map();
                squares += (map - mean) * (map - mean);
                difference += (map - reference.get(i).test().map()) / 3;
            }
            // a few roundings of numbers below 1
            assertThat(variant.map().mean()).isEqualTo(mean, within(1e-15));
            assertThat(variant.map().deviation()).isEqualTo(Math.sqrt(squares / 2), within(1e-14));
            if (variant.comparison() != null) {
                assertThat(variant.comparison().mean()).isEqualTo(difference, within(1e-15));
            }
        }
        assertThat(result.variants())
                .filteredOn(variant -> variant.comparison() == null)
                .hasSize(1);
        assertThat(result.seeds()).containsExactly(0L, 1L, 2L);
        assertThat(result.variants().getFirst().runs())
                .extracting(SeedResult::seed)
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void p_values_are_corrected_for_both_comparisons() {
        double[] p = result.variants().stream()
                .filter(variant -> variant.comparison() != null)
                .mapToDouble(variant -> variant.comparison().p())
                .toArray();
        double[] corrected = result.variants().stream()
                .filter(variant -> variant.comparison() != null)
                .mapToDouble(variant -> variant.comparison().adjustedP())
                .toArray();
        assertThat(corrected).hasSize(2).isEqualTo(Holm.adjust(p));
    }

    @Test
    void curves_have_each_iteration_and_each_validation() {
        for (VariantResult variant : result.variants()) {
            assertThat(variant.loss().points())
                    .extracting(Curve.Point::iteration)
                    .hasSize(12)
                    .startsWith(1, 2, 3);
            assertThat(variant.validationMap().points())
                    .extracting(Curve.Point::iteration)
                    .containsExactly(4, 8, 12);
            for (Curve.Point point : variant.validationMap().points()) {
                assertThat(point.runs()).isEqualTo(3);
                assertThat(point.mean()).isBetween(point.min(), point.max());
            }
        }
    }

    @Test
    void a_curve_goes_on_with_the_runs_that_are_left() {
        Curve curve = Curve.of(List.of(Map.of(1, 2.0, 2, 4.0), Map.of(1, 4.0)));
        assertThat(curve.points())
                .containsExactly(
                        new Curve.Point(1, 2, 3, Math.sqrt(2), 2, 4), new Curve.Point(2, 1, 4, Double.NaN, 4, 4));
    }

    @Test
    void a_drawn_curve_stops_where_fewer_than_half_of_the_runs_are_left() {
        List<Map<Integer, Double>> runs = List.of(
                Map.of(1, 1.0, 2, 1.0, 3, 1.0, 4, 1.0),
                Map.of(1, 1.0, 2, 1.0, 3, 1.0),
                Map.of(1, 1.0, 2, 1.0),
                Map.of(1, 1.0));
        assertThat(Curve.of(runs).whileHalfAreLeft().points())
                .extracting(Curve.Point::iteration)
                .containsExactly(1, 2, 3);
        assertThat(new Curve(List.of()).whileHalfAreLeft().points()).isEmpty();
    }

    @Test
    void one_seed_is_compared_over_its_test_clips() throws IOException {
        AblationResult one = SmallSweep.table2(0).runOnce(SmallSweep.ALONE);
        assertThat(one.variant(one.reference()).clips()).isNull();
        for (VariantResult variant : one.variants()) {
            if (variant.comparison() != null) {
                assertThat(variant.clips().map().difference())
                        .isEqualTo(variant.comparison().mean());
                assertThat(variant.clips().map().variant())
                        .isEqualTo(variant.runs().getFirst().test().map());
                assertThat(one.findings())
                        .anyMatch(finding -> finding.startsWith("'" + variant.name() + "': by this test")
                                && finding.contains("over 16 test clips, nominal 95 % interval over clips"));
            }
        }
        assertThat(result.variants()).allMatch(variant -> variant.clips() == null);
    }

    @Test
    void configuration_of_the_result_repeats_it() {
        assertThat(Preset.PAPER.configuration().with(ConfigurationFile.parse(result.configuration())))
                .isEqualTo(SmallSweep.table2(0).base());
        assertThat(result.variant("both Gaussian").changes()).containsExactly(Map.entry("cross_weight", "gaussian"));
        assertThat(result.variant("Gaussian & Hawkes").changes()).isEmpty();
    }

    @Test
    void lag_sweep_has_a_cell_for_each_kind_of_clips_and_corrects_over_all() throws IOException {
        LagSweep sweep = new LagSweep(SmallSweep.CLIPS, List.of(2, 0), List.of(1.0), SmallSweep.BASE, List.of(0L, 1L));
        GridResult grid;
        try (ScratchFolder scratch = ScratchFolder.create();
                RunCache cache = RunCache.open(scratch.path())) {
            grid = sweep.run(cache, SmallSweep.ALONE, SweepProgress.SILENT);
        }
        assertThat(grid.cells()).extracting(GridResult.Cell::lag).containsExactly(0, 2);
        assertThat(grid.cells().getFirst().result().data().planted()).containsEntry("lag", "0");
        double[] p = grid.cells().stream()
                .flatMap(cell -> cell.result().variants().stream())
                .filter(variant -> variant.comparison() != null)
                .mapToDouble(variant -> variant.comparison().p())
                .toArray();
        double[] corrected = grid.cells().stream()
                .flatMap(cell -> cell.result().variants().stream())
                .filter(variant -> variant.comparison() != null)
                .mapToDouble(variant -> variant.comparison().adjustedP())
                .toArray();
        assertThat(corrected).hasSize(6).isEqualTo(Holm.adjust(p));
        assertThat(grid.findings()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(grid.cells().get(1).result().variants().getFirst().runs())
                .isNotEqualTo(grid.cells().get(0).result().variants().getFirst().runs());
    }

    @Test
    void clips_of_a_seed_are_those_of_the_generator_with_this_seed() {
        SyntheticClips clips = new SyntheticClips(SmallSweep.CLIPS);
        float[] audioFeatures = new float[12 * 6];
        float[] other = new float[12 * 6];
        clips.parts(SmallSweep.table2(4).base()).train().data().readAudio(3, audioFeatures, 0);
        new PlantedEvents(SmallSweep.CLIPS.withSeed(4)).readAudio(3, other, 0);
        assertThat(audioFeatures).isEqualTo(other);
    }

    @Test
    void fingerprint_of_the_program_is_the_same_every_time() throws IOException {
        assertThat(result.program()).matches("[0-9a-f]{64}").isEqualTo(ProgramFingerprint.current());
    }
}
