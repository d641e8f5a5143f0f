package org.thgcl.report;

import java.util.List;
import org.thgcl.ablation.AblationResult;
import org.thgcl.audit.Table1;
import org.thgcl.page.Page;
import org.thgcl.page.Section;

/// The page of `thgcl table1`.
///
/// @param rows of the table
/// @param result of the systems that were trained; `null` if none was
public record Table1Page(List<Table1.Row> rows, AblationResult result) {
    public Table1Page {
        rows = List.copyOf(rows);
    }

    /// The page, HTML that is well-formed XML and stands alone.
    public String html() {
        Section table = new Table1Section(rows, result);
        List<Section> sections = result == null
                ? List.of(table)
                : List.of(table, new AblationSection(new Sweeps(List.of(result), List.of())));
        return new Page(
                        "THGCL: the systems of Table 1",
                        "<p class=\"lead\">The twenty systems of the paper's Table 1: what the paper prints, and what"
                                + " this program counts and trains.</p>\n",
                        sections)
                .html();
    }
}
