package org.thgcl.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StartsTest {
    @Property
    void window_time_is_the_nearest_of_all_windows_the_earlier_of_two(
            @ForAll @IntRange(max = 60) int audioSegments,
            @ForAll @IntRange(max = 30) int videoSegments,
            @ForAll @IntRange(max = 8) int span,
            @ForAll @IntRange(min = 1, max = 60) int audioCentiseconds,
            @ForAll @IntRange(min = 1, max = 60) int videoCentiseconds) {
        int[] starts = Starts.windowTime(
                audioSegments, videoSegments, span, audioCentiseconds / 100.0, videoCentiseconds / 100.0);
        assertThat(starts).hasSize(videoSegments);
        for (int i = 0; i < videoSegments; i++) {
            int nearest = 0;
            // cut afterwards: windows beyond the clip are looked at, too, up to the last chunk's 29 x 60 centiseconds
            for (int k = 1; k <= 29 * 60; k++) {
                int distance = Math.abs(k * audioCentiseconds - i * videoCentiseconds);
                if (distance < Math.abs(nearest * audioCentiseconds - i * videoCentiseconds)) {
                    nearest = k;
                }
            }
            assertThat(starts[i]).isEqualTo(Math.max(0, Math.min(nearest, audioSegments - span)));
        }
    }

    @Test
    void the_papers_hops_at_101_and_40_segments_by_hand() {
        int[] starts = Starts.windowTime(101, 40, 3, 0.09, 0.25);
        // 25/9 = 2.78, 50/9 = 5.56, 75/9 = 8.33, 100/9 = 11.1
        assertThat(IntStream.of(starts).limit(5)).containsExactly(0, 3, 6, 8, 11);
        // the chunk at 8.75 s is nearest to window 97 at 8.73 s; after it all are cut to 98
        assertThat(IntStream.of(starts).skip(35)).containsExactly(97, 98, 98, 98, 98);
        // unlike the time stamps, which are up to 10 windows earlier before the cut
        assertThat(Starts.timestamp(101, 40)[39]).isEqualTo(98);
        assertThat(Starts.windowTime(1000, 40, 3, 0.09, 0.25)[39]).isEqualTo(108);
    }

    @Test
    void ties_go_to_the_earlier_window_and_are_decided_on_the_decimal_numbers() {
        // chunk 1 at 0.15 s lies midway between windows 0 at 0 s and 1 at 0.3 s, chunk 3 between 1 and 2: as doubles,
        // 0.15 / 0.3 is 0.5 but 3 x 0.15 / 0.3 is 1.4999999999999998
        assertThat(Starts.windowTime(9, 4, 1, 0.3, 0.15)).containsExactly(0, 0, 1, 1);
        // 1.05 / 0.7 is 3/2, in doubles 1.5000000000000002, which would round up
        assertThat(1.05 / 0.7).isGreaterThan(1.5);
        assertThat(Starts.windowTime(9, 2, 1, 0.7, 1.05)).containsExactly(0, 1);
    }

    @Test
    void a_clip_shorter_than_the_span_starts_at_0_and_extreme_hops_are_no_trouble() {
        assertThat(Starts.windowTime(2, 3, 5, 0.1, 0.1)).containsExactly(0, 0, 0);
        assertThat(Starts.windowTime(0, 2, 3, 0.1, 0.1)).containsExactly(0, 0);
        assertThat(Starts.windowTime(9, 2, 3, Double.MIN_VALUE, Double.MAX_VALUE))
                .containsExactly(0, 6);
        assertThat(Starts.windowTime(9, 2, 3, Double.MAX_VALUE, Double.MIN_VALUE))
                .containsExactly(0, 0);
    }

    @Test
    void sizes_below_0_and_hops_that_are_no_times_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Starts.windowTime(3, 3, -1, 0.1, 0.1))
                .withMessage("cross-modal edges: span must be at least 0, got -1");
        for (double hop : new double[] {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Starts.windowTime(3, 3, 1, hop, 0.1))
                    .withMessage("start of the cross-modal edges: the audio hop must be a finite number of seconds"
                            + " above 0, got " + hop);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Starts.windowTime(3, 3, 1, 0.1, hop))
                    .withMessageContaining("the video hop");
        }
    }
}
