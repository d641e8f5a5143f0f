package org.thgcl.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thgcl.audit.AuditedClaim;
import org.thgcl.audit.ClaimKind;
import org.thgcl.audit.OtherData;
import org.thgcl.audit.Reading;
import org.thgcl.audit.Table;

class AuditSectionTest {
    private static AuditedClaim claim(String id, Boolean... holds) {
        return new AuditedClaim(
                id,
                ClaimKind.IMPLIED,
                "Eq. 1",
                "附近的片段 <在>",
                "Near segments weigh " + id,
                List.of("A4"),
                "the lightest weight",
                List.of("equation.Eq1GaussianWeight"),
                "0.62 & more",
                IntStream.range(0, holds.length)
                        .mapToObj(i -> new Reading(
                                List.of(new Reading.Choice("A" + i, "boundary", "clip")), i == 0, "0.6", holds[i]))
                        .toList(),
                "Because",
                List.of(new Table("Weights", List.of("span", "weight"), List.of(List.of("6", "0.88")))),
                List.of(new OtherData("GRID", "0.15", OtherData.Outcome.UNDECIDED)));
    }

    @Test
    void every_claim_is_listed_with_its_verdict_and_what_it_rests_on() {
        String html = new AuditSection(List.of(claim("more", true), claim("less", false, true))).html();
        assertThat(html)
                .contains("1 as printed: holds, readings: holds in every reading tried")
                .contains("1 as printed: fails, readings: holds in some readings")
                .contains("Kind: implied", "Result: 0.62 &amp; more", "A1 boundary = clip")
                .contains("<q lang=\"zh\">附近的片段 &lt;在&gt;</q>")
                .contains("<code>org.thgcl.equation.Eq1GaussianWeight</code>")
                .contains("Register: A4", "On GRID: undecided. 0.15");
        assertThat(Markup.texts(Markup.parse(html), "summary"))
                .containsExactly(
                        "Near segments weigh more Eq. 1 as printed: holds in some reading: holds",
                        "Near segments weigh less Eq. 1 as printed: fails in some reading: holds");
        assertThat(Markup.row(html, "6")).containsExactly("6", "0.88");
    }
}
