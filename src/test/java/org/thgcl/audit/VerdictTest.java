package org.thgcl.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.thgcl.audit.Ablations.Comparison;
import org.thgcl.audit.Ablations.Effect;
import org.thgcl.audit.OtherData.Outcome;

/// From figures to verdicts.
class VerdictTest {
    private static Reading reading(String value, boolean printed, boolean holds) {
        return new Reading(List.of(Reading.Choice.of("A1", "hop", value)), printed, "1", holds);
    }

    private static AuditedClaim claim(List<Reading> readings) {
        return new Claim(
                        "id",
                        ClaimKind.STATED,
                        new Claim.Passage("1", "q", "s."),
                        List.of(),
                        new Claim.Computation("c."),
                        evidence -> readings.isEmpty() ? Finding.open("1", "So.") : Finding.of(readings, "1", "So."))
                .audit(Evidence.standard());
    }

    @Property
    void a_claim_holds_in_all_readings_in_none_or_depends(@ForAll @NotEmpty List<Boolean> holds) {
        long holding = holds.stream().filter(each -> each).count();
        Verdict expected = holding == holds.size()
                ? Verdict.HOLDS
                : holding == 0 ? Verdict.CONTRADICTED : Verdict.DEPENDS_ON_READING;
        AuditedClaim claim =
                claim(holds.stream().map(each -> reading("x", false, each)).toList());
        assertThat(claim.verdict()).isEqualTo(expected);
        assertThat(claim.inSomeReading()).isEqualTo(holding > 0 ? Answer.HOLDS : Answer.FAILS);
        assertThat(claim.asPrinted()).isEqualTo(Answer.NO_NUMBER);
    }

    @Property
    void as_printed_it_holds_if_it_does_in_every_printed_reading(@ForAll boolean first, @ForAll boolean second) {
        AuditedClaim claim =
                claim(List.of(reading("1", true, first), reading("2", true, second), reading("3", false, true)));
        assertThat(claim.asPrinted()).isEqualTo(first && second ? Answer.HOLDS : Answer.FAILS);
        assertThat(claim.inSomeReading()).isEqualTo(Answer.HOLDS);
    }

    @Example
    void without_a_reading_there_is_no_number() {
        assertThat(claim(List.of()).asPrinted()).isEqualTo(Answer.NO_NUMBER);
        assertThat(claim(List.of()).inSomeReading()).isEqualTo(Answer.NO_NUMBER);
        assertThat(claim(List.of()).verdict()).isEqualTo(Verdict.CANNOT_BE_CHECKED);
        assertThatThrownBy(() -> Finding.of(List.of(), "1", "So.")).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void readings_in_which_a_claim_holds_are_named_or_counted() {
        List<Reading> readings = new ArrayList<>(List.of(reading("9", false, true), reading("96", true, false)));
        assertThat(claim(readings).inSomeReadingWords()).isEqualTo("holds: A1 hop = 9");
        for (String value : List.of("1", "2", "3")) {
            readings.add(reading(value, false, true));
        }
        assertThat(claim(readings).inSomeReadingWords()).isEqualTo("holds in 4 of 5");
        assertThat(claim(List.of(reading("9", true, false))).inSomeReadingWords())
                .isEqualTo("fails");
    }

    /// The narrower the bell, the lower its ends: the verdict turns where exp(-c/2 ((w - 1) / w)^2) passes 0.05. The
    /// lowest weight belongs to a neighbourhood of w = 19 segments as the paper is printed, of 37 otherwise.
    @Property(tries = 20)
    void the_bell_of_eq_1_is_one_if_it_is_narrow_enough(@ForAll @DoubleRange(min = 0.5, max = 12) double c) {
        Evidence narrow = Evidence.standard().with(Altered.copy(Weights.implemented(), "gaussian", (Weights.Gaussian)
                (i, j, min, max) -> Math.exp(-c * (i - j) * (i - j) / (2 * (max - min + 1) * (max - min + 1)))));
        Claim bell = Audit.claims().stream()
                .filter(claim -> claim.id().equals("eq1-bell"))
                .findFirst()
                .orElseThrow();
        Verdict expected =
                c > turn(19) ? Verdict.HOLDS : c > turn(37) ? Verdict.DEPENDS_ON_READING : Verdict.CONTRADICTED;
        assertThat(bell.audit(narrow).verdict()).isEqualTo(expected);
    }

    private static double turn(double width) {
        return -2 * Math.log(0.05) * Math.pow(width / (width - 1), 2);
    }

    private static Outcome outcome(double... meansAndPs) {
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < meansAndPs.length; i += 2) {
            effects.add(new Effect("b", meansAndPs[i], -1, 1, meansAndPs[i + 1]));
        }
        return AblationClaims.elsewhere(new Comparison("clips", 5, "a", effects))
                .outcome();
    }

