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
        html.append(overview());
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

    private String overview() {
        List<List<String>> rows = claims.stream()
                .map(claim -> List.of(
                        "<a href=\"#claim-" + claim.id() + "\">" + Html.text(claim.statement()) + "</a>",
                        Html.text(claim.place()),
                        verdict(claim)))
                .toList();
        return Html.words(claims.size() + " claims", List.of("the paper says", "where", "found"), rows);
    }

    private static String verdict(AuditedClaim claim) {
        String look = claim.verdict() == Verdict.HOLDS ? "verdict holds" : "verdict";
        return "<span class=\"" + look + "\">" + Html.text(claim.verdict().words()) + "</span>";
    }

    private static String details(AuditedClaim claim) {
        StringBuilder html = new StringBuilder("<article id=\"claim-" + claim.id() + "\">\n");
        html.append(Html.heading(claim.statement()))
                .append(Html.paragraph(
                        Html.text(claim.place()) + ": <q lang=\"zh\">" + Html.text(claim.quotation()) + "</q>"))
                .append(Html.paragraph(verdict(claim) + ": " + Html.text(claim.figure())))
                .append(Html.paragraph(Html.text(claim.why())));
        claim.tables().forEach(table -> html.append(table(table)));
        html.append(Html.list(
                claim.elsewhere().stream().map(AuditSection::elsewhere).toList()));
        String by = String.join(
                ", ",
                claim.computedBy().stream()
                        .map(name -> Html.code("org.thgcl." + name))
                        .toList());
        String register =
                claim.register().isEmpty() ? "" : ". Register: " + Html.text(String.join(", ", claim.register()));
        return html.append(Html.small("Computed: " + Html.text(claim.computation()) + (by.isEmpty() ? "" : ", by " + by)
                        + register + "."))
                .append("</article>\n")
                .toString();
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
