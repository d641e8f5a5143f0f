package org.thgcl.media;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The programs ffmpeg and ffprobe, and how they are called.
///
/// @param ffmpeg decodes
/// @param ffprobe says which streams a file has and when each frame is shown
/// @param version such as `5.1.6`
record Ffmpeg(Path ffmpeg, Path ffprobe, String version) {
    private static final Pattern VERSION = Pattern.compile("ffmpeg version (\\S{1,100})(\\s.*)?");
    private static final Pattern NUMBERS = Pattern.compile("n?(\\d{1,4})\\.(\\d{1,4}).*");
    private static final List<String> CAREFULLY = List.of("-v", "error", "-protocol_whitelist", "file,pipe");

    /// Looks for both programs and asks for their version.
    ///
    /// @param recording that is to be decoded, for messages
    /// @param given ffmpeg, with ffprobe beside it; empty: both on the path
    /// @throws MediaException that says what to do if they aren't there
    static Ffmpeg find(Path recording, Optional<Path> given, Duration silence) throws IOException {
        Path ffmpeg = given.isPresent() ? executable(recording, given.get()) : onPath(recording, "ffmpeg");
        Path ffprobe = given.isPresent()
                ? executable(recording, given.get().toAbsolutePath().resolveSibling(programName("ffprobe")))
                : onPath(recording, "ffprobe");
        List<String> command = List.of(ffmpeg.toString(), "-version");
        try (ChildProcess child = new ChildProcess(recording, command, silence)) {
            String line = child.line().orElse("");
            Matcher version = VERSION.matcher(line);
            if (!version.matches()) {
                throw child.failure("is not what was expected, -version says \"" + line + "\"");
            }
            return new Ffmpeg(ffmpeg, ffprobe, version.group(1));
        }
    }

    private static Path executable(Path recording, Path program) throws MediaException {
        if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
            throw missing(recording, program + " is no program");
        }
        return program.toAbsolutePath();
    }

    private static Path onPath(Path recording, String program) throws MediaException {
        String folders = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(folders.split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, programName(program)))
                .filter(path -> path.isAbsolute() && Files.isRegularFile(path) && Files.isExecutable(path))
                .findFirst()
                .orElseThrow(() -> missing(recording, program + " is not on the path"));
    }

    private static String programName(String name) {
        return File.separatorChar == '\\' ? name + ".exe" : name;
    }

    private static MediaException missing(Path recording, String what) {
        return new MediaException(recording + ": needs ffmpeg to be decoded, but " + what
                + ". Install the package ffmpeg, which has ffprobe, too, or name the program by --ffmpeg PATH;"
                + " or make it a folder of PNG pictures or a .y4m file with a WAV file of the same name beside it");
    }

    /// Asks ffprobe for entries, one on each line.
    List<String> probe(Path file, String entries) {
        return command(ffprobe, file, List.of(), List.of("-show_entries", entries, "-of", "flat"));
    }

    /// Asks ffprobe for entries of each frame of a stream, in the order in which they are shown.
    List<String> probeFrames(Path file, int stream, List<String> entries) {
        return command(
                ffprobe,
                file,
                List.of(),
                List.of(
                        "-select_streams",
                        Integer.toString(stream),
                        "-show_entries",
                        "frame=" + String.join(",", entries),
                        "-of",
                        "flat"));
    }

    /// Decodes pictures: all of them, none twice, turned as the file says, as bytes of red, green and blue. A
    /// picture that is damaged is an error.
    List<String> decodePictures(Path file, int stream) {
        String once = isOlder() ? "-vsync" : "-fps_mode";
        return command(
                ffmpeg,
                file,
                List.of("-nostdin", "-xerror"),
                List.of("-map", "0:" + stream, "-f", "rawvideo", "-pix_fmt", "rgb24", once, "passthrough", "-"));
    }

    /// Decodes sound: all channels as float32, the lowest byte first.
    List<String> decodeSound(Path file, int stream) {
        return command(ffmpeg, file, List.of("-nostdin"), List.of("-map", "0:" + stream, "-f", "f32le", "-"));
    }

    /// Whether it is older than 5.1, from which on `-fps_mode` says what `-vsync` said before.
    private boolean isOlder() {
        Matcher numbers = NUMBERS.matcher(version);
        if (!numbers.matches()) {
            // built from a state between two versions: nobody builds old ones so
            return false;
        }
        int major = Integer.parseInt(numbers.group(1));
        return major < 5 || (major == 5 && Integer.parseInt(numbers.group(2)) < 1);
    }

    /// A name is given with its protocol and whole path, so that nothing in it looks like an option or a protocol.
    private static List<String> command(Path program, Path file, List<String> before, List<String> after) {
        return Stream.of(
                        List.of(program.toString()),
                        before,
                        CAREFULLY,
                        List.of("-i", "file:" + file.toAbsolutePath()),
                        after)
                .flatMap(List::stream)
                .toList();
    }
}
