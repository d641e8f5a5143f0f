package org.thgcl.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thgcl.data.Fingerprint;
import org.thgcl.media.Rational;
import org.thgcl.media.Section;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Workers;

@Tag("slow")
class FeatureExtractorTest {
    private static final EncoderWeights WEIGHTS = EncoderWeights.randomSmall(3);
    private static final FeatureSettings PAPER = FeaturePreset.PAPER.settings();
    private static final FeatureSettings TWO_SECONDS = PAPER.with(Map.of("clip_seconds", 2));

    @Test
    void a_clip_of_ten_seconds_has_the_sizes_of_section_2_1() throws IOException {
        ExtractedClip clip = only(PAPER, MadeRecording.of(10, 250));
        assertThat(clip.id()).isEqualTo("made@0");
        assertThat(clip.audio()).hasDimensions(101, 128);
        assertThat(clip.video()).hasValueSatisfying(video -> {
            assertThat(video).hasDimensions(40, 1024);
            double squares = 0;
            for (float feature : video[7]) {
                squares += (double) feature * feature;
            }
            // 1024 squares of float32, each rounded by at most 2^-23 of itself
            assertThat(Math.abs(squares - 1)).isLessThan(1024 * 0x1p-23);
        });
        assertThat(clip.logMel().shape().toString()).isEqualTo("[998, 64]");
        assertThat(clip.facts().line())
                .isEqualTo("10 s, 16000 Hz, 2 channels; 25 fps, 250 frames, 40 chunks of 6 to 7");
        assertThat(clip.keyFrames().stream().map(frame -> Seconds.of(frame.time())))
                .containsExactly("0", "1.24", "2.48", "3.72", "5", "6.24", "7.48", "8.72");
        assertThat(clip.keyFrames().getFirst().picture().width()).isEqualTo(128);
    }

    @Test
    void bits_depend_neither_on_threads_nor_on_what_is_computed_together() throws IOException {
        MadeRecording recording = MadeRecording.of(10, 250).withRate(44_100);
        ExtractedClip one = only(PAPER, recording);
        try (Workers three = new Workers(3)) {
            FeatureExtractor extractor = new FeatureExtractor(PAPER, WEIGHTS, three);
            extractor.extract(MadeRecording.of(10, 100), Section.ALL);
            ExtractedClip other = extractor.extract(recording, Section.ALL);
            assertThat(other.audio()).isDeepEqualTo(one.audio());
            assertThat(other.video().orElseThrow()).isDeepEqualTo(one.video().orElseThrow());
        }
        // a patch and a segment alone
        try (Workers workers = Workers.one()) {
            FeatureExtractor tens = new FeatureExtractor(PAPER.with(Map.of("a1", 90)), WEIGHTS, workers);
            float[][] tenth = tens.extract(recording, Section.ALL).audio();
            for (int p = 0; p < tenth.length; p++) {
                assertThat(tenth[p]).isEqualTo(one.audio()[10 * p]);
            }
        }
    }

    @Test
    void sixty_five_seconds_are_seven_clips_the_last_of_them_filled_up() throws IOException {
        MadeRecording recording = MadeRecording.of(65, 1625);
        try (Workers workers = Workers.one()) {
            FeatureExtractor extractor = new FeatureExtractor(PAPER, WEIGHTS, workers);
            ClipSections clips = extractor.clips(recording, Section.ALL);
            assertThat(clips.clips()).hasSize(7);
            assertThat(clips.rest()).isEqualTo(Rational.ZERO);
            ExtractedClip last = extractor.extract(recording, clips.clips().getLast());
            assertThat(last.id()).isEqualTo("made@60");
            assertThat(last.facts().notes())
                    .containsExactly(
                            "5 s of silence are added at the end",
                            "20 chunks without a picture of their own have the one that is shown then",
                            "the pictures of 20 chunks are repeated, they are too few");
            float[][] video = last.video().orElseThrow();
            assertThat(video[39]).isEqualTo(video[20]).isNotEqualTo(video[19]);
            // the second clip is that of a recording that begins there
            ExtractedClip second = extractor.extract(recording, clips.clips().get(1));
            assertThat(second.facts().line()).startsWith("10 s").contains("250 frames");
            assertThat(second.audio()).isNotEqualTo(last.audio());
        }
    }

