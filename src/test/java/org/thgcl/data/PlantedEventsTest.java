package org.thgcl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlantedEventsTest {
    private static final PlantedEvents DEMO = new PlantedEvents(PlantedEvents.Design.demo());

    /// Equally many audio and video segments, so that the lag can be read off.
    private static PlantedEvents.Design equalRates(int lag, double noise, int distractors) {
        return new PlantedEvents.Design(
                6,
                120,
                1,
                new PlantedEvents.Size(20, 9),
                new PlantedEvents.Size(20, 11),
                new PlantedEvents.Event(5, lag, 4),
                distractors,
                noise,
                3);
    }

    /// How far each segment goes in a direction, `[P]`.
    private static double[] along(float[] features, double[] direction) {
        double[] along = new double[features.length / direction.length];
        for (int i = 0; i < features.length; i++) {
            along[i / direction.length] += features[i] * direction[i % direction.length];
        }
        return along;
    }

    private static double[] heard(PlantedEvents events, int clip) {
        float[] audioFeatures = new float[events.audioSegments() * events.audioFeatures()];
        events.readAudio(clip, audioFeatures, 0);
        return along(audioFeatures, events.audioDirection(events.label(clip)));
    }

    private static double[] seen(PlantedEvents events, int clip) {
        float[] videoFeatures = new float[events.videoSegments() * events.videoFeatures()];
        events.readVideo(clip, videoFeatures, 0);
        return along(videoFeatures, events.videoDirection(events.label(clip)));
    }

    @Test
    void clips_depend_on_seed_and_number_alone() {
        PlantedEvents again = new PlantedEvents(PlantedEvents.Design.demo());
        heard(again, 5);
        assertThat(heard(again, 77)).isEqualTo(heard(DEMO, 77)).isNotEqualTo(heard(DEMO, 78));
        PlantedEvents other = new PlantedEvents(PlantedEvents.Design.demo().withSeed(2));
        assertThat(other.labels()).isNotEqualTo(DEMO.labels());
        assertThat(heard(other, 77)).isNotEqualTo(heard(DEMO, 77));
    }

    @Test
    void an_event_is_on_where_there_is_something_in_a_clip_without_noise() {
        PlantedEvents.Design demo = PlantedEvents.Design.demo();
        PlantedEvents quiet = new PlantedEvents(new PlantedEvents.Design(
                demo.classes(), 40, 1, demo.audio(), demo.video(), demo.event(), 0, 0, demo.seed()));
        for (int clip = 0; clip < quiet.size(); clip++) {
            double[] heard = heard(quiet, clip);
            double[] seen = seen(quiet, clip);
            boolean[] hears = quiet.heard(clip);
            boolean[] sees = quiet.seen(clip);
            assertThat(hears).hasSize(24).contains(true).contains(false);
            assertThat(sees).hasSize(12).contains(true).contains(false);
            for (int j = 0; j < heard.length; j++) {
                assertThat(heard[j] > 1)
                        .as("clip %d, audio segment %d", clip, j)
                        .isEqualTo(hears[j]);
            }
            for (int i = 0; i < seen.length; i++) {
                assertThat(seen[i] > 1).as("clip %d, video segment %d", clip, i).isEqualTo(sees[i]);
            }
        }
    }

    @Property(tries = 8)
    void sound_follows_image_by_the_planted_lag(@ForAll @IntRange(max = 7) int lag) {
        PlantedEvents events = new PlantedEvents(equalRates(lag, 1, 2));
        double[] correlation = new double[12];
        for (int clip = 0; clip < events.size(); clip++) {
            double[] heard = heard(events, clip);
            double[] seen = seen(events, clip);
            for (int shift = 0; shift < correlation.length; shift++) {
                for (int i = 0; i + shift < seen.length; i++) {
                    correlation[shift] += seen[i] * heard[i + shift];
                }
            }
        }
        for (int shift = 0; shift < correlation.length; shift++) {
            if (shift != lag) {
                assertThat(correlation[shift]).isLessThan(correlation[lag]);
            }
        }
    }

    @Test
    void without_noise_and_distractors_the_signature_stands_alone() {
        PlantedEvents events = new PlantedEvents(equalRates(2, 0, 0));
        for (int clip = 0; clip < events.size(); clip++) {
            boolean[] signature = events.signature(events.label(clip));
            double[] heard = heard(events, clip);
            double[] seen = seen(events, clip);
            for (int segment = 0; segment < 20; segment++) {
                int slot = segment - events.onset(clip);
                boolean shown = slot >= 0 && slot < 5 && signature[slot];
                boolean sounds = slot >= 2 && slot < 7 && signature[slot - 2];
                assertThat(Math.round(seen[segment])).isEqualTo(shown ? 4 : 0);
                assertThat(Math.round(heard[segment])).isEqualTo(sounds ? 4 : 0);
            }
        }
    }

    @Test
    void signatures_are_on_at_both_ends_and_count_in_binary_between() {
        assertThat(DEMO.signature(0)).containsExactly(true, false, false, false, true);
        assertThat(DEMO.signature(3)).containsExactly(true, true, true, false, true);
        assertThat(DEMO.signature(4)).containsExactly(true, false, false, true, true);
    }

    @Test
    void no_modality_alone_tells_the_classes_apart_but_both_do() {
        Set<String> pairs = new HashSet<>();
        for (int c = 0; c < 8; c++) {
            assertThat(DEMO.audioDirection(c)).isEqualTo(DEMO.audioDirection(c ^ 1));
            assertThat(DEMO.videoDirection(c)).isEqualTo(DEMO.videoDirection((c + 1 ^ 1) - 1 & 7));
            pairs.add(DEMO.audioDirection(c)[0] + " " + DEMO.videoDirection(c)[0]);
        }
        assertThat(pairs).hasSize(8);
    }

    @Test
    void classes_are_of_unequal_size() {
        int[] counts = Subset.all(DEMO).classCounts();
        assertThat(counts[0]).isBetween(3 * counts[7] - 2, 3 * counts[7] + 2);
        for (int c = 1; c < 8; c++) {
            assertThat(counts[c]).isLessThanOrEqualTo(counts[c - 1]);
        }
        PlantedEvents even = new PlantedEvents(equalRates(1, 1, 0));
        assertThat(Subset.all(even).classCounts()).containsOnly(20);
    }

    @Test
    void onsets_vary_and_leave_room_for_the_event_and_its_lag() {
        Set<Integer> onsets = new HashSet<>();
        for (int clip = 0; clip < DEMO.size(); clip++) {
            onsets.add(DEMO.onset(clip));
        }
        // 12 video segments less 5 slots and ceil(3 / 2) of lag.
        assertThat(onsets).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
    }

    @Test
    void settings_outside_their_ranges_are_refused() {
        refused("classes is 1", 1, 100, 20, 10, 5, 1, 1, 1);
        refused("clips is 23; it must be at least 3 of each class, 24", 8, 23, 20, 10, 5, 1, 1, 1);
        refused("rarest class has 3", 8, 40, 20, 10, 5, 1, 1, 1000);
        refused("audio-segments is 9; it must be at least video-segments, 10", 8, 100, 9, 10, 5, 1, 1, 1);
        refused("slots is 4; it must be 5 to 16, for 8 different signatures", 8, 100, 20, 10, 4, 1, 1, 1);
        refused("video-segments is 10; it must be at least 11", 8, 100, 20, 10, 5, 11, 1, 1);
        refused("lag is -1", 8, 100, 20, 10, 5, -1, 1, 1);
        refused("noise is NaN", 8, 100, 20, 10, 5, 1, Double.NaN, 1);
        refused("imbalance is 0.5", 8, 100, 20, 10, 5, 1, 1, 0.5);
    }

    /// The form of version 1: caches of runs are found by its hash.
    @Test
    void the_identity_of_a_design_stays() {
        assertThat(PlantedEvents.Design.demo().identity())
                .isEqualTo("Settings[classes=8, clips=640, audioSegments=24, audioFeatures=16, videoSegments=12,"
                        + " videoFeatures=24, slots=5, lag=3, distractors=3, strength=2.0, noise=1.0, imbalance=3.0,"
                        + " seed=1024]");
    }

    private static void refused(
            String message,
            int classes,
            int clips,
            int audioSegments,
            int videoSegments,
            int slots,
            int lag,
            double noise,
            double imbalance) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlantedEvents.Design(
                        classes,
                        clips,
                        imbalance,
                        new PlantedEvents.Size(audioSegments, 4),
                        new PlantedEvents.Size(videoSegments, 4),
                        new PlantedEvents.Event(slots, lag, 1),
                        1,
                        noise,
                        1))
                .withMessageContainingAll("planted events: ", message);
    }
}
