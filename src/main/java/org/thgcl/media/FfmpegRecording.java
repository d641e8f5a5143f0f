package org.thgcl.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thgcl.media.MediaStreams.MediaStream;
import org.thgcl.media.MediaStreams.PictureStream;
import org.thgcl.media.MediaStreams.SoundStream;

/// A recording that the external program ffmpeg decodes.
///
/// Times are those of ffprobe, `best_effort_timestamp` in units of the stream's time base: whole numbers. Time
/// 0 is that of the first frame of pictures or sound that can be decoded, whichever is earlier. (What a file
/// tells to cut off at its beginning, such as the samples by which AAC starts, is cut off by both programs.)
/// ffmpeg runs beside ffprobe and must give as many frames as it; both are stopped behind the section's end.
/// What lies before a section is decoded and dropped: leaping into a file isn't exact in every container.
final class FfmpegRecording implements Recording {
    /// How long ffmpeg may write nothing.
    static final Duration SILENCE = Duration.ofSeconds(60);

    private static final String TIME = "best_effort_timestamp";
    private static final int MOST_BYTES_OF_A_FRAME = 1 << 27;
    /// Sound whose times leap by more than a tenth of a second has a gap. Times of some containers are whole
    /// milliseconds, so smaller leaps mean nothing.
    private static final int GAPS_A_SECOND = 10;

    private final Path path;
    private final Ffmpeg ffmpeg;
    private final Duration silence;
    private Optional<MediaStreams> streams = Optional.empty();
    private Optional<Rational> zero = Optional.empty();

    FfmpegRecording(Path path, Ffmpeg ffmpeg, Duration silence) {
        this.path = path;
        this.ffmpeg = ffmpeg;
        this.silence = silence;
    }

    /// @param program ffmpeg; empty: on the path
    /// @throws MediaException if ffmpeg isn't there
    static Recording open(Path path, Optional<Path> program) throws IOException {
        return new FfmpegRecording(path, Ffmpeg.find(path, program, SILENCE), SILENCE);
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public String decoder() {
        return "ffmpeg " + ffmpeg.version();
    }

    @Override
    public Contents contents() throws IOException {
        MediaStreams streams = streams();
        return new Contents(streams.sound().isPresent(), streams.pictures().isPresent(), streams.seconds());
    }

    private MediaStreams streams() throws IOException {
        if (streams.isEmpty()) {
            List<String> lines = new ArrayList<>();
            List<String> command = ffmpeg.probe(path, MediaStreams.ENTRIES);
            try (ChildProcess child = new ChildProcess(path, command, silence)) {
                for (Optional<String> line = child.line(); line.isPresent(); line = child.line()) {
                    lines.add(line.get());
                }
                child.finish();
            }
            streams = Optional.of(MediaStreams.parse(path, lines));
        }
        return streams.get();
    }

    private Rational zero() throws IOException {
        if (zero.isEmpty()) {
            List<MediaStream> both = new ArrayList<>();
            streams().pictures().ifPresent(both::add);
            streams().sound().ifPresent(both::add);
            List<Rational> firsts = new ArrayList<>();
            for (MediaStream stream : both) {
                try (FrameNumbers numbers = numbers(stream, List.of(TIME))) {
                    long[] first = numbers.next()
                            .orElseThrow(() -> new MediaException(
                                    path + ": nothing of its stream " + stream.index() + " can be decoded"));
                    firsts.add(time(stream, first[0], Rational.ZERO));
                }
            }
            zero = firsts.stream().min(Rational::compareTo);
        }
        return zero.orElseThrow();
    }

    private FrameNumbers numbers(MediaStream stream, List<String> keys) throws IOException {
        return new FrameNumbers(ffmpeg, path, stream.index(), silence, keys);
    }

    /// Seconds from `zero` on, of a time in the unit of its stream.
    private Rational time(MediaStream stream, long ticks, Rational zero) throws MediaException {
        if (ticks == FrameNumbers.UNKNOWN) {
            throw new MediaException(path + ": a frame of its stream " + stream.index()
                    + " has no time; convert it, such as by ffmpeg -i FILE -c:v ffv1 FILE.mkv");
        }
        try {
            return Rational.of(ticks).times(stream.timeBase()).minus(zero);
        } catch (ArithmeticException e) {
            throw new MediaException(
                    path + ": a time is out of range, " + ticks + " times " + stream.timeBase() + " s", e);
        }
    }

    @Override
    public Sound sound(Section section) throws IOException {
        SoundStream stream = streams().sound().orElseThrow(() -> new MediaException(path + ": has no sound"));
        Rational rate = Rational.of(stream.rate());
        SampleSink sink =
                new SampleSink(path, stream.rate(), stream.channels(), section.first(rate), section.end(rate));
        Rational zero = zero();
        try (FrameNumbers numbers = numbers(stream, List.of(TIME, "nb_samples"));
                ChildProcess child = new ChildProcess(path, ffmpeg.decodeSound(path, stream.index()), silence)) {
            for (Optional<long[]> next = numbers.next(); !sink.isFull(); next = numbers.next()) {
                if (next.isEmpty()) {
                    child.finish();
                    break;
                }
                if (next.get()[0] != FrameNumbers.UNKNOWN) {
                    fillGap(sink, stream.rate(), time(stream, next.get()[0], zero));
                }
                take(child, sink, stream.channels(), next.get()[1]);
            }
        }
        return sink.sound();
    }

    /// Takes silence up to the time of the next sample, at the beginning and where there is a gap.
    private static void fillGap(SampleSink sink, int rate, Rational time) throws MediaException {
        // rounded to a sample: in float64 exact enough for years
        long place = Math.round(time.toDouble() * rate);
        boolean gap = place - sink.position() > rate / GAPS_A_SECOND;
        if (gap || sink.position() == 0) {
            sink.silence(place);
        }
    }

    private void take(ChildProcess child, SampleSink sink, int channels, long samples) throws IOException {
        if (samples < 1 || samples > MOST_BYTES_OF_A_FRAME / Float.BYTES / channels) {
            throw new MediaException(path + ": ffprobe announces " + samples + " samples in one frame of sound");
        }
        byte[] bytes = new byte[(int) samples * channels * Float.BYTES];
        if (child.read(bytes) < bytes.length) {
            throw child.failure("gave fewer samples than ffprobe announced");
        }
        sink.take(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), SampleFormat.FLOAT_32, (int) samples);
    }

