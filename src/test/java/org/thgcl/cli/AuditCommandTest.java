package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.audit.Audit;
import org.thgcl.audit.AuditedClaim;
import org.thgcl.audit.RecordedVerdicts;

/// `audit` as a terminal sees it; the whole of it is in the package audit's own tests.
class AuditCommandTest {
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    @Test
    void one_claim_is_shown_in_full_and_compared() {
        terminal.done("audit", "--claim", "eq2-age");
        assertThat(terminal.out())
                .contains(
                        "place",
                        "quotation",
                        "statement",
                        "computed by",
                        "20.67",
                        "as printed",
                        "fails",
                        "holds in 6 of 9")
                .contains("reading (* as printed)", "* A7 position = printed with A38")
                .endsWith("the verdict is as recorded in " + "golden/audit.json of this program\n");
        assertThat(terminal.err()).isEmpty();
    }

    private Path recorded(String verdicts) throws IOException {
        return Files.writeString(
                folder.resolve("recorded.json"),
                "{\"format\": \"" + RecordedVerdicts.FORMAT + "\", \"verdicts\": {" + verdicts + "}}");
    }

    private static String entry(String answer) {
        return "{\"as_printed\": \"%s\", \"in_some_reading\": \"%s\", \"holds_with\": [], \"elsewhere\": []}"
                .formatted(answer, answer);
    }

    @Test
    void another_verdict_than_recorded_is_exit_code_1() throws IOException {
        Path file = recorded("\"eq1-closer\": " + entry("fails") + ", \"eq1-bell\": " + entry("holds"));
        assertThat(terminal.run("audit", "--claim", "eq1-closer", "--recorded", file))
                .isEqualTo(Thgcl.FAILED);
        assertThat(terminal.out())
                .contains(
                        "eq1-closer\n  recorded: as printed fails, in some reading fails\n  now: as printed holds, in")
                .contains("1 not as recorded in")
                .doesNotContain("eq1-bell:");
    }

    @Test
    void a_claim_that_is_not_in_the_record_is_exit_code_1() throws IOException {
        assertThat(terminal.run("audit", "--claim", "eq1-closer", "--recorded", recorded("")))
                .isEqualTo(Thgcl.FAILED);
        assertThat(terminal.out()).contains("eq1-closer\n  recorded: none\n  now: as printed holds,");
    }

    @Test
    void wrong_use_is_exit_code_2() throws IOException {
        terminal.refused(List.of("audit", "--claim", "eq1-closr"), "eq1-closr", "eq1-closer");
        terminal.refused(
                List.of("audit", "--claim", "eq1-closer", "--recorded", folder.resolve("none.json")), "no such file");
        terminal.refused(
                List.of("audit", "--record", folder.resolve("r.json"), "--claim", "eq1-closer"), "--record", "--claim");
        terminal.refused(
                List.of(
                        "audit",
                        "--claim",
                        "eq1-closer",
                        "--recorded",
                        Files.writeString(folder.resolve("odd.json"), "{}")),
                "odd.json",
                "record of verdicts");
    }

    @Test
    void json_has_every_part() throws IOException {
        Path out = folder.resolve("audit.json");
        terminal.done("audit", "--claim", "table1-thgcl-size", "--out", out);
        JsonObject claim = JsonParser.parseString(Files.readString(out))
                .getAsJsonObject()
                .getAsJsonArray("claims")
                .get(0)
                .getAsJsonObject();
        assertThat(claim.keySet())
                .containsExactly(
                        "id",
                        "kind",
                        "place",
                        "quotation",
                        "statement",
                        "register",
                        "computation",
                        "computed_by",
                        "result",
                        "as_printed",
                        "in_some_reading",
                        "readings",
                        "verdict",
                        "why",
                        "tables",
                        "elsewhere");
        assertThat(claim.get("verdict").getAsString()).isEqualTo("contradicted");
        assertThat(claim.getAsJsonArray("computed_by").get(0).getAsString()).isEqualTo("model.Parameters");
        JsonObject table = claim.getAsJsonArray("tables").get(0).getAsJsonObject();
        assertThat(table.getAsJsonArray("rows")).hasSize(24);
        JsonObject reading = claim.getAsJsonArray("readings").get(0).getAsJsonObject();
        assertThat(reading.keySet()).containsExactly("settings", "as_printed", "figure", "holds");
        assertThat(reading.getAsJsonArray("settings").get(0))
                .hasToString("{\"point\":\"A2\",\"setting\":\"embedding\",\"value\":\"128\"}");
        assertThat(reading.get("holds").getAsBoolean()).isFalse();
    }

    @Test
    void the_table_and_each_claim_fit_into_80_columns() {
        List<AuditedClaim> audited = Audit.run();
        String table = AuditText.table(audited);
        Stream.concat(Stream.of(table), audited.stream().map(AuditText::details))
                .flatMap(String::lines)
                .forEach(line -> assertThat(Wrapping.width(line)).as(line).isLessThanOrEqualTo(80));
        assertThat(audited).allSatisfy(claim -> assertThat(table.lines())
                .anySatisfy(line -> assertThat(line).startsWith(claim.id() + " ")));
        assertThat(table)
                .contains(audited.size() + " claims:\n", "as printed: fails; readings: holds in some readings");
    }

    @Test
    void words_are_kept_whole_and_wide_characters_take_two_columns() {
        assertThat(new WrappedTable(3, 7).row("a", "one two three").rule()).hasToString("""
            a    one two
                 three
            ---  -------
            """);
        assertThat(new WrappedTable(4).row("高斯过程")).hasToString("高斯\n过程\n");
    }
}
