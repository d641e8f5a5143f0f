package org.thgcl.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.thgcl.audit.Ablations.Comparison;
import org.thgcl.audit.Ablations.Effect;
import org.thgcl.audit.Elsewhere.Outcome;

/// From figures to verdicts.
class VerdictTest {
    @Property
    void a_claim_holds_in_all_readings_in_none_or_depends(@ForAll @NotEmpty Map<String, Boolean> readings) {
        long holding = readings.values().stream().filter(holds -> holds).count();
        Verdict expected = holding == readings.size()
                ? Verdict.HOLDS
                : holding == 0 ? Verdict.CONTRADICTED : Verdict.DEPENDS_ON_READING;
        assertThat(Verdict.of(readings)).isEqualTo(expected);
    }

    @Example
    void without_a_reading_there_is_no_verdict() {
        assertThatThrownBy(() -> Verdict.of(Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void readings_are_named_where_the_verdict_depends_on_them() {
        Map<String, Boolean> readings = new LinkedHashMap<>();
        readings.put("A1", true);
        readings.put("A2", false);
        assertThat(Finding.of(readings, "1", "So.").why()).isEqualTo("Holds with A1; not with A2. So.");
        readings.put("A3", false);
        readings.put("A4", false);
        readings.put("A5", false);
        assertThat(Finding.of(readings, "1", "So.").why())
                .isEqualTo("Holds with A1; not with the other 4 readings. So.");
    }

    /// The narrower the bell, the lower its ends: the verdict turns where exp(-c/2 (100/101)^2) passes 0.05,
    /// with the widest neighbourhood of 101 segments.
    @Property(tries = 20)
    void the_bell_of_eq_1_is_one_if_it_is_narrow_enough(@ForAll @DoubleRange(min = 0.5, max = 12) double c) {
        Evidence narrow = Evidence.here().with(Altered.copy(Weights.here(), "gaussian", (Weights.Gaussian)
                (i, j, min, max) -> Math.exp(-c * (i - j) * (i - j) / (2 * (max - min + 1) * (max - min + 1)))));
        double lowest = Math.exp(-c / 2 * Math.pow(100.0 / 101, 2));
        Claim bell = Audit.claims().stream()
                .filter(claim -> claim.id().equals("eq1-bell"))
                .findFirst()
                .orElseThrow();
        assertThat(bell.audit(narrow).verdict()).isEqualTo(lowest < 0.05 ? Verdict.HOLDS : Verdict.CONTRADICTED);
    }

    private static Outcome outcome(double... lowsAndHighs) {
        Effect first = new Effect("a", "b", 0, lowsAndHighs[0], lowsAndHighs[1]);
        Effect second = new Effect("a", "c", 0, lowsAndHighs[2], lowsAndHighs[3]);
        return AblationClaims.elsewhere(new Comparison("clips", 5, 0.95, List.of(first, second)))
                .outcome();
    }

    @Example
    void other_data_agree_disagree_or_leave_it_open_beyond_chance() {
        assertThat(outcome(0.01, 0.02, 0.03, 0.04)).isEqualTo(Outcome.SAME);
        assertThat(outcome(0.01, 0.02, -0.04, -0.03)).isEqualTo(Outcome.OPPOSITE);
        assertThat(outcome(0.01, 0.02, -0.04, 0.03)).isEqualTo(Outcome.UNDECIDED);
        assertThat(outcome(Double.NaN, Double.NaN, 0.01, 0.02)).isEqualTo(Outcome.UNDECIDED);
        assertThat(AblationClaims.elsewhere(new Comparison("clips", 5, 0.95, List.of()))
                        .outcome())
                .isEqualTo(Outcome.UNDECIDED);
    }

    @Example
    void ablations_are_shown_beside_a_verdict_that_stays_open() {
        Comparison comparison = new Comparison("clips", 5, 0.95, List.of(new Effect("a", "b", 0.02, 0.01, 0.03)));
        Ablations ablations = new Ablations() {
            @Override
            public Optional<Comparison> table2() {
                return Optional.of(comparison);
            }

            @Override
            public Optional<Comparison> figure3() {
                return Optional.empty();
            }
        };
        List<AuditedClaim> audited = Audit.run(Evidence.here().with(ablations));
        AuditedClaim table2 = audited.stream()
                .filter(claim -> claim.id().equals("table2-order"))
                .findFirst()
                .orElseThrow();
        assertThat(table2.verdict()).isEqualTo(Verdict.CANNOT_BE_CHECKED);
        assertThat(table2.elsewhere())
                .containsExactly(new Elsewhere(
                        "clips, 5 seeds", "a - b +0.020 [+0.010, +0.030] mAP, 95 % intervals", Outcome.SAME));
        assertThat(RecordedVerdicts.of(audited).verdicts().get("table2-order"))
                .isEqualTo("cannot be checked here (clips, 5 seeds: the same)");
    }

    @Example
    void a_row_of_another_length_is_refused() {
        assertThatThrownBy(() -> new Table("sizes", List.of("a", "b"), List.of(List.of("1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'sizes'");
    }
}
