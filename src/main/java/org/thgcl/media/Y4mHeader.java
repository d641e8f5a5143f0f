package org.thgcl.media;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The first line of a `.y4m` file: `YUV4MPEG2` and parameters, each a letter and its value.
///
/// @param width of the brightness, in pixels
/// @param height of the brightness, in pixels
/// @param frameRate pictures a second
/// @param chroma how the differences of colour are stored
/// @param full whether black is 0 and white 255
record Y4mHeader(int width, int height, Rational frameRate, Chroma chroma, boolean full) {
    /// The beginning of every such file.
    static final String MAGIC = "YUV4MPEG2";

    private static final Pattern FRACTION = Pattern.compile("(\\d{1,9}):(\\d{1,9})");
    private static final Pattern SIZE = Pattern.compile("\\d{1,9}");
    private static final List<String> PROGRESSIVE = List.of("p", "?");

    /// Pixels across and down that share one sample of a difference of colour; both 0: there are none.
    enum Chroma {
        C420(2, 2),
        C422(2, 1),
        C444(1, 1),
        MONO(0, 0);

        private static final Map<String, Chroma> BY_NAME = Map.of(
                "420",
                C420,
                "420jpeg",
                C420,
                "420mpeg2",
                C420,
                "420paldv",
                C420,
                "422",
                C422,
                "444",
                C444,
                "mono",
                MONO);

        private final int across;
        private final int down;

        Chroma(int across, int down) {
            this.across = across;
            this.down = down;
        }

        int across() {
            return across;
        }

        int down() {
            return down;
        }
    }

    /// Reads the line.
    ///
    /// @throws MediaException for what isn't known or isn't decoded: interlaced pictures, more than 8 bits
    static Y4mHeader parse(Path path, String line) throws MediaException {
        String[] words = line.split(" ", -1);
        if (!words[0].equals(MAGIC)) {
            throw new MediaException(path + ": is no .y4m file, it doesn't begin with " + MAGIC);
        }
        Map<Character, String> values = new HashMap<>();
        boolean full = false;
        for (String word : List.of(words).subList(1, words.length)) {
            if (word.startsWith("XCOLORRANGE=")) {
                full = word.endsWith("=FULL");
            } else if (!word.isEmpty() && word.charAt(0) != 'X') {
                values.put(word.charAt(0), word.substring(1));
            }
        }
        int width = size(path, 'W', values);
        int height = size(path, 'H', values);
        if (!Picture.isSize(width, height)) {
            throw new MediaException(
                    path + ": the pictures have " + width + " x " + height + " pixels, must be " + Picture.sizes());
        }
        return new Y4mHeader(width, height, frameRate(path, values), chroma(path, values), full);
    }

    private static Chroma chroma(Path path, Map<Character, String> values) throws MediaException {
        String interlacing = values.getOrDefault('I', "?");
        if (!PROGRESSIVE.contains(interlacing)) {
            throw wrong(path, 'I', interlacing, "interlaced pictures are not decoded; it must be p");
        }
        String chroma = values.getOrDefault('C', "420");
        if (!Chroma.BY_NAME.containsKey(chroma)) {
            String rule =
                    "it must be 420, 422, 444 or mono with 8 bits; convert it, such as by ffmpeg -pix_fmt yuv420p";
            throw wrong(path, 'C', chroma, rule);
        }
        return Chroma.BY_NAME.get(chroma);
    }

    private static int size(Path path, char letter, Map<Character, String> values) throws MediaException {
        String value = values.getOrDefault(letter, "");
        if (!SIZE.matcher(value).matches()) {
            throw wrong(path, letter, value, "it must be a number of pixels");
        }
        return Integer.parseInt(value);
    }

    private static Rational frameRate(Path path, Map<Character, String> values) throws MediaException {
        String value = values.getOrDefault('F', "");
        Matcher fraction = FRACTION.matcher(value);
        if (fraction.matches() && Long.parseLong(fraction.group(2)) > 0) {
            Rational rate = new Rational(Long.parseLong(fraction.group(1)), Long.parseLong(fraction.group(2)));
            if (DecoderOptions.isFrameRate(rate)) {
                return rate;
            }
        }
        throw wrong(path, 'F', value, "it must be pictures a second as a fraction such as 30000:1001, at most 1000");
    }

    private static MediaException wrong(Path path, char letter, String value, String rule) {
        return new MediaException(path + ": parameter " + letter + " of the first line is \"" + value + "\"; " + rule);
    }

    /// Samples of a difference of colour across a picture.
    int chromaWidth() {
        return chroma.across == 0 ? 0 : (width + chroma.across - 1) / chroma.across;
    }

    /// Samples of a difference of colour down a picture.
    int chromaHeight() {
        return chroma.down == 0 ? 0 : (height + chroma.down - 1) / chroma.down;
    }

    /// Which sample of a difference of colour is nearest to a pixel, in its own order.
    int chromaOf(int row, int column) {
        return row / chroma.down * chromaWidth() + column / chroma.across;
    }

    /// Bytes of a picture: brightness, then both differences of colour.
    int bytes() {
        return width * height + 2 * chromaWidth() * chromaHeight();
    }
}
