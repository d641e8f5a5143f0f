package org.thgcl.features;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.thgcl.media.Rational;

/// The frames of each video segment, section 2.1 (A30, A34): a clip of S seconds as `floor(S / d)` chunks of d seconds,
/// 40 of a quarter of a second. With the times t of the frames, chunk k holds
///
/// `time`: the frames with `k d <= t < (k + 1) d`; if there are none, the frame that is shown then, which is the last
/// with `t < (k + 1) d`, and before the first frame that one
///
/// `predecessor`: the c frames `k c ... k c + c - 1`, with `c = floor(f d)` and `f = floor(frames / S)`; their times
/// don't matter, and chunks drift unless f d is whole
///
/// A chunk of n < L frames is filled up (A34): it is repeated whole, `floor(L / n) + 1` times in all, or its last frame
/// is held until there are L. S3D needs L = 5: it halves 5 to 3, 2 and 1; of 4 nothing is left.
///
/// | symbol | name here | unit | domain |
/// |---|---|---|---|
/// | `t` | `times` | s from the clip's beginning | ascending; two may be equal |
/// | `d` | `chunkSeconds` | s | above 0, at most S |
/// | `S` | `seconds` | s | at least 1 |
/// | `L` | `leastFrames` | frames | at least 1 |
///
/// Times are fractions, so that a frame on a border is on its right side. Refused: no frame, times that fall, and for
/// `predecessor` f < 10 or c = 0.
///
/// Source: the script by which the paper's predecessors made their data (`predecessor`).
///
/// @param timeline which frames belong to a chunk
/// @param chunkSeconds d
/// @param seconds S
/// @param leastFrames L
/// @param filling what becomes of shorter chunks
public record VideoChunks(Timeline timeline, Rational chunkSeconds, int seconds, int leastFrames, Filling filling) {
    /// Fewer frames a second are refused by the predecessors' script.
    private static final int LEAST_RATE = 10;

    /// Which frames belong to a chunk, reading A30.
    public enum Timeline {
        /// Those that the time says.
        TIME,
        /// Equally many consecutive ones.
        PREDECESSOR
    }

    /// The way in which a chunk with too few frames is filled up, reading A34.
    public enum Filling {
        /// It is repeated whole.
        REPEAT,
        /// Its last frame is held.
        HOLD
    }

    /// Where frames stand in time.
    @FunctionalInterface
    public interface Times {
        /// Whether a frame's time is before the beginning of a chunk, `t < k d`.
        boolean isBefore(int frame, int chunk);
    }

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException for one out of its range
    public VideoChunks {
        Objects.requireNonNull(timeline, "timeline");
        Objects.requireNonNull(filling, "filling");
        require(seconds >= 1, "seconds", seconds, "at least 1");
        require(leastFrames >= 1, "leastFrames", leastFrames, "at least 1");
        boolean valid = chunkSeconds.compareTo(Rational.ZERO) > 0 && chunkSeconds.compareTo(Rational.of(seconds)) <= 0;
        require(valid, "chunkSeconds", chunkSeconds, "above 0 and at most seconds = " + seconds);
        boolean few = product(seconds, Rational.of(1).dividedBy(chunkSeconds)).bitLength() < Integer.SIZE;
        require(few, "chunkSeconds", chunkSeconds, "so long that there are less than 2^31 chunks");
    }

    private static void require(boolean valid, String name, Object value, String rule) {
        if (!valid) {
            throw new IllegalArgumentException("video chunks: " + name + " is " + value + ", it must be " + rule);
        }
    }

    /// How many chunks there are, `floor(S / d)`.
    public int count() {
        return product(seconds, Rational.of(1).dividedBy(chunkSeconds)).intValueExact();
    }

    /// The product, rounded down.
    private static BigInteger product(long factor, Rational fraction) {
        return BigInteger.valueOf(factor)
                .multiply(BigInteger.valueOf(fraction.numerator()))
                .divide(BigInteger.valueOf(fraction.denominator()));
    }

    /// The numbers of the frames of each chunk.
    ///
    /// @param times of all frames
    /// @throws IllegalArgumentException as stated above
    public List<List<Integer>> of(List<Rational> times) {
        for (int i = 1; i < times.size(); i++) {
            if (times.get(i).compareTo(times.get(i - 1)) < 0) {
                throw new IllegalArgumentException("video chunks: frame " + i + " is at " + times.get(i)
                        + " s, the one before at " + times.get(i - 1) + " s; times must not fall");
            }
        }
        return of(
                times.size(), (frame, chunk) -> times.get(frame).compareTo(chunkSeconds.times(Rational.of(chunk))) < 0);
    }

    /// The same for times in any form.
    ///
    /// @param frames how many there are
    /// @param times ascending
    /// @throws IllegalArgumentException as stated above
    public List<List<Integer>> of(int frames, Times times) {
        if (frames < 1) {
            throw new IllegalArgumentException("video chunks: there is no frame, there must be at least 1");
        }
        List<List<Integer>> chunks =
                switch (timeline) {
                    case TIME -> byTime(frames, times);
                    case PREDECESSOR -> consecutive(frames);
                };
        return chunks.stream().map(this::filled).toList();
    }

    private List<List<Integer>> byTime(int frames, Times times) {
        List<List<Integer>> chunks = new ArrayList<>();
        int next = 0;
        while (next < frames && times.isBefore(next, 0)) {
            next++;
        }
        for (int k = 0; k < count(); k++) {
            int first = next;
            while (next < frames && times.isBefore(next, k + 1)) {
                next++;
            }
            chunks.add(first < next ? numbers(first, next) : List.of(Math.max(0, first - 1)));
        }
        return chunks;
    }

    private List<List<Integer>> consecutive(int frames) {
        int rate = frames / seconds;
        if (rate < LEAST_RATE) {
            throw new IllegalArgumentException("video chunks: " + frames + " frames in " + seconds + " s are " + rate
                    + " a second, timeline predecessor needs " + LEAST_RATE + " or more");
        }
        int each = product(rate, chunkSeconds).intValueExact();
        if (each == 0) {
            throw new IllegalArgumentException(
                    "video chunks: a chunk of " + chunkSeconds + " s holds no frame at " + rate + " frames a second");
        }
        // count() * each <= seconds * rate <= frames
        return IntStream.range(0, count())
                .mapToObj(k -> numbers(k * each, (k + 1) * each))
                .toList();
    }

    private List<Integer> filled(List<Integer> chunk) {
        int n = chunk.size();
        if (n >= leastFrames) {
            return chunk;
        }
        int length =
                switch (filling) {
                    case REPEAT -> n * (leastFrames / n + 1);
                    case HOLD -> leastFrames;
                };
        return IntStream.range(0, length)
                .mapToObj(i -> chunk.get(filling == Filling.REPEAT ? i % n : Math.min(i, n - 1)))
                .toList();
    }

    private static List<Integer> numbers(int from, int end) {
        return IntStream.range(from, end).boxed().toList();
    }
}
