package org.thgcl.audit;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.audit.Reading.Choice;
import org.thgcl.equation.Eq2HawkesWeight.Noise;
import org.thgcl.equation.Eq2HawkesWeight.Position;
import org.thgcl.equation.Eq2HawkesWeight.Primes;
import org.thgcl.graph.CrossModalEdges;

/// Whether the weights of Eq. 2 follow the order in time, in each reading of A7 and A8.
final class HawkesOrder {
    private HawkesOrder() {}

    /// Says of two edges whether the first has to weigh more.
    private interface First {
        boolean of(Times times, int e, int f);
    }

    /// The ends of each edge, and start(i) of its video node.
    private record Times(int[] video, int[] audio, int[] start) {
        static Times of(CrossModalEdges edges) {
            return new Times(edges.video(), edges.audio(), edges.start());
        }

        boolean sameAudio(int e, int f) {
            return audio[e] == audio[f];
        }

        boolean sameVideo(int e, int f) {
            return video[e] == video[f];
        }

        /// Audio segments since the video node's time.
        int elapsed(int e) {
            return audio[e] - start[e];
        }
    }

    static Finding recent(Evidence evidence) {
        List<Reading> readings = new ArrayList<>(readings(
                evidence,
                (times, e, f) -> times.sameAudio(e, f) && times.elapsed(e) < times.elapsed(f),
                Choice.word("recent", "the latest past video node")));
        List<Reading> late = readings(
                evidence,
                (times, e, f) -> times.sameVideo(e, f) && times.audio[e] > times.audio[f],
                Choice.word("recent", "the latest audio node of a list (TMac's code)"));
        // the sense of TMac's code isn't the paper's: none of its readings is the printed one
        late.forEach(reading -> readings.add(new Reading(reading.choices(), false, reading.figure(), reading.holds())));
        return Finding.of(
                readings,
                "as printed, of one audio node: " + readings.getFirst().figure() + "; of one video node: "
                        + late.getFirst().figure(),
                "An audio node's interactions are the video nodes at or before its time. Few audio nodes have two"
                    + " (attention-choice); there the later one weighs more, because Pmax' grows faster than i. TMac's"
                    + " code takes the latest audio node of a list; a video node's list begins at its own time, so"
                    + " that is the farthest one, and eq2-closer asks for the opposite.");
    }

    static Finding closer(Evidence evidence) {
        List<Reading> readings = readings(
                evidence,
                (times, e, f) ->
                        (times.sameVideo(e, f) || times.sameAudio(e, f)) && times.elapsed(e) < times.elapsed(f));
        return Finding.of(
                readings,
                "as printed " + readings.getFirst().figure(),
                "Pairs are of edges that share a node. Time between the ends is j - start(i) in audio segments: J(i)"
                    + " begins at the video node's own time. As printed Eq. 2 doesn't contain the audio node, so all"
                    + " weights of one list are equal but for noise. With the audio node's own index and the printed"
                    + " sign the nearest edge weighs most, as the text and Figure 1 say; with sign -1 it weighs"
                    + " least.");
    }

    private static List<Reading> readings(Evidence evidence, First first, Choice... sense) {
        List<Reading> readings = new ArrayList<>();
        CrossModalEdges edges = evidence.graphs().paper().cross();
        Times times = Times.of(edges);
        for (Position position : Position.values()) {
            for (int sign : new int[] {1, -1}) {
                HawkesReadings reading = HawkesReadings.of(Noise.RATIO, position, sign, Primes.LIST);
                List<Choice> choices = new ArrayList<>(List.of(sense));
                choices.add(HawkesReadings.choice(position));
                choices.add(Choice.of("A8", "sign", sign));
                readings.add(judged(choices, reading.printed(), times, first, reading.weights(0.5, evidence)));
            }
        }
        return readings;
    }

    private static Reading judged(List<Choice> choices, boolean printed, Times times, First first, double[] weight) {
        int pairs = 0;
        int more = 0;
        int less = 0;
        for (int e = 0; e < weight.length; e++) {
            for (int f = 0; f < weight.length; f++) {
                if (first.of(times, e, f)) {
                    pairs++;
                    more += weight[e] > weight[f] ? 1 : 0;
                    less += weight[e] < weight[f] ? 1 : 0;
                }
            }
        }
        return new Reading(
                choices,
                printed,
                NumberText.part(more, pairs) + " pairs in order, " + less + " reversed",
                more == pairs && pairs > 0);
    }
}
