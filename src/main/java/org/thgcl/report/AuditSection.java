package org.thgcl.report;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.audit.AuditedClaim;
import org.thgcl.audit.Elsewhere;
import org.thgcl.audit.Table;
import org.thgcl.audit.Verdict;

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
        StringBuilder html =
                new StringBuilder(Html.paragraph("Statements of the paper that can be checked, each computed "
                        + "anew for this page by the program's own classes: " + counts() + "."));
        claims.forEach(claim -> html.append(details(claim)));
        return html.toString();
    }

    private String counts() {
        List<String> counts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            long count =
                    claims.stream().filter(claim -> claim.verdict() == verdict).count();
            counts.add(count + " " + verdict.words());
        }
        return String.join(", ", counts);
    }

    private static String verdict(AuditedClaim claim) {
        String look = claim.verdict() == Verdict.HOLDS ? "verdict holds" : "verdict";
        return "<span class=\"" + look + "\">" + Html.text(claim.verdict().words()) + "</span>";
    }

    /// A line with the verdict, which opens to show what it rests on.
    private static String details(AuditedClaim claim) {
        StringBuilder html =
                new StringBuilder("<summary><h3>" + Html.text(claim.statement()) + "</h3> <span class=\"small\">"
                        + Html.text(claim.place()) + "</span> " + verdict(claim) + "</summary>\n");
        html.append(Html.paragraph("<q lang=\"zh\">" + Html.text(claim.quotation()) + "</q>"))
                .append(Html.paragraph("<strong>" + Html.text(claim.figure()) + "</strong>"))
                .append(Html.paragraph(Html.text(claim.why())));
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
        return "Computed: " + Html.text(claim.computation().replaceFirst("\\.$", ""))
                + (by.isEmpty() ? "" : ", by " + by) + "."
                + (register.isEmpty() ? "" : " Register: " + Html.text(register) + ".");
    }

    private static String table(Table table) {
        List<List<String>> rows = table.rows().stream()
                .map(row -> row.stream().map(Html::text).toList())
                .toList();
        return Html.table(table.title(), table.header(), rows);
    }

    private static String elsewhere(Elsewhere other) {
        return "On " + Html.text(other.data()) + ": "
                + Html.text(other.outcome().words()) + ". " + Html.text(other.figure());
    }
}
