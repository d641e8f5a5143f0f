package org.thgcl.features;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.media.Frame;
import org.thgcl.media.MediaException;
import org.thgcl.media.Picture;
import org.thgcl.media.Rational;
import org.thgcl.media.Recording;
import org.thgcl.media.Section;
import org.thgcl.model.Parameters;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// From a clip's pictures to its video features (section 2.1): small square pictures, segments of a quarter
/// of a second, S3D.
///
/// | step | gives | class |
/// |---|---|---|
/// | made square and small as they come (A31) | `[128, 128, 3]` each | [PictureFit] |
/// | segments (A30, A34) | 40 lists of frames | [VideoChunks] |
/// | order of colours, scale (A32, A33) | `[T, 128, 128, 3]` each | [PixelValues] |
/// | features of a segment (A29, A35) | `[40, 1024]` | [S3d] |
///
/// What comes out of a segment is a function of this segment alone, to the bit; segments of the same length are
/// computed together.
final class VideoFeatures {
    /// Segments in a second.
    static final int SEGMENTS_A_SECOND = 4;

    private static final Rational SEGMENT_SECONDS = new Rational(1, SEGMENTS_A_SECOND);

    private final FeatureSettings settings;
    private final S3d s3d;
    private final Map<String, Tensor> tensors;
    private final Tape tape;

    /// @throws IllegalArgumentException if weights are missing
    VideoFeatures(FeatureSettings settings, EncoderWeights weights, Tape tape) {
        this.settings = settings;
        this.tape = tape;
        s3d = new S3d(weights.s3d().withNorm(settings.videoNorm()));
        tensors = weights.part(EncoderWeights.S3D);
    }

    /// The pictures of a clip, square and small, with their times from the clip's beginning.
    ///
    /// Where the first of them comes late, the one before it is shown until then: it stands at the clip's
    /// beginning. So a clip behind the last picture of a recording has this one.
    ///
    /// @throws IOException if they can't be decoded, are too small, or there are none up to the clip's end
    List<Frame> frames(Recording recording, Section section) throws IOException {
        List<Frame> frames = new ArrayList<>();
        recording.frames(
                section,
                frame -> frames.add(new Frame(frame.time().minus(section.start()), small(recording, frame.picture()))));
        if (settings.chunks() == VideoChunks.Timeline.TIME && comesLate(frames)) {
            Optional<Picture> held = last(recording, section.start());
            if (held.isPresent()) {
                frames.addFirst(new Frame(Rational.ZERO, small(recording, held.get())));
            }
        }
        if (frames.isEmpty()) {
            throw new MediaException(
                    recording.name() + ": there are no pictures from " + Seconds.of(section.start()) + " s on");
        }
        return frames;
    }

    /// Whether the first segment has no picture of its own.
    private static boolean comesLate(List<Frame> frames) {
        return frames.isEmpty() || frames.getFirst().time().compareTo(SEGMENT_SECONDS) >= 0;
    }

    /// The last picture before a time; empty if there is none.
    private static Optional<Picture> last(Recording recording, Rational end) throws IOException {
        if (end.compareTo(Rational.ZERO) == 0) {
            return Optional.empty();
        }
        AtomicReference<Picture> last = new AtomicReference<>();
        recording.frames(new Section(Rational.ZERO, Optional.of(end)), frame -> last.set(frame.picture()));
        return Optional.ofNullable(last.get());
    }

    private Picture small(Recording recording, Picture picture) throws MediaException {
        if (Math.min(picture.width(), picture.height()) < S3d.LEAST_SIDE) {
            throw new MediaException(recording.name() + ": has pictures of " + picture.width() + " x "
                    + picture.height() + " pixels; they must be at least " + S3d.LEAST_SIDE + " x " + S3d.LEAST_SIDE);
        }
        return settings.picture().apply(picture);
    }

    /// The numbers of the frames of each segment.
    ///
    /// @throws IllegalArgumentException if the pictures are too few for this reading
    List<List<Integer>> segments(List<Frame> frames) {
        return new VideoChunks(
                        settings.chunks(),
                        SEGMENT_SECONDS,
                        settings.clipSeconds(),
                        S3d.LEAST_FRAMES,
                        settings.shortChunks())
                .of(frames.stream().map(Frame::time).toList());
    }

    /// The features of the segments, `[40][1024]`.
    float[][] features(List<Frame> frames, List<List<Integer>> segments) {
        Map<Integer, List<Integer>> byLength = new TreeMap<>();
        for (int k = 0; k < segments.size(); k++) {
            byLength.computeIfAbsent(segments.get(k).size(), _ -> new ArrayList<>())
                    .add(k);
        }
        float[][] features = new float[segments.size()][];
        for (List<Integer> alike : byLength.values()) {
            for (int first = 0; first < alike.size(); first += S3d.CHUNKS_AT_ONCE) {
                List<Integer> some = alike.subList(first, Math.min(first + S3d.CHUNKS_AT_ONCE, alike.size()));
                float[][] rows =
                        together(frames, some.stream().map(segments::get).toList());
                for (int i = 0; i < rows.length; i++) {
                    features[some.get(i)] = rows[i];
                }
            }
        }
        return features;
    }

    /// The features of segments of one length.
    private float[][] together(List<Frame> frames, List<List<Integer>> segments) {
        int side = settings.picture().side();
        int length = segments.getFirst().size();
        int pixels = side * side * PixelValues.CHANNELS;
        Tensor video = tape.allocate(Shape.of(segments.size(), length, side, side, PixelValues.CHANNELS));
        int position = 0;
        for (List<Integer> segment : segments) {
            for (int frame : segment) {
                settings.pixels().write(frames.get(frame).picture(), settings.colours(), video, position);
                position += pixels;
            }
        }
        Variable features = s3d.apply(
                        new Weights(Parameters.on(tape, tensors, false)), Map.of("video", tape.constant(video)))
                .get("features");
        float[][] rows = Rows.floats(features.value());
        tape.reset();
        return rows;
    }
}
