package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/// The oracle against tables, to 40 digits, and its ruler against errors made on purpose.
class HighPrecisionTest {
    @Test
    void values_are_those_of_the_tables() {
        assertDigits(HighPrecision.exp(1), "2.718281828459045235360287471352662497757");
        assertDigits(HighPrecision.exp(-10), "0.00004539992976248485153559151556055061023792");
        assertDigits(HighPrecision.exp(0.5), "1.648721270700128146848650787814163571654");
        assertDigits(HighPrecision.log(10), "2.302585092994045684017991454684364207601");
        assertDigits(HighPrecision.log(0.5), "-0.6931471805599453094172321214581765680755");
        assertDigits(HighPrecision.erf(0.5), "0.5204998778130465376827466538919645287365");
        assertDigits(HighPrecision.erf(-2), "-0.9953222650189527341620692563672529286109");
        assertDigits(HighPrecision.erfc(3), "0.00002209049699858544137277612958232037984771");
        assertDigits(HighPrecision.sigmoid(0), "0.5");
        assertDigits(HighPrecision.sigmoid(1), "0.7310585786300048792511592418218362743651");
    }

    private static void assertDigits(HighPrecision value, String table) {
        BigDecimal expected = new BigDecimal(table);
        // the table is cut at 40 significant digits
        BigDecimal accuracy = expected.abs().movePointLeft(38);
        assertThat(value.toBigDecimal()).isCloseTo(expected, within(accuracy));
    }

    @Test
    void errors_are_in_units_in_the_last_place() {
        double e = StrictMath.E;
        assertThat(HighPrecision.exp(1).float64Error(e)).isLessThan(0.5);
        double error = HighPrecision.exp(1).float64Error(e + 8 * Math.ulp(e));
        assertThat(error).isBetween(7.5, 8.5);
        assertThat(HighPrecision.exp(1).float32Error(Math.nextUp((float) e))).isBetween(0.5, 1.5);
        // e^-745 lies between the smallest number, 4.94e-324, and the next
        assertThat(HighPrecision.exp(-745).float64Error(Double.MIN_VALUE)).isBetween(0.0, 0.5);
        assertThat(HighPrecision.exp(-745).float64Error(3 * Double.MIN_VALUE)).isBetween(1.5, 2.5);
    }
}
