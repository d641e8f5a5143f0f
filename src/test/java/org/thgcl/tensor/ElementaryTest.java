package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ElementaryTest {
    /// Values from tables, to 20 digits. fdlibm is within 1 unit in the last place, the table's value rounded
    /// within 1/2.
    @Test
    void functions_are_those_of_the_tables() {
        assertClose(Elementary.exp(1), "2.7182818284590452354");
        assertClose(Elementary.expm1(1e-10), "1.00000000005000000000e-10");
        assertClose(Elementary.log(10), "2.3025850929940456840");
        assertClose(Elementary.log1p(1e-10), "9.9999999995000000000e-11");
        assertClose(Elementary.pow(2, 0.5), "1.4142135623730950488");
        assertClose(Elementary.sigmoid(1), "0.73105857863000487926");
        assertClose(Elementary.sigmoid(-1), "0.26894142136999512075");
    }

    @Test
    void the_logistic_function_saturates_without_overflow() {
        assertThat(Elementary.sigmoid(0)).isEqualTo(0.5);
        assertThat(Elementary.sigmoid(1e300)).isEqualTo(1);
        assertThat(Elementary.sigmoid(-1e300)).isEqualTo(0);
        assertThat(Elementary.sigmoid(Double.NaN)).isNaN();
        // e^-700, still a normal number; 1 unit in the last place each for exp, sum and quotient
        double tail = Double.parseDouble("9.8596765437597708567e-305");
        assertThat(Elementary.sigmoid(-700)).isCloseTo(tail, within(3 * Math.ulp(tail)));
    }

    private static void assertClose(double actual, String table) {
        double expected = Double.parseDouble(table);
        assertThat(actual).isCloseTo(expected, within(2 * Math.ulp(expected)));
    }
}
