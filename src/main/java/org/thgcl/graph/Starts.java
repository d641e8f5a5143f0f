package org.thgcl.graph;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// start(i): the audio segment that video segment i's cross-modal edges start at, by the rules of reading A5.
public final class Starts {
    private Starts() {}

    /// Segments divide the clip evenly: `start(i) = floor(i P_a / P_v)`.
    ///
    /// @return `[P_v]`, in 0 ... P_a - 1 if there is audio
    /// @throws IllegalArgumentException if a number of segments is negative
    public static int[] timestamp(int audioSegments, int videoSegments) {
        CrossModalEdges.check("audio segments", audioSegments);
        CrossModalEdges.check("video segments", videoSegments);
        int[] starts = new int[videoSegments];
        for (int i = 0; i < videoSegments; i++) {
            starts[i] = (int) ((long) i * audioSegments / videoSegments);
        }
        return starts;
    }

    /// Audio window k starts at `k audioHop`, video chunk i at `i videoHop`. start(i) is the window whose start is
    /// nearest to the chunk's, the earlier of two that are equally near, cut to 0 ... P_a - span, or to 0 if
    /// the span is longer than the clip.
    ///
    /// The hops are taken as the decimal numbers that are their shortest text, 0.09 as 9/100, and compared
    /// exactly. As doubles, which are next to these numbers, some ties would be none.
    ///
    /// @param span audio nodes of a video node
    /// @param audioHop seconds from one audio window to the next
    /// @param videoHop seconds from one video chunk to the next
    /// @return `[P_v]`
    /// @throws IllegalArgumentException if a size is negative or a hop isn't a finite number above 0
    public static int[] windowTime(int audioSegments, int videoSegments, int span, double audioHop, double videoHop) {
        CrossModalEdges.check("audio segments", audioSegments);
        CrossModalEdges.check("video segments", videoSegments);
        CrossModalEdges.check("span", span);
        BigDecimal window = seconds("audio", audioHop);
        BigDecimal chunk = seconds("video", videoHop);
        BigInteger last = BigInteger.valueOf(Math.max(0, audioSegments - span));
        int[] starts = new int[videoSegments];
        for (int i = 0; i < videoSegments; i++) {
            BigDecimal time = chunk.multiply(BigDecimal.valueOf(i));
            starts[i] = time.divide(window, 0, RoundingMode.HALF_DOWN)
                    .toBigInteger()
                    .min(last)
                    .intValueExact();
        }
        return starts;
    }

    private static BigDecimal seconds(String modality, double hop) {
        if (!(hop > 0 && hop < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("start of the cross-modal edges: the " + modality
                    + " hop must be a finite number of seconds above" + " 0, got " + hop);
        }
        return BigDecimal.valueOf(hop);
    }
}
