package org.thgcl.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.thgcl.report.ClipPicture.Score;
import org.thgcl.report.ClipPicture.Strip;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ClipPictureTest {
    private static final double[] EQUAL = {0.2, 0.2, 0.2, 0.2, 0.2};

    /// The event is on in segments 1, 2 and 4.
    private static final Strip SOUND = new Strip(
            "sound", new double[] {0, 5, 3, 1, 4}, new boolean[] {false, true, true, false, true}, EQUAL, new double[] {
                0.05, 0.4, 0.25, 0.1, 0.2
            });

    private static final Strip UNKNOWN =
            new Strip("pictures", new double[5], new boolean[0], EQUAL, new double[] {0.1, 0.1, 0.5, 0.2, 0.1});

    private static final ClipPicture PICTURE =
            new ClipPicture(List.of(SOUND, UNKNOWN), List.of(new Score("mAP", 0.25, 0.75, 0.125)));

    @Test
    void its_numbers_are_said_in_words() {
        assertThat(PICTURE.sentence())
                // 0.4 + 0.25 + 0.2; 3 of 5 segments
                .isEqualTo(
                        "Of the attention to the sound, 60 % lies on the event before training and 85 % after it; the"
                            + " event takes 60 % of the segments. Of the attention to the pictures, most lies on"
                            + " segment 2 after training, 2.50 times the mean. mAP: 0.250 before, 0.750 after, 0.125"
                            + " by chance.");
        assertThat(PICTURE.sentence()).startsWith(PICTURE.attention() + " mAP");
        assertThat(SOUND.runs()).containsExactly(new int[] {1, 3}, new int[] {4, 5});
        assertThat(UNKNOWN.runs()).isEmpty();
    }

    @Test
    void it_is_drawn_for_broad_and_for_narrow_pages() {
        Document html = Markup.parse(PICTURE.figure("clip", "A <b>caption</b>"));
        assertThat(Markup.elements(html, "svg"))
                .extracting(svg -> svg.getAttribute("aria-labelledby"))
                .containsExactly("clip-title clip-about", "clipcompact-title clipcompact-about");
        assertThat(Markup.texts(html, "desc")).containsOnly(PICTURE.sentence());
        assertThat(Markup.texts(html, "figcaption")).containsExactly("A caption");
        assertThat(Markup.texts(html, "text"))
                .contains("mAP", "0.250 → 0.750", "chance 0.125", "event", "before", "after", "time in the clip");
    }

    @Test
    void bands_are_where_the_event_is_and_scores_where_their_numbers_are() {
        List<Element> paths = Markup.elements(Markup.parse(PICTURE.figure("clip", "")), "path");
        // Segments of the broad drawing are (820 - 30 - 54) / 5 = 147.2 wide, from 30 on.
        assertThat(paths)
                .filteredOn(path -> path.getAttribute("class").equals("area gold"))
                .hasSize(2)
                .first()
                .satisfies(band -> assertThat(band.getAttribute("d"))
                        .startsWith("M177.2 ")
                        .contains("H471.6V", "zM618.8 ", "H766V"));
        // One score over the whole width: 0 stands at 6, 1 at 814.
        assertThat(paths)
                .extracting(path -> path.getAttribute("class") + ": " + path.getAttribute("d"))
                .contains("line bold orange: M107 20L107 40", "line bold blue: M212 30L612 30");
    }

    @Test
    void lengths_that_differ_are_refused() {
        assertThatThrownBy(() -> new Strip("sound", new double[3], new boolean[2], new double[3], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("picture of a clip: sound has 3 segments, 2 of an event, attention of 3 and 3");
        assertThatThrownBy(() -> new Strip("sound", new double[0], new boolean[0], new double[0], new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
