package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MetricsLogTest {
    @TempDir
    Path folder;

    private Path file;
    private MetricsLog log;

    @BeforeEach
    void open() {
        file = folder.resolve("metrics.jsonl");
        log = new MetricsLog(file);
    }

    @Test
    void one_object_a_line_in_the_order_given() throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("loss", 0.1);
        values.put("best", true);
        values.put("clips", 64);
        values.put("split", "validation");
        log.append(250, values);
        log.append(500, Map.of());
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"iteration\":250,\"loss\":0.1,\"best\":true,\"clips\":64,\"split\":\"validation\"}",
                        "{\"iteration\":500}");
    }

    @Test
    void numbers_that_are_not_finite_become_null() throws IOException {
        log.append(1, Map.of("map", Double.NaN));
        log.append(2, Map.of("loss", Double.POSITIVE_INFINITY));
        assertThat(Files.readAllLines(file))
                .containsExactly("{\"iteration\":1,\"map\":null}", "{\"iteration\":2,\"loss\":null}");
    }

    @Test
    void records_beyond_the_checkpoint_are_dropped() throws IOException {
        for (int iteration = 1; iteration <= 5; iteration++) {
            log.append(iteration, Map.of("loss", 1.0 / iteration));
        }
        log.truncateAfter(3);
        assertThat(Files.readAllLines(file))
                .hasSize(3)
                .last()
                .isEqualTo("{\"iteration\":3,\"loss\":0.3333333333333333}");
    }

    @Test
    void line_cut_anywhere_is_dropped() throws IOException {
        log.append(1, Map.of("note", "ü"));
        byte[] whole = Files.readAllBytes(file);
        byte[] second = "{\"iteration\":2,\"note\":\"ü\"}\n".getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < second.length; length++) {
            Files.write(file, whole);
            Files.write(file, Arrays.copyOf(second, length), StandardOpenOption.APPEND);
            log.truncateAfter(9);
            assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        }
    }

    @Test
    void without_a_log_there_is_nothing_to_drop() throws IOException {
        log.truncateAfter(0);
        assertThat(file).doesNotExist();
    }

    @Test
    void line_that_is_no_record_is_named() throws IOException {
        for (String line : new String[] {
            "", "{", "[]", "{\"loss\":1}", "{\"iteration\":{}}", "{\"iteration\":\"x\"}", "{\"iteration\":1.5}"
        }) {
            Files.writeString(file, "{\"iteration\":1}\n" + line + "\n");
            assertThatThrownBy(() -> log.truncateAfter(9))
                    .as(line)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(file + ": line 2 is not a record of this log");
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has a device that is always full")
    void a_full_disk_is_told_with_the_file() {
        assertThatIOException()
                .isThrownBy(() -> new MetricsLog(Path.of("/dev/full")).append(1, Map.of("loss", 1.0)))
                .withMessageContainingAll("/dev/full", "No space left on device");
    }
}
