package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsHistoryTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("metrics.jsonl");
    }

    @Test
    void what_a_log_wrote_is_read() throws IOException {
        MetricsLog log = new MetricsLog(file);
        log.append(1, Map.of("loss", 0.1, "focal", 0.2));
        log.append(1, Map.of("validation", new RunResult.Metrics(0.5, Double.NaN, 0.25), "best", true));
        log.append(2, Map.of("validation", new RunResult.Metrics(0.5, 0.5, 0.25), "cross_entropy", 1.25));
        log.append(2, Map.of("loss", -3.5));
        MetricsHistory history = MetricsHistory.read(file);
        assertThat(history.updates())
                .containsExactly(new MetricsHistory.Update(1, 0.1), new MetricsHistory.Update(2, -3.5));
        assertThat(history.validations())
                .containsExactly(
                        // a log of an older version has no cross entropy
                        new MetricsHistory.Validation(1, new RunResult.Metrics(0.5, Double.NaN, 0.25), Double.NaN),
                        new MetricsHistory.Validation(2, new RunResult.Metrics(0.5, 0.5, 0.25), 1.25));
    }

    @Test
    void cut_last_line_is_left_out() throws IOException {
        Files.writeString(file, "{\"iteration\":1,\"loss\":1}\n{\"iteration\":2,\"lo");
        assertThat(MetricsHistory.read(file).updates()).hasSize(1);
        Files.writeString(file, "{\"iteration\":1");
        assertThat(MetricsHistory.read(file).updates()).isEmpty();
    }

    @Test
    void line_of_another_kind_is_named() throws IOException {
        for (String line : new String[] {
            "",
            "{",
            "[]",
            "{\"loss\":1}",
            "{\"iteration\":\"x\",\"loss\":1}",
            "{\"iteration\":1}",
            "{\"iteration\":1,\"loss\":[]}",
            "{\"iteration\":1,\"validation\":3}",
            "{\"iteration\":1,\"validation\":{\"map\":1}}"
        }) {
            Files.writeString(file, "{\"iteration\":1,\"loss\":1}\n" + line + "\n");
            assertThatThrownBy(() -> MetricsHistory.read(file))
                    .as(line)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(file + ": line 2 is neither");
        }
    }
}
