package org.thgcl.media;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds and opens recordings.
public final class Recordings {
    private static final Set<String> VIDEOS_AND_SOUNDS = Set.of(
            "3gp", "aac", "avi", "flac", "flv", "m2ts", "m4a", "m4v", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "mts",
            "oga", "ogg", "ogv", "opus", "ts", "webm", "wma", "wmv");

    private Recordings() {}

    /// Opens a recording: a folder of pictures, or a file. Nothing but its header is read.
    ///
    /// @throws MediaException that names the file and says why it can't be opened
    public static Recording open(Path path, DecoderOptions options) throws IOException {
        if (!Files.exists(path)) {
            throw new MediaException(path + ": there is no such file or folder");
        }
        if (!Files.isDirectory(path) && !Files.isRegularFile(path)) {
            throw new MediaException(path + ": is neither a file nor a folder");
        }
        return switch (options.choice()) {
            case FRAMES -> FramesRecording.open(path, options.frameRate()).orElseThrow(() -> notFrames(path));
            case FFMPEG -> byFfmpeg(path, options);
            case AUTO -> {
                Optional<Recording> own = FramesRecording.open(path, options.frameRate());
                yield own.isPresent() ? own.get() : byFfmpeg(path, options);
            }
        };
    }

    private static MediaException notFrames(Path path) {
        return new MediaException(path + ": is none of the recordings that are read without ffmpeg: a folder of PNG or"
                + " JPEG pictures, a .y4m file, a WAV, AIFF or AU file that is not compressed");
    }

    private static Recording byFfmpeg(Path path, DecoderOptions options) throws IOException {
        if (Files.isDirectory(path) || PictureFile.isNamedSo(path)) {
            throw new MediaException(path + ": is no recording for ffmpeg; a folder of pictures is read by the decoder"
                    + " frames, and one picture is no recording");
        }
        return FfmpegRecording.open(path, options.ffmpeg());
    }

    /// The recordings that inputs stand for, in their order.
    ///
    /// An input is a recording's file; a folder of pictures, which is one recording; another folder, whose files
    /// and folders of pictures are recordings, in the natural order of their names; or a list, a text file `.txt`
    /// with one path on each line, from the list's folder on, where empty lines and lines that begin with `#` are
    /// left out. Whether the paths of a list are there shows when they are opened. A sound file that belongs to
    /// pictures in its folder is none of its own.
    ///
    /// @throws MediaException for an input that isn't there or stands for nothing, and if a recording is named
    ///     twice
    public static List<Path> list(List<Path> inputs) throws IOException {
        List<Path> recordings = new ArrayList<>();
        for (Path input : inputs) {
            if (!Files.exists(input)) {
                throw new MediaException(input + ": there is no such file or folder");
            }
            List<Path> found = of(input);
            if (found.isEmpty()) {
                throw new MediaException(input + ": no recordings are in it");
            }
            recordings.addAll(found);
        }
        Set<Path> seen = new HashSet<>();
        for (Path recording : recordings) {
            if (!seen.add(recording.toAbsolutePath().normalize())) {
                throw new MediaException(recording + ": is named twice among the inputs");
            }
        }
        return recordings;
    }

    /// Whether a folder stands for recordings.
    public static boolean areIn(Path folder) throws IOException {
        return !of(folder).isEmpty();
    }

    private static List<Path> of(Path input) throws IOException {
        if (!Files.isDirectory(input)) {
            return suffix(input).equals("txt") ? lines(input) : List.of(input);
        }
        return PictureFolder.is(input) ? List.of(input) : inFolder(input);
    }

    private static List<Path> lines(Path list) throws IOException {
        List<Path> paths = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(list)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    paths.add(list.resolveSibling(line.strip()));
                }
            }
        } catch (CharacterCodingException e) {
            throw new MediaException(list + ": is not text in UTF-8; a list has one path on each line", e);
        } catch (InvalidPathException e) {
            throw new MediaException(list + ": a line is no path: " + e.getMessage(), e);
        }
        return paths;
    }

    private static List<Path> inFolder(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        Set<Path> sounds = new HashSet<>();
        for (Path path : PictureFolder.entries(folder)) {
            boolean pictures = Files.isDirectory(path) ? PictureFolder.is(path) : Y4mFile.isNamedSo(path);
            if (pictures) {
                sounds.addAll(FramesRecording.soundBeside(path));
            }
            boolean file = Files.isRegularFile(path)
                    && (SoundFile.isNamedSo(path) || VIDEOS_AND_SOUNDS.contains(suffix(path)));
            if (pictures || file) {
                found.add(path);
            }
        }
        found.removeIf(path -> sounds.contains(path.toAbsolutePath().normalize()));
        return found;
    }

    private static String suffix(Path path) {
        String name = path.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
