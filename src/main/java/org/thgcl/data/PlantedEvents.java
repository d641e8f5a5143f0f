package org.thgcl.data;

import java.util.List;
import java.util.stream.IntStream;
import org.thgcl.tensor.CounterRandom;

/// Synthetic clips with audio-visual events planted in noise: nothing was ever recorded. They show that the
/// program trains and that a model learns to tell the events apart, and no more.
///
/// A clip is noise with one event. The event of class c sounds in the direction `c / 2` of the audio features and shows
/// in the direction `(c + 1) / 2` (modulo the number of directions) of the video features. So classes 0 and 1 sound
/// alike, 1 and 2 look alike: neither modality alone tells all classes apart. An event lasts a number of slots, each
/// as long as a video segment, in which it is on or off by the class's [#signature]. It begins at a random onset, and
/// is heard `lag` audio segments after it is seen. Distractors are single slots, each in a random direction of one
/// modality, as strong as an event. Classes are of unequal size.
///
/// Each number is computed when asked for, from the seed, the clip and its place alone.
public final class PlantedEvents implements DataSet {
    private static final String ID = "planted-";

    private static final int LABELS = CounterRandom.site("planted labels");
    private static final int ONSET = CounterRandom.site("planted onset");

    /// A strength or deviation whose features are surely numbers of float32.
    private static final double LARGEST = 1e30;

    private static final int MOST_PER_CLIP = 1 << 25;
    private static final Modality AUDIO = Modality.of("audio");
    private static final Modality VIDEO = Modality.of("video");

    private final Design design;
    private final CounterRandom random;
    private final int[] labels;
    private final List<String> classes;
    private final double[][] audioDirections;
    private final double[][] videoDirections;

    /// The data set of the given design.
    public PlantedEvents(Design design) {
        this.design = design;
        random = new CounterRandom(design.seed);
        classes = IntStream.range(0, design.classes).mapToObj(c -> "event " + c).toList();
        labels = labels(design, random);
        audioDirections = directions(AUDIO, design.audio.features);
        videoDirections = directions(VIDEO, design.video.features);
    }

    /// Sizes and strengths of the planted events.
    ///
    /// @param classes number of classes, at least 2
    /// @param clips number of clips, enough for 3 of the rarest class
    /// @param imbalance clips of the first class per clip of the last, at least 1; sizes between fall geometrically
    /// @param audio segments P_a, at least P_v, and features F_a
    /// @param video segments P_v, enough for an event and its lag, and features F_v
    /// @param event the event of each clip
    /// @param distractors per clip and modality, at least 0
    /// @param noise standard deviation of every feature, at least 0
    /// @param seed of everything random
    public record Design(
            int classes,
            int clips,
            double imbalance,
            Size audio,
            Size video,
            Event event,
            int distractors,
            double noise,
            long seed) {
        /// Checks the ranges.
        ///
        /// @throws IllegalArgumentException naming the first setting outside its range
        public Design {
            require(classes >= 2, "classes", classes, "at least 2");
            require(audio.features >= 1, "audio-features", audio.features, "at least 1");
            require(video.features >= 1, "video-features", video.features, "at least 1");
            int digits = Integer.SIZE - Integer.numberOfLeadingZeros(classes - 1);
            require(
                    event.slots >= 2 + digits && event.slots <= 16,
                    "slots",
                    event.slots,
                    (2 + digits) + " to 16, for " + classes + " different signatures");
            requireClip("audio-segments", audio.segments, audio.features);
            requireClip("video-segments", video.segments, video.features);
            require(event.lag >= 0, "lag", event.lag, "at least 0");
            require(video.segments >= 1, "video-segments", video.segments, "at least 1");
            require(
                    audio.segments >= video.segments,
                    "audio-segments",
                    audio.segments,
                    "at least video-segments, " + video.segments);
            long needed = event.slots + lagInSlots(event.lag, audio.segments, video.segments);
            require(
                    video.segments >= needed,
                    "video-segments",
                    video.segments,
                    "at least " + needed + ", for an event and its lag");
            require(distractors >= 0, "distractors", distractors, "at least 0");
            require(
                    event.strength >= 0 && event.strength <= LARGEST,
                    "strength",
                    event.strength,
                    "at least 0 and at most " + LARGEST);
            require(noise >= 0 && noise <= LARGEST, "noise", noise, "at least 0 and at most " + LARGEST);
            require(imbalance >= 1 && Double.isFinite(imbalance), "imbalance", imbalance, "at least 1");
            require(clips >= 3 * classes, "clips", clips, "at least 3 of each class, " + 3 * classes);
            int rarest = classSizes(classes, clips, imbalance)[classes - 1];
            require(rarest >= 3, "clips", clips, "more, so that the rarest class has 3; it would have " + rarest);
        }

        private static void requireClip(String setting, int segments, int features) {
            require(
                    (long) segments * features <= MOST_PER_CLIP,
                    setting,
                    segments,
                    "at most " + MOST_PER_CLIP / features + ", of " + features + " features");
        }

        private static void require(boolean holds, String setting, Number value, String rule) {
            if (!holds) {
                throw new IllegalArgumentException(
                        "planted events: " + setting + " is " + value + "; it must be " + rule);
            }
        }

        /// The settings of the command `demo`: strength and distractors such that features averaged over time
        /// don't suffice to tell every clip's class.
        public static Design demo() {
            return new Design(8, 640, 3.0, new Size(24, 16), new Size(12, 24), new Event(5, 3, 2.0), 3, 1.0, 1024);
        }

        /// The same with another seed.
        public Design withSeed(long other) {
            return new Design(classes, clips, imbalance, audio, video, event, distractors, noise, other);
        }

        /// The same with another lag and other noise.
        ///
        /// @throws IllegalArgumentException if one is outside its range
        public Design with(int lag, double otherNoise) {
            Event later = new Event(event.slots, lag, event.strength);
            return new Design(classes, clips, imbalance, audio, video, later, distractors, otherNoise, seed);
        }

        /// The text by which runs on these clips are found again: its form must stay.
        public String identity() {
            return "Settings[classes=" + classes + ", clips=" + clips + ", audioSegments=" + audio.segments
                    + ", audioFeatures=" + audio.features + ", videoSegments=" + video.segments + ", videoFeatures="
                    + video.features + ", slots=" + event.slots + ", lag=" + event.lag + ", distractors=" + distractors
                    + ", strength=" + event.strength + ", noise=" + noise + ", imbalance=" + imbalance + ", seed="
                    + seed + "]";
        }
    }

