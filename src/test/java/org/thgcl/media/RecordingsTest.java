package org.thgcl.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingsTest {
    private static final DecoderOptions FRAMES =
            new DecoderOptions(DecoderChoice.FRAMES, Optional.empty(), Rational.of(5));

    @TempDir
    Path folder;

    @Test
    void pictures_and_the_sound_beside_their_folder_are_one_recording() throws IOException {
        Path clip = MediaFiles.pictures(folder.resolve("clip"), 3, 4, 5);
        MediaFiles.wav(folder.resolve("clip.wav"), 8000, 1, new short[8000]);
        Recording recording = Recordings.open(clip, FRAMES);
        assertThat(recording.name()).isEqualTo(clip.toString());
        assertThat(recording.decoder()).isEqualTo("frames");
        // sound of a second; pictures of 3/5 s
        assertThat(recording.contents()).isEqualTo(new Recording.Contents(true, true, Optional.of(Rational.of(1))));
        assertThat(recording.sound(Section.ALL).samples()).hasSize(8000);
        List<Frame> frames = MediaFiles.frames(recording, Section.ALL);
        assertThat(frames)
                .extracting(Frame::time)
                .containsExactly(Rational.ZERO, new Rational(1, 5), new Rational(2, 5));
        assertThat(MediaFiles.bytes(frames.get(2)))
                .isEqualTo(MediaFiles.picture(4, 5, 2).rgb());
    }

    @Test
    void the_only_sound_in_the_folder_is_the_pictures_sound() throws IOException {
        Path clip = MediaFiles.pictures(folder.resolve("clip"), 1, 4, 5);
        MediaFiles.wav(clip.resolve("any.WAV"), 8000, 1, new short[80]);
        assertThat(Recordings.open(clip, FRAMES).contents())
                .isEqualTo(new Recording.Contents(true, true, Optional.of(new Rational(1, 5))));
    }

    @Test
    void two_sounds_of_the_same_pictures_are_refused() throws IOException {
        Path clip = MediaFiles.pictures(folder.resolve("clip"), 1, 4, 5);
        Path beside = MediaFiles.wav(folder.resolve("clip.wav"), 8000, 1, new short[80]);
        Path inside = MediaFiles.wav(clip.resolve("any.wav"), 8000, 1, new short[80]);
        refused(clip, ": two sound files belong to these pictures, " + beside + " and " + inside + "; leave one");
    }

    @Test
    void pictures_alone_and_sound_alone_are_recordings() throws IOException {
        Path clip = MediaFiles.pictures(folder.resolve("clip"), 10, 4, 5);
        Recording pictures = Recordings.open(clip, FRAMES);
        assertThat(pictures.contents()).isEqualTo(new Recording.Contents(false, true, Optional.of(Rational.of(2))));
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> pictures.sound(Section.ALL))
                .withMessage(clip + ": has no sound");
        Path wav = MediaFiles.wav(folder.resolve("other.wav"), 1000, 1, new short[250]);
        Recording sound = Recordings.open(wav, FRAMES);
        assertThat(sound.contents()).isEqualTo(new Recording.Contents(true, false, Optional.of(new Rational(1, 4))));
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> sound.frames(Section.ALL, _ -> {}))
                .withMessage(wav + ": has no pictures");
    }

    @Test
    void what_is_not_there_or_not_a_recording_is_refused() throws IOException {
        refused(folder.resolve("missing.mp4"), ": there is no such file or folder");
        refused(
                Files.createDirectory(folder.resolve("empty")),
                ": no pictures lie in this folder; their names end with .png or .jpg");
        refused(
                Files.writeString(folder.resolve("notes.doc"), "no recording"),
                ": is none of the recordings that are read without ffmpeg: a folder of PNG or JPEG pictures, a .y4m"
                        + " file, a WAV, AIFF or AU file that is not compressed");
    }

    @Test
    void folders_and_pictures_are_nothing_for_ffmpeg() throws IOException {
        DecoderOptions ffmpeg = new DecoderOptions(DecoderChoice.FFMPEG, Optional.empty(), Rational.of(25));
        Path clip = MediaFiles.pictures(folder.resolve("clip"), 1, 4, 5);
        String message = ": is no recording for ffmpeg; a folder of pictures is read by the decoder frames, and one"
                + " picture is no recording";
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> Recordings.open(clip, ffmpeg))
                .withMessage(clip + message);
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> Recordings.open(clip.resolve("0.png"), DecoderOptions.DEFAULT))
                .withMessage(clip.resolve("0.png") + message);
    }

    @Test
    void other_files_need_the_ffmpeg_that_was_named() throws IOException {
        Path missing = folder.resolve("no-ffmpeg");
        DecoderOptions options = new DecoderOptions(DecoderChoice.AUTO, Optional.of(missing), Rational.of(25));
        for (String name : List.of("clip.mp4", "no-sound.wav")) {
            Path file = Files.writeString(folder.resolve(name), "compressed");
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(() -> Recordings.open(file, options))
                    .withMessageStartingWith(
                            file + ": needs ffmpeg to be decoded, but " + missing + " is no program. ");
        }
    }

    @Test
    void a_y4m_video_has_the_sound_beside_it() throws IOException {
        Path video = Files.writeString(
                folder.resolve("clip.y4m"), "YUV4MPEG2 W1 H1 F10:1 Cmono\nFRAME\na", StandardCharsets.ISO_8859_1);
        MediaFiles.wav(folder.resolve("clip.wav"), 1000, 1, new short[50]);
        assertThat(Recordings.open(video, DecoderOptions.DEFAULT).contents())
                .isEqualTo(new Recording.Contents(true, true, Optional.of(new Rational(1, 10))));
        assertThat(Recordings.list(List.of(folder))).containsExactly(video);
        Files.writeString(folder.resolve("clip.wav"), "no sound");
        refused(
                video,
                folder.resolve("clip.wav"),
                ": the sound of " + video + " is none of the formats that are read here; convert it to a WAV file of 16"
                        + " bits");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-25, 1", "2001, 2"})
    void a_frame_rate_out_of_range_is_refused(int numerator, int denominator) {
        Rational rate = new Rational(numerator, denominator);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DecoderOptions(DecoderChoice.AUTO, Optional.empty(), rate))
                .withMessage("frame rate: " + rate + " pictures a second; it must be above 0 and at most 1000");
    }

    private static void refused(Path path, String message) {
        refused(path, path, message);
    }

    private static void refused(Path path, Path named, String message) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> Recordings.open(path, FRAMES))
                .withMessage(named + message);
    }

    @Test
    void a_folder_of_recordings_lists_them_in_natural_order() throws IOException {
        MediaFiles.pictures(folder.resolve("clip10"), 1, 4, 5);
        MediaFiles.wav(folder.resolve("clip10.wav"), 8000, 1, new short[80]);
        MediaFiles.wav(folder.resolve("clip9.wav"), 8000, 1, new short[80]);
        Files.createFile(folder.resolve("clip1.MP4"));
        Files.createFile(folder.resolve("notes.txt"));
        Files.createFile(folder.resolve(".hidden.mp4"));
        Files.createDirectory(folder.resolve("others"));
        assertThat(Recordings.list(List.of(folder)))
                .containsExactly(folder.resolve("clip1.MP4"), folder.resolve("clip9.wav"), folder.resolve("clip10"));
        assertThat(Recordings.list(List.of(folder.resolve("clip10")))).containsExactly(folder.resolve("clip10"));
    }

    @Test
    void a_list_names_paths_from_its_folder_on() throws IOException {
        Path list = Files.writeString(
                folder.resolve("list.txt"), "# clips\nb.mp4\n\n  sub/a.mp4 \r\n" + folder.resolve("c.mp4") + "\n");
        assertThat(Recordings.list(List.of(list)))
                .containsExactly(folder.resolve("b.mp4"), folder.resolve("sub/a.mp4"), folder.resolve("c.mp4"));
    }

    @Test
    void inputs_that_stand_for_nothing_or_twice_for_the_same_are_refused() throws IOException {
        Path wav = MediaFiles.wav(folder.resolve("a.wav"), 8000, 1, new short[80]);
        refusedList(": is named twice among the inputs", wav, folder);
        refusedList(": there is no such file or folder", folder.resolve("b.wav"));
        refusedList(": no recordings are in it", Files.createDirectory(folder.resolve("empty")));
        refusedList(": no recordings are in it", Files.writeString(folder.resolve("list.txt"), "# none\n"));
        refusedList(
                ": is not text in UTF-8; a list has one path on each line",
                Files.write(folder.resolve("latin.txt"), "ü".getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static void refusedList(String message, Path... inputs) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> Recordings.list(List.of(inputs)))
                .withMessage(inputs[0] + message);
    }
}
