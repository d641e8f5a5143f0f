package org.thgcl.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Y4mFileTest {
    private static final YuvToRgb COLOURS = new YuvToRgb(YuvToRgb.Standard.BT_601, false);

    @TempDir
    Path folder;

    private Path file(String header, byte[]... pictures) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((header + "\n").getBytes(StandardCharsets.US_ASCII));
        for (byte[] picture : pictures) {
            bytes.writeBytes("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(picture);
        }
        return Files.write(folder.resolve("a.y4m"), bytes.toByteArray());
    }

    private static byte[] numbers(int count, int first) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (first + 7 * i);
        }
        return bytes;
    }

    private static List<Frame> read(Path file, Section section) throws IOException {
        List<Frame> frames = new ArrayList<>();
        Y4mFile.open(file).read(section, frames::add);
        return frames;
    }

    /// Three by three pixels: an odd size, whose last row and column have samples of colour of their own.
    @ParameterizedTest
    @CsvSource({
        "420, 2, 2, 4",
        "420jpeg, 2, 2, 4",
        "420mpeg2, 2, 2, 4",
        "420paldv, 2, 2, 4",
        "422, 2, 1, 6",
        "444, 1, 1, 9"
    })
    void a_pixel_has_the_colour_of_the_nearest_sample(String chroma, int across, int down, int samples)
            throws IOException {
        byte[] yuv = numbers(9 + 2 * samples, 30);
        Picture picture = read(file("YUV4MPEG2 W3 H3 F25:1 Ip A1:1 C" + chroma, yuv), Section.ALL)
                .getFirst()
                .picture();
        int samplesAcross = (3 + across - 1) / across;
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                int place = 9 + row / down * samplesAcross + column / across;
                int[] expected = COLOURS.definition(
                        Byte.toUnsignedInt(yuv[3 * row + column]),
                        Byte.toUnsignedInt(yuv[place]),
                        Byte.toUnsignedInt(yuv[place + samples]));
                for (int c = 0; c < 3; c++) {
                    assertThat(picture.get(row, column, c))
                            .as("row %d, column %d, channel %d", row, column, c)
                            .isEqualTo(expected[c]);
                }
            }
        }
    }

    @Test
    void without_colour_a_picture_is_grey_and_full_range_is_taken_as_it_is() throws IOException {
        Path file = file("YUV4MPEG2 W2 H1 F25:1 Cmono XCOLORRANGE=FULL XOTHER=1", new byte[] {0, (byte) 200});
        assertThat(MediaFiles.bytes(read(file, Section.ALL).getFirst()))
                .containsExactly(0, 0, 0, (byte) 200, (byte) 200, (byte) 200);
        Path limited = file("YUV4MPEG2 W2 H1 F25:1 Cmono", new byte[] {16, (byte) 235});
        assertThat(MediaFiles.bytes(read(limited, Section.ALL).getFirst())).containsExactly(0, 0, 0, -1, -1, -1);
    }

    @Test
    void times_are_fractions_and_sections_have_what_lies_in_them() throws IOException {
        byte[][] pictures = new byte[5][];
        for (int i = 0; i < 5; i++) {
            pictures[i] = new byte[] {(byte) (50 * i)};
        }
        Path file = file("YUV4MPEG2 W1 H1 F30000:1001 Cmono XCOLORRANGE=FULL", pictures);
        Y4mFile video = Y4mFile.open(file);
        assertThat(video.frameRate()).isEqualTo(new Rational(30_000, 1001));
        assertThat(video.count()).isEqualTo(5);
        Section section = new Section(new Rational(1001, 30_000), Optional.of(new Rational(2002, 30_000)));
        List<Frame> frames = read(file, section);
        assertThat(frames)
                .extracting(Frame::time)
                .containsExactly(new Rational(1001, 30_000), new Rational(1001, 15_000));
        assertThat(frames).extracting(frame -> frame.picture().get(0, 0, 0)).containsExactly(50, 100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RIFF W2 H2 F25:1 | is no .y4m file, it doesn't begin with YUV4MPEG2",
                "'  ' | is no .y4m file, it doesn't begin with YUV4MPEG2",
                "YUV4MPEG2 H2 F25:1 | parameter W of the first line is \"\"; it must be a number of pixels",
                "YUV4MPEG2 W2 H-2 F25:1 | parameter H of the first line is \"-2\"; it must be a number of pixels",
                "YUV4MPEG2 W0 H2 F25:1 | the pictures have 0 x 2 pixels, must be at least 1 x 1 and at most"
                        + " 67108864 pixels",
                "YUV4MPEG2 W99999 H99999 F25:1 | the pictures have 99999 x 99999 pixels, must be at least 1 x 1"
                        + " and at most"
                        + " 67108864 pixels",
                "YUV4MPEG2 W2 H2 F25:1 It | parameter I of the first line is \"t\"; interlaced pictures are not"
                        + " decoded; it"
                        + " must be p",
                "YUV4MPEG2 W2 H2 F25:1 C420p10 | parameter C of the first line is \"420p10\"; it must be 420,"
                        + " 422, 444 or mono"
                        + " with 8 bits; convert it, such as by ffmpeg -pix_fmt yuv420p",
                "YUV4MPEG2 W9 H9 F25:1 | holds no picture, or is truncated within the first"
            })
    void headers_that_are_not_decoded_are_refused(String header, String message) throws IOException {
        refused(file(header, new byte[6]), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "25", "25:0", "0:1", "0:0", "1001:1", "x:1", "-1:1"})
    void frame_rates_out_of_range_are_refused(String rate) throws IOException {
        refused(
                file("YUV4MPEG2 W2 H2 F" + rate, new byte[6]),
                "parameter F of the first line is \"" + rate
                        + "\"; it must be pictures a second as a fraction such as 30000:1001, at most 1000");
    }

    private static void refused(Path file, String message) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> Y4mFile.open(file))
                .withMessage(file + ": " + message);
    }

    @Test
    void truncated_and_damaged_files_are_refused() throws IOException {
        Path file = file("YUV4MPEG2 W2 H2 F25:1", new byte[6], new byte[6]);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        truncated(file, ": is truncated within picture 1; copy it again");
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 8));
        truncated(file, ": ends within a line; copy it again");
        bytes[bytes.length - 10] = 'G';
        Files.write(file, bytes);
        truncated(file, ": is damaged before picture 1: there is no line FRAME");
        Files.write(file, new byte[10_000]);
        refused(file, "is no .y4m file, or damaged: a line has over 4096 bytes");
        Files.write(file, new byte[0]);
        refused(file, "is no .y4m file, it doesn't begin with YUV4MPEG2");
    }

    private static void truncated(Path file, String message) throws IOException {
        Y4mFile video = Y4mFile.open(file);
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> video.read(Section.ALL, _ -> {}))
                .withMessage(file + message);
        assertThatExceptionOfType(MediaException.class).isThrownBy(video::count).withMessage(file + message);
    }
}
