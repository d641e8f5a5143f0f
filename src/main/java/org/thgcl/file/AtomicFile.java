package org.thgcl.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Writes a file as a whole or not at all: whoever opens it, and whenever the machine stops, finds the old content or
/// the new one, never a part.
///
/// The content goes to `.NAME.part` beside the file, to the disk, and then takes the file's name in one atomic step.
/// A part left behind by a killed process is overwritten by the next write. One writer at a time.
public final class AtomicFile {
    private AtomicFile() {}

    /// Something that can be written to a file.
    @FunctionalInterface
    public interface Content {
        /// Writes everything, from position 0.
        void writeTo(FileChannel channel) throws IOException;
    }

    /// Something that can be written to a file that it opens itself.
    @FunctionalInterface
    public interface FileContent {
        /// Writes everything to a file that isn't there yet.
        void writeTo(Path file) throws IOException;
    }

    /// Text that is made while it is written.
    @FunctionalInterface
    public interface Text {
        /// Writes everything.
        void writeTo(Writer writer) throws IOException;
    }

    /// Writes text as UTF-8 while it is made: no more of it is held than a buffer.
    ///
    /// @throws IOException that names the file; the old file, if any, is still there, as it is after whatever else
    ///     the text throws
    public static void writeText(Path file, Text text) throws IOException {
        write(file, channel -> {
            Writer writer = new BufferedWriter(
                    new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8));
            text.writeTo(writer);
            writer.flush();
        });
    }

    /// Writes text as UTF-8.
    ///
    /// @throws IOException that names the file; the old file, if any, is still there
    public static void write(Path file, String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        write(file, channel -> {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        });
    }

    /// Writes whatever the content writes.
    ///
    /// @throws IOException that names the file; the old file, if any, is still there
    public static void write(Path file, Content content) throws IOException {
        replace(file, part -> {
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
            }
        });
    }

    /// Writes whatever the content writes, for content that can be written to a path only.
    ///
    /// @throws IOException that names the file; the old file, if any, is still there
    public static void writeAt(Path file, FileContent content) throws IOException {
        replace(file, part -> {
            Files.deleteIfExists(part);
            content.writeTo(part);
        });
    }

    private static void replace(Path file, FileContent content) throws IOException {
        check(file);
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        Path part = folder.resolve("." + absolute.getFileName() + ".part");
        try {
            replace(absolute, part, content);
            force(folder);
        } catch (IOException e) {
            throw new IOException(
                    file + ": could not be written (" + Reason.of(e) + "); is the folder writable, the disk full?", e);
        }
    }

    /// Checks that a file of this name can be written: its folder is there, and nothing else bears the name.
    ///
    /// @throws IOException that names the file and says why not
    public static void check(Path file) throws IOException {
        if (file.toString().isEmpty()) {
            throw new IOException("the name of the file to write is empty");
        }
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        Path name = absolute.getFileName();
        if (folder == null || name == null || Files.isDirectory(absolute)) {
            throw new IOException(file + ": can't be written, it is a folder");
        }
        if (Files.exists(absolute) && !Files.isRegularFile(absolute, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + ": can't be written, only plain files are replaced, no devices and no links");
        }
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(
                    file.toString(), null, "can't be written, there is no folder " + folder + "; create it first");
        }
    }

    private static void replace(Path file, Path part, FileContent content) throws IOException {
        try {
            content.writeTo(part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// Makes the new name durable. Windows can't open folders and doesn't need it.
    private static void force(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }
}
