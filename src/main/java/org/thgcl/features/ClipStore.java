package org.thgcl.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.thgcl.data.Fingerprint;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.SafeTensors;
import org.thgcl.file.Sha256;
import org.thgcl.media.DecoderOptions;
import org.thgcl.media.Section;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// The clips that are done of a file of features that isn't: a folder with a file for each, written whole or
/// not at all. A run that was stopped goes on from here.
///
/// A clip is found again if its recording's files have the same names, sizes and times. All clips of a folder
/// were made in the same way.
final class ClipStore {
    private static final String FINGERPRINT = "features.txt";
    private static final String FACTS = "facts";
    private static final String AUDIO = "audio";
    private static final String VIDEO = "video";

    private final Path folder;

    /// A clip that is done.
    ///
    /// @param audio `[P, 128]`
    /// @param video `[40, 1024]`; empty without video
    /// @param facts a line on it
    record Stored(Tensor audio, Optional<Tensor> video, String facts) {}

    private ClipStore(Path folder) {
        this.folder = folder;
    }

    /// Opens a folder, or makes it.
    ///
    /// @throws IllegalArgumentException if it holds clips that were made in another way, or files of somebody else
    /// @throws IOException if it can't be made or read
    static ClipStore open(Path folder, Fingerprint fingerprint) throws IOException {
        Path file = folder.resolve(FINGERPRINT);
        if (Files.exists(file)) {
            Fingerprint before = Fingerprint.parse(Files.readString(file));
            if (!before.equals(fingerprint)) {
                throw new IllegalArgumentException(folder + ": holds clips of a run that was stopped, made in another"
                        + " way (" + String.join("; ", before.differences(fingerprint))
                        + "); go on in the same way, delete this folder, or choose another --out");
            }
        } else {
            Files.createDirectories(folder);
            List<Path> others = list(folder);
            if (!others.isEmpty()) {
                throw new IllegalArgumentException(folder + ": is the folder for clips that are done, but holds "
                        + others.getFirst().getFileName() + " of somebody else; move it, or choose another --out");
            }
            AtomicFile.write(file, fingerprint.text());
        }
        return new ClipStore(folder);
    }

    /// Where a clip is kept.
    ///
    /// @param recording its path
    /// @param options how it was opened, of which the frame rate matters; the fingerprint has the decoder
    /// @throws IOException if the recording's files can't be looked at
    Path place(Path recording, DecoderOptions options, Section section) throws IOException {
        StringBuilder stamp = new StringBuilder(recording + "\n" + options.frameRate() + "\n" + section + "\n");
        for (Path file : files(recording)) {
            stamp.append(file.getFileName())
                    .append(' ')
                    .append(Files.size(file))
                    .append(' ')
                    .append(Files.getLastModifiedTime(file))
                    .append('\n');
        }
        return folder.resolve(Sha256.of(stamp.toString()) + ".safetensors");
    }

    /// The files of a recording: of pictures also those beside them that have the same name, such as the sound.
    private static List<Path> files(Path recording) throws IOException {
        if (Files.isRegularFile(recording) && !recording.toString().endsWith(".y4m")) {
            return List.of(recording);
        }
        List<Path> files = new ArrayList<>();
        String base = base(recording);
        Path beside = recording.toAbsolutePath().normalize().getParent();
        if (beside != null) {
            files.addAll(list(beside).stream()
                    .filter(file -> base(file).equals(base))
                    .toList());
        }
        if (Files.isDirectory(recording)) {
            files.addAll(list(recording));
        }
        return files;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private static String base(Path file) {
        Path name = file.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString().replaceFirst("\\.[^.]*$", "");
    }

    /// Keeps a clip.
    static void write(Path place, ExtractedClip clip) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(AUDIO, tensor(clip.audio()));
        clip.video().ifPresent(video -> tensors.put(VIDEO, tensor(video)));
        SafeTensors.write(place, tensors, Map.of(FACTS, clip.facts().line()));
    }

    private static Tensor tensor(float[][] rows) {
        Tensor tensor = Tensor.zeros(DType.FLOAT32, Shape.of(rows.length, rows[0].length));
        for (int row = 0; row < rows.length; row++) {
            tensor.set(row * rows[row].length, rows[row], 0, rows[row].length);
        }
        return tensor;
    }

    /// A clip that was kept.
    ///
    /// @throws IllegalArgumentException if its file was altered
    static Stored read(Path place) throws IOException {
        SafeTensors saved = SafeTensors.read(place);
        return new Stored(
                saved.tensors().get(AUDIO),
                Optional.ofNullable(saved.tensors().get(VIDEO)),
                saved.metadata().get(FACTS));
    }

    /// Deletes all.
    void delete() throws IOException {
        for (Path file : list(folder)) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
