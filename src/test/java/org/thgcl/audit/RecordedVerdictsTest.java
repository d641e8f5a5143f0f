package org.thgcl.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.audit.RecordedVerdicts.Difference;
import org.thgcl.audit.RecordedVerdicts.Entry;

class RecordedVerdictsTest {
    private static final RecordedVerdicts BEFORE =
            new RecordedVerdicts(RecordedVerdicts.FORMAT, Map.of("a", entry("holds"), "b", entry("fails")));

    private static Entry entry(String asPrinted) {
        return new Entry(asPrinted, "holds", List.of("A7 position = neighbour"), List.of("clips: undecided"));
    }

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
        RecordedVerdicts now =
                new RecordedVerdicts(RecordedVerdicts.FORMAT, Map.of("a", entry("fails"), "c", entry("holds")));
        assertThat(BEFORE.differences(now))
                .containsExactlyInAnyOrder(
                        new Difference(
                                "a", entry("holds").words(), entry("fails").words()),
                        new Difference("b", entry("fails").words(), "none"),
                        new Difference("c", "none", entry("holds").words()));
        assertThat(entry("fails").words())
                .isEqualTo("as printed fails, in some reading holds (A7 position = neighbour), elsewhere clips:"
                        + " undecided");
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
                "{\"format\": \"thgcl-audit/2\"}",
                "{\"format\": \"thgcl-golden/1\", \"verdicts\": {}}",
                "{\"format\": \"thgcl-audit/2\", \"verdicts\": [1]}",
                "{\"format\": \"thgcl-audit/2\", \"verdicts\": {\"a\": {\"as_printed\": \"holds\"}}}"
            })
    void something_else_is_refused(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), text);
        assertThatThrownBy(() -> RecordedVerdicts.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other.json")
                .hasMessageContaining("--record");
    }

    @Test
    void the_old_format_with_one_verdict_is_refused_by_its_name() throws IOException {
        Path file = Files.writeString(
                folder.resolve("old.json"), "{\"format\": \"thgcl-audit/1\", \"verdicts\": {\"a\": \"holds\"}}");
        assertThatThrownBy(() -> RecordedVerdicts.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("old.json", "thgcl-audit/1", "thgcl-audit/2", "--record");
    }
}
