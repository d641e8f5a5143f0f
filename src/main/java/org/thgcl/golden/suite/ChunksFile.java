package org.thgcl.golden.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.thgcl.features.VideoChunks;

/// The frames of a video's chunks, chunk by chunk.
final class ChunksFile {
    private ChunksFile() {}

    /// The way in which a chunk with too few frames is filled up.
    @FunctionalInterface
    private interface Filling {
        /// The chunk with what is added.
        List<Integer> filled(List<Integer> chunk, int least);
    }

    /// The number of frames of each chunk of the predecessors.
    @FunctionalInterface
    private interface Size {
        double of(double frames);
    }

    /// The places where chunks can differ.
    ///
    /// @param size of the predecessors' chunks, from rate times length
    /// @param drift whether the predecessors' chunks lie one behind the other; else where the time says
    /// @param open whether a frame on a border belongs to the chunk before
    /// @param shown by how much the frame that stands for none differs from the one that is shown
    private record Rule(Size size, boolean drift, boolean open, int shown, Filling filling) {
        static final Rule RIGHT = filling(ChunksFile::repeated);

        static Rule filling(Filling filling) {
            return new Rule(Math::floor, true, false, 0, filling);
        }

        Map<String, Numbers> of(Definition.Settings s, Map<String, Numbers> in) {
            double[] times = in.get("times").data();
            double length = s.number("chunk_seconds");
            int count = (int) (s.whole("seconds") / length);
            List<Integer> sizes = new ArrayList<>();
            List<Integer> frames = new ArrayList<>();
            for (int k = 0; k < count; k++) {
                List<Integer> chunk =
                        s.text("timeline").equals("time") ? byTime(times, length, k) : consecutive(s, times.length, k);
                List<Integer> filled = filling.filled(chunk, s.whole("least_frames"));
                sizes.add(filled.size());
                frames.addAll(filled);
            }
            Map<String, Numbers> outputs = new LinkedHashMap<>();
            outputs.put("chunk_sizes", whole(sizes));
            outputs.put("frames", whole(frames));
            return outputs;
        }

        private List<Integer> byTime(double[] times, double length, int k) {
            List<Integer> chunk = new ArrayList<>();
            int last = 0;
            for (int i = 0; i < times.length; i++) {
                boolean begun = open ? times[i] > k * length : times[i] >= k * length;
                boolean over = open ? times[i] > (k + 1) * length : times[i] >= (k + 1) * length;
                if (begun && !over) {
                    chunk.add(i);
                }
                last = over ? last : i;
            }
            return chunk.isEmpty() ? List.of(Math.min(last + shown, times.length - 1)) : chunk;
        }

        private List<Integer> consecutive(Definition.Settings s, int frames, int k) {
            int rate = frames / s.whole("seconds");
            int each = (int) size.of(rate * s.number("chunk_seconds"));
            int first = drift ? k * each : (int) (k * rate * s.number("chunk_seconds"));
            return IntStream.range(first, first + each).boxed().toList();
        }
    }

    private static Numbers whole(List<Integer> numbers) {
        return Numbers.indices(numbers.stream().mapToInt(Integer::intValue).toArray());
    }

    private static List<Integer> repeated(List<Integer> chunk, int least) {
        return chunk.size() < least ? times(chunk, least / chunk.size() + 1) : chunk;
    }

    private static List<Integer> justEnough(List<Integer> chunk, int least) {
        return times(chunk, (least + chunk.size() - 1) / chunk.size());
    }

    private static List<Integer> times(List<Integer> chunk, int times) {
        List<Integer> all = new ArrayList<>();
        for (int n = 0; n < times; n++) {
            all.addAll(chunk);
        }
        return all;
    }

    private static List<Integer> held(List<Integer> chunk, int least) {
        List<Integer> all = new ArrayList<>(chunk);
        while (all.size() < least) {
            all.add(all.getLast());
        }
        return all;
    }

    private static List<Integer> eachRepeated(List<Integer> chunk, int least) {
        return repeated(chunk, least).stream().sorted().toList();
    }

