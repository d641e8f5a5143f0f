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
import org.thgcl.audit.Verdict;
import org.thgcl.page.Page;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

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
                        "H Near segments weigh more Eq. 1 as printed: holds in some reading: holds",
                        "R Near segments weigh less Eq. 1 as printed: fails in some reading: holds");
        assertThat(Markup.row(html, "6")).containsExactly("6", "0.88");
    }

    @Test
    void each_claim_is_a_square_that_leads_to_it_and_can_be_chosen_by_its_verdict() {
        List<AuditedClaim> claims =
                List.of(claim("more", true), claim("less", false, true), claim("never", false), claim("lost"));
        Document html = Markup.parse(new AuditSection(claims).html());
        List<Element> squares = Markup.elements(html, "a");
        assertThat(squares).extracting(Element::getTextContent).containsExactly("H", "R", "C", "N");
        assertThat(squares)
                .extracting(square -> square.getAttribute("href"))
                .containsExactly("#claim-more", "#claim-less", "#claim-never", "#claim-lost");
        assertThat(squares.get(1).getAttribute("aria-label"))
                .isEqualTo("R: Near segments weigh less – depends on a reading");
        for (String element : List.of("li", "details")) {
            assertThat(Markup.elements(html, element))
                    .extracting(each -> each.getAttribute("data-verdict"))
                    .as(element)
                    .containsSubsequence("H", "R", "C", "N");
        }
        List<Element> choices = Markup.elements(html, "input");
        assertThat(choices)
                .extracting(choice -> choice.getAttribute("value"))
                .containsExactlyInAnyOrder("all", "H", "R", "C", "N");
        assertThat(choices.stream().filter(choice -> choice.hasAttribute("checked")))
                .singleElement()
                .extracting(choice -> choice.getAttribute("value"))
                .isEqualTo("all");
        assertThat(Markup.texts(html, "label"))
                .contains("all (4)", "H holds (1)", "R depends on a reading (1)", "C contradicted (1)")
                .contains("N cannot be checked here (1)");
    }

    @Test
    void the_style_knows_every_letter() {
        String style = new Page("", "", List.of()).html();
        for (Verdict verdict : Verdict.values()) {
            char letter = AuditStrip.letter(verdict);
            assertThat(style)
                    .contains("[data-letter=" + letter + "]")
                    .contains(".sieve:has([value=" + letter + "]:checked) [data-verdict]:not([data-verdict=" + letter
                            + "])");
        }
    }
}
