package org.thgcl.media;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.thgcl.media.Y4mHeader.Chroma;

/// A video that isn't compressed, in a `.y4m` file: a header line, then for each picture a line `FRAME` and the
/// samples of brightness and colour as bytes. The format doesn't say by which standard; BT.601 is taken (register
/// A36). A pixel takes its colour from the nearest sample.
final class Y4mFile implements Pictures {
    static final String SUFFIX = ".y4m";

    /// A difference of colour of none.
    private static final int NO_COLOUR = 128;

    private static final int LONGEST_LINE = 4096;

    private final Path path;
    private final Y4mHeader header;
    private final YuvToRgb colours;

    private Y4mFile(Path path, Y4mHeader header) {
        this.path = path;
        this.header = header;
        this.colours = new YuvToRgb(YuvToRgb.Standard.BT_601, header.full());
    }

    /// Whether a file is one by its name.
    static boolean isNamedSo(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    /// @throws MediaException if it isn't one, is of a kind that isn't decoded, or holds no whole picture
    static Y4mFile open(Path path) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            Y4mFile file =
                    new Y4mFile(path, Y4mHeader.parse(path, line(path, in).orElse("")));
            if (Files.size(path) < file.header.bytes()) {
                throw new MediaException(path + ": holds no picture, or is truncated within the first");
            }
            return file;
        }
    }

    @Override
    public Rational frameRate() {
        return header.frameRate();
    }

    @Override
    public long count() throws IOException {
        return walk(Long.MAX_VALUE, Long.MAX_VALUE, _ -> {});
    }

    @Override
    public void read(Section section, Recording.FrameSink sink) throws IOException {
        walk(section.first(frameRate()), section.end(frameRate()), sink);
    }

    /// Goes over the pictures below `end` and hands over those from `first` on.
    ///
    /// @return the number of pictures gone over
    private long walk(long first, long end, Recording.FrameSink sink) throws IOException {
        long number = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            line(path, in);
            while (number < end && isFrame(line(path, in), number)) {
                if (number < first) {
                    skip(in, number);
                } else {
                    sink.take(new Frame(time(number), picture(in, number)));
                }
                number++;
            }
        }
        return number;
    }

    private boolean isFrame(Optional<String> line, long number) throws MediaException {
        if (line.isPresent() && !(line.get() + " ").startsWith("FRAME ")) {
            throw new MediaException(path + ": is damaged before picture " + number + ": there is no line FRAME");
        }
        return line.isPresent();
    }

    /// The bytes up to a line feed; empty at the file's end.
    private static Optional<String> line(Path path, InputStream in) throws IOException {
        byte[] bytes = new byte[LONGEST_LINE];
        for (int length = 0; length < LONGEST_LINE; length++) {
            int read = in.read();
            if (read == '\n') {
                return Optional.of(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
            }
            if (read < 0 && length == 0) {
                return Optional.empty();
            }
            if (read < 0) {
                throw new MediaException(path + ": ends within a line; copy it again");
            }
            bytes[length] = (byte) read;
        }
        throw new MediaException(path + ": is no .y4m file, or damaged: a line has over " + LONGEST_LINE + " bytes");
    }

    private void skip(InputStream in, long number) throws IOException {
        try {
            in.skipNBytes(header.bytes());
        } catch (EOFException e) {
            throw truncated(number);
        }
    }

    private MediaException truncated(long number) {
        return new MediaException(path + ": is truncated within picture " + number + "; copy it again");
    }

    private Picture picture(InputStream in, long number) throws IOException {
        byte[] yuv = in.readNBytes(header.bytes());
        if (yuv.length < header.bytes()) {
            throw truncated(number);
        }
        int width = header.width();
        int height = header.height();
        boolean grey = header.chroma() == Chroma.MONO;
        int u = width * height;
        int v = u + header.chromaWidth() * header.chromaHeight();
        byte[] rgb = new byte[3 * u];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int pixel = row * width + column;
                int chroma = grey ? 0 : header.chromaOf(row, column);
                colours.apply(
                        at(yuv, pixel),
                        grey ? NO_COLOUR : at(yuv, u + chroma),
                        grey ? NO_COLOUR : at(yuv, v + chroma),
                        rgb,
                        3 * pixel);
            }
        }
        return new Picture(width, height, rgb);
    }

    private static int at(byte[] yuv, int place) {
        return Byte.toUnsignedInt(yuv[place]);
    }
}
