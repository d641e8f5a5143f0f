package org.thgcl.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The audit of the paper as it is published, trainings included.
@Tag("slow")
class AuditTest {
    private static List<AuditedClaim> audited;
    private static String register;

    @BeforeAll
    static void run() throws IOException {
        audited = Audit.runWithAblations();
        register = Files.readString(Path.of("docs", "register.md"));
    }

    @Test
    void verdicts_are_as_recorded() throws IOException {
        assertThat(RecordedVerdicts.read(Path.of(RecordedVerdicts.PUBLISHED)).differences(RecordedVerdicts.of(audited)))
                .as("after a change on purpose: tools/thgcl audit --record --page docs/audit.md")
                .isEmpty();
    }

    @Test
    void the_page_in_docs_is_what_is_computed() throws IOException {
        assertThat(Files.readString(Path.of("docs", "audit.md")))
                .as("after a change on purpose: tools/thgcl audit --record --page docs/audit.md")
                .isEqualTo(AuditPage.markdown(audited));
    }

    @Test
    void every_claim_has_all_its_parts() {
        assertThat(audited).hasSizeGreaterThan(40).allSatisfy(claim -> {
            assertThat(claim.id()).matches("[a-z0-9]+(-[a-z0-9]+)*").hasSizeLessThanOrEqualTo(22);
            assertThat(claim.place()).isNotBlank();
            assertThat(claim.quotation()).isNotBlank();
            assertThat(claim.statement()).isNotBlank().endsWith(".");
            assertThat(claim.computation()).isNotBlank().endsWith(".");
            assertThat(claim.result()).isNotBlank();
            assertThat(claim.readings())
                    .allSatisfy(reading -> assertThat(reading.figure()).isNotBlank());
            assertThat(claim.why()).isNotBlank().endsWith(".");
        });
    }

    @Test
    void ids_are_unique() {
        assertThat(audited).extracting(AuditedClaim::id).doesNotHaveDuplicates();
    }

    @Test
    void every_verdict_occurs() {
        assertThat(audited).extracting(AuditedClaim::verdict).contains(Verdict.values());
        assertThat(audited).extracting(AuditedClaim::kind).contains(ClaimKind.values());
    }

    @Test
    void readings_of_a_claim_are_different() {
        assertThat(audited)
                .allSatisfy(claim ->
                        assertThat(claim.readings()).extracting(Reading::words).doesNotHaveDuplicates());
    }

    @Test
    void the_classes_that_compute_exist() {
        Set<String> names =
                audited.stream().flatMap(claim -> claim.computedBy().stream()).collect(Collectors.toSet());
        assertThat(names).hasSizeGreaterThan(10).allSatisfy(name -> assertThatCode(
                        () -> Class.forName("org.thgcl." + name))
                .doesNotThrowAnyException());
    }

    @Test
    void every_finding_of_the_register_is_checked_and_no_other_is_named() {
        Set<String> findings = matches("(?m)^(\\d+)\\. ", register).stream()
                .map(number -> "finding " + number)
                .collect(Collectors.toSet());
        Set<String> points = new HashSet<>(matches("(?m)^### (A\\d+): ", register));
        Set<String> named =
                audited.stream().flatMap(claim -> claim.register().stream()).collect(Collectors.toSet());
        assertThat(findings).hasSizeGreaterThanOrEqualTo(10).isSubsetOf(named);
        assertThat(points).hasSizeGreaterThanOrEqualTo(31);
        assertThat(named).allMatch(name -> findings.contains(name) || points.contains(name));
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    @Test
    void other_data_leave_the_verdict_open() {
        assertThat(audited)
                .filteredOn(claim -> !claim.elsewhere().isEmpty())
                .hasSizeGreaterThanOrEqualTo(7)
                .extracting(AuditedClaim::verdict)
                .containsOnly(Verdict.CANNOT_BE_CHECKED);
    }

    @Test
    void without_training_everything_else_is_the_same() {
        List<AuditedClaim> without = Audit.run();
        assertThat(without)
                .filteredOn(claim -> !audited.contains(claim))
                .hasSize(7)
                .allSatisfy(claim -> {
                    assertThat(claim.id()).matches("figure3-.*|class-margins|noise-suppressed");
                    assertThat(claim.elsewhere()).isEmpty();
                });
    }

    @Test
    void one_claim_can_be_checked_alone() {
        assertThat(audited).contains(Audit.run("eq1-closer"));
        assertThatThrownBy(() -> Audit.run("eq1-closr"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'eq1-closr'")
                .hasMessageContaining("eq1-closer");
    }
}
