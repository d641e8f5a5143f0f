package org.thgcl.media;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whole numbers that ffprobe writes about the frames of a stream, one frame after the other.
final class FrameNumbers implements AutoCloseable {
    /// Stands for a number that the file doesn't say.
    static final long UNKNOWN = Long.MIN_VALUE;

    private static final Pattern ENTRY = Pattern.compile("frames\\.frame\\.\\d+\\.([a-z_]+)=\"?(-?\\d{1,18}|N/A)\"?");

    private final ChildProcess child;
    private final List<String> keys;
    private long frames;

    /// @param keys in the order in which ffprobe writes them
    FrameNumbers(Ffmpeg ffmpeg, Path file, int stream, Duration silence, List<String> keys) throws IOException {
        this.child = new ChildProcess(file, ffmpeg.probeFrames(file, stream, keys), silence);
        this.keys = keys;
    }

    /// The next frame's numbers in the order of the keys; empty after the last.
    ///
    /// @throws MediaException if ffprobe fails, or what it writes isn't understood
    Optional<long[]> next() throws IOException {
        long[] numbers = new long[keys.size()];
        for (int i = 0; i < numbers.length; i++) {
            Optional<String> line = child.line();
            if (line.isEmpty() && i == 0) {
                child.finish();
                return Optional.empty();
            }
            Matcher entry = ENTRY.matcher(line.orElse(""));
            if (!entry.matches() || !entry.group(1).equals(keys.get(i))) {
                throw child.failure(
                        "didn't say " + keys.get(i) + " of frame " + frames + ", but \"" + line.orElse("") + "\"");
            }
            numbers[i] = entry.group(2).equals("N/A") ? UNKNOWN : Long.parseLong(entry.group(2));
        }
        frames++;
        return Optional.of(numbers);
    }

    @Override
    public void close() throws IOException {
        child.close();
    }
}
