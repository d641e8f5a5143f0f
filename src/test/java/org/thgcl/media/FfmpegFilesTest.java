package org.thgcl.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that a real ffmpeg makes from pictures and a sound, read through ffmpeg, against what the decoder `frames`
/// reads from the same pictures and sound.
@Tag("slow")
@Tag("ffmpeg")
class FfmpegFilesTest {
    private static final int RATE = 44_100;
    private static final int FRAMES = 10;
    private static final DecoderOptions AUTO = DecoderOptions.DEFAULT;

    @TempDir
    static Path folder;

    private static Path pictures;
    private static Path wav;
    private static Ffmpeg ffmpeg;

    @BeforeAll
    static void make_pictures_and_sound() throws IOException {
        try {
            ffmpeg = Ffmpeg.find(folder, Optional.empty(), FfmpegRecording.SILENCE);
        } catch (MediaException e) {
            abort("ffmpeg is not on the path: files made by it were not tested");
        }
        pictures = Files.createDirectory(folder.resolve("pictures"));
        for (int i = 0; i < FRAMES; i++) {
            MediaFiles.png(pictures.resolve(i + ".png"), smooth(48, 32, i));
        }
        wav = MediaFiles.wav(folder.resolve("pictures.wav"), RATE, 2, chirp());
    }

