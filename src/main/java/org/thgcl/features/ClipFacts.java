package org.thgcl.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thgcl.media.Frame;
import org.thgcl.media.Rational;
import org.thgcl.media.Section;
import org.thgcl.media.Sound;

/// A clip for people to read: its length, sound and pictures, and all that was added or repeated.
///
/// @param seconds of the recording in it
/// @param sound such as `44100 Hz, 2 channels`
/// @param video such as `25 fps, 250 frames, 40 chunks of 6 to 7`; empty without video
/// @param notes sentences without a full stop: what was added or repeated
public record ClipFacts(Rational seconds, String sound, Optional<String> video, List<String> notes) {
    public ClipFacts {
        notes = List.copyOf(notes);
    }

    /// Facts of a clip with pictures.
    ///
    /// @param clip how long a clip is, in seconds
    /// @param frames its pictures, by time from its beginning
    /// @param segments the numbers of the frames of each segment
    static ClipFacts of(Section section, Rational clip, Sound sound, List<Frame> frames, List<List<Integer>> segments) {
        List<String> notes = new ArrayList<>(notes(clip, sound));
        long empty = emptySegments(frames, segments.size());
        if (empty > 0) {
            notes.add(empty + " chunks without a picture of their own have the one that is shown then");
        }
        long filled = segments.stream()
                .filter(segment -> segment.stream().distinct().count() < segment.size())
                .count();
        if (filled > 0) {
            notes.add("the pictures of " + filled + " chunks are repeated, they are too few");
        }
        Rational seconds = section.length().orElse(clip);
        int least = segments.stream().mapToInt(List::size).min().orElse(0);
        int most = segments.stream().mapToInt(List::size).max().orElse(0);
        return new ClipFacts(
                seconds,
                describe(sound),
                Optional.of(rate(seconds, frames.size()) + " fps, " + frames.size()
                        + (frames.size() == 1 ? " frame, " : " frames, ") + segments.size()
                        + " chunks of " + least + (least == most ? "" : " to " + most)),
                notes);
    }

    /// Facts of a clip of sound alone.
    static ClipFacts of(Section section, Rational clip, Sound sound) {
        return new ClipFacts(section.length().orElse(clip), describe(sound), Optional.empty(), notes(clip, sound));
    }

    private static List<String> notes(Rational clip, Sound sound) {
        Rational missing = clip.minus(sound.seconds());
        return missing.compareTo(Rational.ZERO) > 0
                ? List.of(Seconds.of(missing) + " s of silence are added at the end")
                : List.of();
    }

    /// Segments in whose time no picture begins.
    private static long emptySegments(List<Frame> frames, int segments) {
        return segments
                - frames.stream()
                        .map(frame -> frame.time()
                                .times(Rational.of(VideoFeatures.SEGMENTS_A_SECOND))
                                .floor())
                        .filter(k -> k < segments)
                        .distinct()
                        .count();
    }

    private static String describe(Sound sound) {
        return sound.rate() + " Hz, " + sound.channels() + (sound.channels() == 1 ? " channel" : " channels");
    }

    /// Frames a second.
    private static String rate(Rational seconds, int frames) {
        return Seconds.of(Rational.of(frames).dividedBy(seconds));
    }

    /// All of it in one line.
    public String line() {
        StringBuilder line = new StringBuilder(Seconds.of(seconds) + " s, " + sound);
        line.append(video.map(pictures -> "; " + pictures).orElse("; no video"));
        notes.forEach(note -> line.append("; ").append(note));
        return line.toString();
    }
}
