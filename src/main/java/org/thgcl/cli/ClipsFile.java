package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.thgcl.data.DataSet;
import org.thgcl.data.Hdf5Writer;
import org.thgcl.file.Reason;

/// The file of clips that a command makes.
final class ClipsFile {
    private ClipsFile() {}

    /// The folder of a file that is to be written, made if need be.
    ///
    /// @throws IOException if it can't be made, or the file is a folder
    static Path folder(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder; --out needs a file");
        }
        Path folder = file.toAbsolutePath().getParent();
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException(folder + ": the output folder can't be created (" + Reason.of(e) + ")", e);
        }
    }

    /// Writes the clips and says what is in the file and what may be done with it.
    static void write(DataSet clips, Path file, PrintWriter out) throws IOException {
        Hdf5Writer.write(clips, file);
        out.printf(
                Locale.ROOT,
                "%s: %,d clips, %d classes, audio %s%s%n",
                file,
                clips.size(),
                clips.classes().size(),
                sizes(clips.audioSegments(), clips.audioFeatures()),
                clips.hasVideo() ? ", video " + sizes(clips.videoSegments(), clips.videoFeatures()) : "");
        out.flush();
    }

    private static String sizes(int segments, int features) {
        return segments + " x " + features;
    }
}
