package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {
    private static final Instant LATER = Instant.parse("2200-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void a_file_that_nobody_touched_has_the_same_content() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "1234");
        assertThat(FileStamp.of(file, LATER).sameContent(FileStamp.of(file, LATER)))
                .isTrue();
    }

    @Test
    void another_size_time_or_file_may_have_other_content() {
        FileStamp stamp = stamp("2026-01-01T10:00:00.5Z", LATER);
        assertThat(stamp.sameContent(stamp)).isTrue();
        assertThat(new FileStamp(5, stamp.modified(), stamp.changed(), stamp.key(), stamp.read()).sameContent(stamp))
                .isFalse();
        assertThat(new FileStamp(4, stamp.modified(), stamp.changed(), "8", stamp.read()).sameContent(stamp))
                .isFalse();
        assertThat(stamp("2026-01-01T10:00:00.500000001Z", LATER).sameContent(stamp))
                .isFalse();
        assertThat(new FileStamp(4, stamp.modified(), "2026-01-01T10:00:01Z", stamp.key(), stamp.read())
                        .sameContent(stamp))
                .isFalse();
    }

    /// A change within the same step of the file system's clock leaves size and times as they were.
    @Test
    void a_file_changed_just_before_it_was_read_is_read_again() {
        String fine = "2026-01-01T10:00:00.5Z";
        assertThat(sameContent(fine, Instant.parse("2026-01-01T10:00:00.52Z"))).isFalse();
        assertThat(sameContent(fine, Instant.parse("2026-01-01T10:00:00.521Z"))).isTrue();
        String coarse = "2026-01-01T10:00:00Z"; // of a file system that counts seconds, perhaps by twos
        assertThat(sameContent(coarse, Instant.parse("2026-01-01T10:00:02Z"))).isFalse();
        assertThat(sameContent(coarse, Instant.parse("2026-01-01T10:00:02.001Z")))
                .isTrue();
    }

    @Test
    void content_of_the_same_size_with_its_time_set_back_is_noticed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "1234");
        FileTime time = Files.getLastModifiedTime(file);
        FileStamp before = FileStamp.of(file, LATER);
        Path other = Files.writeString(folder.resolve("other"), "5678");
        Files.setLastModifiedTime(other, time);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(FileStamp.of(file, LATER).sameContent(before)).isFalse();
    }

    private static FileStamp stamp(String time, Instant read) {
        return new FileStamp(4, time, time, "7", read.toString());
    }

    private static boolean sameContent(String time, Instant read) {
        return stamp(time, LATER).sameContent(stamp(time, read));
    }
}