    @Test
    void other_lengths_are_cut_left_out_or_refused() throws IOException {
        assertThat(sections(10.4, Section.ALL).clips()).hasSize(1);
        assertThat(sections(10.4, Section.ALL).rest()).isEqualTo(new Rational(2, 5));
        assertThat(sections(1, Section.ALL).clips()).hasSize(1);
        assertThat(sections(21, Section.ALL).clips()).hasSize(3);
        Section part = new Section(Rational.of(5), Optional.of(Rational.of(12)));
        assertThat(sections(30, part).clips())
                .containsExactly(
                        new Section(Rational.of(5), Optional.of(Rational.of(10))),
                        new Section(Rational.of(15), Optional.of(Rational.of(2))));
        assertThatThrownBy(() -> sections(0.3, Section.ALL)).hasMessage("made: lasts 0.3 s; it must last at least 1 s");
        assertThatThrownBy(() -> sections(4, part)).hasMessage("made: lasts 4 s, so there is nothing from 5 s on");
        FeatureSettings refuse = FeatureSettings.SETTINGS.defaults().with(Map.of("other_lengths", "refuse"));
        assertThat(ClipSections.of(MadeRecording.of(9.98, 0), Section.ALL, refuse)
                        .clips())
                .hasSize(1);
        assertThatThrownBy(() -> ClipSections.of(MadeRecording.of(9.9, 0), Section.ALL, refuse))
                .hasMessage("made: lasts 9.9 s; with other_lengths=refuse it must last 10 s");
    }

    @Test
    void a_clip_may_be_shorter_than_in_the_paper() throws IOException {
        MadeRecording recording = MadeRecording.of(5.5, 138);
        try (Workers workers = Workers.one()) {
            FeatureExtractor extractor = new FeatureExtractor(TWO_SECONDS, EncoderWeights.randomSmall(1), workers);
            ClipSections sections = extractor.clips(recording, Section.ALL);
            assertThat(sections.clips()).hasSize(3);
            ExtractedClip last = extractor.extract(recording, sections.clips().getLast());
            // 198 frames of 25 ms begin in 2 s, and 12 patches of 96 every 9 of them
            assertThat(last.logMel().shape()).isEqualTo(Shape.of(198, 64));
            assertThat(last.audio()).hasNumberOfRows(12);
            assertThat(last.video()).get().isInstanceOfSatisfying(float[][].class, video -> assertThat(video)
                    .hasNumberOfRows(8));
            assertThat(last.facts().notes()).contains("0.5 s of silence are added at the end");
        }
    }

    @Test
    void behind_the_last_picture_it_is_held() throws IOException {
        // the sound lasts longer than the pictures, of which the last is at 1.96 s
        MadeRecording recording = MadeRecording.of(6, 50);
        try (Workers workers = Workers.one()) {
            FeatureExtractor extractor = new FeatureExtractor(TWO_SECONDS, WEIGHTS, workers);
            ExtractedClip behind = extractor.extract(recording, from("4", 2));
            assertThat(behind.facts().line()).contains("0.5 fps, 1 frame, 8 chunks of 6; ");
            float[][] held = behind.video().orElseThrow();
            for (float[] segment : held) {
                assertThat(segment).isEqualTo(held[0]);
            }
            float[][] shown =
                    extractor.extract(recording, from("1.92", 2)).video().orElseThrow();
            assertThat(shown[1]).isEqualTo(held[0]).isNotEqualTo(shown[0]);
            // of one picture a second, that of the first second is shown when the clip begins
            MadeRecording slow = recording.withFps(Rational.of(1));
            float[][] late = extractor.extract(slow, from("0.5", 2)).video().orElseThrow();
            float[][] early = extractor.extract(slow, from("0", 2)).video().orElseThrow();
            assertThat(late[0]).isEqualTo(early[0]).isEqualTo(late[1]).isNotEqualTo(late[2]);
        }
    }

    private static Section from(String start, int seconds) {
        return new Section(Seconds.parse("start", start), Optional.of(Rational.of(seconds)));
    }

    private static ClipSections sections(double seconds, Section within) throws IOException {
        return ClipSections.of(MadeRecording.of(seconds, 0), within, FeatureSettings.SETTINGS.defaults());
    }

    @Test
    void what_a_recording_lacks_is_said() {
        try (Workers workers = Workers.one()) {
            FeatureExtractor both = new FeatureExtractor(PAPER, WEIGHTS, workers);
            assertThatThrownBy(() -> both.clips(MadeRecording.of(10, 0), Section.ALL))
                    .hasMessageStartingWith("made: has no pictures");
            assertThatThrownBy(() -> both.clips(MadeRecording.of(0, 250), Section.ALL))
                    .hasMessageStartingWith("made: has no sound");
            MadeRecording tiny = new MadeRecording(Rational.of(10), 16_000, Rational.of(25), 250, 40, 16);
            assertThatThrownBy(() -> both.extract(tiny, Section.ALL))
                    .hasMessage("made: has pictures of 40 x 16 pixels; they must be at least 17 x 17");
            FeatureExtractor predecessor = new FeatureExtractor(FeaturePreset.PREDECESSOR.settings(), WEIGHTS, workers);
            MadeRecording slow = MadeRecording.of(10, 50).withFps(Rational.of(5));
            assertThatThrownBy(() -> predecessor.extract(slow, Section.ALL))
                    .hasMessageStartingWith("made: video chunks: 50 frames in 10 s are 5 a second");
        }
    }