    /// Size of a modality of a clip.
    ///
    /// @param segments P
    /// @param features F, at least 1
    public record Size(int segments, int features) {}

    /// An event.
    ///
    /// @param slots its length in video segments: 2 + the binary digits of a class, at most 16
    /// @param lag audio segments by which it is heard after it is seen, at least 0
    /// @param strength length of the vector that an event or a distractor adds to a segment's features, at least 0
    public record Event(int slots, int lag, double strength) {}

    /// Whether an event of a class is on, slot by slot: on in the first and in the last, between them the binary
    /// digits of the class's number.
    public boolean[] signature(int label) {
        boolean[] on = new boolean[design.event.slots];
        on[0] = true;
        on[design.event.slots - 1] = true;
        for (int slot = 1; slot < design.event.slots - 1; slot++) {
            on[slot] = (label >>> (slot - 1) & 1) == 1;
        }
        return on;
    }

    /// The video segment in which a clip's event begins to be seen.
    public int onset(int clip) {
        int latest = design.video.segments
                - design.event.slots
                - (int) lagInSlots(design.event.lag, design.audio.segments, design.video.segments);
        return random.below(latest + 1, clip, ONSET, 0);
    }

    /// Whether a clip's event is on at the middle of each audio segment, `[P_a]`.
    public boolean[] heard(int clip) {
        return on(clip, middles(design.audio.segments, design.event.lag));
    }

    /// Whether a clip's event is on at the middle of each video segment, `[P_v]`.
    public boolean[] seen(int clip) {
        return on(clip, middles(design.video.segments, 0));
    }

    /// The middle of each of some segments that fill the clip, in video segments, as early as `lag` segments before.
    private double[] middles(int segments, int lag) {
        return IntStream.range(0, segments)
                .mapToDouble(j -> (j + 0.5 - lag) * design.video.segments / segments)
                .toArray();
    }

    /// Whether a clip's event is on at some times in video segments.
    private boolean[] on(int clip, double[] times) {
        boolean[] signature = signature(labels[clip]);
        int onset = onset(clip);
        boolean[] on = new boolean[times.length];
        for (int k = 0; k < times.length; k++) {
            int slot = (int) Math.floor(times[k]) - onset;
            on[k] = slot >= 0 && slot < signature.length && signature[slot];
        }
        return on;
    }

