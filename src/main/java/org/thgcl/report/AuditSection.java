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
        StringBuilder details = new StringBuilder();
        claims.forEach(claim -> details.append(details(claim)));
        return Html.paragraph("Statements that can be checked, each computed anew for this page by the program's own "
                        + "classes: a square is a claim, and leads to what it rests on. Below, the first answer says "
                        + "whether the claim holds as printed, the second whether it holds in some reading of the "
                        + "paper.")
                + new AuditStrip("audit", squares()).html(details.toString())
                + Html.small("In numbers: " + counts() + ".");
    }

    private List<AuditStrip.Square> squares() {
        return claims.stream()
                .map(claim -> new AuditStrip.Square(anchor(claim), claim.statement(), claim.verdict()))
                .toList();
    }

    /// Of what a claim's line opens to show: following a link to it opens it.
    private static String anchor(AuditedClaim claim) {
        return "claim-" + claim.id();
    }

    private String counts() {
        return AuditCounts.of(claims).stream()
                .map(count -> count.claims() + " as printed: "
                        + count.asPrinted().words() + ", readings: " + count.readings())
                .collect(Collectors.joining("; "));
    }

    private static String answer(String column, Answer answer) {
        return "<span class=\"answer" + (answer == Answer.HOLDS ? " holds" : answer == Answer.FAILS ? " fails" : "")
                + "\"><span class=\"small\">" + column + ":</span> " + answer.words() + "</span>";
    }

    /// A line with the verdict, which opens to show what it rests on.
    private static String details(AuditedClaim claim) {
        StringBuilder html = new StringBuilder("<summary>" + AuditStrip.square(claim.verdict()) + " <h3>"
                + Html.text(claim.statement()) + "</h3> <span class=\"small place\">" + Html.text(claim.place())
                + "</span> " + answer("as printed", claim.asPrinted()) + " "
                + answer("in some reading", claim.inSomeReading()) + "</summary>\n");
        html.append("<div id=\"" + anchor(claim) + "\">\n");
        html.append(Html.paragraph("<q lang=\"zh\">" + Html.text(claim.quotation()) + "</q>"))
                .append(Html.paragraph("<strong>Result: " + Html.text(claim.result()) + "</strong>"))
                .append(Html.paragraph(Html.text(claim.why())));
        if (claim.readings().size() > 1) {
            html.append(readings(claim.readings()));
        }
        claim.tables().forEach(table -> html.append(table(table)));
        html.append(Html.list(
                claim.elsewhere().stream().map(AuditSection::elsewhere).toList()));
        return "<details class=\"claim\" " + AuditStrip.only(claim.verdict()) + ">"
                + html.append(Html.small(source(claim))) + "</div>\n</details>\n";
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
