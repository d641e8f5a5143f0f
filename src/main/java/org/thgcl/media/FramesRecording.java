package org.thgcl.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A recording that this program decodes: pictures stored one by one, with the sound file that belongs to them, or
/// sound alone. Pictures and sound begin together.
///
/// The sound of pictures is the only sound file in their folder, or the one beside the folder or `.y4m` file with
/// the same name (`clip.wav` for `clip` or `clip.y4m`).
final class FramesRecording implements Recording {
    private final Path path;
    private final Optional<Pictures> pictures;
    private final Optional<SoundFile> sound;

    private FramesRecording(Path path, Optional<Pictures> pictures, Optional<SoundFile> sound) {
        this.path = path;
        this.pictures = pictures;
        this.sound = sound;
    }

    /// Opens a folder, a `.y4m` file or a sound file; empty if it is none of these.
    ///
    /// @param frameRate of a folder, in pictures a second
    /// @throws MediaException if it is one, but can't be read
    static Optional<Recording> open(Path path, Rational frameRate) throws IOException {
        if (Files.isDirectory(path)) {
            return Optional.of(withSound(path, PictureFolder.open(path, frameRate)));
        }
        if (Y4mFile.isNamedSo(path)) {
            return Optional.of(withSound(path, Y4mFile.open(path)));
        }
        return SoundFile.isNamedSo(path)
                ? SoundFile.open(path).map(sound -> new FramesRecording(path, Optional.empty(), Optional.of(sound)))
                : Optional.empty();
    }

    private static Recording withSound(Path path, Pictures pictures) throws IOException {
        List<Path> files = new ArrayList<>(soundBeside(path));
        if (Files.isDirectory(path)) {
            PictureFolder.entries(path).stream().filter(SoundFile::isNamedSo).forEach(files::add);
        }
        if (files.size() > 1) {
            throw new MediaException(path + ": two sound files belong to these pictures, " + files.get(0) + " and "
                    + files.get(1) + "; leave one");
        }
        if (files.isEmpty()) {
            return new FramesRecording(path, Optional.of(pictures), Optional.empty());
        }
        Path file = files.getFirst();
        Optional<SoundFile> sound = SoundFile.open(file);
        if (sound.isEmpty()) {
            throw new MediaException(file + ": the sound of " + path + " is none of the formats that are read here;"
                    + " convert it to a WAV file of 16 bits");
        }
        return new FramesRecording(path, Optional.of(pictures), sound);
    }

    /// Sound files beside a folder or `.y4m` file that bear its name.
    static List<Path> soundBeside(Path pictures) {
        Path absolute = pictures.toAbsolutePath().normalize();
        if (absolute.getFileName() == null) {
            return List.of();
        }
        String name = absolute.getFileName().toString();
        String base = Files.isDirectory(pictures) ? name : name.substring(0, name.length() - Y4mFile.SUFFIX.length());
        return SoundFile.SUFFIXES.stream()
                .flatMap(suffix -> Stream.of(suffix, suffix.toUpperCase(Locale.ROOT))
                        .map(end -> absolute.resolveSibling(base + end))
                        .filter(Files::isRegularFile)
                        .limit(1))
                .toList();
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public String decoder() {
        return "frames";
    }

    @Override
    public Contents contents() throws IOException {
        List<Rational> lengths = new ArrayList<>();
        if (pictures.isPresent()) {
            lengths.add(pictures.get().time(pictures.get().count()));
        }
        sound.flatMap(SoundFile::seconds).ifPresent(lengths::add);
        return new Contents(
                sound.isPresent(), pictures.isPresent(), lengths.stream().max(Rational::compareTo));
    }

    @Override
    public Sound sound(Section section) throws IOException {
        return sound.orElseThrow(() -> new MediaException(path + ": has no sound"))
                .read(section);
    }

    @Override
    public void frames(Section section, FrameSink sink) throws IOException {
        pictures.orElseThrow(() -> new MediaException(path + ": has no pictures"))
                .read(section, sink);
    }
}
