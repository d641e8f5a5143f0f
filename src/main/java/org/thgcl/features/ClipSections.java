package org.thgcl.features;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thgcl.media.MediaException;
import org.thgcl.media.Rational;
import org.thgcl.media.Recording;
import org.thgcl.media.Section;

/// How a recording becomes clips of equal length, 10 s by default (A37): one after the other, and a rest of at
/// least 1 s, which is filled up later. A shorter rest is left out.
///
/// @param clips in time; none is longer than a clip
/// @param rest what is left out at the end; zero for nothing
public record ClipSections(List<Section> clips, Rational rest) {
    private static final Rational LEAST_REST = Rational.of(1);

    // 10 s less 400 samples have as many patches as 10 s, and so have 10 s and 1,039 samples
    private static final Rational LESS = new Rational(400, SoundFeatures.RATE);
    private static final Rational MORE = new Rational(1_039, SoundFeatures.RATE);

    /// The clips of a recording.
    ///
    /// @param within the part of it that is wanted
    /// @param settings say how long a clip is, and what becomes of another length
    /// @throws IOException that names the recording, if it is too short, of a length that is refused, or unreadable
    public static ClipSections of(Recording recording, Section within, FeatureSettings settings) throws IOException {
        Rational clip = Rational.of(settings.clipSeconds());
        Rational length = length(recording, within);
        String lasts = recording.name() + ": lasts " + Seconds.of(length) + " s"
                + (within.equals(Section.ALL) ? "" : " from " + Seconds.of(within.start()) + " s on");
        if (length.compareTo(LEAST_REST) < 0) {
            throw new MediaException(lasts + "; it must last at least " + LEAST_REST + " s");
        }
        if (settings.otherLengths() == FeatureSettings.OtherLengths.REFUSE) {
            if (length.compareTo(clip.minus(LESS)) < 0 || length.compareTo(clip.plus(MORE)) > 0) {
                throw new MediaException(lasts + "; with other_lengths=refuse it must last " + clip + " s");
            }
            return new ClipSections(
                    List.of(section(within.start(), length, clip)),
                    length.compareTo(clip) > 0 ? length.minus(clip) : Rational.ZERO);
        }
        return cut(within.start(), length, clip);
    }

    private static ClipSections cut(Rational start, Rational length, Rational clip) {
        List<Section> clips = new ArrayList<>();
        Rational at = start;
        Rational rest = length;
        while (rest.compareTo(clip) >= 0) {
            clips.add(section(at, rest, clip));
            at = at.plus(clip);
            rest = rest.minus(clip);
        }
        if (rest.compareTo(LEAST_REST) < 0) {
            return new ClipSections(clips, rest);
        }
        clips.add(section(at, rest, clip));
        return new ClipSections(clips, Rational.ZERO);
    }

    /// A section of at most a clip's length.
    private static Section section(Rational start, Rational length, Rational clip) {
        return new Section(start, Optional.of(length.compareTo(clip) < 0 ? length : clip));
    }

    /// How long the part is.
    private static Rational length(Recording recording, Section within) throws IOException {
        Optional<Rational> announced = recording.contents().seconds();
        Rational whole = announced.isPresent()
                ? announced.get()
                : recording.sound(Section.ALL).seconds();
        Rational behind = whole.minus(within.start());
        if (behind.compareTo(Rational.ZERO) <= 0) {
            throw new MediaException(recording.name() + ": lasts " + Seconds.of(whole) + " s, so there is nothing from "
                    + Seconds.of(within.start()) + " s on");
        }
        return within.length().filter(wanted -> wanted.compareTo(behind) < 0).orElse(behind);
    }
}
