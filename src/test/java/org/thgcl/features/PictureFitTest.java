package org.thgcl.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.thgcl.media.Picture;

class PictureFitTest {
    /// Red is the column, green the row, so that a pixel says where it is from.
    private static Picture places(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                rgb[3 * (row * width + column)] = (byte) column;
                rgb[3 * (row * width + column) + 1] = (byte) row;
            }
        }
        return new Picture(width, height, rgb);
    }

    @Test
    void squash_takes_the_whole_picture() {
        Picture wide = places(200, 100);
        assertThat(PictureFit.SQUASH.apply(wide).rgb())
                .isEqualTo(Bicubic.resize(wide, 128, 128).rgb());
    }

    @Test
    void centre_224_takes_the_middle_of_a_picture_whose_shorter_side_is_256() {
        // 256 pixels stay 256: 300 - 224 = 76 columns are left out, 38 on each side, and 16 rows on each side
        Picture centre = PictureFit.CENTRE_224.apply(places(300, 256));
        assertThat(centre.width()).isEqualTo(224);
        assertThat(centre.height()).isEqualTo(224);
        for (int row = 0; row < 224; row++) {
            for (int column = 0; column < 224; column++) {
                // a byte holds the column modulo 256
                assertThat(centre.get(row, column, 0)).isEqualTo((column + 38) % 256);
                assertThat(centre.get(row, column, 1)).isEqualTo(row + 16);
            }
        }
    }

    @Test
    void the_shorter_side_becomes_256_whichever_it_is() {
        Picture tall = places(128, 201);
        // 201 * 256 / 128 = 402 rows, of which the 224 from row 89 on are taken
        Picture larger = Bicubic.resize(tall, 256, 402);
        Picture centre = PictureFit.CENTRE_224.apply(tall);
        for (int row = 0; row < 224; row++) {
            for (int column = 0; column < 224; column++) {
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(centre.get(row, column, channel)).isEqualTo(larger.get(row + 89, column + 16, channel));
                }
            }
        }
    }

    @Test
    void centre_128_is_the_same_made_smaller() {
        Picture wide = places(300, 256);
        Picture centre = PictureFit.CENTRE_224.apply(wide);
        assertThat(PictureFit.CENTRE_128.apply(wide).rgb())
                .isEqualTo(Bicubic.resize(centre, 128, 128).rgb());
    }
}
