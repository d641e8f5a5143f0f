package org.thgcl.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFileTest {
    @TempDir
    Path folder;

    private Path png(BufferedImage image) throws IOException {
        return MediaFiles.image(folder.resolve("a.png"), "png", image);
    }

    private static BufferedImage image(int type, int[]... pixels) {
        BufferedImage image = new BufferedImage(pixels.length, 1, type);
        WritableRaster raster = image.getRaster();
        for (int x = 0; x < pixels.length; x++) {
            raster.setPixel(x, 0, pixels[x]);
        }
        return image;
    }

    @Test
    void a_png_picture_has_its_numbers() throws IOException {
        Picture picture = MediaFiles.picture(7, 5, 3);
        Picture read = PictureFile.read(MediaFiles.png(folder.resolve("a.png"), picture));
        assertThat(read.width()).isEqualTo(7);
        assertThat(read.height()).isEqualTo(5);
        assertThat(read.rgb()).isEqualTo(picture.rgb());
    }

    @Test
    void grey_is_three_equal_numbers_as_stored() throws IOException {
        // the JDK's own conversion would take 128 for 188: it thinks of grey as linear in light
        BufferedImage grey = image(BufferedImage.TYPE_BYTE_GRAY, new int[] {0}, new int[] {128}, new int[] {255});
        assertThat(PictureFile.read(png(grey)).rgb())
                .containsExactly(0, 0, 0, (byte) 128, (byte) 128, (byte) 128, -1, -1, -1);
    }

    @Test
    void sixteen_bits_become_the_nearest_of_eight() throws IOException {
        // 257 v is v exactly; half of 257 lies between 128 and 129
        BufferedImage deep = image(
                BufferedImage.TYPE_USHORT_GRAY,
                new int[] {0},
                new int[] {128},
                new int[] {129},
                new int[] {200 * 257},
                new int[] {65_535});
        assertThat(PictureFile.read(png(deep)).rgb())
                .containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, (byte) 200, (byte) 200, (byte) 200, -1, -1, -1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void a_palette_has_its_colours(int bits) throws IOException {
        byte[] red = {10, 20};
        byte[] green = {30, 40};
        byte[] blue = {50, -1};
        IndexColorModel palette = new IndexColorModel(bits, 2, red, green, blue);
        int type = bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;
        BufferedImage image = new BufferedImage(3, 1, type, palette);
        image.getRaster().setPixel(1, 0, new int[] {1});
        assertThat(PictureFile.read(png(image)).rgb()).containsExactly(10, 30, 50, 20, 40, -1, 10, 30, 50);
    }

    @Test
    void a_transparent_pixel_is_refused_and_an_opaque_one_is_none() throws IOException {
        int[] opaque = {1, 2, 3, 255};
        assertThat(PictureFile.read(png(image(BufferedImage.TYPE_4BYTE_ABGR, opaque, opaque)))
                        .rgb())
                .containsExactly(1, 2, 3, 1, 2, 3);
        refused(
                png(image(BufferedImage.TYPE_4BYTE_ABGR, opaque, new int[] {1, 2, 3, 254})),
                "the pixel in row 0, column 1 is transparent; flatten the picture");
        IndexColorModel palette = new IndexColorModel(8, 2, new byte[2], new byte[2], new byte[2], new byte[] {0, -1});
        refused(
                png(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_INDEXED, palette)),
                "the pixel in row 0, column 0 is transparent; flatten the picture");
    }

    @Test
    void a_jpeg_picture_is_read() throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, 200 << 16 | 100 << 8 | 50);
        }
        Picture picture = PictureFile.read(MediaFiles.image(folder.resolve("a.jpg"), "jpg", image));
        for (int c = 0; c < 3; c++) {
            // one colour: three roundings, to brightness and differences, of coefficients, and back
            assertThat(picture.get(8, 8, c)).isBetween(new int[] {197, 97, 47}[c], new int[] {203, 103, 53}[c]);
        }
    }

    @Test
    void what_is_no_picture_is_refused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "no picture");
        refused(text, "is neither a PNG nor a JPEG picture, whatever its name says");
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        refused(
                MediaFiles.image(folder.resolve("b.png"), "bmp", image),
                "is neither a PNG nor a JPEG picture, whatever its name says");
        refused(Files.createDirectory(folder.resolve("c.png")), "can't be opened; is it a file that you may read?");
    }

    private static void refused(Path file, String message) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> PictureFile.read(file))
                .withMessage(file + ": " + message);
    }

    @Test
    void a_huge_picture_is_refused_before_memory_is_taken() throws IOException {
        Path file = png(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB));
        byte[] bytes = Files.readAllBytes(file);
        // the width in the first chunk; the chunk's checksum isn't looked at before
        bytes[16] = 0x10;
        Files.write(file, bytes);
        refused(file, "the picture has 268435458 x 2 pixels, must be at least 1 x 1 and at most 67108864 pixels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void truncated_pictures_are_refused(String format) throws IOException {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < 1600; i++) {
            image.setRGB(i % 40, i / 40, random.nextInt());
        }
        Path file = MediaFiles.image(folder.resolve("a." + format), format, image);
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {bytes.length / 10, bytes.length / 2, bytes.length - 30}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatExceptionOfType(MediaException.class)
                    .as("%d bytes of %d", length, bytes.length)
                    .isThrownBy(() -> PictureFile.read(file))
                    .withMessageStartingWith(file + ": the picture is damaged: ");
        }
    }

    @Test
    void a_folder_gives_a_sections_pictures_in_natural_order() throws IOException {
        Path clip = MediaFiles.pictures(folder.resolve("clip"), 12, 4, 3);
        Recording recording = Recordings.open(clip, DecoderOptions.DEFAULT);
        Section section = new Section(new Rational(9, 25), Optional.of(new Rational(2, 25)));
        List<Frame> frames = MediaFiles.frames(recording, section);
        assertThat(frames).extracting(Frame::time).containsExactly(new Rational(9, 25), new Rational(10, 25));
        assertThat(MediaFiles.bytes(frames.get(1)))
                .isEqualTo(MediaFiles.picture(4, 3, 10).rgb());
        assertThat(MediaFiles.frames(recording, new Section(Rational.of(1), Optional.empty())))
                .isEmpty();
    }

    @Test
    void a_picture_of_another_size_in_a_folder_is_refused() throws IOException {
        Path clip = MediaFiles.pictures(folder.resolve("clip"), 3, 4, 3);
        Path other = MediaFiles.png(clip.resolve("2.png"), MediaFiles.picture(3, 4, 2));
        Recording recording = Recordings.open(clip, DecoderOptions.DEFAULT);
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> recording.frames(Section.ALL, _ -> {}))
                .withMessage(other + ": the picture has 3 x 4 pixels, the folder's first has 4 x 3; all of a"
                        + " recording must"
                        + " have one size");
    }
}
