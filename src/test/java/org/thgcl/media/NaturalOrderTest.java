package org.thgcl.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    private static final NaturalOrder ORDER = NaturalOrder.INSTANCE;

    @Test
    void digits_in_a_row_are_one_number() {
        // of names that differ in leading zeros only, the plain order decides
        List<String> sorted = List.of(
                "",
                "1.png",
                "02.png",
                "2.png",
                "10.png",
                "a",
                "a1",
                "a1b2",
                "a1b10",
                "a2",
                "a99999999999999999999",
                "a100000000000000000000",
                "b");
        assertThat(sorted.reversed().stream().sorted(ORDER)).containsExactlyElementsOf(sorted);
    }

    @Property
    void it_is_an_order(
            @ForAll @CharRange(from = '0', to = '2') @CharRange(from = 'a', to = 'b') @StringLength(max = 5) String a,
            @ForAll @CharRange(from = '0', to = '2') @CharRange(from = 'a', to = 'b') @StringLength(max = 5) String b,
            @ForAll @CharRange(from = '0', to = '2') @CharRange(from = 'a', to = 'b') @StringLength(max = 5) String c) {
        assertThat(Integer.signum(ORDER.compare(a, b))).isEqualTo(-Integer.signum(ORDER.compare(b, a)));
        assertThat(ORDER.compare(a, b) == 0).isEqualTo(a.equals(b));
        if (ORDER.compare(a, b) <= 0 && ORDER.compare(b, c) <= 0) {
            assertThat(ORDER.compare(a, c)).isLessThanOrEqualTo(0);
        }
    }
}
