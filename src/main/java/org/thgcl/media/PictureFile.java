package org.thgcl.media;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// A picture in a PNG or JPEG file.
///
/// Its numbers are taken as they are stored. Colour profiles, gamma and the orientation that a camera noted
/// (EXIF) are not looked at. Grey becomes three equal numbers, a palette its colours, 16 bits the nearest of 8.
/// Transparent pixels and CMYK are refused: it is open what they would look like.
final class PictureFile {
    private static final List<String> SUFFIXES = List.of(".png", ".jpg", ".jpeg");

    private PictureFile() {}

    /// Whether a file is a picture by its name.
    static boolean isNamedSo(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return SUFFIXES.stream().anyMatch(name::endsWith);
    }

    /// The picture in a file.
    ///
    /// @throws MediaException if it isn't one, is damaged, too large, transparent or of other colours
    static Picture read(Path path) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(path.toFile())) {
            if (in == null) {
                throw new MediaException(path + ": can't be opened; is it a file that you may read?");
            }
            ImageReader reader = reader(path, in);
            try {
                return read(path, reader);
            } finally {
                reader.dispose();
            }
        }
    }

    private static ImageReader reader(Path path, ImageInputStream in) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            String format = reader.getFormatName().toLowerCase(Locale.ROOT);
            if (format.equals("png") || format.equals("jpeg")) {
                reader.setInput(in, true, true);
                return reader;
            }
            reader.dispose();
        }
        throw new MediaException(path + ": is neither a PNG nor a JPEG picture, whatever its name says");
    }

    private static Picture read(Path path, ImageReader reader) throws IOException {
        BufferedImage image;
        try {
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (!Picture.isSize(width, height)) {
                throw new MediaException(
                        path + ": the picture has " + width + " x " + height + " pixels, must be " + Picture.sizes());
            }
            // of a JPEG that ends too early, the rest would be grey
            StringBuilder warning = new StringBuilder();
            reader.addIIOReadWarningListener((_, text) -> warning.append(text).append("; "));
            image = reader.read(0);
            if (!warning.isEmpty()) {
                throw new MediaException(path + ": the picture is damaged: " + warning + "copy it again");
            }
        } catch (MediaException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // the JDK's readers throw all kinds of exceptions at damaged files
            throw new MediaException(
                    path + ": the picture is damaged: " + Objects.toString(e.getMessage(), "no reason given"), e);
        }
        return new Picture(image.getWidth(), image.getHeight(), rgb(path, image));
    }

    private static byte[] rgb(Path path, BufferedImage image) throws MediaException {
        ColorModel colours = image.getColorModel();
        int space = colours.getColorSpace().getType();
        if (space != ColorSpace.TYPE_RGB && space != ColorSpace.TYPE_GRAY) {
            throw new MediaException(path + ": the picture is neither grey nor red, green, blue; convert it to RGB");
        }
        Raster raster = image.getRaster();
        int[] row = new int[raster.getNumBands() * image.getWidth()];
        byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(0, y, image.getWidth(), 1, row);
            for (int x = 0; x < image.getWidth(); x++) {
                if (!put(colours, row, x, rgb, 3 * (y * image.getWidth() + x))) {
                    throw new MediaException(path + ": the pixel in row " + y + ", column " + x
                            + " is transparent; flatten the picture");
                }
            }
        }
        return rgb;
    }

    /// Puts a pixel in its place; false if it is transparent.
    private static boolean put(ColorModel colours, int[] row, int x, byte[] rgb, int place) {
        if (colours instanceof IndexColorModel palette) {
            rgb[place] = (byte) palette.getRed(row[x]);
            rgb[place + 1] = (byte) palette.getGreen(row[x]);
            rgb[place + 2] = (byte) palette.getBlue(row[x]);
            return palette.getAlpha(row[x]) == 255;
        }
        int bands = colours.getNumComponents();
        int bits = colours.getComponentSize(0);
        int step = colours.getNumColorComponents() == 1 ? 0 : 1;
        for (int c = 0; c < 3; c++) {
            rgb[place + c] = eightBits(row[x * bands + c * step], bits);
        }
        return !colours.hasAlpha() || eightBits(row[x * bands + bands - 1], bits) == (byte) 255;
    }

    /// The nearest of 0 ... 255; 65535 is 255 times 257.
    private static byte eightBits(int value, int bits) {
        return (byte) (bits == 8 ? value : (value + 128) / 257);
    }
}
