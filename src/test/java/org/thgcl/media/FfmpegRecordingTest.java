package org.thgcl.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is made of the output of ffmpeg and ffprobe, whichever they are: here two scripts that do what a test
/// tells them. A real ffmpeg is in [FfmpegFilesTest].
@Tag("slow")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows runs no shell scripts")
class FfmpegRecordingTest {
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final String FIRST_LINE = "ffmpeg version 7.0.2-test Copyright (c) nobody";

    private static final String VIDEO = """
        streams.stream.0.index=0
        streams.stream.0.codec_type="video"
        streams.stream.0.width=3
        streams.stream.0.height=2
        streams.stream.0.time_base="1/1000"
        streams.stream.0.disposition.attached_pic=0
        """;
    private static final String AUDIO = """
        streams.stream.1.index=1
        streams.stream.1.codec_type="audio"
        streams.stream.1.sample_rate="8000"
        streams.stream.1.channels=2
        streams.stream.1.time_base="1/8000"
        streams.stream.1.disposition.attached_pic=0
        """;

    @TempDir
    Path folder;

    private Path recording;

    @BeforeEach
    void make_programs() throws IOException {
        recording = Files.writeString(folder.resolve("clip.mp4"), "anything");
        // each says what lies in the file of its question; so tests change files and no scripts
        program("ffprobe", """
            for a in "$@"; do printf '%s\\n' "$a"; done > "$here/ffprobe.arguments"
            case " $* " in
                *" -select_streams 0 "*) . "$here/times.0" ;;
                *" -select_streams 1 "*) . "$here/times.1" ;;
                *) . "$here/streams" ;;
            esac
            """);
        program("ffmpeg", """
            case "$1" in -version) cat "$here/version"; exit 0 ;; esac
            for a in "$@"; do printf '%s\\n' "$a"; done > "$here/ffmpeg.arguments"
            case " $* " in
                *" 0:0 "*) . "$here/output.0" ;;
                *) . "$here/output.1" ;;
            esac
            """);
        Files.writeString(folder.resolve("version"), FIRST_LINE + "\nbuilt with nothing\n");
        streams(VIDEO + AUDIO + "format.duration=\"0.120000\"\n");
        times(0, "best_effort_timestamp", 0, 40, 100);
        says("times.1", "frames.frame.0.best_effort_timestamp=0\nframes.frame.0.nb_samples=2\n");
        pictures(3);
        sound(1, 0.5f, 0.25f, -0.25f);
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\nhere=" + folder + "\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /// Lets a question be answered by a text.
    private void says(String question, String text) throws IOException {
        Files.writeString(folder.resolve(question + ".text"), text);
        does(question, "cat \"$here/" + question + ".text\"\n");
    }

    private void does(String question, String script) throws IOException {
        Files.writeString(folder.resolve(question), script);
    }

    private void streams(String text) throws IOException {
        says("streams", text);
    }

    private void times(int stream, String key, long... times) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < times.length; i++) {
            text.append("frames.frame.%d.%s=%d%n".formatted(i, key, times[i]));
            text.append("frames.frame.%d.width=3%nframes.frame.%d.height=2%n".formatted(i, i));
        }
        says("times." + stream, text.toString());
    }

    /// Lets ffmpeg give pictures, of their numbers as seeds.
    private void pictures(int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count * 18);
        for (int i = 0; i < count; i++) {
            bytes.put(MediaFiles.picture(3, 2, i).rgb());
        }
        Files.write(folder.resolve("output.0.text"), bytes.array());
        does("output.0", "cat \"$here/output.0.text\"\n");
    }

    private void sound(float... samples) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(samples);
        Files.write(folder.resolve("output.1.text"), bytes.array());
        does("output.1", "cat \"$here/output.1.text\"\n");
    }

    private Recording open() throws IOException {
        return open(recording);
    }

    private Recording open(Path file) throws IOException {
        return new FfmpegRecording(file, Ffmpeg.find(file, Optional.of(folder.resolve("ffmpeg")), SILENCE), SILENCE);
    }

    private void refused(String message) throws IOException {
        Recording opened = open();
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> opened.frames(Section.ALL, _ -> {}))
                .withMessage(recording + ": " + message);
    }

    private void refusedSound(String message) throws IOException {
        Recording opened = open();
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> opened.sound(Section.ALL))
                .withMessage(recording + ": " + message);
    }

    private List<String> arguments(String program) throws IOException {
        return Files.readAllLines(folder.resolve(program + ".arguments"));
    }

    @Test
    void pictures_times_and_sound_are_what_both_programs_say() throws IOException {
        Recording opened = open();
        assertThat(opened.decoder()).isEqualTo("ffmpeg 7.0.2-test");
        assertThat(opened.contents()).isEqualTo(new Recording.Contents(true, true, Optional.of(new Rational(3, 25))));
        List<Frame> frames = MediaFiles.frames(opened, Section.ALL);
        assertThat(frames)
                .extracting(Frame::time)
                .containsExactly(Rational.ZERO, new Rational(1, 25), new Rational(1, 10));
        assertThat(MediaFiles.bytes(frames.get(2)))
                .isEqualTo(MediaFiles.picture(3, 2, 2).rgb());
        // the means of 1 and 1/2, of 1/4 and -1/4
        assertThat(opened.sound(Section.ALL)).satisfies(sound -> {
            assertThat(sound.rate()).isEqualTo(8000);
            assertThat(sound.channels()).isEqualTo(2);
            assertThat(sound.samples()).containsExactly(0.75, 0);
        });
    }

    @Test
    void only_what_lies_in_a_section_is_given() throws IOException {
        Section section = new Section(new Rational(1, 25), Optional.of(new Rational(6, 100)));
        // ffmpeg would go on for ever: it is stopped behind the section
        does("output.0", "cat \"$here/output.0.text\"; exec sleep 1000\n");
        assertThat(MediaFiles.frames(open(), section))
                .singleElement()
                .extracting(Frame::time)
                .isEqualTo(new Rational(1, 25));
        assertThat(open().sound(new Section(new Rational(1, 8000), Optional.empty()))
                        .samples())
                .containsExactly(0);
    }

    @Test
    void a_turned_picture_has_its_size_turned() throws IOException {
        streams(VIDEO + "streams.stream.0.side_data_list.side_data.0.rotation=-90\n");
        Picture picture = MediaFiles.frames(open(), Section.ALL).getFirst().picture();
        assertThat(picture.width()).isEqualTo(2);
        assertThat(picture.height()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "4.4.2-0ubuntu0.22.04.1, -vsync",
        "5.0, -vsync",
        "n5.0.3, -vsync",
        "5.1, -fps_mode",
        "n7.1, -fps_mode",
        "10.0, -fps_mode",
        "N-109968-gc1a3c6f, -fps_mode"
    })
    void an_older_ffmpeg_is_asked_in_older_words(String version, String option) throws IOException {
        Files.writeString(folder.resolve("version"), "ffmpeg version " + version + " Copyright\n");
        MediaFiles.frames(open(), Section.ALL);
        assertThat(arguments("ffmpeg"))
                .containsExactly(
                        "-nostdin",
                        "-xerror",
                        "-v",
                        "error",
                        "-protocol_whitelist",
                        "file,pipe",
                        "-i",
                        "file:" + recording,
                        "-map",
                        "0:0",
                        "-f",
                        "rawvideo",
                        "-pix_fmt",
                        "rgb24",
                        option,
                        "passthrough",
                        "-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-i", "http:clip", "a b'c\"d;$(touch x)&|`*?", "%03d.png.mkv", "concat:a|b", "~"})
    void a_name_is_one_argument_behind_its_protocol(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "anything");
        open(file).sound(Section.ALL);
        assertThat(arguments("ffmpeg"))
                .containsExactly(
                        "-nostdin",
                        "-v",
                        "error",
                        "-protocol_whitelist",
                        "file,pipe",
                        "-i",
                        "file:" + file,
                        "-map",
                        "0:1",
                        "-f",
                        "f32le",
                        "-");
        assertThat(arguments("ffprobe"))
                .containsExactly(
                        "-v",
                        "error",
                        "-protocol_whitelist",
                        "file,pipe",
                        "-i",
                        "file:" + file,
                        "-select_streams",
                        "1",
                        "-show_entries",
                        "frame=best_effort_timestamp,nb_samples",
                        "-of",
                        "flat");
    }

    @Test
    void sound_is_put_where_its_times_are() throws IOException {
        says("times.1", """
            frames.frame.0.best_effort_timestamp=3
            frames.frame.0.nb_samples=1
            frames.frame.1.best_effort_timestamp=6
            frames.frame.1.nb_samples=1
            frames.frame.2.best_effort_timestamp="N/A"
            frames.frame.2.nb_samples=1
            frames.frame.3.best_effort_timestamp=807
            frames.frame.3.nb_samples=1
            """);
        sound(1, 1, 0.5f, 0.5f, 0.25f, 0.25f, 0.125f, 0.125f);
        // 3 samples after the pictures; a leap of 2 is no gap, one of 801 is
        double[] samples = open().sound(Section.ALL).samples();
        double[] expected = new double[808];
        expected[3] = 1;
        expected[4] = 0.5;
        expected[5] = 0.25;
        expected[807] = 0.125;
        assertThat(samples).containsExactly(expected);
    }

    @Test
    void a_last_picture_without_a_time_comes_at_the_same_distance() throws IOException {
        times(0, "best_effort_timestamp", 0, 40, 999);
        Path times = folder.resolve("times.0.text");
        String unknown = Files.readString(times).replace("=999", "=\"N/A\"");
        Files.writeString(times, unknown);
        assertThat(MediaFiles.frames(open(), Section.ALL))
                .extracting(Frame::time)
                .containsExactly(Rational.ZERO, new Rational(1, 25), new Rational(2, 25));
        Files.writeString(times, unknown.replace("=40", "=\"N/A\""));
        refused("a frame of its stream 0 has no time; convert it, such as by ffmpeg -i FILE -c:v ffv1 FILE.mkv");
    }

    @Test
    void fewer_or_more_frames_than_announced_are_refused() throws IOException {
        pictures(2);
        refused("ffmpeg gave only 2 whole pictures, fewer than ffprobe announced; it gave no reason");
        pictures(4);
        refused("ffmpeg wrote more than it announced; it gave no reason");
        sound(1, 1, 1);
        refusedSound("ffmpeg gave fewer samples than ffprobe announced; it gave no reason");
    }

    @Test
    void a_program_that_fails_is_quoted() throws IOException {
        does(
                "output.0",
                "cat \"$here/output.0.text\"; echo 'a first word' >&2; echo ' at the end\033[31m '" + " >&2; exit 3\n");
        refused("ffmpeg failed with code 3; it said last: at the end?[31m");
        does("output.0", "printf 123; echo broken >&2; kill -9 $$\n");
        refused("ffmpeg gave only 0 whole pictures, fewer than ffprobe announced and failed with code 137;"
                + " it said last: broken");
        does("times.0", "echo 'no such stream' >&2; exit 1\n");
        refused("ffprobe failed with code 1; it said last: no such stream");
        does("streams", "exit 1\n");
        refused("ffprobe failed with code 1; it gave no reason");
    }

    @Test
    void a_program_that_floods_its_errors_is_stopped() throws IOException {
        does(
                "output.0",
                "while :; do echo 'error, error, error, error, error, error, error, error, error';" + " done >&2\n");
        refused("ffmpeg wrote over 1048576 bytes of errors and was stopped; it said last: error, error, error, error,"
                + " error, error, error, error, error");
    }

    @Test
    void much_said_to_the_errors_does_not_stop_a_program_that_ends_well() throws IOException {
        does("output.0", "head -c 1000000 /dev/zero | tr '\\0' '.' >&2; cat \"$here/output.0.text\"\n");
        assertThat(MediaFiles.frames(open(), Section.ALL)).hasSize(3);
    }

    @Test
    void what_the_taker_of_frames_throws_ends_the_program() throws IOException {
        does("output.0", "echo $$ > \"$here/pid\"; cat \"$here/output.0.text\"; exec sleep 1000\n");
        Recording opened = open();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> opened.frames(Section.ALL, _ -> {
                    throw new IOException("disk full");
                }))
                .withMessage("disk full");
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello | ffprobe wrote \"hello\", which is not understood",
                "format.duration=\"1\" | holds neither pictures nor sound"
            })
    void streams_that_are_not_understood_are_refused(String text, String message) throws IOException {
        streams(text + "\n");
        refused(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "width=3 | width=0 | size of stream 0 is \"0 x 2\"; it must be at least 1 x 1 and at most"
                        + " 67108864 pixels",
                "width=3 | width=99999999 | size of stream 0 is \"99999999 x 2\"; it must be at least 1 x 1 and"
                        + " at most"
                        + " 67108864 pixels",
                "width=3 | width=x | width of stream 0 is \"x\"; it must be a whole number",
                "1/1000 | 1/0 | time_base of stream 0 is \"1/0\"; it must be a fraction above 0",
                "1/1000 | 0/1 | time_base of stream 0 is \"0/1\"; it must be a fraction above 0",
                "8000\" | 999\" | sample_rate of stream 1 is \"999\"; it must be a whole number from 1000 to 384000",
                "8000\" | 384001\" | sample_rate of stream 1 is \"384001\"; it must be a whole number from 1000"
                        + " to 384000",
                "channels=2 | channels=0 | channels of stream 1 is \"0\"; it must be from 1 to 255",
                "channels=2 | channels=256 | channels of stream 1 is \"256\"; it must be from 1 to 255"
            })
    void streams_out_of_range_are_refused(String text, String other, String message) throws IOException {
        streams((VIDEO + AUDIO).replace(text, other));
        refused("ffprobe says that " + message);
    }

    @Test
    void a_picture_turned_by_a_part_of_a_quarter_is_refused() throws IOException {
        streams(VIDEO + "streams.stream.0.side_data_list.side_data.1.rotation=45\n");
        refused("ffprobe says that rotation of stream 0 is \"45 degrees\"; it must be a multiple of 90");
    }

    @Test
    void frames_that_are_not_understood_are_refused() throws IOException {
        says("times.0", "frames.frame.0.best_effort_timestamp=0\n");
        refused("ffprobe didn't say width of frame 0, but \"\"; it gave no reason");
        says("times.0", "garbage\n");
        refused("ffprobe didn't say best_effort_timestamp of frame 0, but \"garbage\"; it gave no reason");
        does("times.0", "head -c 10000 /dev/zero\n");
        refused("ffprobe wrote a line of over 4096 bytes; it gave no reason");
        does("times.0", "true\n");
        refused("nothing of its stream 0 can be decoded");
        times(0, "best_effort_timestamp", 40, 80, 79);
        refused("picture 2 is shown at 79/1000 s, before the one before it, 2/25 s");
        times(0, "best_effort_timestamp", 999_999_999_999_999_999L, 0);
        streams((VIDEO + AUDIO).replace("1/1000", "999999999/7"));
        refused("a time is out of range, 999999999999999999 times 999999999/7 s");
    }

    @Test
    void pictures_of_another_size_are_refused() throws IOException {
        says("times.0", "frames.frame.0.best_effort_timestamp=0\nframes.frame.0.width=4\nframes.frame.0.height=2\n");
        refused("picture 0 has 4 x 2 pixels, the stream 3 x 2; all of a recording must have one size");
    }

    @Test
    void sound_that_is_not_understood_is_refused() throws IOException {
        says("times.1", "frames.frame.0.best_effort_timestamp=0\nframes.frame.0.nb_samples=0\n");
        refusedSound("ffprobe announces 0 samples in one frame of sound");
        says("times.1", "frames.frame.0.best_effort_timestamp=0\nframes.frame.0.nb_samples=999999999\n");
        refusedSound("ffprobe announces 999999999 samples in one frame of sound");
        says("times.1", "frames.frame.0.best_effort_timestamp=0\nframes.frame.0.nb_samples=2\n");
        sound(0, 0, 0, Float.NaN);
        refusedSound("sample 1 of the sound is NaN; samples must be finite numbers");
    }

    @Test
    void missing_programs_are_named_with_what_to_do() throws IOException {
        Path absent = folder.resolve("absent");
        missing(absent, absent);
        Files.delete(folder.resolve("ffprobe"));
        missing(folder.resolve("ffmpeg"), folder.resolve("ffprobe"));
    }

    private void missing(Path ffmpeg, Path named) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> Ffmpeg.find(recording, Optional.of(ffmpeg), SILENCE))
                .withMessage(recording + ": needs ffmpeg to be decoded, but " + named + " is no program."
                        + " Install the package"
                        + " ffmpeg, which has ffprobe, too, or name the program by --ffmpeg PATH; or make it a"
                        + " folder of"
                        + " PNG pictures or a .y4m file with a WAV file of the same name beside it");
    }

    @Test
    void another_program_is_not_taken_for_ffmpeg() throws IOException {
        Files.writeString(folder.resolve("version"), "something else 1.0\n");
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> open())
                .withMessage(recording + ": ffmpeg is not what was expected, -version says \"something else"
                        + " 1.0\"; it gave"
                        + " no reason");
    }
}
