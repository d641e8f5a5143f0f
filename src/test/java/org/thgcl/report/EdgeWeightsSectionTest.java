package org.thgcl.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.Thgn;

class EdgeWeightsSectionTest {
    private static String four(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    @Test
    void lightest_weights_of_eq_1_are_those_computed_by_hand() {
        // audio, first segment: 0 to 36, 36 away. Video, middle of its neighbourhood: 16 away of 33; audio: 18 of 37.
        double end = Math.min(Math.exp(-36.0 * 36 / (2 * 37 * 37)), Math.exp(-32.0 * 32 / (2 * 33 * 33)));
        double middle = Math.min(Math.exp(-18.0 * 18 / (2 * 37 * 37)), Math.exp(-16.0 * 16 / (2 * 33 * 33)));
        assertThat(new EdgeWeightsSection().html())
                .contains("within a modality is " + four(end))
                .contains("a neighbourhood is " + four(middle))
                .contains("exp(−1/8) = 0.8825");
    }

    @Test
    void every_reading_of_eq_2_has_its_row_and_two_positions_do_not_look_at_the_audio_segment() {
        String html = new HawkesTable(Thgn.graph(Preset.PAPER.configuration()).cross()).html();
        assertThat(Markup.elements(Markup.parse(html), "tr")).hasSize(1 + 3 * 3 * 2);
        for (String noise : List.of("ratio", "logit", "none")) {
            for (String sign : List.of("+1", "−1")) {
                assertThat(Markup.row(html, noise + ", printed, " + sign))
                        .last()
                        .isEqualTo("no, the same");
                assertThat(Markup.row(html, noise + ", aligned, " + sign))
                        .last()
                        .isEqualTo("no, the same");
            }
            assertThat(Markup.row(html, noise + ", neighbour, +1")).last().isEqualTo("yes");
            assertThat(Markup.row(html, noise + ", neighbour, −1")).last().isEqualTo("no, less");
        }
        // ratio noise at 1/2 is 1; i = 0: sigmoid(1 + (2 - 0 + 1)/3); i = 39, whose list ends at 100: 1 + (100 - 39 +
        // 1)/3
        assertThat(Markup.row(html, "ratio, printed, +1").get(1)).isEqualTo(four(1 / (1 + Math.exp(-2))));
        assertThat(Markup.row(html, "ratio, printed, +1").get(4)).isEqualTo(four(1 / (1 + Math.exp(-1 - 62.0 / 3))));
        // p = the audio segment's own number: 1 + (2 - 0 + 1)/3 at the nearest, 1 + (2 - 2 + 1)/3 at the farthest
        assertThat(Markup.row(html, "ratio, neighbour, +1").subList(1, 3))
                .isEqualTo(Markup.row(html, "ratio, neighbour, +1").subList(3, 5))
                .containsExactly(four(1 / (1 + Math.exp(-2))), four(1 / (1 + Math.exp(-4.0 / 3))));
        // logit noise at 0.1 is -ln 9, at 0.9 ln 9; with the term 1
        assertThat(Markup.row(html, "logit, aligned, +1").get(5))
                .isEqualTo(four(1 / (1 + 9 / Math.E)) + " to " + four(1 / (1 + 1 / (9 * Math.E))));
    }

    @Test
    void what_is_no_measurement_says_so() {
        assertThat(new EdgeWeightsSection().html())
                .contains("The bell of Figure 1, as described")
                .contains("The decay of the text and Figure 1, as described")
                .contains("<strong>as described, not measured</strong>");
    }
}
