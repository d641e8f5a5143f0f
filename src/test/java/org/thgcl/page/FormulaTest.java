package org.thgcl.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FormulaTest {
    private static String body(String formula) {
        return Formula.inline(formula).replaceAll("^<math[^>]*><mrow>|</mrow></math>$", "");
    }

    @Test
    void indices_powers_and_fractions_have_their_elements() {
        assertThat(body("x_i")).isEqualTo("<msub><mi>x</mi><mi>i</mi></msub>");
        assertThat(body("x^2")).isEqualTo("<msup><mi>x</mi><mn>2</mn></msup>");
        assertThat(body("x_i^2")).isEqualTo("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>");
        assertThat(body("frac{a}{b}")).isEqualTo("<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>");
        assertThat(body("sum_j")).isEqualTo("<munder><mo>∑</mo><mi>j</mi></munder>");
    }

    @Test
    void a_minus_is_a_sign_where_a_term_begins_and_a_difference_elsewhere() {
        assertThat(body("-a")).startsWith("<mo form=\"prefix\">−</mo>");
        assertThat(body("(-a)")).contains("<mo form=\"prefix\">−</mo>");
        assertThat(body("a - b")).contains("<mo>−</mo>").doesNotContain("prefix");
    }

    @Test
    void words_are_escaped_and_ready_parts_put_in() {
        assertThat(body("\"a < b\"")).isEqualTo("<mtext>a\u00a0&lt;\u00a0b</mtext>");
        assertThat(Formula.display("A + B", Map.of("B", "<mn>7</mn>"))).contains("<mi>A</mi><mo>+</mo><mn>7</mn>");
    }

    @Test
    void a_brace_too_many_is_refused() {
        assertThatThrownBy(() -> Formula.inline("a } b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a brace too many");
    }

    @Test
    void numbers_have_four_significant_digits() {
        assertThat(Formula.digits(0.8824969025845955)).isEqualTo("0.8825");
        assertThat(Formula.digits(-1.6102128822447848)).isEqualTo("-1.61");
        assertThat(Formula.digits(2)).isEqualTo("2");
        assertThat(Formula.digits(0.014585142864205106)).isEqualTo("0.01459");
        assertThat(Formula.digits(1.1102230246251565e-16)).isEqualTo("1.110e-16");
        assertThat(Formula.digits(123.456)).isEqualTo("123.5");
    }

    @Test
    void a_matrix_has_a_row_for_each_row() {
        assertThat(Formula.matrix(new double[][] {{1, -2}, {0.5, 0}}))
                .isEqualTo("<mrow><mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mrow><mo form=\"prefix\">−</mo>"
                        + "<mn>2</mn></mrow></mtd></mtr><mtr><mtd><mn>0.5</mn></mtd>"
                        + "<mtd><mn>0</mn></mtd></mtr></mtable><mo>)</mo></mrow>");
    }

    @Test
    void fences_hold_a_group_and_a_power_is_the_groups() {
        String group = "<mrow><mo stretchy=\"false\">(</mo><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>"
                + "<mo stretchy=\"false\">)</mo></mrow>";
        assertThat(body("(a + b)")).isEqualTo(group);
        assertThat(body("(a + b)^2")).isEqualTo("<msup>" + group + "<mn>2</mn></msup>");
        assertThat(body("set{a}")).contains(">{</mo><mrow><mi>a</mi></mrow>").endsWith(">}</mo></mrow>");
        assertThat(body("⌊frac{a}{b}⌋")).startsWith("<mrow><mo>⌊</mo>").endsWith("<mo>⌋</mo></mrow>");
        assertThat(body("[0 , 1)")).startsWith("<mo stretchy=\"false\">[").endsWith("<mo stretchy=\"false\">)</mo>");
        assertThat(body("(a)^2 ln a"))
                .contains("</msup><mspace width=\"0.17em\"/><mi>ln</mi><mspace width=\"0.17em\"/>");
        assertThat(body("x_i'"))
                .isEqualTo("<msub><mrow><mi>x</mi><mo lspace=\"0\" rspace=\"0\">′</mo></mrow><mi>i</mi></msub>");
    }

    @Test
    void a_group_without_an_end_is_refused() {
        assertThatThrownBy(() -> Formula.inline("exp(a + {b)"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("formula: there is no } up to");
        assertThatThrownBy(() -> Formula.inline("(a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("formula: there is no ) up to 2 of (a");
    }
}
