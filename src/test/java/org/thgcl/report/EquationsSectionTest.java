package org.thgcl.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.golden.GoldenCase;
import org.thgcl.golden.GoldenReader;
import org.thgcl.golden.GoldenTensor;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.page.FormulaFont;
import org.thgcl.page.Html;
import org.thgcl.page.SourceText;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

class EquationsSectionTest {
    @Test
    void the_program_holds_the_golden_files_as_published() throws IOException {
        GoldenStep step = GoldenStep.of("12-joint_objective", "joint");
        GoldenCase published = GoldenReader.read(Path.of("golden/worked-example/12-joint_objective.json"))
                .cases()
                .getFirst();
        assertThat(step.number("loss", 0))
                .isEqualTo(published.outputs().get("loss").values().get(0));
        assertThat(Files.readString(Path.of("golden/worked-example/12-joint_objective.json")))
                .contains("\"data\": [" + step.number("loss", 0) + "]");
    }

    @TestFactory
    Stream<DynamicTest> the_source_below_an_equation_is_that_of_its_class() {
        String html = new EquationsSection().html();
        return Formulas.all().stream()
                .map(Formulas.Statement::type)
                .map(type -> dynamicTest(type.getSimpleName(), () -> {
                    List<String> file = Files.readAllLines(
                            Path.of("src/main/java/" + type.getName().replace('.', '/') + ".java"));
                    List<SourceText.Method> shown = EquationsSection.shown(type);
                    assertThat(shown).hasSizeGreaterThan(1).allSatisfy(method -> {
                        int from = method.line() - 1;
                        assertThat(file.subList(from, from + method.code().size()))
                                .isEqualTo(method.code());
                        assertThat(file.subList(from - method.comment().size(), from))
                                .isEqualTo(method.comment());
                        assertThat(html).contains(Html.source(method.text()));
                    });
                    if (!type.getPackageName().equals("org.thgcl.graph")) {
                        assertThat(shown).extracting(SourceText.Method::name).contains("definition", "apply");
                    }
                }));
    }

    @Test
    void edges_show_the_methods_that_compute_them_and_no_other() {
        assertThat(EquationsSection.shown(CrossModalEdges.class))
                .extracting(SourceText.Method::name)
                .containsExactly("CrossModalEdges", "from", "to");
        assertThat(EquationsSection.shown(TemporalNeighbourhood.class))
                .extracting(SourceText.Method::name)
                .containsExactly("definition", "of");
    }

    @Test
    void numbers_on_the_page_are_the_golden_ones_and_fit_their_formulas() {
        String html = new EquationsSection().html();
        // exp(-(0-1)^2 / (2 (2-0+1)^2)) = exp(-1/18)
        assertThat(Math.exp(-1.0 / 18)).isCloseTo(0.946, within(5e-5));
        assertThat(html).contains("<mo>=</mo><mn>0.946</mn>");
        // 1 * 0.5737 + 0.1 * 0.01459 = 0.5752
        assertThat(0.5737 + 0.1 * 0.01459).isCloseTo(0.5752, within(1e-4));
        assertThat(html).contains("<mn>0.5737</mn>", "<mn>0.01459</mn>", "<mn>0.5752</mn>");
        // 1/2 (ln exp(cos_01/t)/exp(cos_00/t) + ...) of the four cosines on the page
        assertThat(-0.5 * ((-0.7896 + 0.7809) / 0.5 + (-0.8784 + 0.8798) / 0.5)).isCloseTo(0.007293, within(2e-4));
        assertThat(html)
                .contains("<mn>0.7896</mn>", "<mn>0.7809</mn>", "<mn>0.8784</mn>", "<mn>0.8798</mn>", "0.007293");
    }

    @Test
    void agreement_is_computed_and_a_wrong_golden_number_is_noticed() {
        GoldenStep step = new WorkedExample().of(Eq1GaussianWeight.class).step();
        assertThat(step.agreement().numbers()).isEqualTo(12);
        assertThat(step.agreement().wrong()).isZero();
        Map<String, GoldenTensor> outputs = new LinkedHashMap<>(step.golden().outputs());
        Tensor altered = Tensor.zeros(Shape.of(12));
        for (int k = 0; k < 12; k++) {
            altered.set(k, step.number("weight", k) + (k == 5 ? 0.25 : 0));
        }
        outputs.put("weight", GoldenTensor.real(altered));
        GoldenCase c = step.golden();
        GoldenCase wrong = new GoldenCase(
                c.id(),
                c.comment(),
                c.flags(),
                c.settings(),
                c.inputs(),
                c.cotangents(),
                outputs,
                c.gradients(),
                c.tolerance(),
                c.decoys(),
                c.invariants());
        GoldenStep.Agreement found = new GoldenStep(step.name(), step.file(), wrong, step.now()).agreement();
        assertThat(found.wrong()).isEqualTo(1);
        assertThat(found.difference()).isEqualTo(0.25);
    }

    @Test
    void formulas_have_no_character_that_their_font_does_not_have() {
        assertThat(FormulaFont.missing(Markup.parse(new EquationsSection().html())))
                .isEmpty();
    }
}
