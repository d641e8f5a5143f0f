package org.thgcl.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.thgcl.audit.AuditCounts;
import org.thgcl.audit.AuditedClaim;
import org.thgcl.audit.OtherData;
import org.thgcl.audit.Reading;
import org.thgcl.audit.RecordedVerdicts.Difference;
import org.thgcl.audit.Table;

/// The audit on a terminal of 80 columns.
final class AuditText {
    private AuditText() {}

    /// One row per claim with both columns and its kind, and how many claims there are of each pair of answers.
    static String table(List<AuditedClaim> audited) {
        WrappedTable table = new WrappedTable(22, 9, 20, 21);
        table.row("id and kind", "as printed", "in some reading", "claim and result");
        table.rule();
        for (AuditedClaim claim : audited) {
            table.row(claim.id(), claim.asPrinted().words(), claim.inSomeReadingWords(), claim.statement());
            table.row("  " + claim.kind().words(), "", "", "Result: " + claim.result());
            for (OtherData other : claim.elsewhere()) {
                table.row("", "", other.outcome().words() + " on " + other.data(), other.figure());
            }
        }
        StringBuilder counts = new StringBuilder(audited.size() + " claims:\n");
        AuditCounts.of(audited)
                .forEach(count -> counts.append("  %3d  as printed: %s; readings: %s\n"
                        .formatted(count.claims(), count.asPrinted().words(), count.readings())));
        return table + "\n" + counts;
    }

    /// Everything about a claim.
    static String details(AuditedClaim claim) {
        WrappedTable table = new WrappedTable(11, 67);
        table.row("claim", claim.id());
        table.row("kind", claim.kind().words() + ": " + claim.kind().meaning());
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
        table.row("result", claim.result());
        table.row("as printed", claim.asPrinted().words());
        table.row("in some reading", claim.inSomeReadingWords());
        table.row("why", claim.why());
        for (OtherData other : claim.elsewhere()) {
            table.row("elsewhere", other.data() + ": " + other.outcome().words() + "; " + other.figure());
        }
        StringBuilder text = new StringBuilder(table.toString());
        if (claim.readings().size() > 1) {
            text.append('\n').append(readings(claim.readings()));
        }
        claim.tables().forEach(figures -> text.append('\n').append(figures(figures)));
        return text.toString();
    }

    private static String readings(List<Reading> readings) {
        WrappedTable table = new WrappedTable(34, 7, 33);
        table.row("reading (* as printed)", "claim", "result");
        table.rule();
        readings.forEach(reading -> table.row(
                (reading.printed() ? "* " : "  ") + reading.words(),
                reading.holds() ? "holds" : "fails",
                reading.figure()));
        return table.toString();
    }

    private static String figures(Table figures) {
        TextTable table = new TextTable(figures.header().toArray(String[]::new));
        figures.rows().forEach(row -> table.row(row.toArray()));
        return String.join("\n", Wrapping.lines(figures.title(), 80)) + "\n\n" + table;
    }

    /// Lists the recorded verdicts that have changed, or says that none has.
    ///
    /// @param compared number of verdicts
    static String differences(List<Difference> differences, int compared, String file) {
        String lines = differences.stream()
                .map(difference -> difference.id() + "\n"
                        + indented("recorded: " + difference.recorded())
                        + indented("now: " + difference.now()))
                .collect(Collectors.joining());
        String same = compared == 1 ? "the verdict is as recorded" : "all " + compared + " verdicts are as recorded";
        String what = differences.isEmpty() ? same : differences.size() + " not as recorded";
        return lines + what + " in " + file + "\n";
    }

    private static String indented(String text) {
        return "  " + String.join("\n    ", Wrapping.lines(text, 76)) + "\n";
    }
}
