package org.thgcl.report;

import java.util.List;
import org.thgcl.ablation.AblationResult;
import org.thgcl.page.Html;
import org.thgcl.page.Page;

/// The page of a reproduction: the paper's figures beside those of the run, the sweeps in full, the checklist.
///
/// @param table1 result of the sweep of this name
/// @param table2 likewise
/// @param figure3 likewise
/// @param checklist of the run
public record ReproductionPage(
        AblationResult table1, AblationResult table2, AblationResult figure3, Checklist checklist) {

    /// The page, HTML that is well-formed XML and stands alone.
    public String html() {
        String lead = "<p class=\"lead\">The experiments of the paper that this program can make, with "
                + table1.seeds().size() + (table1.seeds().size() == 1 ? " seed" : " seeds") + " on "
                + Html.text(table1.data().name())
                + ". These aren't the paper's data, so the figures needn't agree with the paper's.</p>\n";
        Sweeps sweeps = new Sweeps(List.of(table1, table2, figure3), List.of());
        return new Page(
                        "THGCL: the paper's experiments",
                        lead,
                        List.of(new PaperTables(table1, table2), new AblationSection(sweeps), checklist))
                .html();
    }
}
