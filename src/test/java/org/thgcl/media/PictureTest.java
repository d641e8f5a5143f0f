package org.thgcl.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTest {
    @Test
    void pixels_are_row_after_row_and_unsigned() {
        Picture picture = new Picture(2, 2, new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, -1});
        assertThat(picture.get(0, 1, 0)).isEqualTo(3);
        assertThat(picture.get(1, 0, 2)).isEqualTo(8);
        assertThat(picture.get(1, 1, 2)).isEqualTo(255);
        assertThat(picture.image().getRGB(1, 0)).isEqualTo(0xff030405);
        assertThat(picture.image().getRGB(1, 1)).isEqualTo(0xff090aff);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "1, 0, 0", "2, 2, 11", "-1, -4, 12", "65536, 65536, 0"})
    void bytes_that_do_not_fit_the_size_are_refused(int width, int height, int bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Picture(width, height, new byte[bytes]))
                .withMessage("picture: " + bytes + " bytes for " + width + " x " + height
                        + " pixels; there must be 3 a pixel, and at least one pixel");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, true",
        "8192, 8192, true",
        "8192, 8193, false",
        "0, 5, false",
        "5, 0, false",
        "-1, 5, false",
        "9223372036854775807, 9223372036854775807, false",
        "67108864, 1, true",
        "1, 67108865, false"
    })
    void sizes_of_recordings_have_a_limit(long width, long height, boolean fine) {
        assertThat(Picture.isSize(width, height)).isEqualTo(fine);
    }
}