    static List<Document> all() {
        Document file = new Document("video_chunks", "video_chunks", "2.1", VideoChunks.class, Rule.RIGHT::of)
                .version("2.2.0")
                .reading("A30", "A34")
                .decoy(
                        "rounded",
                        "frames of a chunk rounded instead of truncated",
                        new Rule(Math::rint, true, false, 0, ChunksFile::repeated)::of)
                .decoy(
                        "no-drift",
                        "chunks of the predecessors begin when their time does",
                        new Rule(Math::floor, false, false, 0, ChunksFile::repeated)::of)
                .decoy(
                        "border-before",
                        "a frame on a border ends the chunk before it",
                        new Rule(Math::floor, true, true, 0, ChunksFile::repeated)::of)
                .decoy(
                        "next-frame",
                        "the next frame stands for none",
                        new Rule(Math::floor, true, false, 1, ChunksFile::repeated)::of)
                .decoy("not-filled", "short chunks stay short", Rule.filling((chunk, _) -> chunk)::of)
                .decoy(
                        "just-enough",
                        "repeated until there are enough, no more",
                        Rule.filling(ChunksFile::justEnough)::of)
                .decoy("held", "the last frame is held", Rule.filling(ChunksFile::held)::of)
                .decoy("each-repeated", "every frame repeated by itself", Rule.filling(ChunksFile::eachRepeated)::of);
        predecessors(file);
        byTime(file);
        return List.of(file.flag("short", "chunks with too few frames").flag("gaps", "chunks without a frame"));
    }

    private static void predecessors(Document file) {
        file.add(draft("25-a-second", "predecessor", 2, rate(25, 50))
                .comment("6 frames a chunk, 0.24 s: the last begins at 1.68 s instead of 1.75"));
        file.add(draft("30-a-second", "predecessor", 1, rate(30, 30)).comment("7 frames a chunk; 2 are left over"));
        file.add(draft("24-a-second", "predecessor", 1, rate(24, 24)).comment("6 frames a chunk: no drift"));
        file.add(draft("15-a-second", "predecessor", 1, rate(15, 15))
                .flag("short")
                .comment("3 frames a chunk, twice"));
        file.add(draft("10-a-second", "predecessor", 1, rate(10, 10))
                .flag("short")
                .comment("2 frames a chunk, three times"));
        file.add(draft("fraction-of-a-rate", "predecessor", 2, rate(31.5, 63))
                .comment("63 frames in 2 s are 31 a second, 7 a chunk; 32 would be 8"));
    }

    private static void byTime(Document file) {
        file.add(draft("25-by-time", "time", 2, rate(25, 50))
                .comment("7, 6, 6, 6 frames; those on borders begin a chunk"));
        file.add(draft("24-by-time", "time", 1, rate(24, 24)).comment("6 frames each, the first on the border"));
        file.add(draft("20-by-time", "time", 1, rate(20, 20)).comment("5 frames each: enough"));
        file.add(draft("16-by-time", "time", 1, rate(16, 16)).flag("short").comment("4 frames a chunk, twice: 8"));
        file.add(draft("uneven", "time", 2, 0.1, 0.125, 0.25, 0.26, 0.5, 0.95, 1.2, 1.9)
                .flag("short")
                .flag("gaps")
                .comment("chunks of 2, 2, 1 and 1 frames, and some with none: the frame that is shown"));
        file.add(draft("late", "time", 1, 0.6, 0.7)
                .flag("short")
                .flag("gaps")
                .comment("before the first frame that one stands for none"));
        file.add(draft("longer-than-the-clip", "time", 1, rate(8, 12))
                .setting("least_frames", 1)
                .comment("frames after the last chunk are in none; 2 frames are enough"));
        file.add(draft("half-seconds", "time", 2, rate(12, 24))
                .setting("chunk_seconds", 0.5)
                .setting("least_frames", 7)
                .flag("short")
                .comment("4 chunks of 6 frames, repeated to 12"));
        file.add(draft("defaults-left-out", "time", 10, rate(4, 40))
                .flag("short")
                .allLeftOut()
                .comment("without settings: 40 chunks by time, of one frame six times"));
    }

    private static Draft draft(String id, String timeline, int seconds, double... times) {
        return new Draft(id)
                .setting("chunk_seconds", 0.25)
                .setting("seconds", seconds)
                .setting("least_frames", 5)
                .setting("timeline", timeline)
                .input("times", Numbers.vector(times));
    }

    private static double[] rate(double aSecond, int frames) {
        return IntStream.range(0, frames).mapToDouble(i -> i / aSecond).toArray();
    }
}
