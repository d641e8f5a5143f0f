package org.thgcl.media;

import java.awt.image.BufferedImage;
import java.util.Objects;

/// A picture: row after row from the top, pixels from the left, each as red, green, blue of 0 to 255.
///
/// @param width at least 1
/// @param height at least 1
/// @param rgb `[height, width, 3]`, as unsigned bytes
public record Picture(int width, int height, byte[] rgb) {
    /// The most pixels of a picture in a recording: twice those of the largest videos, 192 MiB.
    static final int MOST_PIXELS = 1 << 26;

    /// @throws IllegalArgumentException if the bytes don't fit the size
    public Picture {
        Objects.requireNonNull(rgb, "rgb");
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException("picture: " + rgb.length + " bytes for " + width + " x " + height
                    + " pixels; there must be 3 a pixel, and at least one pixel");
        }
    }

    /// A pixel's value, 0 to 255.
    ///
    /// @param channel 0 red, 1 green, 2 blue
    public int get(int row, int column, int channel) {
        return Byte.toUnsignedInt(rgb[(row * width + column) * 3 + channel]);
    }

    /// The picture as the JDK's programs take it.
    public BufferedImage image() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                image.setRGB(column, row, get(row, column, 0) << 16 | get(row, column, 1) << 8 | get(row, column, 2));
            }
        }
        return image;
    }

    /// Whether a recording's pictures may have this size. Sizes are checked before memory is taken for them.
    static boolean isSize(long width, long height) {
        return width >= 1 && height >= 1 && width <= MOST_PIXELS / height;
    }

    /// The rule for sizes, for messages.
    static String sizes() {
        return "at least 1 x 1 and at most " + MOST_PIXELS + " pixels";
    }
}
