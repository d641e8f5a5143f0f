package org.thgcl.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.features.VideoChunks.Filling;
import org.thgcl.features.VideoChunks.Timeline;
import org.thgcl.media.Rational;

class VideoChunksTest {
    private static final Rational QUARTER = new Rational(1, 4);
    private static final VideoChunks TIME = chunks(Timeline.TIME, 1, Filling.REPEAT);
    private static final VideoChunks PREDECESSOR = chunks(Timeline.PREDECESSOR, 1, Filling.REPEAT);

    /// Ten seconds without filling where `least` is 1.
    private static VideoChunks chunks(Timeline timeline, int least, Filling filling) {
        return new VideoChunks(timeline, QUARTER, 10, least, filling);
    }

    @Property(tries = 200)
    void frames_are_those_of_the_definition(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 3000) Integer> thousandths) {
        List<Rational> times =
                thousandths.stream().sorted().map(t -> new Rational(t, 1000)).toList();
        List<List<Integer>> chunks = new VideoChunks(Timeline.TIME, QUARTER, 3, 1, Filling.REPEAT).of(times);
        assertThat(chunks).hasSize(12);
        for (int k = 0; k < 12; k++) {
            Rational begin = new Rational(k, 4);
            Rational end = new Rational(k + 1, 4);
            List<Integer> frames = new ArrayList<>();
            int shown = 0;
            for (int i = 0; i < times.size(); i++) {
                boolean begun = times.get(i).compareTo(begin) >= 0;
                boolean before = times.get(i).compareTo(end) < 0;
                if (begun && before) {
                    frames.add(i);
                }
                shown = before ? i : shown;
            }
            assertThat(chunks.get(k)).isEqualTo(frames.isEmpty() ? List.of(shown) : frames);
        }
    }

    @Test
    void twenty_five_a_second_are_seven_and_three_times_six_by_time() {
        List<List<Integer>> chunks = TIME.of(rate(25, 1, 250));
        assertThat(chunks).hasSize(40);
        for (int k = 0; k < 40; k++) {
            assertThat(chunks.get(k)).hasSize(k % 4 == 0 ? 7 : 6);
        }
        assertThat(chunks.stream().flatMap(List::stream))
                .containsExactlyElementsOf(IntStream.range(0, 250).boxed().toList());
    }

    @Test
    void a_frame_on_a_border_begins_the_chunk() {
        // 30000/1001 frames a second: none falls on a border but the first; at 24 a second each sixth does
        assertThat(TIME.of(rate(30000, 1001, 300)).get(1)).containsExactly(8, 9, 10, 11, 12, 13, 14);
        assertThat(TIME.of(rate(24, 1, 240)).get(39)).containsExactly(234, 235, 236, 237, 238, 239);
    }

    @Test
    void the_frame_that_is_shown_stands_for_none() {
        // frames at 0.3, 0.5 and 1.6 s
        List<List<Integer>> chunks = TIME.of(List.of(new Rational(3, 10), new Rational(1, 2), new Rational(8, 5)));
        assertThat(chunks.subList(0, 8))
                .containsExactly(
                        List.of(0), List.of(0), List.of(1), List.of(1), List.of(1), List.of(1), List.of(2), List.of(2));
        assertThat(chunks.get(39)).containsExactly(2);
    }

    @Test
    void frames_before_the_clip_are_shown_but_in_no_chunk() {
        List<Rational> times = List.of(new Rational(-1, 2), new Rational(-1, 5), new Rational(2, 5));
        assertThat(TIME.of(times).subList(0, 3)).containsExactly(List.of(1), List.of(2), List.of(2));
    }

    @ParameterizedTest
    @CsvSource({"250, 6", "300, 7", "150, 3", "240, 6", "100, 2", "109, 2", "259, 6"})
    void the_predecessors_take_equally_many_frames(int frames, int each) {
        List<List<Integer>> chunks = PREDECESSOR.of(rate(1, 1, frames));
        assertThat(chunks).hasSize(40);
        for (int k = 0; k < 40; k++) {
            assertThat(chunks.get(k))
                    .containsExactlyElementsOf(
                            IntStream.range(k * each, (k + 1) * each).boxed().toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 6, 5", "2, 6, 5", "3, 6, 5", "4, 8, 5", "5, 5, 5", "6, 6, 6"})
    void short_chunks_are_filled_up(int n, int repeated, int held) {
        List<Rational> times = rate(4L * n, 1, 40 * n);
        List<Integer> last = chunks(Timeline.TIME, 5, Filling.REPEAT).of(times).get(39);
        List<Integer> hold = chunks(Timeline.TIME, 5, Filling.HOLD).of(times).get(39);
        assertThat(last).hasSize(repeated);
        assertThat(hold).hasSize(held);
        for (int i = 0; i < repeated; i++) {
            assertThat(last.get(i)).isEqualTo(39 * n + i % n);
        }
        for (int i = 0; i < held; i++) {
            assertThat(hold.get(i)).isEqualTo(39 * n + Math.min(i, n - 1));
        }
    }

    @Test
    void a_rest_of_a_chunk_is_none() {
        assertThat(new VideoChunks(Timeline.TIME, new Rational(3, 10), 1, 1, Filling.REPEAT).count())
                .isEqualTo(3);
    }

    @Test
    void clips_that_have_too_little_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TIME.of(List.of()))
                .withMessage("video chunks: there is no frame, there must be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PREDECESSOR.of(rate(10, 1, 99)))
                .withMessage("video chunks: 99 frames in 10 s are 9 a second, timeline predecessor needs 10 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VideoChunks(Timeline.PREDECESSOR, new Rational(1, 11), 10, 1, Filling.REPEAT)
                        .of(rate(10, 1, 100)))
                .withMessage("video chunks: a chunk of 1/11 s holds no frame at 10 frames a second");
    }

    @Test
    void times_that_fall_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TIME.of(List.of(Rational.ZERO, new Rational(1, 2), new Rational(1, 3))))
                .withMessage("video chunks: frame 2 is at 1/3 s, the one before at 1/2 s; times must not fall");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 10, 5, 'chunkSeconds is 0, it must be above 0 and at most seconds = 10'",
        "41, 4, 10, 5, 'chunkSeconds is 41/4, it must be above 0 and at most seconds = 10'",
        "1, 1000000000, 10, 5, 'chunkSeconds is 1/1000000000, it must be so long that there are less than 2^31 chunks'",
        "1, 4, 0, 5, 'seconds is 0, it must be at least 1'",
        "1, 4, 10, 0, 'leastFrames is 0, it must be at least 1'"
    })
    void settings_out_of_range_are_refused(long numerator, long denominator, int seconds, int least, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VideoChunks(
                        Timeline.TIME, new Rational(numerator, denominator), seconds, least, Filling.REPEAT))
                .withMessage("video chunks: " + message);
    }

    /// The times of frames at so many a second.
    private static List<Rational> rate(long frames, long seconds, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Rational(i * seconds, frames))
                .toList();
    }
}
