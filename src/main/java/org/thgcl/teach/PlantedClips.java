package org.thgcl.teach;

import java.util.List;
import java.util.stream.IntStream;
import org.thgcl.data.DataSet;
import org.thgcl.data.PlantedEvents;
import org.thgcl.data.Split;
import org.thgcl.data.Subset;
import org.thgcl.model.ClipShape;

/// The clips of the demonstration in small: fewer, of stronger events, so that a training can be watched.
final class PlantedClips {
    private static final long SEED = 1024;
    private static final double TESTED = 0.2;

    private final PlantedEvents events = new PlantedEvents(new PlantedEvents.Design(
            8,
            400,
            1,
            new PlantedEvents.Size(24, 16),
            new PlantedEvents.Size(12, 24),
            new PlantedEvents.Event(5, 3, 3),
            2,
            1,
            SEED));
    private final int[] train;
    private final Subset test;
    private DataSet held;

    PlantedClips() {
        Subset[] parts = Split.fraction(events, TESTED, true, SEED);
        train = parts[0].clips();
        test = parts[1];
    }

    /// The clips in memory, from when they are first asked for on: to compute them takes longer than to learn from
    /// them.
    private DataSet held() {
        if (held == null) {
            int clips = events.size();
            float[][][] audio = new float[clips][][];
            float[][][] video = new float[clips][][];
            for (int clip = 0; clip < clips; clip++) {
                float[] sound = new float[events.audioSegments() * events.audioFeatures()];
                float[] pictures = new float[events.videoSegments() * events.videoFeatures()];
                events.readAudio(clip, sound, 0);
                events.readVideo(clip, pictures, 0);
                audio[clip] = rows(sound, events.audioSegments());
                video[clip] = rows(pictures, events.videoSegments());
            }
            int[] labels = IntStream.range(0, clips).map(events::label).toArray();
            held = DataSet.of(audio, video, labels, events.classes());
        }
        return held;
    }

    private static float[][] rows(float[] features, int segments) {
        int width = features.length / segments;
        float[][] rows = new float[segments][width];
        for (int segment = 0; segment < segments; segment++) {
            System.arraycopy(features, segment * width, rows[segment], 0, width);
        }
        return rows;
    }

    PlantedEvents events() {
        return events;
    }

    ClipShape shape() {
        return new ClipShape(
                events.audioFeatures(),
                events.videoFeatures(),
                events.audioSegments(),
                events.videoSegments(),
                events.classes().size());
    }

    /// The clips that are learnt from.
    Subset train() {
        return new Subset(held(), train);
    }

    /// How many clips are learnt from.
    int trained() {
        return train.length;
    }

    /// The clips that training never sees.
    Subset test() {
        return test;
    }

    /// The position in [#test] of the first clip of each class.
    List<Integer> examples() {
        return IntStream.range(0, events.classes().size())
                .map(label -> IntStream.range(0, test.size())
                        .filter(position -> events.label(test.clip(position)) == label)
                        .findFirst()
                        .orElseThrow())
                .boxed()
                .toList();
    }

    /// How much each audio segment of a clip is like the sound of its event: its features in that direction, `[P_a]`.
    double[] soundsAlike(int clip) {
        float[] features = new float[events.audioSegments() * events.audioFeatures()];
        events.readAudio(clip, features, 0);
        return along(features, events.audioDirection(events.label(clip)));
    }

    /// How much each video segment of a clip is like the picture of its event, `[P_v]`.
    double[] looksAlike(int clip) {
        float[] features = new float[events.videoSegments() * events.videoFeatures()];
        events.readVideo(clip, features, 0);
        return along(features, events.videoDirection(events.label(clip)));
    }

    private static double[] along(float[] features, double... direction) {
        double[] along = new double[features.length / direction.length];
        for (int k = 0; k < features.length; k++) {
            along[k / direction.length] += features[k] * direction[k % direction.length];
        }
        return along;
    }
}
