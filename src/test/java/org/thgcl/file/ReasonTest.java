package org.thgcl.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasonTest {
    @TempDir
    private Path folder;

    private interface Attempt {
        void run() throws IOException;
    }

    private static void says(String reason, Path file, Attempt attempt) {
        FileSystemException failure = catchThrowableOfType(FileSystemException.class, attempt::run);
        assertThat(Reason.of(failure)).isEqualTo(reason);
        assertThat(Reason.withFile(failure)).isEqualTo(file + ": " + reason);
    }

    @Test
    void what_java_tells_by_the_class_alone_is_told_in_words() throws IOException {
        Path none = folder.resolve("none");
        Path file = Files.writeString(folder.resolve("file"), "");
        says("no such file", none, () -> Files.size(none));
        says("something of this name is there already", file, () -> Files.createDirectories(file));
        says("the folder is not empty", folder, () -> Files.delete(folder));
        says("no permission", none, () -> {
            throw new AccessDeniedException(none.toString());
        });
        says("not a folder", file, () -> {
            throw new NotDirectoryException(file.toString());
        });
        says("the system gives no reason", none, () -> {
            throw new FileSystemException(none.toString());
        });
    }

    @Test
    void the_reason_of_the_system_is_kept() throws IOException {
        Path below = Files.writeString(folder.resolve("file"), "").resolve("below");
        says("No space left on device", below, () -> {
            throw new FileSystemException(below.toString(), null, "No space left on device");
        });
        FileSystemException failure =
                catchThrowableOfType(FileSystemException.class, () -> Files.createDirectory(below));
        assertThat(Reason.of(failure)).isNotBlank().doesNotContain(below.toString(), "Exception");
    }

    @Test
    void another_failure_says_its_message() {
        assertThat(Reason.of(new IOException("Stream closed"))).isEqualTo("Stream closed");
        assertThat(Reason.of(new IOException())).isEqualTo("the system gives no reason");
        assertThat(Reason.withFile(new FileSystemException(null))).isEqualTo("the system gives no reason");
    }
}