    @Test
    void without_weights_for_pictures_there_is_sound_alone() throws IOException {
        try (Workers workers = Workers.one()) {
            FeatureExtractor sound = new FeatureExtractor(PAPER, WEIGHTS.without(EncoderWeights.S3D), workers);
            assertThat(sound.hasVideo()).isFalse();
            ExtractedClip clip = sound.extract(MadeRecording.of(10, 0), Section.ALL);
            assertThat(clip.video()).isEmpty();
            assertThat(clip.keyFrames()).isEmpty();
            assertThat(clip.facts().line()).isEqualTo("10 s, 16000 Hz, 2 channels; no video");
            assertThat(clip.audio())
                    .isDeepEqualTo(only(PAPER, MadeRecording.of(10, 250)).audio());
            assertThat(sound.fingerprint("x").made())
                    .containsEntry("s3d", "none")
                    .doesNotContainKey("colours");
        }
    }

    @Test
    void the_predecessors_features_are_whole_numbers_of_another_fingerprint() throws IOException {
        FeatureSettings predecessor = FeaturePreset.PREDECESSOR.settings();
        ExtractedClip clip = only(predecessor, MadeRecording.of(10, 250));
        for (float[] row : clip.audio()) {
            for (float feature : row) {
                assertThat(feature).isBetween(0f, 255f).isEqualTo((float) Math.rint(feature));
            }
        }
        assertThat(clip.facts().line()).contains("40 chunks of 6");
        assertThat(clip.video().orElseThrow())
                .isNotEqualTo(only(PAPER, MadeRecording.of(10, 250)).video().orElseThrow());
        try (Workers workers = Workers.one()) {
            Fingerprint paper = new FeatureExtractor(PAPER, WEIGHTS, workers).fingerprint("frames");
            Fingerprint other = new FeatureExtractor(predecessor, WEIGHTS, workers).fingerprint("frames");
            assertThat(paper.differences(other))
                    .containsExactly(
                            "final_relu: false and true",
                            "after_vggish: none and pca_8_bits",
                            "rounding: truncate and half_even",
                            "chunks: time and predecessor",
                            "colours: rgb and bgr",
                            "pixels: imagenet and unit",
                            "other_lengths: cut and refuse",
                            "pca: none and random:small:3");
            assertThat(paper.warning()).isPresent();
            assertThat(paper).isNotEqualTo(new FeatureExtractor(PAPER, WEIGHTS, workers).fingerprint("ffmpeg 6"));
        }
    }

    @Test
    void every_reading_changes_the_numbers_it_is_about() throws IOException {
        MadeRecording recording =
                MadeRecording.of(2, 24).withFps(Rational.of(12)).withRate(22_050);
        ExtractedClip paper = only(TWO_SECONDS, recording);
        Map<String, String> audio =
                Map.of("a22", "pca", "a26", "old_kaiser_best", "a27", "true", "patch_hop_frames", "10");
        audio.forEach((key, value) ->
                assertThat(changed(recording, key, value).audio()).as(key).isNotEqualTo(paper.audio()));
        List.of(
                        List.of("a31", "centre_128"),
                        List.of("a32", "bgr"),
                        List.of("a33", "kinetics"),
                        List.of("a33", "symmetric"),
                        List.of("a33", "unit"),
                        List.of("a34", "hold"),
                        List.of("a35", "none"))
                .forEach(reading -> assertThat(changed(recording, reading.getFirst(), reading.getLast())
                                .video()
                                .orElseThrow())
                        .as(reading.toString())
                        .isNotEqualTo(paper.video().orElseThrow()));
    }

    private static ExtractedClip changed(MadeRecording recording, String key, String value) {
        try {
            return only(TWO_SECONDS.with(Map.of(key, value)), recording);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void segments_as_the_predecessors_need_whole_clips() {
        assertThatThrownBy(() -> PAPER.with(Map.of("chunks", "predecessor")))
                .hasMessage("other_lengths: cut isn't allowed, must be refuse, since chunks is predecessor, which "
                        + "counts the frames of a whole clip");
    }

    private static ExtractedClip only(FeatureSettings settings, MadeRecording recording) throws IOException {
        try (Workers workers = Workers.one()) {
            return new FeatureExtractor(settings, WEIGHTS, workers).extract(recording, Section.ALL);
        }
    }
}
