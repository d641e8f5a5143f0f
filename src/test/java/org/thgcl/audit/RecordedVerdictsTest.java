package org.thgcl.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.audit.RecordedVerdicts.Difference;

class RecordedVerdictsTest {
    private static final RecordedVerdicts BEFORE =
            new RecordedVerdicts(RecordedVerdicts.FORMAT, Map.of("a", "holds", "b", "contradicted"));

    @TempDir
    Path folder;

    @Test
    void what_is_written_is_read() throws IOException {
        Path file = folder.resolve("audit.json");
        BEFORE.write(file);
        assertThat(RecordedVerdicts.read(file)).isEqualTo(BEFORE);
    }

    @Test
    void changed_missing_and_new_verdicts_are_differences() {
        RecordedVerdicts now = new RecordedVerdicts(RecordedVerdicts.FORMAT, Map.of("a", "contradicted", "c", "holds"));
        assertThat(BEFORE.differences(now))
                .containsExactlyInAnyOrder(
                        new Difference("a", "holds", "contradicted"),
                        new Difference("b", "contradicted", "none"),
                        new Difference("c", "none", "holds"));
        assertThat(BEFORE.differences(BEFORE)).isEmpty();
        assertThat(BEFORE.only("a").verdicts()).containsOnlyKeys("a");
        assertThat(BEFORE.only("z").verdicts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"format\": \"thgcl-audit/1\"}",
                "{\"format\": \"thgcl-golden/1\", \"verdicts\": {}}",
                "{\"format\": \"thgcl-audit/1\", \"verdicts\": [1]}"
            })
    void something_else_is_refused(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), text);
        assertThatThrownBy(() -> RecordedVerdicts.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other.json")
                .hasMessageContaining("--record");
    }
}