    @Override
    public void frames(Section section, FrameSink sink) throws IOException {
        PictureStream stream = streams().pictures().orElseThrow(() -> new MediaException(path + ": has no pictures"));
        Rational zero = zero();
        try (FrameNumbers numbers = numbers(stream, List.of(TIME, "width", "height"));
                ChildProcess child = new ChildProcess(path, ffmpeg.decodePictures(path, stream.index()), silence)) {
            Clock clock = new Clock();
            Rational last = Rational.ZERO;
            for (long number = 0; ; number++) {
                Optional<long[]> next = numbers.next();
                if (next.isEmpty()) {
                    child.finish();
                    return;
                }
                Rational time = time(stream, clock.ticks(next.get()[0]), zero);
                check(stream, next.get(), number, last, time);
                if (!section.contains(time) && time.compareTo(section.start()) >= 0) {
                    return;
                }
                Picture picture = picture(child, stream, number);
                if (section.contains(time)) {
                    sink.take(new Frame(time, picture));
                }
                last = time;
            }
        }
    }

    private void check(PictureStream stream, long[] numbers, long number, Rational last, Rational time)
            throws MediaException {
        if (time.compareTo(last) < 0) {
            throw new MediaException(path + ": picture " + number + " is shown at " + time
                    + " s, before the one before it, " + last + " s");
        }
        if (numbers[1] != stream.width() || numbers[2] != stream.height()) {
            throw new MediaException(path + ": picture " + number + " has " + numbers[1] + " x " + numbers[2]
                    + " pixels, the stream " + stream.width() + " x " + stream.height()
                    + "; all of a recording must have one size");
        }
    }

    private Picture picture(ChildProcess child, PictureStream stream, long number) throws IOException {
        byte[] rgb = new byte[3 * stream.width() * stream.height()];
        if (child.read(rgb) < rgb.length) {
            throw child.failure("gave only " + number + " whole pictures, fewer than ffprobe announced");
        }
        int width = stream.turned() ? stream.height() : stream.width();
        int height = stream.turned() ? stream.width() : stream.height();
        return new Picture(width, height, rgb);
    }

    /// Gives a time to a picture that has none, as often the last one of a file: it is as far from the one
    /// before it as that one is from its own.
    private static final class Clock {
        private long last = FrameNumbers.UNKNOWN;
        private long step = FrameNumbers.UNKNOWN;

        long ticks(long said) {
            long ticks = said == FrameNumbers.UNKNOWN && step != FrameNumbers.UNKNOWN ? last + step : said;
            step = last == FrameNumbers.UNKNOWN ? FrameNumbers.UNKNOWN : ticks - last;
            last = ticks;
            return ticks;
        }
    }
}