    /// The unit vector `[F_a]` in which events of a class sound.
    public double[] audioDirection(int label) {
        return audioDirections[label / 2].clone();
    }

    /// The unit vector `[F_v]` in which events of a class show.
    public double[] videoDirection(int label) {
        return videoDirections[(label + 1) / 2 % videoDirections.length].clone();
    }

    /// The settings of all clips.
    public Design design() {
        return design;
    }

    @Override
    public String name() {
        return "planted events (synthetic)";
    }

    @Override
    public int size() {
        return design.clips;
    }

    @Override
    public int audioSegments() {
        return design.audio.segments;
    }

    @Override
    public int audioFeatures() {
        return design.audio.features;
    }

    @Override
    public int videoSegments() {
        return design.video.segments;
    }

    @Override
    public int videoFeatures() {
        return design.video.features;
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int label(int clip) {
        return labels[clip];
    }

    @Override
    public String id(int clip) {
        return ID + clip;
    }

    /// Whether clips are of this kind, also when they were written to a file: by their ids.
    public static boolean areIn(DataSet data) {
        return IntStream.range(0, data.size()).allMatch(clip -> data.id(clip).equals(ID + clip));
    }

    @Override
    public void readAudio(int clip, float[] into, int offset) {
        write(clip, AUDIO, audioDirections, audioDirection(labels[clip]), heard(clip), into, offset);
    }

    @Override
    public void readVideo(int clip, float[] into, int offset) {
        write(clip, VIDEO, videoDirections, videoDirection(labels[clip]), seen(clip), into, offset);
    }

    /// Writes one modality of a clip: noise, the event where it is on, distractors.
    private void write(
            int clip,
            Modality modality,
            double[][] directions,
            double[] direction,
            boolean[] event,
            float[] into,
            int offset) {
        double[] now = middles(event.length, 0);
        int features = direction.length;
        for (int segment = 0; segment < now.length; segment++) {
            double[] sum = new double[features];
            if (event[segment]) {
                add(direction, sum);
            }
            for (int k = 0; k < design.distractors; k++) {
                if ((int) now[segment] == random.below(design.video.segments, clip, modality.distractors, 2 * k)) {
                    add(directions[random.below(directions.length, clip, modality.distractors, 2 * k + 1)], sum);
                }
            }
            for (int i = 0; i < features; i++) {
                int element = segment * features + i;
                double noise = design.noise * random.gaussian(clip, modality.noise, element);
                into[offset + element] = (float) (sum[i] + noise);
            }
        }
    }

    private void add(double[] direction, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += design.event.strength * direction[i];
        }
    }

    /// Random unit vectors, half as many as classes.
    private double[][] directions(Modality modality, int features) {
        double[][] directions = new double[(design.classes + 1) / 2][features];
        for (int d = 0; d < directions.length; d++) {
            double square = 0;
            for (int i = 0; i < features; i++) {
                directions[d][i] = random.gaussian(d, modality.directions, i);
                square += directions[d][i] * directions[d][i];
            }
            for (int i = 0; i < features; i++) {
                directions[d][i] /= Math.sqrt(square);
            }
        }
        return directions;
    }

    private static int[] labels(Design design, CounterRandom random) {
        int[] sizes = classSizes(design.classes, design.clips, design.imbalance);
        int[] order = random.permutation(design.clips, 0, LABELS);
        int[] labels = new int[design.clips];
        int next = 0;
        for (int c = 0; c < sizes.length; c++) {
            for (int i = 0; i < sizes[c]; i++) {
                labels[order[next++]] = c;
            }
        }
        return labels;
    }

    private static int[] classSizes(int classes, int clips, double imbalance) {
        double[] fractions = new double[classes];
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            fractions[c] = StrictMath.pow(imbalance, -(double) c / (classes - 1));
            sum += fractions[c];
        }
        for (int c = 0; c < classes; c++) {
            fractions[c] /= sum;
        }
        return Split.sizes(clips, fractions);
    }

    private static long lagInSlots(int lag, int audioSegments, int videoSegments) {
        return Math.ceilDiv((long) lag * videoSegments, (long) audioSegments);
    }

    /// The sites of a modality's random numbers.
    private record Modality(int noise, int directions, int distractors) {
        private static Modality of(String name) {
            return new Modality(
                    CounterRandom.site("planted " + name + " noise"),
                    CounterRandom.site("planted " + name + " directions"),
                    CounterRandom.site("planted " + name + " distractors"));
        }
    }
}
