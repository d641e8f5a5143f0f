package org.thgcl.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.thgcl.audit.Table1;
import org.w3c.dom.Document;

class Table1SectionTest {
    private static final int SYSTEMS = Table1.rows().size();

    @Test
    void scores_that_nothing_stands_beside_are_folded_and_have_no_empty_columns() {
        String html = new Table1Section(Table1.rows(), null).html();
        Document page = Markup.parse(html);
        assertThat(Markup.texts(page, "summary"))
                .containsExactly("What is counted of each system", "The printed scores");
        assertThat(Markup.texts(page, "th")).contains("paper mAP").doesNotContain("mAP here", "AUC here");
        // three tables, each with a header
        assertThat(Markup.elements(page, "tr")).hasSize(3 * (1 + SYSTEMS));
        assertThat(Markup.row(html, "TMac").subList(1, 4)).isEqualTo(List.of("4.3", "4,353,569", "cut off"));
    }

    @Test
    void scores_of_this_program_are_open() {
        Document page = Markup.parse(new Table1Section(
                        Table1.rows(), AblationSectionTest.sweeps(1).results().getFirst())
                .html());
        assertThat(Markup.texts(page, "summary")).containsExactly("What is counted of each system");
        assertThat(Markup.texts(page, "th")).contains("mAP here", "AUC here");
    }
}
