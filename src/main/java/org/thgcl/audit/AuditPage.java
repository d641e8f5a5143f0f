package org.thgcl.audit;

import java.util.List;
import java.util.stream.Collectors;
import org.thgcl.file.Markdown;

/// The audit as a page in Markdown, docs/audit.md.
public final class AuditPage {
    private static final String HEAD = """
        # The paper, audited

        A claim is something that the paper (arXiv 2509.14893, read in a Chinese translation) says and that can be
        checked. The program checks each claim anew, with the classes that it trains with:

            tools/thgcl audit                    # all claims, compared with the recorded verdicts
            tools/thgcl audit --claim eq2-age    # one claim in full
            tools/thgcl audit --data clips.h5    # also what a data file shows
            tools/thgcl audit --out audit.json   # everything, as JSON

        Each claim has two columns. **As printed** takes the paper's formulas and words literally. **In some reading**
        tries the readings of [the register](register.md) and the senses of unclear words, and names those in which the
        claim holds. "No number" means that nothing here can decide the claim; the section of the claim says what it
        would take.

        | as printed | in some reading | claims |
        |---|---|---|
        """;

    private static final String KINDS = """

        Each claim is of one of four kinds:

        | kind | meaning | claims |
        |---|---|---|
        """;

    private static final String ABOUT = """

        The verdicts are recorded in `golden/audit.json`. If one differs from its record, the command ends with exit
        code 1. After a change on purpose, `tools/thgcl audit --record golden/audit.json --page docs/audit.md` writes
        the record and this page. A test compares both with what is computed. The ids A1, A2, ... and the findings are
        those of [register.md](register.md).

        ## Overview

        | id | claim | kind | as printed | in some reading |
        |---|---|---|---|---|
        """;

    private AuditPage() {}

    /// The page.
    public static String markdown(List<AuditedClaim> audited) {
        StringBuilder page = new StringBuilder(HEAD);
        AuditCounts.of(audited)
                .forEach(count -> page.append(
                        "| %s | %s | %d |\n".formatted(count.asPrinted().words(), count.readings(), count.claims())));
        page.append(KINDS);
        for (ClaimKind kind : ClaimKind.values()) {
            page.append("| %s | %s | %d |\n"
                    .formatted(
                            kind.words(),
                            kind.meaning(),
                            audited.stream()
                                    .filter(claim -> claim.kind() == kind)
                                    .count()));
        }
        page.append(ABOUT);
        for (AuditedClaim claim : audited) {
            page.append("| [%s](#%s) | %s | %s | %s | %s |\n"
                    .formatted(
                            claim.id(),
                            claim.id(),
                            Markdown.text(claim.statement()),
                            claim.kind().words(),
                            claim.asPrinted().words(),
                            Markdown.text(claim.inSomeReadingWords())));
        }
        page.append("\n## The claims\n");
        audited.forEach(claim -> page.append(section(claim)));
        return page.toString();
    }

    private static String section(AuditedClaim claim) {
        StringBuilder section = new StringBuilder("\n### " + claim.id() + "\n\n");
        section.append("> ")
                .append(Markdown.text(claim.statement()))
                .append(" (")
                .append(claim.place())
                .append(")\n\n");
        line(section, "Words", claim.quotation().contains("$") ? claim.quotation() : Markdown.text(claim.quotation()));
        line(section, "Kind", claim.kind().words());
        if (!claim.register().isEmpty()) {
            line(section, "Register", String.join(", ", claim.register()));
        }
        String by = claim.computedBy().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        line(section, "Computed", Markdown.text(claim.computation()) + (by.isEmpty() ? "" : " By " + by + "."));
        line(section, "Result", Markdown.text(claim.result()));
        line(section, "As printed", "**" + claim.asPrinted().words() + "**");
        line(section, "In some reading", "**" + Markdown.text(claim.inSomeReadingWords()) + "**");
        line(section, "Why", Markdown.text(claim.why()));
        for (OtherData other : claim.elsewhere()) {
            line(
                    section,
                    "Elsewhere",
                    Markdown.text(other.data() + ": " + other.outcome().words() + "; " + other.figure()));
        }
        if (claim.readings().size() > 1) {
            section.append(readings(claim.readings()));
        }
        claim.tables().forEach(table -> section.append(table(table)));
        return section.toString();
    }

    private static String readings(List<Reading> readings) {
        StringBuilder table = new StringBuilder("\n| reading | as printed | result | holds |\n|---|---|---|---|\n");
        for (Reading reading : readings) {
            table.append("| %s | %s | %s | %s |\n"
                    .formatted(
                            Markdown.text(reading.words()),
                            reading.printed() ? "yes" : "",
                            Markdown.text(reading.figure()),
                            reading.holds() ? "holds" : "fails"));
        }
        return table.toString();
    }

    private static String table(Table table) {
        return "\n" + Markdown.text(table.title()) + ":\n"
                + Markdown.table(
                        plain(table.header()),
                        table.rows().stream().map(AuditPage::plain).toList());
    }

    private static List<String> plain(List<String> cells) {
        return cells.stream().map(Markdown::text).toList();
    }

    private static void line(StringBuilder section, String name, String text) {
        section.append("* ").append(name).append(": ").append(text.strip()).append('\n');
    }
}
