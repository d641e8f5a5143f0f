package org.thgcl.report;

import java.util.List;
import java.util.stream.Collectors;
import org.thgcl.audit.Answer;
import org.thgcl.audit.AuditCounts;
import org.thgcl.audit.AuditedClaim;
import org.thgcl.audit.OtherData;
import org.thgcl.audit.Reading;
import org.thgcl.audit.Table;
import org.thgcl.page.Html;
import org.thgcl.page.Section;

/// The paper's claims and what was found of them.
///
/// @param claims as checked now
record AuditSection(List<AuditedClaim> claims) implements Section {
    @Override
    public String id() {
        return "audit";
    }

    @Override
    public String title() {
        return "The paper's claims, audited";
    }

    @Override
    public String html() {
        StringBuilder html = new StringBuilder(
                Html.paragraph("Statements that can be checked, each computed anew for this page by the "
                        + "program's own classes. The first mark says whether the claim holds as printed, the second "
                        + "whether it holds in some reading of the paper. " + counts() + "."));
        claims.forEach(claim -> html.append(details(claim)));
        return html.toString();
    }

    private String counts() {
        return AuditCounts.of(claims).stream()
                .map(count -> count.claims() + " as printed: "
                        + count.asPrinted().words() + ", readings: " + count.readings())
                .collect(Collectors.joining("; "));
    }

    private static String mark(String column, Answer answer, String words) {
        String look = answer == Answer.HOLDS ? "verdict holds" : "verdict";
        return "<span class=\"" + look + "\">" + column + ": " + Html.text(words) + "</span>";
    }

    private static String verdict(AuditedClaim claim) {
        return mark("as printed", claim.asPrinted(), claim.asPrinted().words()) + " "
                + mark(
                        "in some reading",
                        claim.inSomeReading(),
                        claim.inSomeReading().words());
    }

    /// A line with the verdict, which opens to show what it rests on.
    private static String details(AuditedClaim claim) {
        StringBuilder html =
                new StringBuilder("<summary><h3>" + Html.text(claim.statement()) + "</h3> <span class=\"small\">"
                        + Html.text(claim.place()) + "</span> " + verdict(claim) + "</summary>\n");
        html.append(Html.paragraph("<q lang=\"zh\">" + Html.text(claim.quotation()) + "</q>"))
                .append(Html.paragraph("<strong>Result: " + Html.text(claim.result()) + "</strong>"))
                .append(Html.paragraph(Html.text(claim.why())));
        if (claim.readings().size() > 1) {
            html.append(readings(claim.readings()));
        }
        claim.tables().forEach(table -> html.append(table(table)));
        html.append(Html.list(
                claim.elsewhere().stream().map(AuditSection::elsewhere).toList()));
        return "<details id=\"claim-" + claim.id() + "\">" + html.append(Html.small(source(claim))) + "</details>\n";
    }

    private static String source(AuditedClaim claim) {
        String by = String.join(
                ", ",
                claim.computedBy().stream()
                        .map(name -> Html.code("org.thgcl." + name))
                        .toList());
        String register = String.join(", ", claim.register());
        return "Kind: " + claim.kind().words() + ". Computed: "
                + Html.text(claim.computation().replaceFirst("\\.$", ""))
                + (by.isEmpty() ? "" : ", by " + by) + "."
                + (register.isEmpty() ? "" : " Register: " + Html.text(register) + ".");
    }

    private static String readings(List<Reading> readings) {
        List<List<String>> rows = readings.stream()
                .map(reading -> List.of(
                        Html.text(reading.words()),
                        reading.printed() ? "yes" : "",
                        Html.text(reading.figure()),
                        reading.holds() ? "holds" : "fails"))
                .toList();
        return Html.table("Readings", List.of("reading", "as printed", "result", "claim"), rows);
    }

    private static String table(Table table) {
        List<List<String>> rows = table.rows().stream()
                .map(row -> row.stream().map(Html::text).toList())
                .toList();
        return Html.table(table.title(), table.header(), rows);
    }

    private static String elsewhere(OtherData other) {
        return "On " + Html.text(other.data()) + ": "
                + Html.text(other.outcome().words()) + ". " + Html.text(other.figure());
    }
}
