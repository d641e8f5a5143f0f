package org.thgcl.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/// By what a file is known not to have changed since it was read, without reading it again.
///
/// @param bytes its size
/// @param modified when its content was changed last, as finely as the file system says
/// @param changed when its content or its attributes were changed last, which nobody can set back; `modified` where
///     the system doesn't say
/// @param key the file's number in its file system; empty where the system has none
/// @param read when reading began
record FileStamp(long bytes, String modified, String changed, String key, String read) {
    /// File systems count time in steps. A change within the step in which the file was changed before leaves no trace.
    private static final Duration FINE_STEP = Duration.ofMillis(20);

    private static final Duration COARSE_STEP = Duration.ofSeconds(2);

    FileStamp {
        Objects.requireNonNull(modified, "modified");
        Objects.requireNonNull(changed, "changed");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(read, "read");
    }

    /// The stamp of a file that will be read now.
    static FileStamp of(Path file, Instant now) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        FileTime modified = attributes.lastModifiedTime();
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        FileTime changed = unix ? (FileTime) Files.getAttribute(file, "unix:ctime") : modified;
        return new FileStamp(
                attributes.size(),
                modified.toInstant().toString(),
                changed.toInstant().toString(),
                Objects.toString(attributes.fileKey(), ""),
                now.toString());
    }

    /// Whether a file with this stamp has the content that was read under another. False also if the file had changed
    /// so shortly before it was read that a later change may have left no trace.
    boolean sameContent(FileStamp before) {
        return bytes == before.bytes
                && modified.equals(before.modified)
                && changed.equals(before.changed)
                && key.equals(before.key)
                && before.settled();
    }

    private boolean settled() {
        Instant read = Instant.parse(this.read);
        return settled(Instant.parse(modified), read) && settled(Instant.parse(changed), read);
    }

    private static boolean settled(Instant change, Instant read) {
        boolean wholeSeconds = change.truncatedTo(ChronoUnit.SECONDS).equals(change);
        return change.plus(wholeSeconds ? COARSE_STEP : FINE_STEP).isBefore(read);
    }
}
