package org.thgcl.audit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The audit as a page in Markdown, docs/audit.md.
public final class AuditPage {
    private static final String HEAD = """
        # The paper, audited

        What the paper (arXiv 2509.14893, read in a Chinese translation) states and can be checked is a claim, and so is
        each property that a formula needs to do what the text says of it. The verdict is computed, by the classes that
        the program trains with, whenever one asks:

            tools/thgcl audit                    # all claims, compared with the recorded verdicts
            tools/thgcl audit --claim eq2-age    # one claim with its figures
            tools/thgcl audit --out audit.json   # everything, as JSON

        | verdict | meaning | claims |
        |---|---|---|
        """;

    private static final String ABOUT = """

        The verdicts are recorded in `golden/audit.json`; if one isn't as recorded, the command ends with exit code 1.
        After a change on purpose, `tools/thgcl audit --record golden/audit.json --page docs/audit.md` writes the record
        and this page, which a test compares with what is computed. The ids A1 to A25 and the findings are those of
        [register.md](register.md).

        ## Overview

        | id | claim | verdict |
        |---|---|---|
        """;

    private AuditPage() {}

    /// The page.
    public static String markdown(List<AuditedClaim> audited) {
        StringBuilder page = new StringBuilder(HEAD);
        for (Verdict verdict : Verdict.values()) {
            long count =
                    audited.stream().filter(claim -> claim.verdict() == verdict).count();
            page.append("| %s | %s | %s |\n".formatted(verdict.words(), meaning(verdict), count));
        }
        page.append(ABOUT);
        for (AuditedClaim claim : audited) {
            page.append("| [%s](#%s) | %s | %s |\n"
                    .formatted(
                            claim.id(),
                            claim.id(),
                            plain(claim.statement()),
                            claim.verdict().words()));
        }
        page.append("\n## The claims\n");
        audited.forEach(claim -> page.append(section(claim)));
        return page.toString();
    }

    private static String meaning(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> "what was computed is what the paper says";
            case CONTRADICTED -> "what was computed is not what the paper says, in any reading tried";
            case DEPENDS_ON_READING -> "some readings agree with it, others don't";
            case CANNOT_BE_CHECKED -> "nothing that is here can decide it";
        };
    }

    private static String section(AuditedClaim claim) {
        StringBuilder section = new StringBuilder("\n### " + claim.id() + "\n\n");
        section.append("> ")
                .append(plain(claim.statement()))
                .append(" (")
                .append(claim.place())
                .append(")\n\n");
        line(section, "Words", claim.quotation().startsWith("$") ? claim.quotation() : plain(claim.quotation()));
        if (!claim.register().isEmpty()) {
            line(section, "Register", String.join(", ", claim.register()));
        }
        String by = claim.computedBy().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        line(section, "Computed", plain(claim.computation()) + (by.isEmpty() ? "" : " By " + by + "."));
        line(section, "Figure", plain(claim.figure()));
        line(section, "Verdict", "**" + claim.verdict().words() + "**");
        line(section, "Why", plain(claim.why()));
        for (Elsewhere other : claim.elsewhere()) {
            line(
                    section,
                    "Elsewhere",
                    plain(other.data() + ": " + other.outcome().words() + "; " + other.figure()));
        }
        return section.toString();
    }

    private static void line(StringBuilder section, String name, String text) {
        section.append("* ").append(name).append(": ").append(text.strip()).append('\n');
    }

    /// Text in which Markdown sees nothing of its own.
    private static String plain(String text) {
        return Arrays.stream(new String[] {"|", "_", "*", "[", "<", "^", "~"})
                .reduce(text, (escaped, sign) -> escaped.replace(sign, "\\" + sign));
    }
}
