package org.thgcl.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.thgcl.audit.AuditedClaim;
import org.thgcl.audit.Elsewhere;
import org.thgcl.audit.Table;
import org.thgcl.audit.Verdict;

class AuditSectionTest {
    private static AuditedClaim claim(String id, Verdict verdict) {
        return new AuditedClaim(
                id,
                "Eq. 1",
                "附近的片段 <在>",
                "Near segments weigh " + id,
                List.of("A4"),
                "the lightest weight",
                List.of("equation.Eq1GaussianWeight"),
                "0.62 & more",
                verdict,
                "Because",
                List.of(new Table("Weights", List.of("span", "weight"), List.of(List.of("6", "0.88")))),
                List.of(new Elsewhere("GRID", "0.15", Elsewhere.Outcome.UNDECIDED)));
    }

    @Test
    void every_claim_is_listed_with_its_verdict_and_what_it_rests_on() {
        String html =
                new AuditSection(List.of(claim("more", Verdict.HOLDS), claim("less", Verdict.CONTRADICTED))).html();
        assertThat(html)
                .contains("1 holds, 1 contradicted, 0 depends on a reading, 0 cannot be checked here")
                .contains("<q lang=\"zh\">附近的片段 &lt;在&gt;</q>")
                .contains("<code>org.thgcl.equation.Eq1GaussianWeight</code>")
                .contains("0.62 &amp; more", "Register: A4", "On GRID: undecided. 0.15");
        assertThat(Markup.texts(Markup.parse(html), "summary"))
                .containsExactly("Near segments weigh more Eq. 1 holds", "Near segments weigh less Eq. 1 contradicted");
        assertThat(Markup.row(html, "6")).containsExactly("6", "0.88");
    }
}
