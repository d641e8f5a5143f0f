package org.thgcl.media;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The streams of a file that are decoded: the first of pictures and the first of sound, as ffprobe names them. A
/// picture on the cover of an album is none.
///
/// @param pictures the first stream of pictures
/// @param sound the first stream of sound
/// @param seconds the file's length, if it says it
record MediaStreams(Optional<PictureStream> pictures, Optional<SoundStream> sound, Optional<Rational> seconds) {
    /// The entries to ask ffprobe for.
    static final String ENTRIES = "stream=index,codec_type,time_base,width,height,sample_rate,channels"
            + ":stream_disposition=attached_pic:stream_side_data=rotation:format=duration";

    private static final Pattern ENTRY = Pattern.compile("([a-z0-9_.]+)=\"?(.*?)\"?");
    private static final Pattern DURATION = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern FRACTION = Pattern.compile("(\\d{1,9})/(\\d{1,9})");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
    private static final int MOST_CHANNELS = 255;

    /// A stream in a file.
    sealed interface MediaStream {
        /// Its number in the file.
        int index();

        /// The unit of its times, in seconds.
        Rational timeBase();
    }

    /// Pictures.
    ///
    /// @param width as it is stored, before it is turned
    /// @param height as it is stored, before it is turned
    /// @param turned whether width and height change places when it is shown
    record PictureStream(int index, Rational timeBase, int width, int height, boolean turned) implements MediaStream {}

    /// Sound.
    ///
    /// @param rate samples a second
    record SoundStream(int index, Rational timeBase, int rate, int channels) implements MediaStream {}

    /// Reads what ffprobe wrote.
    ///
    /// @throws MediaException for what isn't understood, and sizes and rates out of range
    static MediaStreams parse(Path file, List<String> lines) throws MediaException {
        Map<String, String> entries = entries(file, lines);
        Optional<PictureStream> pictures = Optional.empty();
        Optional<SoundStream> sound = Optional.empty();
        for (int i = 0; entries.containsKey("streams.stream." + i + ".index"); i++) {
            Entries stream = new Entries(file, "streams.stream." + i + ".", entries);
            String type = stream.text("codec_type").orElse("");
            boolean cover = stream.text("disposition.attached_pic").equals(Optional.of("1"));
            if (type.equals("video") && !cover && pictures.isEmpty()) {
                pictures = Optional.of(stream.pictures());
            } else if (type.equals("audio") && sound.isEmpty()) {
                sound = Optional.of(stream.sound());
            }
        }
        if (pictures.isEmpty() && sound.isEmpty()) {
            throw new MediaException(file + ": holds neither pictures nor sound");
        }
        return new MediaStreams(pictures, sound, seconds(entries));
    }

    private static Map<String, String> entries(Path file, List<String> lines) throws MediaException {
        Map<String, String> entries = new HashMap<>();
        for (String line : lines) {
            Matcher entry = ENTRY.matcher(line);
            if (!entry.matches()) {
                throw new MediaException(file + ": ffprobe wrote \"" + line + "\", which is not understood");
            }
            entries.put(entry.group(1), entry.group(2));
        }
        return entries;
    }

    private static Optional<Rational> seconds(Map<String, String> entries) {
        return Optional.ofNullable(entries.get("format.duration"))
                .filter(text -> DURATION.matcher(text).matches())
                .map(BigDecimal::new)
                .map(Rational::of);
    }

    /// The entries of one stream.
    private record Entries(Path file, String prefix, Map<String, String> all) {
        Optional<String> text(String key) {
            return Optional.ofNullable(all.get(prefix + key));
        }

        int number(String key) throws MediaException {
            String text = text(key).orElse("");
            if (!WHOLE.matcher(text).matches()) {
                throw wrong(key, text, "a whole number");
            }
            return Integer.parseInt(text);
        }

        Rational timeBase() throws MediaException {
            String text = text("time_base").orElse("");
            Matcher fraction = FRACTION.matcher(text);
            if (!fraction.matches()
                    || Long.parseLong(fraction.group(1)) == 0
                    || Long.parseLong(fraction.group(2)) == 0) {
                throw wrong("time_base", text, "a fraction above 0");
            }
            return new Rational(Long.parseLong(fraction.group(1)), Long.parseLong(fraction.group(2)));
        }

        PictureStream pictures() throws MediaException {
            int width = number("width");
            int height = number("height");
            if (!Picture.isSize(width, height)) {
                throw wrong("size", width + " x " + height, Picture.sizes());
            }
            return new PictureStream(number("index"), timeBase(), width, height, isTurned());
        }

        private boolean isTurned() throws MediaException {
            for (int i = 0; i < all.size(); i++) {
                String key = "side_data_list.side_data." + i + ".rotation";
                if (text(key).isPresent()) {
                    int degrees = number(key);
                    if (degrees % 90 != 0) {
                        throw wrong("rotation", degrees + " degrees", "a multiple of 90");
                    }
                    return degrees % 180 != 0;
                }
            }
            return false;
        }

        SoundStream sound() throws MediaException {
            int rate = number("sample_rate");
            if (!Sound.isRate(rate)) {
                throw wrong("sample_rate", Integer.toString(rate), Sound.RATES);
            }
            int channels = number("channels");
            if (channels < 1 || channels > MOST_CHANNELS) {
                throw wrong("channels", Integer.toString(channels), "from 1 to " + MOST_CHANNELS);
            }
            return new SoundStream(number("index"), timeBase(), rate, channels);
        }

        private MediaException wrong(String key, String value, String rule) {
            return new MediaException(file + ": ffprobe says that " + key + " of stream "
                    + text("index").orElse("?") + " is \"" + value + "\"; it must be " + rule);
        }
    }
}
