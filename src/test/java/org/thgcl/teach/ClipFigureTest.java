package org.thgcl.teach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.report.Markup;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.w3c.dom.Element;

class ClipFigureTest {
    private final ClipFigure figure = new ClipFigure(WorkedExampleFacts.rows(), Kernels.plain(DType.FLOAT64));

    private Element cell(int step, String id) {
        Drawing drawing = figure.draw(Values.initial(figure).with("step", step));
        return Markup.elements(Markup.parse(drawing.html()), "td").stream()
                .filter(cell -> cell.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// Numbers of the golden files, with the three digits that are shown.
    @ParameterizedTest
    @CsvSource({
        "3,clip-aa-0-1,0.946",
        "5,clip-ea-1-0,−1.62",
        "6,clip-za-0-2,−0.987",
        "7,clip-m-2-1,4.28",
        "8,clip-ra-3-1,9.51",
        "10,clip-betaa-0-2,0.462",
        "11,clip-logits-1-1,1.45",
        "12,clip-lfl-0-0,0.574",
        "13,clip-network-0-2,0.575",
        "13,clip-dfa-0-1,0.00149",
    })
    void cells_show_the_golden_numbers(int step, String id, String digits) {
        assertThat(cell(step, id).getTextContent()).isEqualTo(digits);
    }

    @Test
    void a_cell_names_the_cells_that_it_is_made_of() {
        assertThat(of(5, "clip-ea-1-0"))
                .containsExactlyInAnyOrder("clip-fa-1-0", "clip-fa-1-1", "clip-wa-0-0", "clip-wa-1-0", "clip-ba-0-0");
        assertThat(of(4, "clip-s-3-1")).containsExactlyInAnyOrder("clip-j-2-1", "clip-j-3-1", "clip-xi-3-1");
        assertThat(of(6, "clip-za-3-0"))
                .contains("clip-aa-3-1", "clip-ea-1-0", "clip-ea-3-1", "clip-psia-1-0", "clip-biasa-0-0")
                .doesNotContain("clip-ea-0-0", "clip-psia-0-1");
        assertThat(of(8, "clip-ra-2-1")).containsExactly("clip-za-2-1", "clip-m-2-1");
        assertThat(of(9, "clip-xa-0-0")).hasSize(12);
        assertThat(of(12, "clip-lfl-0-0")).containsExactly("clip-p-0-1", "clip-p-1-0");
    }

    private List<String> of(int step, String id) {
        return List.of(cell(step, id).getAttribute("data-of").split(" "));
    }
}
