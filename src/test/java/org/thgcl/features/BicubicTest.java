package org.thgcl.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.media.Picture;

class BicubicTest {
    /// A case that Pillow computed.
    private record Resized(int width, int height, int toWidth, int toHeight, String sha256) {
        static Resized of(String line) {
            String[] words = line.split(" ", -1);
            return new Resized(
                    Integer.parseInt(words[0]),
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Integer.parseInt(words[3]),
                    words[4]);
        }

        @Override
        public String toString() {
            return width + " x " + height + " to " + toWidth + " x " + toHeight;
        }
    }

    @TestFactory
    Stream<DynamicTest> pictures_have_the_bits_of_pillow() throws IOException {
        return resized().stream()
                .map(resized -> DynamicTest.dynamicTest(resized.toString(), () -> {
                    Picture picture = mixed(resized.width, resized.height);
                    byte[] rgb = Bicubic.resize(picture, resized.toWidth, resized.toHeight)
                            .rgb();
                    assertThat(sha256(rgb)).isEqualTo(resized.sha256);
                }));
    }

    private static List<Resized> resized() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                BicubicTest.class.getResourceAsStream("pillow-resize.txt"), StandardCharsets.UTF_8))) {
            List<Resized> resized = lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Resized::of)
                    .toList();
            assertThat(resized).hasSizeGreaterThan(10);
            return resized;
        }
    }

    /// The picture of the script in `pillow-resize.txt`: noise in red and blue, steep steps in green.
    private static Picture mixed(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i++) {
            long noise = ((long) i * 2654435761L & 0xffffffffL) >> 24;
            rgb[i] = (byte) (i % 3 == 1 ? i / 21 % 2 * 255L : noise);
        }
        return new Picture(width, height, rgb);
    }

    private static String sha256(byte... bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Property(tries = 300)
    void the_fast_form_has_the_bits_of_the_definition(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 1, max = 40) int toWidth,
            @ForAll @IntRange(min = 1, max = 40) int toHeight,
            @ForAll long seed) {
        byte[] rgb = new byte[width * height * 3];
        new Random(seed).nextBytes(rgb);
        Picture picture = new Picture(width, height, rgb);
        assertThat(Bicubic.resize(picture, toWidth, toHeight).rgb())
                .isEqualTo(Bicubic.definition(picture, toWidth, toHeight).rgb());
    }

    @Test
    void rows_of_any_length_have_the_bits_of_the_definition() {
        for (int width = 1; width < 700; width++) {
            Picture row = mixed(width, 1);
            assertThat(Bicubic.resize(row, 128, 1).rgb())
                    .as("%d pixels", width)
                    .isEqualTo(Bicubic.definition(row, 128, 1).rgb());
        }
    }

    @Test
    void two_pixels_to_one_by_hand() {
        // ratio 2: c = 1, reach 4, both pixels at distance 1/4 of wide: equal weights 1/2. (10 + 21)/2 is rounded up
        Picture two = new Picture(2, 1, new byte[] {10, 0, (byte) 255, 21, 0, (byte) 255});
        assertThat(Bicubic.resize(two, 1, 1).rgb()).containsExactly(16, 0, 255);
    }

    @Property(tries = 100)
    void one_colour_stays(
            @ForAll @IntRange(min = 1, max = 300) int from,
            @ForAll @IntRange(min = 1, max = 300) int to,
            @ForAll byte value) {
        byte[] rgb = new byte[from * 3];
        Arrays.fill(rgb, value);
        assertThat(Bicubic.resize(new Picture(from, 1, rgb), to, 1).rgb()).containsOnly(value);
        assertThat(Bicubic.resize(new Picture(1, from, rgb), 1, to).rgb()).containsOnly(value);
    }

    @Test
    void the_same_size_is_the_same_picture() {
        Picture picture = mixed(7, 5);
        assertThat(Bicubic.resize(picture, 7, 5)).isSameAs(picture);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 'resize: the size is 0 x 1 pixels, it must be at least 1 x 1'",
        "1, -1, 'resize: the size is 1 x -1 pixels, it must be at least 1 x 1'",
        "30000, 30000, 'resize: 30000 x 30000 pixels are too many: a picture must have less than 2^31 bytes'"
    })
    void sizes_out_of_range_are_refused(int width, int height, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bicubic.resize(mixed(2, 2), width, height))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bicubic.definition(mixed(2, 2), width, height))
                .withMessage(message);
    }
}
