package org.thgcl.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.thgcl.file.Resource;
import org.thgcl.report.Markup;

class FormulaFontTest {
    @Test
    void every_sign_of_the_notation_is_in_the_font() {
        String formula = "sum_{j ≠ i}^n frac{sqrt{σ(x')}}{2.5} - α * ⌊set{a , h} ~ Ψ⌋ + [0 , 1)"
                + " → lines{φ}{ω ∈ ρ} = \"words: |a|\"";
        assertThat(FormulaFont.missing(Markup.parse(Formula.display(formula)))).isEmpty();
    }

    @Test
    void what_the_font_does_not_have_is_found() {
        assertThat(FormulaFont.missing(Markup.parse(Formula.inline("\"漢\" + x"))))
                .containsExactly("U+6F22");
    }

    @Test
    void a_page_carries_the_font_and_its_licence_lies_beside_it() {
        byte[] font = Resource.bytes("page/formula-font.woff2");
        assertThat(new String(font, 0, 4, StandardCharsets.ISO_8859_1)).isEqualTo("wOF2");
        assertThat(font.length).isLessThan(32 * 1024);
        assertThat(HouseStyle.page()).contains("base64," + Base64.getEncoder().encodeToString(font));
        assertThat(Resource.text("page/formula-font-OFL.txt"))
                .contains("The STIX Fonts Project Authors", "SIL OPEN FONT LICENSE Version 1.1");
    }
}
