package org.thgcl.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// An image inside a page, as a `data:` address, so that the page has nothing to load.
///
/// @param address with the whole image in it
/// @param about what can be seen, for those who can't
public record DataImage(String address, String about) {

    /// An image with few colours, such as a spectrogram, to the bit.
    public static DataImage png(BufferedImage image, String about) {
        return of("png", image, about);
    }

    /// A picture from a camera, small; it may not be transparent.
    public static DataImage jpeg(BufferedImage image, String about) {
        return of("jpeg", image, about);
    }

    private static DataImage of(String format, BufferedImage image, String about) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("image: this JDK can't write it as " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory is never full
        }
        return new DataImage(
                "data:image/" + format + ";base64," + Base64.getEncoder().encodeToString(bytes.toByteArray()), about);
    }

    /// The image laid beneath a drawing, see [Html#layered].
    ///
    /// @param x of its left edge, in the drawing's units; so are the others
    /// @param drawing width and height of the drawing
    public String at(double x, double y, double width, double height, Svg.Size drawing) {
        return String.format(
                Locale.ROOT,
                "<img style=\"left: %.3f%%; top: %.3f%%; width: %.3f%%; height: %.3f%%\" alt=\"%s\" src=\"%s\"/>\n",
                100 * x / drawing.width(),
                100 * y / drawing.height(),
                100 * width / drawing.width(),
                100 * height / drawing.height(),
                Html.text(about),
                address);
    }
}