    /// A picture that codecs don't change much, of another brightness than those before and after it.
    private static Picture smooth(int width, int height, int number) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            int brightness = 20 * number + i % width + i / width / 2;
            rgb[3 * i] = (byte) brightness;
            rgb[3 * i + 1] = (byte) brightness;
            rgb[3 * i + 2] = (byte) (brightness / 2 + 40);
        }
        return new Picture(width, height, rgb);
    }

    /// 0.4 s of two channels: a tone that rises from 200 Hz, so that it is like itself at no other place.
    private static short[] chirp() {
        short[] samples = new short[2 * RATE * FRAMES / 25];
        for (int i = 0; i < samples.length / 2; i++) {
            double t = (double) i / RATE;
            samples[2 * i] = (short) (8000 * StrictMath.sin(2 * Math.PI * (200 + 1000 * t) * t));
            samples[2 * i + 1] = (short) (samples[2 * i] / 2);
        }
        return samples;
    }

    /// Makes a file of the pictures, at 25 a second, and the sound.
    private static Path make(String name, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-framerate", "25", "-i", pictures + "/%d.png"));
        arguments.addAll(List.of("-i", wav.toString()));
        arguments.addAll(List.of(options));
        return run(name, arguments);
    }

    private static Path run(String name, List<String> arguments) throws IOException {
        Path file = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of(ffmpeg.ffmpeg().toString(), "-nostdin", "-v", "error", "-y"));
        command.addAll(arguments);
        command.add("file:" + file);
        try (ChildProcess child = new ChildProcess(file, command, FfmpegRecording.SILENCE)) {
            child.finish();
        }
        return file;
    }

    private static Recording frames() throws IOException {
        return Recordings.open(pictures, AUTO);
    }

    private static void assertSamePictures(List<Frame> frames, List<Frame> expected) {
        assertThat(frames)
                .extracting(Frame::time)
                .isEqualTo(expected.stream().map(Frame::time).toList());
        for (int i = 0; i < frames.size(); i++) {
            assertThat(MediaFiles.bytes(frames.get(i)))
                    .as("picture %d", i)
                    .isEqualTo(MediaFiles.bytes(expected.get(i)));
        }
    }

    @Test
    void without_loss_pictures_times_and_sound_are_the_same() throws IOException {
        Recording recording = Recordings.open(make("lossless.mkv", "-c:v", "png", "-c:a", "pcm_s16le"), AUTO);
        assertThat(recording.decoder()).isEqualTo("ffmpeg " + ffmpeg.version());
        assertThat(recording.contents()).isEqualTo(new Recording.Contents(true, true, Optional.of(new Rational(2, 5))));
        Optional<Rational> length = Optional.of(new Rational(1, 5));
        for (Section section : List.of(Section.ALL, new Section(new Rational(1, 10), length))) {
            assertSamePictures(MediaFiles.frames(recording, section), MediaFiles.frames(frames(), section));
            Sound sound = recording.sound(section);
            assertThat(sound.rate()).isEqualTo(RATE);
            assertThat(sound.channels()).isEqualTo(2);
            assertThat(sound.samples()).isEqualTo(frames().sound(section).samples());
        }
    }

    @Test
    void of_a_usual_mp4_file_pictures_and_sound_are_alike_and_begin_together() throws IOException {
        Recording recording =
                Recordings.open(make("usual.mp4", "-c:v", "mpeg4", "-bf", "2", "-q:v", "2", "-c:a", "aac"), AUTO);
        List<Frame> frames = MediaFiles.frames(recording, Section.ALL);
        List<Frame> expected = MediaFiles.frames(frames(), Section.ALL);
        assertThat(frames)
                .extracting(Frame::time)
                .isEqualTo(expected.stream().map(Frame::time).toList());
        for (int i = 0; i < FRAMES; i++) {
            // the next picture differs by 20
            assertThat(distance(frames.get(i), expected.get(i)))
                    .as("picture %d", i)
                    .isLessThan(5);
        }
        double[] sound = recording.sound(Section.ALL).samples();
        double[] original = frames().sound(Section.ALL).samples();
        assertThat(sound.length).isGreaterThanOrEqualTo(original.length);
        // 1024 samples of the codec's beginning are cut off: the sound is like the original at its own place
        assertThat(difference(sound, original, 0)).isLessThan(difference(sound, original, 3));
        assertThat(difference(sound, original, 0)).isLessThan(difference(sound, original, -3));
    }

    private static double distance(Frame a, Frame b) {
        double sum = 0;
        byte[] x = MediaFiles.bytes(a);
        byte[] y = MediaFiles.bytes(b);
        for (int i = 0; i < x.length; i++) {
            sum += Math.abs(Byte.toUnsignedInt(x[i]) - Byte.toUnsignedInt(y[i]));
        }
        return sum / x.length;
    }

    private static double difference(double[] sound, double[] original, int shift) {
        double sum = 0;
        for (int i = 1000; i < original.length - 1000; i++) {
            double d = sound[i + shift] - original[i];
            sum += d * d;
        }
        return sum;
    }

    @Test
    void pictures_are_turned_as_the_file_says() throws IOException {
        Path file = make("turned.mov", "-an", "-c:v", "png");
        byte[] bytes = Files.readAllBytes(file);
        // the matrix of the track: right becomes down, down becomes left; so a quarter turn clockwise
        int matrix = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd") + 44;
        int[] quarter = {0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000};
        ByteBuffer.wrap(bytes).position(matrix).slice().asIntBuffer().put(quarter);
        Files.write(file, bytes);
        Picture upright = MediaFiles.frames(Recordings.open(file, AUTO), Section.ALL)
                .getFirst()
                .picture();
        Picture stored = smooth(48, 32, 0);
        assertThat(upright.width()).isEqualTo(32);
        assertThat(upright.height()).isEqualTo(48);
        for (int row = 0; row < 48; row++) {
            for (int column = 0; column < 32; column++) {
                assertThat(upright.get(row, column, 2)).isEqualTo(stored.get(31 - column, row, 2));
            }
        }
    }

    @Test
    void pictures_at_unequal_distances_keep_their_times() throws IOException {
        Path file = make("unequal.mkv", "-an", "-c:v", "png", "-vf", "select='not(eq(mod(n,4),1))'");
        List<Frame> expected = MediaFiles.frames(frames(), Section.ALL);
        assertSamePictures(
                MediaFiles.frames(Recordings.open(file, AUTO), Section.ALL),
                LongStream.of(0, 2, 3, 4, 6, 7, 8)
                        .mapToObj(i -> expected.get((int) i))
                        .toList());
    }

    @Test
    void sound_that_begins_later_has_silence_before_it() throws IOException {
        Path file = run(
                "later.mov",
                List.of(
                        "-framerate",
                        "25",
                        "-i",
                        pictures + "/%d.png",
                        "-itsoffset",
                        "0.2",
                        "-i",
                        wav.toString(),
                        "-c:v",
                        "png",
                        "-c:a",
                        "pcm_s16le"));
        double[] sound = Recordings.open(file, AUTO).sound(Section.ALL).samples();
        double[] original = frames().sound(Section.ALL).samples();
        int silence = RATE / 5;
        assertThat(sound)
                .hasSize(silence + original.length)
                .startsWith(new double[silence])
                .endsWith(original);
    }

    @Test
    void pictures_that_begin_later_are_later() throws IOException {
        Path file = run(
                "late.mkv",
                List.of(
                        "-i",
                        wav.toString(),
                        "-itsoffset",
                        "0.2",
                        "-framerate",
                        "25",
                        "-i",
                        pictures + "/%d.png",
                        "-c:v",
                        "png",
                        "-c:a",
                        "pcm_s16le"));
        Recording recording = Recordings.open(file, AUTO);
        assertThat(MediaFiles.frames(recording, Section.ALL).getFirst().time()).isEqualTo(new Rational(1, 5));
        assertThat(recording.sound(Section.ALL).samples())
                .isEqualTo(frames().sound(Section.ALL).samples());
    }

    @Test
    void a_stream_whose_clock_began_long_ago_begins_at_0() throws IOException {
        Path file = make("clock.ts", "-c:v", "mpeg2video", "-q:v", "2", "-c:a", "mp2");
        Recording recording = Recordings.open(file, AUTO);
        List<Frame> frames = MediaFiles.frames(recording, Section.ALL);
        assertThat(frames).hasSize(FRAMES);
        assertThat(frames.getFirst().time()).isLessThan(new Rational(1, 25));
        assertThat(recording.sound(Section.ALL).seconds().toDouble()).isCloseTo(0.4, within(0.1));
    }

    @Test
    void without_sound_or_without_pictures_the_rest_is_there() throws IOException {
        Path silent = make("silent.mkv", "-an", "-c:v", "png");
        assertThat(Recordings.open(silent, AUTO).contents().sound()).isFalse();
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> Recordings.open(silent, AUTO).sound(Section.ALL))
                .withMessage(silent + ": has no sound");
        Path blind = run("blind.mka", List.of("-i", wav.toString(), "-c:a", "flac"));
        Recording recording = Recordings.open(blind, AUTO);
        assertThat(recording.sound(Section.ALL).samples())
                .isEqualTo(frames().sound(Section.ALL).samples());
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> recording.frames(Section.ALL, _ -> {}))
                .withMessage(blind + ": has no pictures");
    }

    @Test
    void a_picture_on_the_cover_is_no_video() throws IOException {
        Path song = run(
                "song.m4a",
                List.of(
                        "-i",
                        wav.toString(),
                        "-i",
                        pictures + "/0.png",
                        "-map",
                        "0",
                        "-map",
                        "1",
                        "-c:a",
                        "aac",
                        "-c:v",
                        "png",
                        "-disposition:v",
                        "attached_pic"));
        assertThat(Recordings.open(song, AUTO).contents().pictures()).isFalse();
    }

    @Test
    void sound_that_this_program_does_not_decode_goes_to_ffmpeg() throws IOException {
        Path file = run("adpcm.wav", List.of("-i", wav.toString(), "-c:a", "adpcm_ms"));
        Recording recording = Recordings.open(file, AUTO);
        assertThat(recording.decoder()).startsWith("ffmpeg ");
        assertThat(recording.sound(Section.ALL).seconds().toDouble()).isCloseTo(0.4, within(0.1));
    }

    @Test
    void odd_sizes_and_the_colours_of_y4m_are_read() throws IOException {
        Path odd = run(
                "odd.y4m",
                List.of(
                        "-framerate",
                        "25",
                        "-i",
                        pictures + "/%d.png",
                        "-vf",
                        "crop=33:25:0:0",
                        "-pix_fmt",
                        "yuv444p"));
        Recording own = Recordings.open(odd, AUTO);
        assertThat(own.decoder()).isEqualTo("frames");
        List<Frame> frames = MediaFiles.frames(own, Section.ALL);
        List<Frame> others = MediaFiles.frames(
                Recordings.open(odd, new DecoderOptions(DecoderChoice.FFMPEG, Optional.empty(), Rational.of(25))),
                Section.ALL);
        assertThat(frames)
                .extracting(Frame::time)
                .isEqualTo(others.stream().map(Frame::time).toList());
        for (int i = 0; i < FRAMES; i++) {
            assertThat(frames.get(i).picture().width()).isEqualTo(33);
            // swscale rounds in other places: a few levels at most, under one on average
            assertThat(distance(frames.get(i), others.get(i))).isLessThan(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-version", "http:clip", "a b'c\"d;$(touch" + " x)&|.mkv", "%03d.mkv", "concat:a|b", "ü\n.mkv"})
    void a_name_is_a_name_whatever_it_looks_like(String name) throws IOException {
        Path file = Files.copy(make("named.mkv", "-c:v", "png", "-c:a", "pcm_s16le"), folder.resolve(name));
        assertThat(MediaFiles.frames(Recordings.open(file, AUTO), Section.ALL)).hasSize(FRAMES);
    }

    @Test
    void a_file_that_is_none_or_is_damaged_is_refused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.mp4"), "not a video\n".repeat(100));
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> Recordings.open(text, AUTO).contents())
                .withMessageStartingWith(text + ": ffprobe failed with code 1; it said last: ")
                .withMessageContaining("Invalid data found");
        Path file = make("damaged.mkv", "-an", "-c:v", "png");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < 40; i++) {
            bytes[bytes.length / 2 + i] ^= 0x55;
        }
        Files.write(file, bytes);
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> MediaFiles.frames(Recordings.open(file, AUTO), Section.ALL))
                .withMessageMatching(Pattern.quote(file + ": ffmpeg gave only ")
                        + "\\d whole pictures, fewer than ffprobe announced and failed with code \\d+; it said"
                        + " last: .*");
    }
}
