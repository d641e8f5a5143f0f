package org.thgcl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.audit.Table1.Agreement;
import org.thgcl.audit.Table1.Row;
import org.thgcl.baseline.ParameterCount;

/// Table 1 with the counts of this program. The counts expected here were made by other programs, with the systems'
/// published code or its layers written anew.
class Table1Test {
    private static Row row(String name) {
        return Table1.rows().stream()
                .filter(row -> row.printed().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_row_of_the_paper_is_there_in_its_order() {
        assertThat(Table1.rows())
                .extracting(row -> row.printed().name())
                .hasSize(20)
                .startsWith("THGCL", "TMac");
        assertThat(Table1.rows()).allSatisfy(row -> assertThat(row.includes()).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource({
        "TMac, 4353569, CUT_OFF",
        "VAED, 2184737, CUT_OFF",
        "PaSST-S, 86153758, NO",
        "ASiT, 86053391, NO",
        "Audio-MAE (local), 86053391, ROUNDED",
        "ATST-clip, 86230031, ROUNDED",
        "MaskSpec, 86041103, ROUNDED",
        "LHGNN, 31476127, ROUNDED",
        "Conformer-based, 88340751, ROUNDED",
        "HGCN, 42382705, ROUNDED",
        "Wave-Logmel, 81065487, CUT_OFF",
        "AST, 88132063, ROUNDED",
        "SSL graph, 217761, ROUNDED",
        "Wav2vec2-audio, 94397089, NO",
        "VATT, 86484239, NO",
        "ConvNeXt-femto, 5037279, ROUNDED",
        "R(2+1)D-video, 33371472, ROUNDED",
        "ResNet-1D-audio, 40427425, ROUNDED"
    })
    void the_counts_are_those_of_other_programs(String name, long all, Agreement agreement) {
        assertThat(row(name).count().map(ParameterCount::all)).contains(all);
        assertThat(row(name).agreement()).isEqualTo(agreement);
    }

    @Test
    void what_a_count_is_made_of() {
        assertThat(row("AST").count()).contains(new ParameterCount(86_594_063, 406_799, 1_538_000, 0));
        assertThat(row("HGCN").count().map(ParameterCount::unused)).contains(205_200L);
        assertThat(row("ResNet-1D-both").agreement()).isEqualTo(Agreement.UNKNOWN);
        assertThat(row("PaSST-S").ownMaps()).isEqualTo(List.of(47.1, 47.6, 48.6));
        assertThat(row("TMac").classes()).contains(33);
        assertThat(row("LHGNN").classes()).contains(527);
    }
}
