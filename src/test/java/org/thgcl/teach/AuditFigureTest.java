package org.thgcl.teach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thgcl.audit.Audit;
import org.thgcl.audit.AuditedClaim;
import org.thgcl.audit.Verdict;
import org.thgcl.report.AuditStrip;
import org.thgcl.report.Markup;
import org.w3c.dom.Element;

class AuditFigureTest {
    private static final List<AuditedClaim> AUDIT = Audit.run();

    private final AuditFigure figure =
            AuditFigure.of(Facts.of(new Facts(Map.of(AuditFigure.TABLE, AuditFigure.rows(AuditFacts.of(AUDIT)))).text())
                    .rows(AuditFigure.TABLE));
    private final Values initial = Values.initial(figure);

    private List<String> squares(Values values) {
        return Markup.elements(Markup.parse(figure.draw(values).html()), "span").stream()
                .filter(element -> element.hasAttribute("data-set"))
                .map(Element::getTextContent)
                .toList();
    }

    @Test
    void each_claim_is_a_square_with_the_letter_of_its_verdict() {
        assertThat(squares(initial))
                .isEqualTo(AUDIT.stream()
                        .map(claim -> String.valueOf(AuditStrip.letter(claim.verdict())))
                        .toList());
        assertThat(figure.draw(initial).answer()).startsWith(AUDIT.size() + " statements of the paper: ");
    }

    @Test
    void a_verdict_sieves_the_squares_and_the_answer_counts_them() {
        for (Verdict verdict : Verdict.values()) {
            Values values = initial.with("verdict", AuditStrip.letter(verdict));
            long count =
                    AUDIT.stream().filter(claim -> claim.verdict() == verdict).count();
            assertThat(squares(values)).hasSize((int) count).containsOnly("" + AuditStrip.letter(verdict));
            assertThat(figure.draw(values).answer())
                    .contains(verdict.words() + " " + count)
                    .endsWith(count + " are shown. Statement 1: "
                            + AUDIT.getFirst().verdict().words() + ".");
        }
    }

    @Test
    void a_part_of_the_paper_sieves_them_too() {
        String topic = AuditFacts.topic(AUDIT.getFirst().place());
        long count = AUDIT.stream()
                .filter(claim -> AuditFacts.topic(claim.place()).equals(topic))
                .count();
        Values values = initial.with("topic", 0);
        assertThat(squares(values)).hasSize((int) count);
        assertThat(figure.draw(values).answer()).startsWith(count + " statements of " + topic + ": ");
    }

    @Test
    void a_square_opens_its_claim() {
        for (int k : List.of(0, 7, AUDIT.size() - 1)) {
            AuditedClaim claim = AUDIT.get(k);
            String html = Markup.parse(figure.draw(initial.with("claim", k + 1)).html())
                    .getDocumentElement()
                    .getTextContent();
            assertThat(html)
                    .contains(claim.statement(), claim.place(), claim.computation(), claim.result())
                    .contains("Verdict: " + claim.verdict().words());
        }
    }
}
