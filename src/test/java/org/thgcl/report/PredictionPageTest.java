package org.thgcl.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.thgcl.data.Fingerprint;
import org.thgcl.media.Picture;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PredictionPageTest {
    private static final PredictedClip BELL =
            SamplePrediction.clip(0, "church bell", "dog", "horn", "speech", "frog", "cat");
    private static final String ONE = page(SamplePrediction.recording("holiday/clip.mp4", BELL));
    private static final Document PARSED = Markup.parse(ONE);

    private static String page(PredictedRecording recording) {
        return new PredictionPage(recording).html();
    }

    private static List<Element> ofClass(Document page, String name) {
        return Markup.elements(page, "*").stream()
                .filter(element -> element.getAttribute("class").equals(name))
                .toList();
    }

    /// A length in percent of the drawing, in its units.
    private static double place(Element image, String side, double size) {
        String style = image.getAttribute("style");
        int begin = style.indexOf(side + ": ") + side.length() + 2;
        return Double.parseDouble(style.substring(begin, style.indexOf('%', begin))) / 100 * size;
    }

    @Test
    void the_event_and_its_score_are_the_title() {
        assertThat(Markup.texts(PARSED, "h1")).containsExactly("church bell, 0.600");
        assertThat(Markup.texts(PARSED, "h2"))
                .containsExactly("0 to 10 s: church bell, 0.600", "How the features were made");
        assertThat(ONE).contains("hears and sees in <code>holiday/clip.mp4</code>", "Of 6 classes");
    }

    @Test
    void five_classes_have_bars_of_their_scores() {
        assertThat(ofClass(PARSED, "bar"))
                .extracting(bar -> bar.getAttribute("style"))
                .containsExactly("width: 60.0%", "width: 24.0%", "width: 9.6%", "width: 3.8%", "width: 1.5%");
        assertThat(Markup.row(ONE, "dog")).containsExactly("dog", "", "0.240");
        assertThat(Markup.texts(PARSED, "th")).doesNotContain("cat");
    }

    @Test
    void all_rows_have_one_axis() {
        assertThat(Markup.elements(PARSED, "svg")).hasSize(1);
        assertThat(Markup.texts(PARSED, "text"))
                .containsSubsequence("0", "1", "2", "9", "10")
                .containsOnlyOnce("time in the recording (s)");
        List<Element> images = Markup.elements(PARSED, "img");
        for (int k = 0; k < 8; k++) {
            assertThat(place(images.get(k), "left", 880)).as("picture %s", k).isCloseTo(64 + 100 * k, within(0.01));
        }
        Element sound = images.getLast();
        // 998 hops of 10 ms; places are rounded to a thousandth of a percent
        assertThat(place(sound, "left", 880)).isCloseTo(64, within(0.01));
        assertThat(place(sound, "width", 880)).isCloseTo(80 * 9.98, within(0.01));
    }

    @Test
    void each_segment_has_a_mark_at_its_middle() {
        List<Element> marks = Markup.elements(PARSED, "circle");
        assertThat(marks).hasSize(101 + 40);
        // a patch is 0.975 s long and begins 0.09 s after the one before, a chunk has 0.25 s
        assertThat(Double.parseDouble(marks.get(10).getAttribute("cx"))).isCloseTo(64 + 80 * 1.3875, within(0.05));
        assertThat(Double.parseDouble(marks.get(101).getAttribute("cx"))).isCloseTo(64 + 80 * 0.125, within(0.05));
    }

    @Test
    void the_strongest_moment_is_marked_beside_its_medium_and_said() {
        // patch 35 begins at 3.15 s, chunk 14 at 3.5 s
        assertThat(ofClass(PARSED, "moment"))
                .extracting(mark -> mark.getAttribute("d").split(" ", 2)[0])
                .containsExactly("M316.0", "M316.0", "M344.0", "M344.0");
        assertThat(ONE)
                .contains("Of the sounds, those from 3.15 to 4.13 s", "Of the pictures, those from 3.5 to 3.75 s");
    }

    @Test
    void images_say_what_they_show_and_can_be_read() throws IOException {
        List<Element> images = Markup.elements(PARSED, "img");
        assertThat(images).hasSize(9);
        assertThat(images.getFirst().getAttribute("alt")).isEqualTo("Picture at 0 s");
        assertThat(images.getLast().getAttribute("alt"))
                .isEqualTo("Spectrogram: 64 mel bands from 125 to 7500 Hz over time");
        BufferedImage picture = image(images.get(3));
        assertThat(picture.getWidth()).isEqualTo(160);
        // the bar of the fourth picture is orange, beside it is blue; JPEG shifts levels by some
        assertThat(picture.getRGB(70, 45) >> 16 & 0xff).isGreaterThan(180);
        assertThat(picture.getRGB(110, 45) >> 16 & 0xff).isLessThan(80);
        BufferedImage sound = image(images.getLast());
        assertThat(sound.getWidth()).isEqualTo(998);
        assertThat(sound.getHeight()).isEqualTo(64);
    }

    private static BufferedImage image(Element element) throws IOException {
        String address = element.getAttribute("src");
        byte[] bytes = Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1));
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }

    @Test
    void nothing_is_loaded_or_run() {
        assertThat(Markup.elements(PARSED, "script")).isEmpty();
        assertThat(Markup.elements(PARSED, "link")).isEmpty();
        assertThat(Markup.elements(PARSED, "img"))
                .allMatch(image -> image.getAttribute("src").matches("data:image/(png|jpeg);base64,[A-Za-z0-9+/]+=*"));
        String rest = ONE.replace("http://www.w3.org/", "").replace("url(data:font/woff2;base64,", "");
        assertThat(rest).doesNotContain("http:", "https:", "url(", "@import");
        assertThat(ONE.length()).isLessThan(500_000);
    }

    @Test
    void hostile_names_are_text() {
        String hostile = "<script>alert(1)</script>\"'&";
        PredictedClip clip = SamplePrediction.clip(0, hostile, "dog");
        Document page = Markup.parse(page(SamplePrediction.recording(hostile + ".mp4", clip)));
        assertThat(Markup.elements(page, "script")).isEmpty();
        assertThat(Markup.texts(page, "h1")).containsExactly(hostile + ", 0.600");
        assertThat(Markup.texts(page, "code")).contains(hostile + ".mp4");
    }

    @Test
    void sound_alone_has_no_row_of_pictures_and_says_so() {
        PredictedClip clip = SamplePrediction.soundAlone("church bell", "dog");
        String html = page(SamplePrediction.recording("clip.wav", clip));
        Document page = Markup.parse(html);
        assertThat(Markup.elements(page, "img")).hasSize(1);
        assertThat(Markup.elements(page, "circle")).hasSize(101);
        assertThat(html)
                .contains("There are no pictures: the model was given sound alone.")
                .contains("The recording ends at the dashed line", "3.5 s of silence were added at the end.");
    }

    @Test
    void a_model_without_attention_has_a_page_that_says_so() {
        PredictedClip clip = new PredictedClip(
                0, 10, 10, BELL.spectrogram(), BELL.pictures(), List.of(), BELL.prediction(), List.of());
        String html = page(SamplePrediction.recording("clip.mp4", clip));
        assertThat(html).contains("This model doesn't show where in time it looks or listens.");
        assertThat(Markup.elements(Markup.parse(html), "circle")).isEmpty();
    }

    @Test
    void each_clip_of_a_long_recording_has_a_section_and_a_row() {
        String html = page(SamplePrediction.recording("long.mp4", BELL, SamplePrediction.clip(10, "dog", "cat")));
        Document page = Markup.parse(html);
        assertThat(Markup.texts(page, "h1")).containsExactly("2 clips of long.mp4");
        assertThat(Markup.row(html, "10 to 20 s")).containsExactly("10 to 20 s", "dog", "0.600");
        assertThat(Markup.texts(page, "text")).contains("10", "11", "20");
        assertThat(Markup.elements(page, "img"))
                .anyMatch(image -> image.getAttribute("alt").equals("Picture at 10 s"));
    }

    @Test
    void pictures_stay_within_the_axis_and_do_not_cover_each_other() {
        List<PredictedClip.KeyFrame> close = List.of(
                new PredictedClip.KeyFrame(2, new Picture(1, 1, new byte[3])),
                new PredictedClip.KeyFrame(2.5, new Picture(1, 1, new byte[3])),
                new PredictedClip.KeyFrame(9.9, new Picture(1, 1, new byte[3])));
        PredictedClip clip =
                new PredictedClip(0, 10, 10, BELL.spectrogram(), close, List.of(), BELL.prediction(), List.of());
        Document page = Markup.parse(page(SamplePrediction.recording("clip.mp4", clip)));
        assertThat(Markup.elements(page, "img"))
                .extracting(image -> image.getAttribute("alt"))
                .startsWith("Picture at 2 s", "Picture at 9.9 s")
                .hasSize(3);
        // it is 94 wide, the axis ends at 864
        assertThat(place(Markup.elements(page, "img").get(1), "left", 880)).isCloseTo(864 - 94, within(0.01));
    }

    @Test
    void what_speaks_against_the_scores_stands_at_the_head() {
        Fingerprint ours = SamplePrediction.FEATURES;
        Fingerprint random = SamplePrediction.features("random:7");
        assertThat(warnings(ours, Optional.of(ours))).isEmpty();
        assertThat(warnings(random, Optional.of(random)))
                .singleElement()
                .asString()
                .startsWith("The encoders' weights are random.");
        assertThat(warnings(ours, Optional.empty()))
                .singleElement()
                .asString()
                .startsWith("It isn't known of which features the model learnt.");
        assertThat(warnings(ours, Optional.of(random)))
                .singleElement()
                .asString()
                .startsWith("The model learnt from other features.")
                .endsWith("vggish: 5f and random:7.");
    }

    private static List<String> warnings(Fingerprint features, Optional<Fingerprint> trained) {
        Document page =
                Markup.parse(page(new PredictedRecording("clip.mp4", List.of(BELL), features, trained, "runs/own")));
        assertThat(Markup.texts(page, "code")).contains("clip.mp4", "runs/own", features.sha256(), "vggish");
        return ofClass(page, "note").stream()
                .map(note -> note.getTextContent().strip())
                .toList();
    }
}
