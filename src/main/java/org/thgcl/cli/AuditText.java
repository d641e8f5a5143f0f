package org.thgcl.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.thgcl.audit.AuditedClaim;
import org.thgcl.audit.Elsewhere;
import org.thgcl.audit.RecordedVerdicts.Difference;
import org.thgcl.audit.Table;
import org.thgcl.audit.Verdict;

/// The audit on a terminal of 80 columns.
final class AuditText {
    private AuditText() {}

    /// One row per claim, and how many there are of each verdict.
    static String table(List<AuditedClaim> audited) {
        WrappedTable table = new WrappedTable(22, 12, 20, 20);
        table.row("id", "verdict", "claim", "figure");
        table.rule();
        for (AuditedClaim claim : audited) {
            table.row(claim.id(), claim.verdict().words(), claim.statement(), claim.figure());
            for (Elsewhere other : claim.elsewhere()) {
                table.row("", other.outcome().words(), other.data(), other.figure());
            }
        }
        String counts = Arrays.stream(Verdict.values())
                .map(verdict -> verdict.words() + " "
                        + audited.stream()
                                .filter(claim -> claim.verdict() == verdict)
                                .count())
                .collect(Collectors.joining(", "));
        return table + "\n" + String.join("\n  ", Wrapping.lines(audited.size() + " claims: " + counts, 78)) + "\n";
    }

    /// Everything about a claim.
    static String details(AuditedClaim claim) {
        WrappedTable table = new WrappedTable(11, 67);
        table.row("claim", claim.id());
        table.row("place", claim.place());
        table.row("quotation", claim.quotation());
        table.row("statement", claim.statement());
        if (!claim.register().isEmpty()) {
            table.row("register", String.join(", ", claim.register()));
        }
        table.row("computation", claim.computation());
        if (!claim.computedBy().isEmpty()) {
            table.row("computed by", String.join(", ", claim.computedBy()));
        }
        table.row("figure", claim.figure());
        table.row("verdict", claim.verdict().words());
        table.row("why", claim.why());
        for (Elsewhere other : claim.elsewhere()) {
            table.row("elsewhere", other.data() + ": " + other.outcome().words() + "; " + other.figure());
        }
        StringBuilder text = new StringBuilder(table.toString());
        claim.tables().forEach(figures -> text.append('\n').append(figures(figures)));
        return text.toString();
    }

    private static String figures(Table figures) {
        TextTable table = new TextTable(figures.header().toArray(String[]::new));
        figures.rows().forEach(row -> table.row(row.toArray()));
        return String.join("\n", Wrapping.lines(figures.title(), 80)) + "\n\n" + table;
    }

    /// What of the record isn't so any more, or that all is.
    ///
    /// @param compared number of verdicts
    static String differences(List<Difference> differences, int compared, String file) {
        String lines = differences.stream()
                .map(difference -> difference.id() + ": recorded '" + difference.recorded() + "', now '"
                        + difference.now() + "'\n")
                .collect(Collectors.joining());
        String same = compared == 1 ? "the verdict is as recorded" : "all " + compared + " verdicts are as recorded";
        String what = differences.isEmpty() ? same : differences.size() + " not as recorded";
        return lines + what + " in " + file + "\n";
    }
}