    @Example
    void other_data_agree_disagree_or_leave_it_open_beyond_chance() {
        assertThat(outcome(-0.01, 0.02, -0.03, 0.04)).isEqualTo(Outcome.SAME);
        assertThat(outcome(-0.01, 0.02, 0.04, 0.03)).isEqualTo(Outcome.OPPOSITE);
        assertThat(outcome(-0.01, 0.02, 0.04, 0.06)).isEqualTo(Outcome.UNDECIDED);
        assertThat(outcome(-0.01, 0.02, -0.04, 0.06)).isEqualTo(Outcome.UNDECIDED);
        assertThat(outcome(Double.NaN, Double.NaN, -0.01, 0.01)).isEqualTo(Outcome.UNDECIDED);
        assertThat(outcome()).isEqualTo(Outcome.UNDECIDED);
    }

    @Example
    void ablations_are_shown_beside_a_verdict_that_stays_open() {
        Comparison comparison = new Comparison("clips", 5, "a", List.of(new Effect("b", -0.02, -0.03, -0.01, 0.01)));
        Ablations ablations = new Ablations() {
            @Override
            public Comparison table2() {
                return comparison;
            }

            @Override
            public Comparison figure3() {
                return comparison;
            }

            @Override
            public Optional<LossCurves> curves() {
                return Optional.empty();
            }

            @Override
            public Optional<LearntClips> learnt() {
                return Optional.empty();
            }
        };
        List<AuditedClaim> audited = Audit.run(Evidence.standard().with(ablations));
        AuditedClaim table2 = audited.stream()
                .filter(claim -> claim.id().equals("table2-order"))
                .findFirst()
                .orElseThrow();
        assertThat(table2.verdict()).isEqualTo(Verdict.CANNOT_BE_CHECKED);
        assertThat(table2.elsewhere())
                .containsExactly(new OtherData(
                        "clips, 5 seeds",
                        "test mAP: b minus a -0.020 [-0.030, -0.010], corrected p 0.0100 (nominal 95 % intervals)",
                        Outcome.SAME));
        assertThat(RecordedVerdicts.of(audited).verdicts().get("table2-order").words())
                .isEqualTo("as printed no number, in some reading no number, elsewhere clips, 5 seeds: the same");
    }

    @Example
    void what_is_measured_is_what_docs_ablations_shows() throws IOException {
        String page = Files.readString(Path.of("docs", "ablations.md"));
        for (Comparison comparison : List.of(
                Evidence.standard().ablations().table2(),
                Evidence.standard().ablations().figure3())) {
            assertThat(comparison.effects()).hasSize(2).allSatisfy(effect -> assertThat(page)
                    .contains("%+.3f [%+.3f, %+.3f]".formatted(effect.mean(), effect.low(), effect.high())));
        }
    }

    @Example
    void a_row_of_another_length_is_refused() {
        assertThatThrownBy(() -> new Table("sizes", List.of("a", "b"), List.of(List.of("1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'sizes'");
    }
}
