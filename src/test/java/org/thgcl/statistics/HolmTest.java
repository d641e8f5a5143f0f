package org.thgcl.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HolmTest {
    private static final double ROUNDING = 0x1p-52; // one product

    @Test
    void values_are_those_worked_out_by_hand() {
        // sorted 0.005, 0.01, 0.03, 0.04 times 4, 3, 2, 1 gives 0.02, 0.03, 0.06, 0.04; the last is raised to 0.06
        double[] adjusted = Holm.adjust(0.01, 0.04, 0.03, 0.005);
        assertThat(adjusted).containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(ROUNDING));
    }

    @Test
    void one_value_stays_and_none_is_above_1() {
        assertThat(Holm.adjust(0.0625)).containsExactly(0.0625);
        assertThat(Holm.adjust(0.9, 0.8, 0.7)).containsExactly(1, 1, 1);
        assertThat(Holm.adjust()).isEmpty();
    }

    @Property
    void correction_raises_values_keeps_their_order_and_stays_below_bonferroni(
            @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = 0, max = 1) Double> values) {
        double[] p = values.stream().mapToDouble(Double::doubleValue).toArray();
        double[] adjusted = Holm.adjust(p);
        for (int i = 0; i < p.length; i++) {
            assertThat(adjusted[i]).isBetween(p[i], Math.min(1, p.length * p[i]));
            for (int j = 0; j < p.length; j++) {
                assertThat(p[i] <= p[j] ? adjusted[i] <= adjusted[j] : adjusted[i] >= adjusted[j])
                        .isTrue();
            }
        }
    }
}
