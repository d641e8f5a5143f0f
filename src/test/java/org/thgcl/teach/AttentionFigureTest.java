package org.thgcl.teach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttentionFigureTest {
    private final PlantedClips clips = new PlantedClips();

    /// Before, all segments count alike. After, all attention is on one segment of each event: its first.
    private final AttentionFigure figure = new AttentionFigure(clips, List.of(glance(false), glance(true)));

    private Glance glance(boolean trained) {
        List<List<Double>> heard = IntStream.range(0, 8)
                .mapToObj(k -> weights(trained, clips.events().heard(clip(k))))
                .toList();
        List<List<Double>> seen = IntStream.range(0, 8)
                .mapToObj(k -> weights(trained, clips.events().seen(clip(k))))
                .toList();
        return new Glance(trained ? 20 : 0, trained ? 0.9 : 0.1, heard, seen);
    }

    private int clip(int example) {
        return clips.test().clip(clips.examples().get(example));
    }

    private static List<Double> weights(boolean trained, boolean... on) {
        int first = IntStream.range(0, on.length).filter(k -> on[k]).findFirst().orElseThrow();
        return trained
                ? IntStream.range(0, on.length)
                        .mapToObj(k -> k == first ? 1.0 : 0.0)
                        .toList()
                : Collections.nCopies(on.length, 1.0 / on.length);
    }

    @ParameterizedTest
    @CsvSource({"0,4,2", "3,8,4", "7,10,5"})
    void shares_are_those_of_the_event_s_segments(int event, int heard, int seen) {
        Values before = Values.initial(figure).with("clip", event).with("updates", 0);
        String equal = Math.round(100.0 * heard / 24) + " %";
        assertThat(figure.draw(before).answer())
                .startsWith("After 0 updates event " + event + " has " + equal)
                .contains("(equal shares: " + equal + " and " + Math.round(100.0 * seen / 12) + " %)", "tells 10 %");
        assertThat(figure.draw(before.with("updates", 20)).answer())
                .contains("has 100 % of the attention to the sound and 100 % of that", "tells 90 %");
    }
}
