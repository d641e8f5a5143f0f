package org.thgcl.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.media.YuvToRgb.Standard;

class YuvToRgbTest {
    @ParameterizedTest
    @CsvSource({"BT_601, false", "BT_601, true", "BT_709, false", "BT_709, true"})
    void every_third_colour_is_the_definition(Standard standard, boolean full) {
        YuvToRgb colours = new YuvToRgb(standard, full);
        byte[] rgb = new byte[4];
        for (int y = 0; y < 256; y += 3) {
            for (int u = 0; u < 256; u += 3) {
                for (int v = 0; v < 256; v += 3) {
                    colours.apply(y, u, v, rgb, 1);
                    int[] expected = colours.definition(y, u, v);
                    if (Byte.toUnsignedInt(rgb[1]) != expected[0]
                            || Byte.toUnsignedInt(rgb[2]) != expected[1]
                            || Byte.toUnsignedInt(rgb[3]) != expected[2]) {
                        assertThat(rgb)
                                .as("%d, %d, %d", y, u, v)
                                .containsExactly(0, (byte) expected[0], (byte) expected[1], (byte) expected[2]);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // black, white, beyond both, a grey: (126 - 16) 255/219 = 128.08
        "BT_601, false, 16, 128, 128, 0, 0, 0",
        "BT_601, false, 235, 128, 128, 255, 255, 255",
        "BT_601, false, 0, 128, 128, 0, 0, 0",
        "BT_601, false, 255, 128, 128, 255, 255, 255",
        "BT_601, false, 126, 128, 128, 128, 128, 128",
        "BT_601, true, 77, 128, 128, 77, 77, 77",
        // C_r = 100: 1.402 and 0.299/0.587 of 1.402, 0.71414; C_b = -50: 1.772, and 0.114/0.587 of it, 0.34414
        "BT_601, true, 100, 78, 228, 240, 46, 11",
        // 1.5748 and 0.46812; 1.8556 and 0.18732
        "BT_709, true, 100, 78, 228, 255, 63, 7",
    })
    void colours_by_hand(Standard standard, boolean full, int y, int u, int v, int red, int green, int blue) {
        assertThat(new YuvToRgb(standard, full).definition(y, u, v)).containsExactly(red, green, blue);
    }

    @Test
    void the_brightness_of_a_colour_comes_back() {
        // Y = K_r R + K_g G + K_b B wherever nothing is clipped; each of the three was rounded by at most 1/2
        int[] rgb = new YuvToRgb(Standard.BT_709, true).definition(120, 140, 110);
        double brightness = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
        assertThat(brightness).isBetween(119.5, 120.5);
    }
}
